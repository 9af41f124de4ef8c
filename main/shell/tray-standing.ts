// Main process. How all accounts stand, seen in one pass: how many need somebody, the most urgent, the next to run out. Pure.
import type { Account } from '../core/accounts/account.ts';
import { accessLost, renewsItself } from '../core/accounts/policy.ts';
import type { AccountService } from '../core/accounts/service.ts';
import type { TokenStatus } from '../core/accounts/status.ts';
import type { Settings } from '../core/settings/settings.ts';

export type StandingSource = Pick<AccountService, 'list' | 'status' | 'nextRefreshAt'>;

/** 0: a sign-in is needed. 1: the token is of no use now. 2: it will be, or is failing. 3: nothing is to be done. */
export type Urgency = 0 | 1 | 2 | 3;

export interface Standing {
  readonly account: Account;
  readonly status: TokenStatus;
  readonly urgency: Urgency;
}

/** A moment at which a token runs out, or at which it is renewed before it does. */
export interface NextEnd {
  readonly kind: 'runs_out' | 'is_renewed';
  readonly label: string;
  readonly at: number;
}

export interface Standings {
  readonly count: number;
  /** How many the person should do something about. */
  readonly needy: number;
  readonly worst: Urgency;
  /** The most urgent first. */
  readonly top: readonly Standing[];
  /** The one that runs out first: of those that are not renewed by themselves, where there is such a one. */
  readonly next: NextEnd | undefined;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** As in the window's list. */
function urgencyOf(account: Account, status: TokenStatus): Urgency {
  switch (status.kind) {
    case 'sign_in_again':
      return 0;
    case 'expired':
      return status.refreshable ? 2 : 1;
    case 'failing':
      return status.expired ? 1 : 2;
    case 'expiring':
      return renewsItself(account) ? 3 : 2;
    case 'valid':
    case 'refreshing':
    case 'unknown_expiry':
      return 3;
  }
}

/** Negative where `one` comes before `other`, in the order of the window's list when it is not grouped. */
function compare(one: Standing, other: Standing, sortBy: Settings['sortBy']): number {
  const [a, b] = [one.account, other.account];
  return (
    one.urgency - other.urgency ||
    Number(b.preferences.pinned) - Number(a.preferences.pinned) ||
    (sortBy === 'recent' ? (b.lastCopiedAt ?? 0) - (a.lastCopiedAt ?? 0) : 0) ||
    collator.compare(a.label, b.label) ||
    collator.compare(a.id, b.id)
  );
}

/** The account that runs out sooner, if the new one runs out at all. */
function sooner(first: Account | undefined, account: Account, now: number): Account | undefined {
  const { expiresAt } = account;
  if (expiresAt === undefined || expiresAt <= now || accessLost(account) !== undefined) return first;
  return first?.expiresAt === undefined || expiresAt < first.expiresAt ? account : first;
}

function nextEnd(
  accounts: StandingSource,
  mortal: Account | undefined,
  renewed: Account | undefined,
  now: number,
): NextEnd | undefined {
  const next = mortal ?? renewed;
  if (next?.expiresAt === undefined) return undefined;
  const renewedAt = mortal === undefined ? accounts.nextRefreshAt(next) : undefined;
  return renewedAt === undefined
    ? { kind: 'runs_out', label: next.label, at: next.expiresAt }
    : { kind: 'is_renewed', label: next.label, at: Math.max(renewedAt, now) };
}

/** Keeps the first `most` in order. Most accounts are put aside after one comparison, so thousands are not sorted. */
function keepFirst(top: Standing[], standing: Standing, most: number, sortBy: Settings['sortBy']): void {
  const last = top.length === most ? top.at(-1) : undefined;
  if (last !== undefined && compare(standing, last, sortBy) >= 0) return;
  if (last !== undefined) top.pop();
  const before = top.findIndex((one) => compare(standing, one, sortBy) < 0);
  top.splice(before < 0 ? top.length : before, 0, standing);
}

/** `most`: how many of the most urgent are wanted. */
export function standings(
  accounts: StandingSource,
  { sortBy }: Pick<Settings, 'sortBy'>,
  now: number,
  most: number,
): Standings {
  const top: Standing[] = [];
  let needy = 0;
  let worst: Urgency = 3;
  let mortal: Account | undefined;
  let renewed: Account | undefined;
  const all = accounts.list();
  for (const account of all) {
    const status = accounts.status(account);
    const standing: Standing = { account, status, urgency: urgencyOf(account, status) };
    if (standing.urgency < 3) needy += 1;
    if (standing.urgency < worst) worst = standing.urgency;
    keepFirst(top, standing, most, sortBy);
    // While its refresh is failing, a token may well run out.
    if (renewsItself(account) && account.health.kind === 'well') renewed = sooner(renewed, account, now);
    else mortal = sooner(mortal, account, now);
  }
  return { count: all.length, needy, worst, top, next: nextEnd(accounts, mortal, renewed, now) };
}
