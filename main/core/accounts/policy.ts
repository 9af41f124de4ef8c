// Pure. When a token is good, when it is refreshed, and what a failed refresh means: functions of state and time.
// All times are epoch milliseconds, all spans milliseconds.
import type { AppError } from '../errors.ts';
import type { Account } from './account.ts';

type Renewable = Pick<Account, 'origin' | 'clientId' | 'hasRefreshToken'>;
type Timing = Pick<Account, 'issuedAt' | 'expiresAt'> & Renewable;

const second = 1_000;
const minute = 60 * second;
const longestLead = 5 * minute;
const leadShare = 0.2;
const leastInterval = 30 * second;
const longestSpread = minute;
const spreadShare = 0.05;
const tolerance = minute;
const firstRetry = 10 * second;
const longestRetry = 15 * minute;
const longestRetryAfter = 24 * 60 * minute;

/**
 * How long an access token must still be good when the caller does not say: a minute, but at most half of its life, or
 * one that lives for less than a minute would be refreshed each time it is asked for.
 */
function defaultMinValidMs({ issuedAt, expiresAt }: Pick<Account, 'issuedAt' | 'expiresAt'>): number {
  return expiresAt === undefined ? minute : Math.min(minute, (expiresAt - issuedAt) / 2);
}

/** Length of the lease on a refresh: a token request and one for new keys, each of up to 30 s, and the commit. */
export const leaseMs = 70 * second;

/** How an access token is renewed without a person. */
export type Renewal = 'refresh_token' | 'client_credentials';

/** Undefined: it is not. A client that signed in as itself asks again the same way (RFC 6749 section 4.4.3). */
export function renewal({ origin, clientId, hasRefreshToken }: Renewable): Renewal | undefined {
  if (clientId === '') return undefined;
  if (origin === 'client_credentials') return 'client_credentials';
  return hasRefreshToken ? 'refresh_token' : undefined;
}

/** Whether it can be renewed without a person, by itself or when somebody asks for it: not where only a sign-in helps. */
export function isRenewable(account: Renewable & Pick<Account, 'health'>): boolean {
  return renewal(account) !== undefined && account.health.kind !== 'sign_in_again';
}

/**
 * Whether it is renewed in time without anybody asking, as long as nothing stands in the way. While a refresh is failing
 * it still is: it is tried again.
 */
export function renewsItself(account: Renewable & Pick<Account, 'health' | 'autoRefresh'>): boolean {
  return account.autoRefresh && isRenewable(account);
}

export function isExpired({ expiresAt }: Pick<Account, 'expiresAt'>, now: number): boolean {
  return expiresAt !== undefined && now >= expiresAt;
}

/**
 * Whether the stored access token may be handed out. An unknown expiry is no reason to refresh. A token that was issued
 * in the future is: the clock was set back, so its expiry says nothing any more.
 */
export function isServable(
  account: Timing,
  now: number,
  minValidMs: number = defaultMinValidMs(account),
): boolean {
  if (account.expiresAt === undefined) return true;
  if (account.expiresAt - now < minValidMs || isExpired(account, now)) return false;
  return !(renewal(account) !== undefined && issuedInFuture(account, now));
}

function issuedInFuture({ issuedAt }: Pick<Account, 'issuedAt'>, now: number): boolean {
  return issuedAt > now + tolerance;
}

/** Before its expiry a token is `expiring` for 5 minutes, but for at most a fifth of its life. */
export function leadMs({ issuedAt, expiresAt }: Pick<Account, 'issuedAt' | 'expiresAt'>): number {
  if (expiresAt === undefined) return 0;
  return Math.max(0, Math.min(longestLead, (expiresAt - issuedAt) * leadShare));
}

/** The next moment after `now` at which the mere passing of time changes the status of the token. */
export function statusChangeAt(account: Account, now: number): number | undefined {
  if (account.expiresAt === undefined) return undefined;
  const expiringAt = account.expiresAt - leadMs(account);
  return [expiringAt, account.expiresAt].find((at) => at > now);
}

/**
 * When the account refreshes itself next; undefined when it does not. At 80 % of the lifetime or 5 minutes before
 * expiry, whichever is later, never sooner than 30 s after the last. After a failure it is the time of the next try.
 */
export function refreshDueAt(account: Account, now: number): number | undefined {
  if (!renewsItself(account)) return undefined;
  if (account.health.kind !== 'failing') return regularDueAt(account, now);
  // Further away than any wait that is ever set: the clock was set back meanwhile.
  return account.health.retryAt - now > longestRetryAfter * 1.1 ? now : account.health.retryAt;
}

function regularDueAt(account: Account, now: number): number | undefined {
  const { issuedAt, expiresAt } = account;
  if (expiresAt === undefined) return undefined;
  if (issuedInFuture(account, now)) return now;
  const lifetime = expiresAt - issuedAt;
  const latest = Math.max(issuedAt + 0.8 * lifetime, expiresAt - longestLead);
  // Spread towards sooner, so that a token that refreshes itself is not seen as expiring on the way.
  const spread = spreadOf(account) * Math.max(0, Math.min(longestSpread, lifetime * spreadShare));
  return Math.round(Math.max(latest - spread, issuedAt + leastInterval));
}

/** From 0 to 1, different for each account and each of its tokens, and the same whenever it is asked (FNV-1a). */
function spreadOf({ id, issuedAt }: Account): number {
  let hash = 0x811c9dc5;
  for (const character of `${id} ${issuedAt}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  // FNV's high bits hardly depend on the last characters: they are folded into the low ones.
  return ((hash ^ (hash >>> 15)) & 0xffff) / 0x10000;
}

/**
 * How long to wait after the `attempts`th failure in a row: doubling from 10 s to 15 minutes, of which a random part of
 * up to half is taken away; not sooner than the server allowed, but a server is not believed beyond a day.
 */
export function retryDelayMs(attempts: number, retryAfterMs: number | undefined, chance: number): number {
  const backoff = Math.min(longestRetry, firstRetry * 2 ** Math.min(attempts - 1, 20));
  const asked = Math.min(longestRetryAfter, Math.max(0, retryAfterMs ?? 0));
  return Math.round(Math.max(backoff * (1 - chance / 2), asked * (1 + chance / 10)));
}

/**
 * Whether a failed refresh may succeed later with the same refresh token and the same client. Where it may not, only
 * the person can help. An answer with a wrong ID token has used the refresh token up where the server rotates: sent once
 * more it would be taken for stolen (RFC 9700 section 4.14.2).
 */
export function isPassing({ code, status }: AppError): boolean {
  switch (code) {
    case 'provider_error':
      // Refused in words of the provider's own: they will be the same tomorrow.
      return status === undefined || !refusals.has(status);
    case 'invalid_grant':
    case 'refresh_token_lost':
    case 'invalid_id_token':
    case 'invalid_client':
    case 'invalid_request':
    case 'invalid_scope':
    case 'unauthorized_client':
    case 'unsupported_grant_type':
    case 'unsupported_by_server':
    case 'access_denied':
    case 'insecure_url':
    case 'invalid_url':
      return false;
    default:
      return true;
  }
}

/** HTTP statuses by which servers refuse a refresh token or a client (RFC 6749 section 5.2, and as they were seen to). */
const refusals: ReadonlySet<number> = new Set([400, 401, 403, 422]);

/** The known reason why asking the server would be of no use, or not be allowed, just now. */
export function reasonNotToAsk(
  { health }: Pick<Account, 'health'>,
  now: number,
  forced: boolean,
): AppError | undefined {
  switch (health.kind) {
    case 'well':
      return undefined;
    case 'sign_in_again':
      // A refused client can be put right at the server without us; a dead refresh token stays dead.
      return forced && !isUsedUp(health.error) ? undefined : health.error;
    case 'failing':
      return !forced && health.error.retryAfterMs !== undefined && now < health.retryAt
        ? health.error
        : undefined;
  }
}

/** Whether the refresh token is dead, was revoked from here, or was exchanged for one that could not be taken. */
function isUsedUp({ code }: AppError): boolean {
  return ['invalid_grant', 'invalid_id_token', 'refresh_token_lost', 'revoked'].includes(code);
}

/** Why the access token is known to be of no more use, whatever its expiry says; undefined where it is not. */
export function accessLost({ health }: Pick<Account, 'health'>): AppError | undefined {
  if (health.kind !== 'sign_in_again') return undefined;
  return ['revoked', 'token_rejected'].includes(health.error.code) ? health.error : undefined;
}

/** Whether the account's refresh token is known to be of no more use. */
export function hasDeadRefreshToken({ health }: Pick<Account, 'health'>): boolean {
  return health.kind === 'sign_in_again' && isUsedUp(health.error);
}
