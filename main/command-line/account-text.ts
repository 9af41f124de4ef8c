// Command line. An account as a row of the table and as JSON. Holds no secret. Pure; times are epoch milliseconds.
import type { Account } from '../core/accounts/account.ts';
import { bestName } from '../core/accounts/labels.ts';
import { accessLost, renewal } from '../core/accounts/policy.ts';
import type { TokenStatus } from '../core/accounts/status.ts';
import { errorJson } from './failure.ts';
import { plain, table } from './plain-text.ts';
import { expiryJson, isoTime, timeLeft } from './time-text.ts';

function statusWord(status: TokenStatus): string {
  switch (status.kind) {
    case 'valid':
      return 'valid';
    case 'expiring':
      return 'expires soon';
    case 'refreshing':
      return 'refreshing';
    case 'expired':
      return status.refreshable ? 'expired, refreshable' : 'expired';
    case 'unknown_expiry':
      return 'expiry unknown';
    case 'failing':
      return status.expired ? 'expired, refresh fails' : 'valid, refresh fails';
    case 'sign_in_again':
      return 'sign in again';
  }
}

const renewalWords = {
  refresh_token: 'refresh token',
  client_credentials: 'client credentials',
} as const;

/** What gets the account a new access token without a person. */
function renewedBy(account: Account): string {
  const how = renewal(account);
  return how === undefined ? 'nothing' : renewalWords[how];
}

export interface Standing {
  readonly account: Account;
  readonly status: TokenStatus;
}

/** All accounts as an aligned table with a heading, in the order of their names. */
export function accountTable(standings: readonly Standing[], now: number): string {
  const rows = standings.map(({ account, status }) => [
    plain(account.label),
    plain(account.providerName),
    plain(bestName(account.identity)),
    statusWord(status),
    accessLost(account) === undefined ? timeLeft(account.expiresAt, now) : '',
    renewedBy(account),
  ]);
  return table([['NAME', 'PROVIDER', 'WHO', 'STATUS', 'TIME LEFT', 'RENEWED BY'], ...rows]);
}

/** An account as --json prints it: times in ISO 8601, spans in seconds. */
export function accountJson({ account, status }: Standing, now: number): Readonly<Record<string, unknown>> {
  return {
    name: account.label,
    id: account.id,
    provider: account.providerName,
    issuer: account.issuer,
    clientId: account.clientId,
    subject: account.identity.subject,
    who: bestName(account.identity),
    status: status.kind,
    ...('error' in status ? { error: errorJson(status.error) } : {}),
    scopes: account.scopesGranted,
    origin: account.origin,
    renewal: renewal(account) ?? null,
    refreshable: renewal(account) !== undefined && status.kind !== 'sign_in_again',
    issuedAt: new Date(account.issuedAt).toISOString(),
    ...expiryJson(account.expiresAt, now),
    refreshExpiresAt: isoTime(account.refreshExpiresAt),
  };
}
