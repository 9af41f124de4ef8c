// Window. Every keyboard shortcut as data: the keys, the tooltips and the sheet all read this list.

export type ShortcutId =
  | 'copy_token'
  | 'copy_header'
  | 'refresh'
  | 'open'
  | 'remove'
  | 'undo'
  | 'rename'
  | 'pin'
  | 'palette'
  | 'refresh_all'
  | 'add'
  | 'search'
  | 'settings'
  | 'lock'
  | 'next_pane'
  | 'close'
  | 'help';

/** `mod` is Command on a Mac and Control elsewhere. `key` is `KeyboardEvent.key`, letters in lower case. */
export interface Chord {
  readonly mod: boolean;
  /** Of letters and named keys only: where a sign is on the keyboard differs. */
  readonly shift: boolean;
  readonly key: string;
}

export interface Shortcut {
  readonly id: ShortcutId;
  readonly says: string;
  readonly chords: readonly Chord[];
  /** `list`: only while the account list has the focus. `anywhere`: also while typing. */
  readonly scope: 'list' | 'window' | 'anywhere';
}

const plain = (key: string): Chord => ({ mod: false, shift: false, key });
const mod = (key: string): Chord => ({ mod: true, shift: false, key });
const modShift = (key: string): Chord => ({ mod: true, shift: true, key });

export const shortcuts: readonly Shortcut[] = [
  { id: 'palette', says: 'Find an account or an action', chords: [mod('k')], scope: 'anywhere' },
  { id: 'copy_token', says: 'Copy, in the account’s own form', chords: [mod('c')], scope: 'window' },
  {
    id: 'copy_header',
    says: 'Copy as Authorization header',
    chords: [modShift('c')],
    scope: 'window',
  },
  { id: 'refresh', says: 'Refresh now', chords: [plain('r')], scope: 'window' },
  { id: 'refresh_all', says: 'Refresh all accounts', chords: [modShift('r')], scope: 'anywhere' },
  { id: 'open', says: 'Show the account', chords: [plain('Enter')], scope: 'list' },
  { id: 'rename', says: 'Rename', chords: [plain('F2')], scope: 'window' },
  { id: 'remove', says: 'Remove (asks first)', chords: [plain('Delete')], scope: 'list' },
  { id: 'undo', says: 'Undo a removal', chords: [mod('z')], scope: 'window' },
  { id: 'pin', says: 'Pin or unpin', chords: [plain('p')], scope: 'window' },
  { id: 'add', says: 'Add an account', chords: [mod('n')], scope: 'anywhere' },
  { id: 'search', says: 'Search', chords: [mod('f'), plain('/')], scope: 'anywhere' },
  { id: 'settings', says: 'Settings', chords: [mod(',')], scope: 'anywhere' },
  { id: 'lock', says: 'Lock', chords: [mod('l')], scope: 'anywhere' },
  { id: 'next_pane', says: 'Go to the next pane', chords: [plain('F6')], scope: 'anywhere' },
  { id: 'close', says: 'Close or go back', chords: [plain('Escape')], scope: 'anywhere' },
  { id: 'help', says: 'Show all shortcuts', chords: [plain('?')], scope: 'window' },
];

/** Keys that the list itself understands, for the sheet. */
export const listKeys: readonly { readonly says: string; readonly keys: readonly string[] }[] = [
  { says: 'Move through the list', keys: ['↑', '↓'] },
  { says: 'First and last account', keys: ['Home', 'End'] },
  { says: 'Reach the copy button of a row', keys: ['→'] },
  { says: 'Jump to a name', keys: ['letters but P and R'] },
];

export const isMac = /Mac/.test(navigator.platform);

/** Whether the key that is `mod` here is held. */
export function isMod(event: { readonly ctrlKey: boolean; readonly metaKey: boolean }): boolean {
  return isMac ? event.metaKey : event.ctrlKey;
}

/** In the palette: shows the account in place of doing anything with it. */
export const modEnter: Chord = mod('Enter');

const keyNames: Readonly<Record<string, string>> = { Escape: 'Esc', Delete: 'Del', Enter: '↵' };

/** The keys of a chord as they are printed on the keyboard. */
export function chordKeys(chord: Chord): readonly string[] {
  const key = keyNames[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key);
  return [...(chord.mod ? [isMac ? '⌘' : 'Ctrl'] : []), ...(chord.shift ? [isMac ? '⇧' : 'Shift'] : []), key];
}

/** The first chord of a shortcut in one text, for a tooltip: `Ctrl+C`. */
export function shortcutHint(id: ShortcutId): string | undefined {
  const chord = shortcuts.find((shortcut) => shortcut.id === id)?.chords[0];
  return chord === undefined ? undefined : chordKeys(chord).join(isMac ? '' : '+');
}
