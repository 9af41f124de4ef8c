// Window. Turns keys into actions, by the list in text/shortcuts.ts.
import { useEffect } from 'react';
import { type Chord, isMac, type Shortcut, shortcuts } from '../text/shortcuts.ts';
import { isInList } from './panes.ts';
import { perform } from './perform.ts';
import { useTokendeck } from './tokendeck.ts';

/** While one of these is open, keys belong to it; only locking is always possible. */
const overlays = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/** As long as the list's own type-ahead waits for the next letter. */
const typeAheadPause = 1000;

/** Listens for the whole window as long as the component is there. */
export function useShortcuts(): void {
  const tokendeck = useTokendeck();
  useEffect(() => {
    let letterAt = Number.NEGATIVE_INFINITY;

    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return;
      const isOverlaid = document.querySelector(overlays) !== null;
      const inList = isInList(event.target);
      const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
      const searching = inList && isLetter && event.timeStamp - letterAt < typeAheadPause;
      const shortcut = searching
        ? undefined
        : shortcuts.find((one) => (!isOverlaid || one.id === 'lock') && matches(one, event, inList));
      if (shortcut !== undefined && perform(shortcut.id, tokendeck, event.target)) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      if (inList && isLetter && !isOverlaid) letterAt = event.timeStamp;
    }

    // Before the list's type-ahead, which would take letters for itself.
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [tokendeck]);
}

function matches(shortcut: Shortcut, event: KeyboardEvent, inList: boolean): boolean {
  if (shortcut.scope === 'list' && !inList) return false;
  if (event.altKey || (isMac ? event.ctrlKey : event.metaKey)) return false;
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const typing = isTyping(event.target);
  return shortcut.chords.some((chord) => {
    if (chord.mod !== mod || chord.key !== key || !hasShift(chord, event)) return false;
    if (!typing) return true;
    return shortcut.scope === 'anywhere' && (chord.mod || chord.key.length > 1);
  });
}

/** Signs such as `?` need Shift on one keyboard and not on another. */
function hasShift({ key, shift }: Chord, event: KeyboardEvent): boolean {
  const isSign = key.length === 1 && key.toUpperCase() === key.toLowerCase();
  return isSign || event.shiftKey === shift;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select'))
  );
}
