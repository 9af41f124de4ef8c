// Main process. What is done for each channel of the contract: routing only.
import type { AppView, Channel, Channels, SignInView } from '../../preload/contract.ts';
import type { Account, AccountId, ClientKey } from '../core/accounts/account.ts';
import type { AccountService } from '../core/accounts/service.ts';
import type { SignIn } from '../core/accounts/sign-in.ts';
import { appError } from '../core/errors.ts';
import type { Browser } from '../core/ports.ts';
import { findProvider } from '../core/providers/registry.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { Secret } from '../core/secret.ts';
import { readAccount } from './app-reader.ts';
import type { TokenClipboard } from './clipboard.ts';
import { copyToken } from './copy-token.ts';
import type { Offers } from './offers.ts';
import { signInRequest } from './sign-in-request.ts';
import type { SignIns } from './sign-ins.ts';
import type { VaultSession } from './vault-session.ts';
import { accountView, removalView, signInView } from './view-model.ts';

/** One handler for each channel: a channel without one does not compile. */
export type Handlers = {
  readonly [C in Channel]: (args: Channels[C]['args']) => Promise<Result<Channels[C]['result']>>;
};

export interface HandlerParts {
  readonly vault: VaultSession;
  readonly readApp: () => Promise<Result<AppView>>;
  readonly signIns: SignIns;
  readonly offers: Offers;
  readonly clipboard: TokenClipboard;
  readonly browser: Browser;
  readonly onSignInChange: (signIn: SignIn) => void;
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

export function createHandlers(parts: HandlerParts): Handlers {
  const { vault, signIns, offers, clipboard, browser, onSignInChange } = parts;

  async function withAccounts<T>(use: (accounts: AccountService) => Promise<Result<T>>): Promise<Result<T>> {
    const accounts = vault.accounts();
    return accounts.ok ? use(accounts.value) : accounts;
  }

  function changedAccount(change: (accounts: AccountService) => Promise<Result<Account>>) {
    return withAccounts((accounts) => mapped(change(accounts), (account) => accountView(account, accounts)));
  }

  function begun(
    begin: (accounts: AccountService) => Result<SignIn> | Promise<Result<SignIn>>,
  ): Promise<Result<SignInView>> {
    return withAccounts((accounts) => mapped(begin(accounts), (signIn) => signInView(signIns.add(signIn))));
  }

  /** Only a sign-in that waits for the browser has a link to open or copy. */
  function waiting(signInId: string): Result<{ readonly signIn: SignIn; readonly url: string }> {
    const signIn = signIns.get(signInId);
    return signIn?.state.kind === 'waiting'
      ? ok({ signIn, url: signIn.state.url })
      : fail(appError('invalid_argument', { detail: 'this sign-in is not waiting for the browser' }));
  }

  return {
    getApp: () => parts.readApp(),
    getAccount: (args) => withAccounts((accounts) => readAccount(accounts, idOf(args))),
    copyToken: (args) => withAccounts((accounts) => copyToken(accounts, clipboard, idOf(args), args.format)),
    refreshAccount: (args) => changedAccount((accounts) => accounts.refresh(idOf(args))),
    renameAccount: (args) => changedAccount((accounts) => accounts.rename(idOf(args), args.label)),
    setAutoRefresh: (args) => changedAccount((accounts) => accounts.setAutoRefresh(idOf(args), args.on)),
    removeAccount: (args) =>
      withAccounts((accounts) => mapped(accounts.remove(idOf(args), { revoke: args.revoke }), removalView)),
    startSignIn: (args) =>
      begun(async (accounts) =>
        mapped(signInRequest(args, findProvider(offers.providers, args.providerId)), (request) =>
          accounts.beginSignIn(request, onSignInChange),
        ),
      ),
    startSignInWithClient: (args) =>
      begun((accounts) => accounts.beginSignInWithClient(args.clientKey as ClientKey, onSignInChange)),
    startSignInAgain: (args) => begun((accounts) => accounts.beginSignInAgain(idOf(args), onSignInChange)),
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
    openRegistrationPage: async (args) => {
      const url = findProvider(offers.providers, args.providerId)?.registration.url;
      if (url === undefined) return fail(appError('invalid_argument', { detail: 'provider' }));
      return mapped(browser.open(url), () => null);
    },
    copyText: async (args) => {
      await clipboard.copyPlain(args.text);
      return ok(null);
    },
    retryKeychain: async () => ok(await vault.open()),
    choosePassphrase: (args) => vault.choosePassphrase(new Secret(args.passphrase)),
    unlock: async (args) => ok(await vault.unlock(new Secret(args.passphrase))),
  };
}
