// Main process. Turns what the core holds into what the window may see. No secret passes through here: no view has a
// place for one.
import type {
  AccountView,
  ErrorView,
  EventView,
  PreferencesView,
  RemovalView,
  SignInView,
  StatusView,
} from '../../preload/contract.ts';
import type { Account, AccountEvent, Preferences } from '../core/accounts/account.ts';
import { bestName } from '../core/accounts/labels.ts';
import { renewal } from '../core/accounts/policy.ts';
import type { AccountService, RemovalReport } from '../core/accounts/service.ts';
import type { SignIn } from '../core/accounts/sign-in.ts';
import type { TokenStatus } from '../core/accounts/status.ts';
import type { AppError } from '../core/errors.ts';
import { inOneLine, wordingOf } from '../core/wording.ts';

/** A coded error in words, with the provider's own beside them. */
export function errorView(error: AppError): ErrorView {
  const { what, remedy } = wordingOf(error);
  const providerSaid = error.provider === undefined ? undefined : inOneLine(error.provider);
  return { code: error.code, what, remedy, providerSaid };
}

function maybeErrorView(error: AppError | undefined): ErrorView | undefined {
  return error === undefined ? undefined : errorView(error);
}

export function statusView(status: TokenStatus): StatusView {
  switch (status.kind) {
    case 'valid':
    case 'expiring':
    case 'refreshing':
    case 'unknown_expiry':
      return { kind: status.kind };
    case 'expired':
      return { kind: 'expired', refreshable: status.refreshable };
    case 'failing':
      return {
        kind: 'failing',
        error: errorView(status.error),
        retryAt: status.retryAt,
        expired: status.expired,
      };
    case 'sign_in_again':
      return { kind: 'sign_in_again', error: errorView(status.error), expired: status.expired };
  }
}

function preferencesView({ pinned, copyFormat, warnBeforeMs }: Preferences): PreferencesView {
  return { pinned, copyFormat, warnBeforeMs: warnBeforeMs ?? null };
}

export function accountView(
  account: Account,
  accounts: Pick<AccountService, 'status' | 'nextRefreshAt'>,
): AccountView {
  return {
    id: account.id,
    label: account.label,
    identity: bestName(account.identity),
    providerId: account.providerId,
    providerName: account.providerName,
    status: statusView(accounts.status(account)),
    issuedAt: account.issuedAt,
    expiresAt: account.expiresAt,
    nextRefreshAt: accounts.nextRefreshAt(account),
    hasRefreshToken: account.hasRefreshToken,
    renewal: renewal(account) ?? 'none',
    autoRefresh: account.autoRefresh,
    preferences: preferencesView(account.preferences),
    lastCopiedAt: account.lastCopiedAt,
  };
}

export function eventView(event: AccountEvent): EventView {
  return {
    kind: event.kind,
    at: event.at,
    error: maybeErrorView(event.error),
  };
}

/** The sign-in address stays in the main process: it holds state and nonce. */
export function signInView(signIn: Pick<SignIn, 'id' | 'state'>): SignInView {
  const { id, state } = signIn;
  switch (state.kind) {
    case 'preparing':
    case 'exchanging':
      return { id, kind: state.kind };
    case 'waiting':
      return {
        id,
        kind: 'waiting',
        redirectUri: state.redirectUri,
        isPasted: state.isPasted,
        deadline: state.deadline,
        browserError: maybeErrorView(state.browserError),
      };
    case 'device':
      return {
        id,
        kind: 'device',
        userCode: state.userCode,
        verificationUri: state.verificationUri,
        verificationUriComplete: state.verificationUriComplete,
        deadline: state.deadline,
        pollError: maybeErrorView(state.pollError),
      };
    case 'done':
      return { id, kind: 'done', accountId: state.account.id, label: state.account.label };
    case 'failed':
      return { id, kind: 'failed', error: errorView(state.error) };
  }
}

export function removalView(report: RemovalReport): RemovalView {
  const { revocation } = report;
  return typeof revocation === 'string'
    ? { revocation, error: undefined }
    : { revocation: 'failed', error: errorView(revocation) };
}
