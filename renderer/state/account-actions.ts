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
import { isUnderway, withErrand, withoutErrand } from './errands.ts';
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
  /** By account and kind: what was asked for last, and when it is done. */
  const lines = new Map<string, { readonly wish: string; readonly done: Promise<void> }>();

  /**
   * Errands of one kind are done one after the other, in the order in which they were asked for, and no other kind waits
   * for them. The same wish again, while the first is not yet done, is one with it.
   */
  function errand<T>(
    accountId: string,
    kind: Errand,
    wish: string,
    call: () => Promise<Outcome<T>>,
    succeeded: (value: T) => void,
  ): Promise<void> {
    const line = `${kind} ${accountId}`;
    // A lock forgets what was under way, and what is asked for after it is new.
    const before = isUnderway(store.get(), accountId, kind) ? lines.get(line) : undefined;
    if (before?.wish === wish) return before.done;
    store.set((state) => withErrand(state, accountId, kind));
    const done = inTurn(accountId, kind, before?.done, call, succeeded).finally(() => {
      if (lines.get(line)?.done === done) lines.delete(line);
    });
    lines.set(line, { wish, done });
    return done;
  }

  /** A failure stays with the account until the next errand is asked for. */
  async function inTurn<T>(
    accountId: string,
    kind: Errand,
    before: Promise<void> | undefined,
    call: () => Promise<Outcome<T>>,
    succeeded: (value: T) => void,
  ): Promise<void> {
    await before;
    const outcome = await ask(call);
    const problem = outcome.ok ? undefined : kind === 'copy' ? notCopied(outcome.error) : outcome.error;
    store.set((state) => withoutErrand(state, accountId, kind, problem));
    reloadDetail();
    if (outcome.ok) succeeded(outcome.value);
    if (problem === undefined) return;
    const label = store.get().accounts.get(accountId)?.label ?? '';
    toasts.show(`${label}: ${problem.what}`, { accountId, what: problem.what });
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
      await errand(
        accountId,
        'copy',
        format,
        () => bridge.copyToken({ accountId, format }),
        (receipt) => copied(accountId, receipt, account.label, format),
      );
    },

    refresh: (accountId) =>
      errand(
        accountId,
        'refresh',
        '',
        () => bridge.refreshAccount({ accountId }),
        (account) => {
          taken(account);
          toasts.show(detailWords.refreshed(account.label));
        },
      ),

    setAutoRefresh: (accountId, on) =>
      errand(accountId, 'auto_refresh', String(on), () => bridge.setAutoRefresh({ accountId, on }), taken),

    prefer: async (accountId, changes) => {
      const account = store.get().accounts.get(accountId);
      if (account === undefined) return;
      await errand(
        accountId,
        'prefer',
        JSON.stringify(changes),
        () => {
          // As they are when it is its turn: the change before it holds.
          const { preferences } = store.get().accounts.get(accountId) ?? account;
          return bridge.setPreferences({ accountId, preferences: { ...preferences, ...changes } });
        },
        taken,
      );
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
