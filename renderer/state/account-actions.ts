// Window. What a person can have done with an account.
import type {
  AccountView,
  Bridge,
  CopyFormat,
  CopyReceipt,
  ErrorView,
  Events,
  Outcome,
  PreferencesView,
} from '../../preload/contract.ts';
import { clipboardWords, copiedSentence, notCopied } from '../text/common.ts';
import { detailWords } from '../text/detail.ts';
import { type Errand, withEntry } from './app-state.ts';
import { ask } from './ask.ts';
import { withAccounts } from './changes.ts';
import type { Store } from './store.ts';
import type { Toasts } from './toasts.ts';

export interface AccountActions {
  /** Without a format: in that which the person has chosen for the account. */
  readonly copy: (accountId: string, format?: CopyFormat) => Promise<void>;
  readonly refresh: (accountId: string) => Promise<void>;
  readonly setAutoRefresh: (accountId: string, on: boolean) => Promise<void>;
  /** Only the preferences named are changed. */
  readonly prefer: (accountId: string, changes: Partial<PreferencesView>) => Promise<void>;
  /** Answers the error to show beside the field, or undefined when the account has its new name. */
  readonly rename: (accountId: string, label: string) => Promise<ErrorView | undefined>;
  readonly forgetProblem: (accountId: string) => void;
  /** Copies a text that is no secret, and says so. */
  readonly copyText: (text: string) => Promise<void>;
  /** A token was copied from the tray or a notification. */
  readonly copiedElsewhere: (copied: Events['tokenCopied']) => void;
  /** What became of a token on the clipboard. */
  readonly clipboardChanged: (change: Events['clipboardChanged']) => void;
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

  /** Whether the person was told that the clipboard would be cleared. */
  let isClearingTold = false;

  /** Says of which account, unless it is the one that is looked at. */
  function copied(accountId: string, receipt: CopyReceipt, label: string, format: CopyFormat): void {
    const sentence = copiedSentence(receipt, Date.now(), format);
    isClearingTold = receipt.clearsAt !== undefined;
    toasts.show(store.get().selectedId === accountId ? sentence : `${label}: ${sentence}`);
    toasts.markCopied(accountId);
  }

  return {
    copy: async (accountId, wanted) => {
      const account = store.get().accounts.get(accountId);
      if (account === undefined) return;
      const format = wanted ?? account.preferences.copyFormat;
      const receipt = await errand(accountId, 'copy', () => bridge.copyToken({ accountId, format }));
      if (receipt !== undefined) copied(accountId, receipt, account.label, format);
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

    prefer: async (accountId, changes) => {
      const before = store.get().accounts.get(accountId)?.preferences;
      if (before === undefined) return;
      const preferences = { ...before, ...changes };
      const account = await errand(accountId, 'prefer', () =>
        bridge.setPreferences({ accountId, preferences }),
      );
      if (account !== undefined) taken(account);
    },

    rename: async (accountId, label) => {
      const outcome = await ask(() => bridge.renameAccount({ accountId, label }));
      if (!outcome.ok) return outcome.error;
      taken(outcome.value);
      reloadDetail();
      return undefined;
    },

    forgetProblem: (accountId) => {
      store.set((state) => ({ ...state, problems: withEntry(state.problems, accountId, undefined) }));
    },

    copyText: async (text) => {
      const outcome = await ask(() => bridge.copyText({ text }));
      toasts.showAlsoLocked(outcome.ok ? detailWords.textCopied : outcome.error.what);
    },

    copiedElsewhere: ({ accountId, label, receipt }) => {
      // The tray and the notifications copy in the account's own form.
      const format = store.get().accounts.get(accountId)?.preferences.copyFormat ?? 'token';
      copied(accountId, receipt, label, format);
    },

    clipboardChanged: (change) => {
      if (change === 'cleared') toasts.show(clipboardWords.cleared);
      else if (isClearingTold) toasts.show(clipboardWords.left);
      isClearingTold = false;
    },
  };
}
