// Window. Tokens from elsewhere, questions about tokens, and taking them back.
import type {
  AccountView,
  Bridge,
  ErrorView,
  ImportArguments,
  Outcome,
  TokenReportView,
  UseReportView,
  VerificationView,
} from '../../preload/contract.ts';
import { secretWords } from '../text/detail.ts';
import { importWords } from '../text/import.ts';
import { tokensRevokedSentence } from '../text/removal.ts';
import type { ImportDraft } from './app-state.ts';
import { ask } from './ask.ts';
import { withAccounts } from './changes.ts';
import type { Method } from './form.ts';
import type { Store } from './store.ts';
import type { Toasts } from './toasts.ts';

/** What must not be kept: it is passed on and forgotten. */
export type ImportSecrets = Pick<ImportArguments, 'accessToken' | 'refreshToken' | 'clientSecret'>;

export interface TokenActions {
  /** Answers the error to show in the form, or undefined when there is an account with the tokens. */
  readonly importAccount: (draft: ImportDraft, secrets: ImportSecrets) => Promise<ErrorView | undefined>;
  readonly verify: (accountId: string) => Promise<Outcome<VerificationView>>;
  readonly askProvider: (
    accountId: string,
    source: TokenReportView['source'],
  ) => Promise<Outcome<TokenReportView>>;
  readonly whoAmI: (accountId: string) => Promise<Outcome<UseReportView>>;
  /** Answers the error to show in the dialog; where there was no way to revoke, another dialog says so. */
  readonly revoke: (account: AccountView) => Promise<ErrorView | undefined>;
  /** Answers the error to show in the dialog, or undefined when the client has its new secret. */
  readonly replaceSecret: (
    clientKey: string,
    clientSecret: string,
    clientAuthentication: Method,
  ) => Promise<ErrorView | undefined>;
  readonly openDashboard: (accountId: string) => Promise<void>;
}

export function createTokenActions(
  store: Store,
  bridge: Bridge,
  toasts: Toasts,
  reload: () => Promise<void>,
): TokenActions {
  return {
    importAccount: async ({ provider, answers }, secrets) => {
      const outcome = await ask(() =>
        bridge.importAccount({ ...answers, ...secrets, providerId: provider.id }),
      );
      if (!outcome.ok) return outcome.error;
      const account = outcome.value;
      store.set((state) => ({
        ...withAccounts(state, { changed: [account], removed: [] }),
        selectedId: account.id,
        search: '',
        panel: { kind: 'account' },
        pane: 'panel',
      }));
      await reload();
      toasts.show(importWords.done(account.label));
      return undefined;
    },

    verify: (accountId) => ask(() => bridge.verifyToken({ accountId })),
    askProvider: (accountId, source) => ask(() => bridge.askProvider({ accountId, source })),
    whoAmI: (accountId) => ask(() => bridge.whoAmI({ accountId })),

    revoke: async (account) => {
      const outcome = await ask(() => bridge.revokeTokens({ accountId: account.id }));
      if (!outcome.ok) return outcome.error;
      const removal = outcome.value;
      const wellDone = removal.revocation === 'revoked';
      store.set((state) => ({
        ...state,
        dialog: wellDone ? undefined : { kind: 'not_revoked', account, removal },
      }));
      await reload();
      if (wellDone) toasts.show(tokensRevokedSentence(account));
      return undefined;
    },

    replaceSecret: async (clientKey, clientSecret, clientAuthentication) => {
      const outcome = await ask(() =>
        bridge.replaceClientSecret({ clientKey, clientSecret, clientAuthentication }),
      );
      if (!outcome.ok) return outcome.error;
      store.set((state) => ({ ...state, dialog: undefined }));
      await reload();
      toasts.show(secretWords.done);
      return undefined;
    },

    openDashboard: async (accountId) => {
      const outcome = await ask(() => bridge.openDashboard({ accountId }));
      if (!outcome.ok) toasts.show(outcome.error.what);
    },
  };
}
