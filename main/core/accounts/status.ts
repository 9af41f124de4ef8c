// Pure. The state of an account's access token at a moment.
import type { AppError } from '../errors.ts';
import type { Account } from './account.ts';
import { isExpired, leadMs, renewal } from './policy.ts';

export type TokenStatus =
  | { readonly kind: 'valid' }
  /** Less is left than the lead. */
  | { readonly kind: 'expiring' }
  /** The old token stays usable meanwhile. */
  | { readonly kind: 'refreshing' }
  /** `refreshable`: it can be renewed without a person, as far as is known. */
  | { readonly kind: 'expired'; readonly refreshable: boolean }
  | { readonly kind: 'unknown_expiry' }
  | {
      readonly kind: 'failing';
      readonly error: AppError;
      readonly retryAt: number;
      readonly expired: boolean;
    }
  | { readonly kind: 'sign_in_again'; readonly error: AppError; readonly expired: boolean };

/**
 * What there is to say first: that it is being refreshed, then what the last refresh came to, then the time left.
 * `now` in epoch milliseconds.
 */
export function tokenStatus(account: Account, now: number, refreshing: boolean): TokenStatus {
  if (refreshing) return { kind: 'refreshing' };
  const expired = isExpired(account, now);
  const { health } = account;
  switch (health.kind) {
    case 'sign_in_again':
      return { kind: 'sign_in_again', error: health.error, expired };
    case 'failing':
      return { kind: 'failing', error: health.error, retryAt: health.retryAt, expired };
    case 'well':
      return expired
        ? { kind: 'expired', refreshable: renewal(account) !== undefined }
        : timeLeft(account, now);
  }
}

function timeLeft(account: Account, now: number): TokenStatus {
  if (account.expiresAt === undefined) return { kind: 'unknown_expiry' };
  return { kind: now >= account.expiresAt - leadMs(account) ? 'expiring' : 'valid' };
}

/** Equal for two moments at which the account stands the same; times and errors do not count. */
export function statusMark(status: TokenStatus): string {
  switch (status.kind) {
    case 'failing':
    case 'sign_in_again':
      return status.expired ? `${status.kind} expired` : status.kind;
    case 'valid':
    case 'expiring':
    case 'refreshing':
    case 'expired':
    case 'unknown_expiry':
      return status.kind;
  }
}
