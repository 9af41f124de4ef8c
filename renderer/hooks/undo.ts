// Window. Takes the last removal back, and leads the keyboard to the account that is there again.
import type { Tokendeck } from '../state/tokendeck.ts';
import { focusRow } from './panes.ts';

/** False where nothing can be undone. */
export function undoRemoval({ removals, store }: Tokendeck): boolean {
  if (store.get().leaving.length === 0) return false;
  void removals.undo().then((accountId) => {
    if (accountId !== undefined) focusRow(accountId);
  });
  return true;
}
