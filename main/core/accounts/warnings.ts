// Pure. What there is to tell a person about an account of itself: which warnings hold at a moment, and when the next will.
// All times are epoch milliseconds, all spans milliseconds.
import type { NoticeKind, Settings } from '../settings/settings.ts';
import type { Account } from './account.ts';
import { isExpired, renewal, renewsItself } from './policy.ts';

export interface Warning {
  readonly kind: NoticeKind;
  /**
   * Tells this event from others of its kind and account: when the token runs out, since when a sign-in is needed, or
   * when the tokens were issued whose renewal fails.
   */
  readonly event: number;
}

export interface Warnings {
  /** Those that hold, the gravest first: it says what the others would. */
  readonly due: readonly Warning[];
  /** The next moment at which the mere passing of time brings another one. */
  readonly nextAt: number | undefined;
}

const minute = 60_000;
const failuresInARow = 3;
/** What is older than this the person has seen, or does not miss. */
const longAgo = 7 * 24 * 60 * minute;

/**
 * | kind              | holds                                                                                     |
 * |-------------------|-------------------------------------------------------------------------------------------|
 * | `expiring`        | from the lead on until the expiry, of accounts that do not renew themselves               |
 * | `expired`         | from the expiry on, of the same; not where it had run out before the account was here     |
 * | `sign_in_needed`  | while only a sign-in helps; not after the person's own revocation                         |
 * | `refresh_failing` | after three failures in a row, or where the token is out and no try follows within a minute |
 *
 * An account has one ending only: a token of no further use does not run out as well, and one that cannot be renewed and
 * has run out needs nothing besides. What is longer ago than a week does not hold any more.
 */
export function warningsFor(
  account: Account,
  settings: Pick<Settings, 'notifyBeforeMs'>,
  now: number,
): Warnings {
  const { health, issuedAt, expiresAt } = account;
  const due: Warning[] = [];
  const since = signInNeededSince(account);
  if (since !== undefined && now - since < longAgo) due.push({ kind: 'sign_in_needed', event: since });
  if (health.kind === 'failing' && renewsItself(account) && isHopeless(account, now)) {
    due.push({ kind: 'refresh_failing', event: issuedAt });
  }
  if (expiresAt === undefined || !runsOut(account)) {
    return { due, nextAt: health.kind === 'failing' ? later(now, expiresAt) : undefined };
  }
  const leadMs = leadOf(account, settings);
  if (now >= expiresAt) {
    if (now - expiresAt < longAgo) due.push({ kind: 'expired', event: expiresAt });
  } else if (leadMs > 0 && now >= expiresAt - leadMs) {
    due.push({ kind: 'expiring', event: expiresAt });
  }
  return { due, nextAt: later(now, leadMs > 0 ? expiresAt - leadMs : undefined, expiresAt) };
}

/** Whether the warning is about what the account is now, or was about tokens that it does not have any more. */
export function isCurrent({ kind, event }: Warning, { health, issuedAt, expiresAt }: Account): boolean {
  switch (kind) {
    case 'expiring':
    case 'expired':
      return event === expiresAt;
    case 'sign_in_needed':
      return health.kind === 'sign_in_again' && event === health.since;
    case 'refresh_failing':
      return event === issuedAt;
  }
}

/** A single failure passes, also one after sleep, before the network is back: the next try is soon. */
function isHopeless(account: Account, now: number): boolean {
  if (account.health.kind !== 'failing') return false;
  const { attempts, retryAt } = account.health;
  return attempts >= failuresInARow || (isExpired(account, now) && retryAt - now > minute);
}

/** Undefined where none is needed, the person knows, or it was clear already when the token ran out. */
function signInNeededSince(account: Account): number | undefined {
  const { health } = account;
  if (health.kind !== 'sign_in_again' || health.error.code === 'revoked') return undefined;
  return renewal(account) === undefined && isExpired(account, health.since) ? undefined : health.since;
}

/** Whether its expiry is an event of its own. */
function runsOut(account: Account): boolean {
  const { health, createdAt, expiresAt } = account;
  if (expiresAt === undefined || expiresAt <= createdAt || renewsItself(account)) return false;
  if (health.kind !== 'sign_in_again') return true;
  // It was out before anybody found that a sign-in is needed: one of the two is told.
  if (isExpired(account, health.since))
    return signInNeededSince(account) === undefined && !isRevoked(account);
  return !isRevoked(account) && health.error.code !== 'token_rejected';
}

function isRevoked({ health }: Account): boolean {
  return health.kind === 'sign_in_again' && health.error.code === 'revoked';
}

/** What the person wishes for the account may be its whole life; what is set for all is at most half of it. */
function leadOf(
  { issuedAt, expiresAt, preferences }: Account,
  { notifyBeforeMs }: Pick<Settings, 'notifyBeforeMs'>,
): number {
  const life = Math.max(0, (expiresAt ?? issuedAt) - issuedAt);
  return preferences.warnBeforeMs === undefined
    ? Math.min(notifyBeforeMs, life / 2)
    : Math.min(preferences.warnBeforeMs, life);
}

function later(now: number, ...moments: readonly (number | undefined)[]): number | undefined {
  const ahead = moments.filter((at) => at !== undefined && at > now);
  return ahead.length === 0 ? undefined : Math.min(...(ahead as number[]));
}
