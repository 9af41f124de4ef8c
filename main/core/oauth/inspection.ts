// Pure. What can be said of a token by looking at it: nothing here is verified (RFC 7519, RFC 7515, RFC 7516).
import type { JsonObject } from './json.ts';

export type TokenContent =
  /** A signed JWT with JSON claims. */
  | { readonly kind: 'signed'; readonly header: JsonObject; readonly claims: JsonObject }
  /** `alg` is `none`: anybody could have written it (RFC 7519 section 6). */
  | { readonly kind: 'unsigned'; readonly header: JsonObject; readonly claims: JsonObject }
  /** A signed JWT whose content is another JWT (RFC 7519 section 5.2). */
  | { readonly kind: 'nested'; readonly header: JsonObject; readonly inner: TokenContent }
  /** Only the addressee can read more than the header (RFC 7516). */
  | { readonly kind: 'encrypted'; readonly header: JsonObject }
  /** Looks like a JWT and is none; `problem` says why in a few words. */
  | { readonly kind: 'malformed'; readonly problem: string }
  | { readonly kind: 'opaque' };

/** One header parameter or claim in words. */
export interface ExplainedClaim {
  readonly name: string;
  /** Display text, shortened where absurdly long. */
  readonly value: string;
  /** What the registered name means, with where it is defined; undefined for a name that is not registered. */
  readonly meaning: string | undefined;
  /** Epoch milliseconds where the value is a time. */
  readonly at: number | undefined;
}

/** What was found when a token was held against its provider. */
export interface Verification {
  /**
   * `unknown_key`: the published keys are not those that it was signed with; `unknown_algorithm`: one that cannot be
   * checked here; `none`: it is not signed; `unreadable`: it is encrypted, nested too deep or no JWT at all.
   */
  readonly signature: 'right' | 'wrong' | 'unknown_key' | 'unknown_algorithm' | 'none' | 'unreadable';
  readonly algorithm: string | undefined;
  readonly keyId: string | undefined;
  readonly issuer: 'expected' | 'other' | 'absent';
  /** `client`: it names this client; `others`: it is meant for others, such as an API. */
  readonly audience: 'client' | 'others' | 'absent';
  readonly time: 'valid' | 'expired' | 'not_yet' | 'unlimited';
}
