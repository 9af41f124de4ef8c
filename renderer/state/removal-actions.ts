// Window. Removing accounts, having them back, and what became of their tokens.
import type { AccountView, Bridge, ErrorView, Events } from '../../preload/contract.ts';
import { revokedSentence } from '../text/removal.ts';
import type { Leaving } from './app-state.ts';
import { ask } from './ask.ts';
import { neighbourOf, withAccounts } from './changes.ts';
import type { Store } from './store.ts';
import type { Toasts } from './toasts.ts';

export interface RemovalActions {
  /** Answers the error to show in the dialog, or undefined when the account is gone from the list. */
  readonly remove: (account: AccountView, revoke: boolean) => Promise<ErrorView | undefined>;
  /** Takes back the last removal that can still be undone. Answers the id of the account that is there again. */
  readonly undo: () => Promise<string | undefined>;
  /** News from the main process. */
  readonly ended: (ended: Events['removalEnded']) => void;
  readonly putAway: (id: number) => void;
}

export function createRemovalActions(
  store: Store,
  bridge: Bridge,
  toasts: Toasts,
  reloadDetail: () => void,
): RemovalActions {
  let count = 0;

  /** Only this removal: the same account may have come back and been removed again. */
  function forget({ account, undoUntil }: Leaving): void {
    store.set((state) => ({
      ...state,
      leaving: state.leaving.filter((one) => one.account.id !== account.id || one.undoUntil !== undoUntil),
    }));
  }

  return {
    remove: async (account, revoke) => {
      const before = store.get();
      const neighbour = neighbourOf(before, account.id);
      const place = before.order.indexOf(account.id);
      const outcome = await ask(() => bridge.removeAccount({ accountId: account.id, revoke }));
      if (!outcome.ok) return outcome.error;
      const { undoUntil } = outcome.value;
      const leaving = { account, place, undoUntil };
      store.set((state) => ({
        ...withAccounts(
          { ...state, selectedId: state.selectedId === account.id ? neighbour : state.selectedId },
          { changed: [], removed: [account.id] },
        ),
        leaving: [...state.leaving, leaving],
        dialog: undefined,
        pane: 'list',
      }));
      window.setTimeout(() => forget(leaving), undoUntil - Date.now());
      reloadDetail();
      return undefined;
    },

    undo: async () => {
      const last = store.get().leaving.at(-1);
      if (last === undefined) return undefined;
      const accountId = last.account.id;
      const outcome = await ask(() => bridge.undoRemoval({ accountId }));
      if (!outcome.ok) {
        forget(last);
        toasts.show(`${last.account.label}: ${outcome.error.what}`);
        return undefined;
      }
      store.set((state) => ({
        ...withAccounts(state, { changed: [outcome.value], removed: [] }),
        selectedId: accountId,
        search: '',
        panel: { kind: 'account' },
        pane: 'list',
      }));
      reloadDetail();
      return accountId;
    },

    ended: (ended) => {
      switch (ended.removal.revocation) {
        case 'skipped':
          return;
        case 'revoked':
          store.set((state) => ({ ...state, announcement: revokedSentence(ended) }));
          return;
        case 'unsupported':
        case 'failed':
          count += 1;
          store.set((state) => ({ ...state, unrevoked: [...state.unrevoked, { id: count, ended }] }));
      }
    },

    putAway: (id) => {
      store.set((state) => ({ ...state, unrevoked: state.unrevoked.filter((one) => one.id !== id) }));
    },
  };
}
