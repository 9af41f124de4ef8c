// Window. What a person can have done with an account.
import type { AccountView, Bridge, CopyFormat, ErrorView, Outcome } from '../../preload/contract.ts';
import { copiedSentence, notCopied } from '../text/common.ts';
import { detailWords } from '../text/detail.ts';
import { type Errand, withEntry } from './app-state.ts';
import { ask } from './ask.ts';
import { neighbourOf, withAccounts } from './changes.ts';
import type { Store } from './store.ts';
import type { Toasts } from './toasts.ts';

export interface AccountActions {
  readonly copy: (accountId: string, format: CopyFormat) => Promise<void>;
  readonly refresh: (accountId: string) => Promise<void>;
  readonly setAutoRefresh: (accountId: string, on: boolean) => Promise<void>;
  /** Answers the error to show beside the field, or undefined when the account has its new name. */
  readonly rename: (accountId: string, label: string) => Promise<ErrorView | undefined>;
  /** Answers the error to show in the dialog, or undefined when the account is gone. */
  readonly remove: (account: AccountView, revoke: boolean) => Promise<ErrorView | undefined>;
  readonly forgetProblem: (accountId: string) => void;
  /** Copies a text that is no secret, and says so. */
  readonly copyText: (text: string) => Promise<void>;
}

export function createAccountActions(
  store: Store,
  bridge: Bridge,
  toasts: Toasts,
  reloadDetail: () => void,
): AccountActions {
  /** Does one errand for an account at a time; its failure stays with the account until the next one. */
  async function errand<T>(
    accountId: string,
    kind: Errand,
    call: () => Promise<Outcome<T>>,
  ): Promise<T | undefined> {
    if (store.get().errands.has(accountId)) return undefined;
    store.set((state) => ({
      ...state,
      errands: withEntry(state.errands, accountId, kind),
      problems: withEntry(state.problems, accountId, undefined),
    }));
    const outcome = await ask(call);
    const problem = outcome.ok ? undefined : kind === 'copy' ? notCopied(outcome.error) : outcome.error;
    store.set((state) => ({
      ...state,
      errands: withEntry(state.errands, accountId, undefined),
      problems: withEntry(state.problems, accountId, problem),
    }));
    reloadDetail();
    if (problem !== undefined) {
      const label = store.get().accounts.get(accountId)?.label ?? '';
      toasts.show(`${label}: ${problem.what}`, { accountId, what: problem.what });
    }
    return outcome.ok ? outcome.value : undefined;
  }

  function taken(account: AccountView): void {
    store.set((state) =>
      state.accounts.has(account.id) ? withAccounts(state, { changed: [account], removed: [] }) : state,
    );
  }

  return {
    copy: async (accountId, format) => {
      const receipt = await errand(accountId, 'copy', () => bridge.copyToken({ accountId, format }));
      if (receipt === undefined) return;
      toasts.show(copiedSentence(receipt, Date.now()));
      toasts.markCopied(accountId);
    },

    refresh: async (accountId) => {
      const account = await errand(accountId, 'refresh', () => bridge.refreshAccount({ accountId }));
      if (account === undefined) return;
      taken(account);
      toasts.show(detailWords.refreshed(account.label));
    },

    setAutoRefresh: async (accountId, on) => {
      const account = await errand(accountId, 'auto_refresh', () => bridge.setAutoRefresh({ accountId, on }));
      if (account !== undefined) taken(account);
    },

    rename: async (accountId, label) => {
      const outcome = await ask(() => bridge.renameAccount({ accountId, label }));
      if (!outcome.ok) return outcome.error;
      taken(outcome.value);
      reloadDetail();
      return undefined;
    },

    remove: async (account, revoke) => {
      const neighbour = neighbourOf(store.get(), account.id);
      const outcome = await ask(() => bridge.removeAccount({ accountId: account.id, revoke }));
      if (!outcome.ok) return outcome.error;
      store.set((state) => ({
        ...withAccounts(
          { ...state, selectedId: state.selectedId === account.id ? neighbour : state.selectedId },
          { changed: [], removed: [account.id] },
        ),
        dialog: undefined,
        pane: 'list',
      }));
      reloadDetail();
      return undefined;
    },

    forgetProblem: (accountId) => {
      store.set((state) => ({ ...state, problems: withEntry(state.problems, accountId, undefined) }));
    },

    copyText: async (text) => {
      const outcome = await ask(() => bridge.copyText({ text }));
      toasts.show(outcome.ok ? detailWords.textCopied : outcome.error.what);
    },
  };
}
