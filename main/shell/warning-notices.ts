// Main process. The notices for what is to be told of several accounts at once: few enough to be read. Pure.
import type { Account } from '../core/accounts/account.ts';
import { renewal } from '../core/accounts/policy.ts';
import type { NoticeKind } from '../core/settings/settings.ts';
import type { Notice } from './notice.ts';
import { warningWords } from './notice-words.ts';

export interface Telling {
  readonly account: Account;
  readonly kind: NoticeKind;
}

/** The gravest first. */
const kinds: readonly NoticeKind[] = ['sign_in_needed', 'expired', 'refresh_failing', 'expiring'];

/** Of more accounts than these, one notice for all kinds together. */
const fewAccounts = 3;

/** One for each kind, or one for all where there are several kinds and many accounts. */
export function warningNotices(tellings: readonly Telling[], now: number): readonly Notice[] {
  const groups = kinds
    .map((kind) => ({ kind, accounts: accountsOf(tellings, kind) }))
    .filter(({ accounts }) => accounts.length > 0);
  const [first] = groups;
  if (first === undefined) return [];
  if (groups.length > 1 && tellings.length > fewAccounts) {
    const accounts = groups.flatMap((group) => group.accounts);
    return [about(first.kind, accounts, warningWords.mixed(accounts.length))];
  }
  return groups.map(({ kind, accounts }) => {
    const [account] = accounts;
    return account !== undefined && accounts.length === 1
      ? aboutOne(kind, account, now)
      : about(kind, accounts, warningWords.many[kind](accounts.length));
  });
}

/** What runs out first comes first. */
function accountsOf(tellings: readonly Telling[], kind: NoticeKind): readonly Account[] {
  const last = Number.POSITIVE_INFINITY;
  return tellings
    .flatMap((telling) => (telling.kind === kind ? [telling.account] : []))
    .toSorted((one, other) => Math.sign((one.expiresAt ?? last) - (other.expiresAt ?? last)) || 0);
}

function aboutOne(kind: NoticeKind, account: Account, now: number): Notice {
  return {
    kind,
    ...warningWords.one[kind](account, now),
    accounts: [account.id],
    action: actionFor(kind, account),
  };
}

function about(kind: NoticeKind, accounts: readonly Account[], title: string): Notice {
  return {
    kind,
    title,
    body: warningWords.names(accounts),
    accounts: accounts.map(({ id }) => id),
    action: undefined,
  };
}

/** What helps: a token that can be renewed is renewed when it is copied; tokens without a client cannot be signed in. */
function actionFor(kind: NoticeKind, account: Account): Notice['action'] {
  const { health, clientId } = account;
  const signIn = clientId === '' ? undefined : 'sign_in_again';
  switch (kind) {
    case 'expiring':
      return 'copy';
    case 'expired':
      return health.kind !== 'sign_in_again' && renewal(account) !== undefined ? 'copy' : signIn;
    case 'sign_in_needed':
      return signIn;
    case 'refresh_failing':
      return undefined;
  }
}
