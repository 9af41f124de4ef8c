// Main process. What is done for each channel of the contract: routing only.
import type { AppView, Channel, Channels, Events, RemovalView, SignInView } from '../../preload/contract.ts';
import type { Account, AccountId, ClientKey } from '../core/accounts/account.ts';
import { notInUse } from '../core/accounts/provider-use.ts';
import type { AccountService, RemovalReport } from '../core/accounts/service.ts';
import type { SignIn } from '../core/accounts/sign-in.ts';
import { addressOf } from '../core/accounts/sign-in-device.ts';
import { appError } from '../core/errors.ts';
import type { Browser } from '../core/ports.ts';
import type { Provider } from '../core/providers/provider.ts';
import { filledTemplate } from '../core/providers/server-choice.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { Secret } from '../core/secret.ts';
import { readAccount } from './app-reader.ts';
import type { TokenClipboard } from './clipboard.ts';
import { copyToken } from './copy-token.ts';
import type { Offers } from './offers.ts';
import { importRequest, signInRequest } from './sign-in-request.ts';
import type { SignIns } from './sign-ins.ts';
import type { VaultSession } from './vault-session.ts';
import { accountView, errorView, removalView, signInView } from './view-model.ts';
import { problemView } from './view-model-provider.ts';
import { tokenReportView, useReportView, verificationView } from './view-model-token.ts';

/** One handler for each channel: a channel without one does not compile. */
export type Handlers = {
  readonly [C in Channel]: (args: Channels[C]['args']) => Promise<Result<Channels[C]['result']>>;
};

/** Those about settings, long work, exports and the key, which `createDesktopHandlers` answers. */
export type DesktopChannel =
  | 'refreshAll'
  | 'cancelWork'
  | 'changeSettings'
  | 'chooseCaFile'
  | 'showDataFolder'
  | 'noteConnection'
  | 'exportAll'
  | 'chooseImport'
  | 'importAll'
  | 'changeKey'
  | 'lock';

export interface HandlerParts {
  readonly vault: VaultSession;
  readonly readApp: () => Promise<Result<AppView>>;
  readonly signIns: SignIns;
  readonly offers: Offers;
  readonly clipboard: TokenClipboard;
  readonly browser: Browser;
  readonly onSignInChange: (signIn: SignIn) => void;
  /** A removal can no longer be undone, and is done. */
  readonly onRemoved: (ended: Events['removalEnded']) => void;
}

function idOf(args: { readonly accountId: string }): AccountId {
  return args.accountId as AccountId;
}

/** Applies `make` to the value of a success. */
async function mapped<T, U>(
  result: Result<T> | Promise<Result<T>>,
  make: (value: T) => U,
): Promise<Result<U>> {
  const settled = await result;
  return settled.ok ? ok(make(settled.value)) : settled;
}

/** The address that the person opens to sign in; undefined where the sign-in waits for nobody. */
function linkOf({ state }: SignIn): string | undefined {
  if (state.kind === 'waiting') return state.url;
  return state.kind === 'device' ? addressOf(state) : undefined;
}

/** How long a removal can be undone, in milliseconds. */
const undoMs = 10_000;

export function createHandlers(parts: HandlerParts): Omit<Handlers, DesktopChannel> {
  const { vault, signIns, offers, clipboard, browser, onSignInChange } = parts;

  async function withAccounts<T>(use: (accounts: AccountService) => Promise<Result<T>>): Promise<Result<T>> {
    const accounts = vault.accounts();
    if (!accounts.ok) return accounts;
    const used = await use(accounts.value);
    // Locked meanwhile, the window is not to hear of any account.
    return vault.isOpenWith(accounts.value) ? used : fail(appError('vault_locked'));
  }

  function changedAccount(change: (accounts: AccountService) => Promise<Result<Account>>) {
    return withAccounts((accounts) => mapped(change(accounts), (account) => accountView(account, accounts)));
  }

  function begun(
    begin: (accounts: AccountService) => Result<SignIn> | Promise<Result<SignIn>>,
  ): Promise<Result<SignInView>> {
    return withAccounts((accounts) => mapped(begin(accounts), (signIn) => signInView(signIns.add(signIn))));
  }

  /** Only a sign-in that waits for the person has a link to open or copy. */
  function waiting(signInId: string): Result<{ readonly signIn: SignIn; readonly url: string }> {
    const signIn = signIns.get(signInId);
    const url = signIn && linkOf(signIn);
    return signIn !== undefined && url !== undefined
      ? ok({ signIn, url })
      : fail(appError('invalid_argument', { detail: 'this sign-in is not waiting for the browser' }));
  }

  /** Opens a page that a provider's definition names. */
  async function openPage(url: string | undefined): Promise<Result<null>> {
    if (url === undefined) return fail(appError('invalid_argument', { detail: 'provider' }));
    return mapped(browser.open(url), () => null);
  }

  /** At the account's own server, where the provider has several. */
  async function openDashboard(accounts: AccountService, id: AccountId): Promise<Result<null>> {
    const account = accounts.get(id);
    if (account === undefined) return fail(appError('account_not_found'));
    const client = await accounts.client(account.clientKey);
    if (!client.ok) return client;
    const provider = offers.book.find(account.providerId);
    const { dashboard } = provider ?? {};
    if (provider === undefined || dashboard === undefined) return openPage(undefined);
    return openPage(filledTemplate(provider, dashboard, client.value?.server.parameters ?? {}));
  }

  async function removeProvider(id: Provider['id']): Promise<Result<null>> {
    const accounts = vault.accounts();
    if (!accounts.ok) return accounts;
    const unused = notInUse(id, accounts.value.list());
    return unused.ok ? mapped(offers.book.remove(id), () => null) : unused;
  }

  function tellRemoved({ label, providerName }: Account, report: Result<RemovalReport>): void {
    const removal: RemovalView = report.ok
      ? removalView(report.value)
      : { revocation: 'failed', error: errorView(report.error) };
    parts.onRemoved({ label, providerName, removal });
  }

  return {
    getApp: () => parts.readApp(),
    getAccount: (args) => withAccounts((accounts) => readAccount(accounts, offers.book, idOf(args))),
    copyToken: (args) =>
      withAccounts((accounts) =>
        copyToken(accounts, clipboard, idOf(args), args.format, () => vault.isOpenWith(accounts)),
      ),
    refreshAccount: (args) => changedAccount((accounts) => accounts.refresh(idOf(args))),
    renameAccount: (args) => changedAccount((accounts) => accounts.rename(idOf(args), args.label)),
    setAutoRefresh: (args) => changedAccount((accounts) => accounts.setAutoRefresh(idOf(args), args.on)),
    setPreferences: (args) =>
      changedAccount((accounts) => {
        const { warnBeforeMs, ...others } = args.preferences;
        return accounts.setPreferences(idOf(args), { ...others, warnBeforeMs: warnBeforeMs ?? undefined });
      }),
    removeAccount: (args) =>
      withAccounts((accounts) =>
        accounts.removeLater(idOf(args), { revoke: args.revoke, graceMs: undoMs }, tellRemoved),
      ),
    undoRemoval: (args) => changedAccount((accounts) => accounts.undoRemoval(idOf(args))),
    startSignIn: (args) =>
      begun(async (accounts) =>
        mapped(signInRequest(args), (request) => accounts.beginSignIn(request, onSignInChange)),
      ),
    startSignInWithClient: (args) =>
      begun((accounts) => accounts.beginSignInWithClient(args.clientKey as ClientKey, onSignInChange)),
    startSignInAgain: (args) =>
      begun((accounts) => {
        const options = args.scopes.length === 0 ? {} : { scopes: args.scopes };
        return accounts.beginSignInAgain(idOf(args), options, onSignInChange);
      }),
    pasteRedirect: async (args) => {
      const pasted = signIns.get(args.signInId)?.paste(args.address) ?? fail(appError('not_allowed'));
      return mapped(pasted, () => null);
    },
    importAccount: (args) =>
      withAccounts(async (accounts) => {
        const request = importRequest(args);
        if (!request.ok) return request;
        return mapped(accounts.importAccount(request.value), (account) => accountView(account, accounts));
      }),
    replaceClientSecret: (args) =>
      withAccounts((accounts) => {
        const { clientKey, clientSecret, clientAuthentication } = args;
        const secret = new Secret(clientSecret);
        return mapped(
          accounts.replaceClientSecret(clientKey as ClientKey, secret, clientAuthentication),
          () => null,
        );
      }),
    revokeTokens: (args) =>
      withAccounts((accounts) =>
        mapped(accounts.revoke(idOf(args)), (revocation) => removalView({ revocation })),
      ),
    verifyToken: (args) => withAccounts((accounts) => mapped(accounts.verify(idOf(args)), verificationView)),
    askProvider: (args) =>
      withAccounts((accounts) => mapped(accounts.askProvider(idOf(args), args.source), tokenReportView)),
    whoAmI: (args) => withAccounts((accounts) => mapped(accounts.whoAmI(idOf(args)), useReportView)),
    openDashboard: (args) => withAccounts((accounts) => openDashboard(accounts, idOf(args))),
    saveProvider: async (args) => {
      // Whoever finds it closed has no business with what its accounts are sent to.
      const accounts = vault.accounts();
      if (!accounts.ok) return accounts;
      const added = offers.book.add(args.definition, { replace: args.replace });
      if (added.ok) return ok({ kind: 'saved', provider: offers.view(added.value) });
      return 'problems' in added.error
        ? ok({ kind: 'wrong', problems: added.error.problems.map(problemView) })
        : fail(added.error.error);
    },
    removeProvider: async (args) => removeProvider(args.providerId),
    getDefinition: async (args) => offers.book.definition(args.providerId),
    cancelSignIn: async (args) => {
      signIns.get(args.signInId)?.cancel();
      return ok(null);
    },
    openSignInAgain: async (args) => {
      const found = waiting(args.signInId);
      if (!found.ok) return found;
      await found.value.signIn.openAgain();
      return ok(null);
    },
    copySignInLink: async (args) => {
      const found = waiting(args.signInId);
      if (!found.ok) return found;
      await clipboard.copyPlain(found.value.url);
      return ok(null);
    },
    openRegistrationPage: (args) => openPage(offers.book.find(args.providerId)?.registration.url),
    copyText: async (args) => {
      await clipboard.copyPlain(args.text);
      return ok(null);
    },
    retryKeychain: async () => ok(await vault.open()),
    choosePassphrase: (args) => vault.choosePassphrase(new Secret(args.passphrase)),
    unlock: async ({ passphrase }) =>
      ok(await vault.unlock(passphrase === '' ? undefined : new Secret(passphrase))),
  };
}
