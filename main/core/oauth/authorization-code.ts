// Pure. The authorization code grant with PKCE (RFC 6749 section 4.1, RFC 7636, OpenID Connect Core section 3.1).
import type { Random, RedirectParameters, RedirectVerdict } from '../ports.ts';
import type { Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import type { TokenGrant } from './grant.ts';
import type { ClientAtServer, OAuthPorts } from './server.ts';

/** What is remembered between the authorization request and its answer. */
export interface PendingAuthorization {
  readonly url: string;
  readonly redirectUri: string;
  readonly state: Secret;
  readonly nonce: Secret | undefined;
  readonly codeVerifier: Secret;
}

/** Builds the authorization request: state and nonce of 256 bits, PKCE S256 always. Errors: `unsupported_by_server`, `insecure_url`. */
export async function authorizationRequest(
  _random: Random,
  _client: ClientAtServer,
  _request: { readonly redirectUri: string; readonly scopes: readonly string[]; readonly prompt?: string },
): Promise<Result<PendingAuthorization>> {
  throw new Error('not written yet');
}

export type AuthorizationAnswer =
  /** Not an answer to this request (wrong, missing or repeated parameter): listening goes on. */
  | { readonly kind: 'ignored' }
  /** The answer to this request, good or bad. `parameters` still has to be judged by `codeRequest`. */
  | { readonly kind: 'answer'; readonly verdict: RedirectVerdict; readonly parameters: URLSearchParams };

/**
 * Tells whether the parameters of a request for the redirect path answer `pending`: each name at most once, no
 * over-long value, and `state` equal, compared in constant time.
 */
export function judgeRedirect(
  _pending: PendingAuthorization,
  _parameters: RedirectParameters,
): AuthorizationAnswer {
  throw new Error('not written yet');
}

/**
 * Judges the answer (`iss` of RFC 9207, then `state`, `error`, `code`) and exchanges the code; validates the ID token
 * with its signature. Errors: `issuer_mismatch`, `access_denied`, `invalid_redirect`, `expired_code`,
 * `invalid_id_token`, those of the token endpoint and the network's.
 */
export async function exchangeCode(
  _ports: OAuthPorts,
  _client: ClientAtServer,
  _pending: PendingAuthorization,
  _parameters: URLSearchParams,
  _signal?: AbortSignal,
): Promise<Result<TokenGrant>> {
  throw new Error('not written yet');
}
