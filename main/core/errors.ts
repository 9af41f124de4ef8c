// Pure. The closed set of coded errors, as values. Their wording is in `wording.ts`.

export const errorCodes = [
  // the network and the authorization server
  'network',
  'timeout',
  'cancelled',
  'response_too_large',
  'redirect_not_followed',
  'rate_limited',
  'server_error',
  'malformed_response',
  'insecure_url',
  'invalid_url',
  'discovery_failed',
  'issuer_mismatch',
  'unsupported_by_server',
  // the sign-in
  'port_in_use',
  'port_not_allowed',
  'browser_not_opened',
  'sign_in_timeout',
  'sign_in_in_progress',
  'access_denied',
  'invalid_redirect',
  'expired_code',
  'state_mismatch',
  'device_code_expired',
  'invalid_id_token',
  // the token endpoint (RFC 6749 section 5.2)
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'invalid_scope',
  'unauthorized_client',
  'unsupported_grant_type',
  'provider_error',
  // accounts
  'no_refresh_token',
  'refresh_token_lost',
  'token_rejected',
  'revoked',
  'account_not_found',
  'other_account',
  'name_taken',
  'invalid_name',
  // definitions of providers
  'provider_not_found',
  'invalid_provider',
  'provider_exists',
  'provider_in_use',
  'provider_files',
  // the keychain
  'keychain_unavailable',
  'keychain_needed',
  'keychain_locked',
  'keychain_denied',
  'keychain_timeout',
  'passphrase_needed',
  'passphrase_wrong',
  'passphrase_too_short',
  // the vault
  'vault_locked',
  'vault_unreadable',
  'vault_corrupt',
  'vault_newer',
  'vault_wrong_key',
  'vault_key_missing',
  'vault_busy',
  'vault_key_changed',
  // backups
  'not_a_backup',
  'backup_damaged',
  'backup_newer',
  'backup_too_large',
  'backup_passphrase_wrong',
  // settings and files
  'invalid_setting',
  'settings_not_kept',
  'file_unusable',
  // this program
  'work_under_way',
  'invalid_argument',
  'not_allowed',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What an authorization server said about a failure, kept as plain text (RFC 6749 sections 4.1.2.1 and 5.2). */
export interface ProviderWords {
  readonly error: string;
  readonly description?: string;
  readonly uri?: string;
}

/**
 * A coded error. It holds no secret, so it may be logged, stored and shown.
 * `detail` is a short fact that the wording may quote: a host, a port, a field name, a path.
 */
export interface AppError {
  readonly code: ErrorCode;
  readonly detail?: string;
  readonly provider?: ProviderWords;
  /** HTTP status, where an HTTP answer was the cause. */
  readonly status?: number;
  /** Milliseconds after which the server allows another try (`Retry-After`). */
  readonly retryAfterMs?: number;
}

/** A coded error with what is known beside its code. */
export function appError(code: ErrorCode, more: Omit<AppError, 'code'> = {}): AppError {
  return { code, ...more };
}

/** What kind of thing was thrown, for the log; not its message, which may hold a secret. */
export function kindOfThrown(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}
