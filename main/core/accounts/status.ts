// Pure. The state of an account's access token at a moment.
import type { AppError } from '../errors.ts';
import type { Account } from './account.ts';

export type TokenStatus =
  | { readonly kind: 'valid' }
  /** Less is left than the lead. */
  | { readonly kind: 'expiring' }
  /** The old token stays usable meanwhile. */
  | { readonly kind: 'refreshing' }
  /** `refreshable`: a refresh token is there and has not been refused. */
  | { readonly kind: 'expired'; readonly refreshable: boolean }
  | { readonly kind: 'unknown_expiry' }
  | {
      readonly kind: 'failing';
      readonly error: AppError;
      readonly retryAt: number;
      readonly expired: boolean;
    }
  | { readonly kind: 'sign_in_again'; readonly error: AppError; readonly expired: boolean };

export function tokenStatus(_account: Account, _now: number, _refreshing: boolean): TokenStatus {
  throw new Error('not written yet');
}
