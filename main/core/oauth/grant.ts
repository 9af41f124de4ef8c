// Pure. What a token endpoint granted (RFC 6749 section 5.1), in this program's terms.
import type { TokenSet } from '../accounts/account.ts';
import type { JsonObject } from './json.ts';

/** Claims of a validated ID token (OpenID Connect Core section 2). */
export type IdTokenClaims = Readonly<Record<string, unknown>>;

export interface TokenGrant {
  readonly tokens: TokenSet;
  readonly tokenType: string;
  /** Undefined: the answer named none, so the scopes asked for were granted (RFC 6749 section 5.1). */
  readonly scopesGranted: readonly string[] | undefined;
  /** Epoch milliseconds at which the answer was received. */
  readonly issuedAt: number;
  readonly expiresAt: number | undefined;
  /** Of the refresh token; undefined where the answer did not say. */
  readonly refreshExpiresAt: number | undefined;
  /** The server's `Date` minus our clock in milliseconds, when more than 60 s. */
  readonly clockSkewMs: number | undefined;
  readonly idTokenClaims: IdTokenClaims | undefined;
  /** The answer as it came, without the tokens in it, for who the account is. Never stored or logged. */
  readonly answer: JsonObject;
}
