// Window. Every keyboard shortcut as data: the keys, the tooltips and the sheet all read this list.

export type ShortcutId =
  | 'copy_token'
  | 'refresh'
  | 'open'
  | 'remove'
  | 'rename'
  | 'add'
  | 'search'
  | 'next_pane'
  | 'close'
  | 'help';

/** `mod` is Command on a Mac and Control elsewhere. `key` is `KeyboardEvent.key`, letters in lower case. */
export interface Chord {
  readonly mod: boolean;
  readonly key: string;
}

export interface Shortcut {
  readonly id: ShortcutId;
  readonly says: string;
  readonly chords: readonly Chord[];
  /** `list`: only while the account list has the focus. `anywhere`: also while typing. */
  readonly scope: 'list' | 'window' | 'anywhere';
}

const plain = (key: string): Chord => ({ mod: false, key });
const mod = (key: string): Chord => ({ mod: true, key });

export const shortcuts: readonly Shortcut[] = [
  { id: 'copy_token', says: 'Copy the access token', chords: [mod('c')], scope: 'window' },
  { id: 'refresh', says: 'Refresh now', chords: [plain('r')], scope: 'window' },
  { id: 'open', says: 'Show the account', chords: [plain('Enter')], scope: 'list' },
  { id: 'rename', says: 'Rename', chords: [plain('F2')], scope: 'window' },
  { id: 'remove', says: 'Remove (asks first)', chords: [plain('Delete')], scope: 'list' },
  { id: 'add', says: 'Add an account', chords: [mod('n')], scope: 'anywhere' },
  { id: 'search', says: 'Search', chords: [mod('f'), plain('/')], scope: 'anywhere' },
  { id: 'next_pane', says: 'Go to the next pane', chords: [plain('F6')], scope: 'anywhere' },
  { id: 'close', says: 'Close or go back', chords: [plain('Escape')], scope: 'anywhere' },
  { id: 'help', says: 'Show all shortcuts', chords: [plain('?')], scope: 'window' },
];

/** Keys that the list itself understands, for the sheet. */
export const listKeys: readonly { readonly says: string; readonly keys: readonly string[] }[] = [
  { says: 'Move through the list', keys: ['↑', '↓'] },
  { says: 'First and last account', keys: ['Home', 'End'] },
  { says: 'Reach the copy button of a row', keys: ['→'] },
  { says: 'Jump to a name', keys: ['letters'] },
];

export const isMac = /Mac/.test(navigator.platform);

const keyNames: Readonly<Record<string, string>> = { Escape: 'Esc', Delete: 'Del' };

/** The keys of a chord as they are printed on the keyboard. */
export function chordKeys(chord: Chord): readonly string[] {
  const key = keyNames[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key);
  return chord.mod ? [isMac ? '⌘' : 'Ctrl', key] : [key];
}

/** The first chord of a shortcut in one text, for a tooltip: `Ctrl+C`. */
export function shortcutHint(id: ShortcutId): string | undefined {
  const chord = shortcuts.find((shortcut) => shortcut.id === id)?.chords[0];
  return chord === undefined ? undefined : chordKeys(chord).join(isMac ? '' : '+');
}
