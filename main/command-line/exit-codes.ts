// Command line. Exit codes: documented in --help, and stable. Pure.
import type { ErrorCode } from '../core/errors.ts';

export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  noSuchAccount: 3,
  signInNeeded: 4,
  tryLater: 5,
  vaultClosed: 6,
  refused: 7,
  signInTimeout: 8,
  cancelled: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What each exit code means, for the help. */
export const exitCodeMeanings: Readonly<Record<ExitCode, string>> = {
  0: 'done',
  1: 'failed for a reason not listed here',
  2: 'the arguments are wrong',
  3: 'there is no account of that name',
  4: 'only signing in again helps',
  5: 'the network or the provider fails for now: try later',
  6: 'the vault, the keychain or the passphrase is not available',
  7: 'the provider or the person refused, or the answer cannot be trusted',
  8: 'nobody finished signing in in time',
  130: 'cancelled',
};

const {
  failed,
  usage,
  noSuchAccount,
  signInNeeded,
  tryLater,
  vaultClosed,
  refused,
  signInTimeout,
  cancelled,
} = exitCodes;

const byError: Readonly<Record<ErrorCode, ExitCode>> = {
  network: tryLater,
  timeout: tryLater,
  cancelled,
  response_too_large: refused,
  redirect_not_followed: refused,
  rate_limited: tryLater,
  server_error: tryLater,
  malformed_response: refused,
  insecure_url: usage,
  invalid_url: usage,
  discovery_failed: refused,
  issuer_mismatch: refused,
  unsupported_by_server: refused,
  port_in_use: failed,
  port_not_allowed: failed,
  browser_not_opened: failed,
  sign_in_timeout: signInTimeout,
  sign_in_in_progress: failed,
  access_denied: refused,
  invalid_redirect: refused,
  expired_code: refused,
  invalid_id_token: refused,
  invalid_request: refused,
  invalid_client: refused,
  invalid_grant: signInNeeded,
  invalid_scope: refused,
  unauthorized_client: refused,
  unsupported_grant_type: refused,
  provider_error: refused,
  no_refresh_token: signInNeeded,
  account_not_found: noSuchAccount,
  other_account: refused,
  name_taken: usage,
  invalid_name: usage,
  keychain_unavailable: vaultClosed,
  keychain_needed: vaultClosed,
  keychain_locked: vaultClosed,
  keychain_denied: vaultClosed,
  keychain_timeout: vaultClosed,
  passphrase_needed: vaultClosed,
  passphrase_wrong: vaultClosed,
  passphrase_too_short: usage,
  vault_locked: vaultClosed,
  vault_unreadable: vaultClosed,
  vault_corrupt: vaultClosed,
  vault_newer: vaultClosed,
  vault_wrong_key: vaultClosed,
  vault_key_missing: vaultClosed,
  vault_busy: vaultClosed,
  invalid_argument: usage,
  not_allowed: failed,
  internal: failed,
};

export function exitCodeOf(code: ErrorCode): ExitCode {
  return byError[code];
}
