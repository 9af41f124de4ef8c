// Window. The keys of a menu's item, from the one list of shortcuts. No part of the item's name.
import { type ShortcutId, shortcutHint } from '../text/shortcuts.ts';

export function MenuKeys({ shortcut }: { readonly shortcut: ShortcutId }) {
  const hint = shortcutHint(shortcut);
  return hint === undefined ? null : (
    <span className="menu-keys" aria-hidden="true">
      <kbd>{hint}</kbd>
    </span>
  );
}
