// Pure. What a grant makes of an account.
import type { TokenGrant } from '../oauth/grant.ts';
import { decodeJwt } from '../oauth/jwt.ts';
import type { Account } from './account.ts';

type Granted = Pick<
  Account,
  | 'scopesGranted'
  | 'accessTokenFormat'
  | 'tokenType'
  | 'hasRefreshToken'
  | 'issuedAt'
  | 'expiresAt'
  | 'refreshExpiresAt'
  | 'clockSkewMs'
  | 'health'
>;

/**
 * The members of an account that come from a grant. Where it names no scopes they are `scopes`: those asked for at a
 * sign-in (RFC 6749 section 5.1), those granted before at a refresh (section 6). `issuedAt` always differs from
 * `issuedBefore`: by that others tell that the tokens were changed.
 */
export function granted(
  grant: TokenGrant,
  scopes: readonly string[],
  issuedBefore: number | undefined,
): Granted {
  const { tokens } = grant;
  return {
    scopesGranted: grant.scopesGranted ?? scopes,
    accessTokenFormat: decodeJwt(tokens.accessToken.reveal()) === undefined ? 'opaque' : 'jwt',
    tokenType: grant.tokenType,
    hasRefreshToken: tokens.refreshToken !== undefined,
    issuedAt: grant.issuedAt === issuedBefore ? grant.issuedAt + 1 : grant.issuedAt,
    expiresAt: grant.expiresAt,
    refreshExpiresAt: grant.refreshExpiresAt,
    clockSkewMs: grant.clockSkewMs,
    health: { kind: 'well' },
  };
}
