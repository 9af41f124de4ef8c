// Pure. The authorization code grant with PKCE (RFC 6749 section 4.1, RFC 7636, OpenID Connect Core section 3.1).
import * as oauth from 'oauth4webapi';
import { appError } from '../errors.ts';
import type { Random, RedirectParameters, RedirectVerdict } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { Secret } from '../secret.ts';
import { base64url } from './base64url.ts';
import { clientAuth } from './client-authentication.ts';
import { equalInConstantTime } from './constant-time.ts';
import { wantedParameters, withQuery } from './dialect-request.ts';
import { requiredEndpoint } from './endpoints.ts';
import { attempt, orFail } from './errors.ts';
import type { IdTokenClaims, TokenGrant } from './grant.ts';
import { checkTimes, invalid, judgingIdToken } from './id-token.ts';
import { verifySignature } from './keys.ts';
import { libraryClient, libraryServer } from './library.ts';
import { codeChallenge } from './pkce.ts';
import { plainText } from './plain-text.ts';
import { demandsPushedRequests, pushedParameters } from './pushed-authorization.ts';
import { scopesIn } from './scope.ts';
import { type ClientAtServer, clientSecret, hasKeys, type OAuthPorts } from './server.ts';
import { askTokenEndpoint, grantFrom, type TokenEndpointAnswer } from './token-endpoint.ts';

/** What is remembered between the authorization request and its answer. */
export interface PendingAuthorization {
  readonly url: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: Secret;
  /** Undefined where `openid` was not asked for, or ID tokens cannot be verified. */
  readonly nonce: Secret | undefined;
  /** Undefined only where the provider breaks on PKCE. */
  readonly codeVerifier: Secret | undefined;
}

interface AuthorizationWish {
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly prompt?: string;
  /** Set where the answer is to come as a form in a POST (OAuth 2.0 Form Post Response Mode). */
  readonly responseMode?: 'form_post';
}

/**
 * Builds the authorization request: state and nonce of 256 bits, PKCE S256 unless the provider breaks on it.
 * `prompt=consent` is added for `offline_access` (OpenID Connect Core section 11). Where the server demands it, and only there, the request is pushed
 * (RFC 9126). Errors: `unsupported_by_server`, `insecure_url`; for a pushed request also the network's.
 */
export async function authorizationRequest(
  random: Random,
  client: ClientAtServer,
  request: AuthorizationWish,
  ports: OAuthPorts,
): Promise<Result<PendingAuthorization>> {
  const endpoint = requiredEndpoint(client, 'authorization_endpoint');
  if (!endpoint.ok) return endpoint;
  const missing = missingAbility(client);
  if (missing !== undefined) return fail(appError('unsupported_by_server', { detail: missing }));

  const unguessable = (): Secret => new Secret(base64url(random.bytes(32)));
  const { redirectUri, scopes, responseMode } = request;
  const state = unguessable();
  const nonce = scopes.includes('openid') && hasKeys(client) ? unguessable() : undefined;
  const { pkce = 'S256' } = client.dialect;
  const codeVerifier = pkce === 'none' ? undefined : unguessable();
  const own = new URLSearchParams({
    client_id: client.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    state: state.reveal(),
  });
  if (codeVerifier && pkce !== 'none') {
    own.set('code_challenge', await codeChallenge(codeVerifier.reveal(), pkce));
    own.set('code_challenge_method', 'S256');
  }
  if (scopes.length > 0) own.set('scope', scopes.join(' '));
  if (nonce) own.set('nonce', nonce.reveal());
  if (responseMode !== undefined) own.set('response_mode', responseMode);
  const prompt = promptFor(client, request);
  if (prompt !== undefined) own.set('prompt', prompt);

  let parameters = wantedParameters(client.dialect, 'authorize', own);
  if (demandsPushedRequests(client.metadata)) {
    const pushed = await pushedParameters(ports, client, parameters);
    if (!pushed.ok) return pushed;
    parameters = pushed.value;
  }
  const url = withQuery(endpoint.value.href, parameters);
  return ok({ url, redirectUri, scopes, state, nonce, codeVerifier });
}

/** What the server says that it cannot do, or undefined. Where it says nothing it is believed to be able. */
function missingAbility({ metadata, dialect }: ClientAtServer): string | undefined {
  const lacks = (name: string, value: string): boolean => {
    const offered = metadata[name];
    return Array.isArray(offered) && !offered.includes(value);
  };
  if (lacks('response_types_supported', 'code')) return 'the authorization code grant';
  // RFC 7636 section 7.2 and RFC 9700 section 2.1.1: `plain` is no way out.
  if (dialect.pkce !== 'none' && lacks('code_challenge_methods_supported', 'S256')) return 'PKCE with S256';
  return undefined;
}

/** What the request and the provider want the person to be asked (OpenID Connect Core section 3.1.2.1). */
function promptFor({ dialect }: ClientAtServer, request: AuthorizationWish): string | undefined {
  const needsConsent = request.scopes.includes('offline_access') && !dialect.offlineAccessWithoutConsent;
  const wanted = [
    request.prompt,
    dialect.extraParameters?.authorize?.['prompt'],
    needsConsent ? 'consent' : undefined,
  ];
  const prompts = new Set(wanted.flatMap((prompt) => prompt?.split(' ') ?? []));
  // `none` stands alone.
  if (prompts.has('none')) return 'none';
  return prompts.size === 0 ? undefined : [...prompts].join(' ');
}

export type AuthorizationAnswer =
  /** Not an answer to this request (wrong, missing or repeated parameter): listening goes on. */
  | { readonly kind: 'ignored' }
  /** The answer to this request, good or bad. `parameters` still has to be judged by `exchangeCode`. */
  | { readonly kind: 'answer'; readonly verdict: RedirectVerdict; readonly parameters: URLSearchParams };

const mostParameters = 50;
const longestValue = 8192;

/**
 * Tells whether the parameters of a request for the redirect path answer `pending`: each name at most once, no
 * over-long value, and `state` equal, compared in constant time.
 */
export function judgeRedirect(
  pending: PendingAuthorization,
  parameters: RedirectParameters,
): AuthorizationAnswer {
  const ignored: AuthorizationAnswer = { kind: 'ignored' };
  const byName = new Map(parameters);
  if (parameters.length > mostParameters || byName.size !== parameters.length) return ignored;
  if (parameters.some((pair) => pair.some((text) => text.length > longestValue))) return ignored;
  if (!equalInConstantTime(byName.get('state') ?? '', pending.state.reveal())) return ignored;
  const isGood = Boolean(byName.get('code')) && !byName.has('error');
  return {
    kind: 'answer',
    verdict: isGood ? 'received' : 'refused',
    parameters: new URLSearchParams([...byName]),
  };
}

/**
 * Judges the answer (`iss` of RFC 9207, then `state`, `error`, `code`) and exchanges the code; validates the ID token
 * with its signature. Errors: `issuer_mismatch`, `access_denied`, `invalid_redirect`, `expired_code`,
 * `invalid_id_token`, those of the token endpoint and the network's.
 */
export async function exchangeCode(
  ports: OAuthPorts,
  client: ClientAtServer,
  pending: PendingAuthorization,
  parameters: URLSearchParams,
  signal?: AbortSignal,
): Promise<Result<TokenGrant>> {
  const server = libraryServer(client.metadata, client);
  const asking = libraryClient(client);
  const callback = await validAnswer(client, pending, parameters);
  if (!callback.ok) return callback;
  const code = new Secret(callback.value.get('code') ?? '');
  const secrets = [clientSecret(client), code, pending.codeVerifier, pending.nonce, pending.state];
  return attempt('token', secrets, async () => {
    const auth = clientAuth(client);
    const { redirectUri } = pending;
    const codeVerifier = pending.codeVerifier?.reveal() ?? oauth.nopkce;
    const answer = await askTokenEndpoint(
      ports,
      client,
      'token',
      (options) =>
        oauth.authorizationCodeGrantRequest(
          server,
          asking,
          auth,
          callback.value,
          redirectUri,
          codeVerifier,
          options,
        ),
      signal,
      pending,
    );
    if (isIdTokenMissing(pending, answer)) orFail(fail(invalid('there is none')));
    const nonce = answer.hasIdToken ? pending.nonce : undefined;
    const expected = nonce ? { expectedNonce: nonce.reveal() } : {};
    const tokens = await judgingIdToken(() =>
      oauth.processAuthorizationCodeResponse(server, asking, answer.response, expected),
    );
    const claims: IdTokenClaims | undefined = oauth.getValidatedIdTokenClaims(tokens);
    if (claims) {
      orFail(checkTimes(claims, answer.receivedAt + (answer.clockSkewMs ?? 0)));
      orFail(await verifySignature(ports, client, answer.response));
    }
    const grant = grantFrom(answer, tokens, claims, { refreshToken: undefined, idToken: undefined });
    // Some providers say in the redirect alone which scopes the person has left ticked.
    return { ...grant, scopesGranted: grant.scopesGranted ?? redirectScopes(client, parameters) };
  });
}

function redirectScopes(
  { dialect }: ClientAtServer,
  parameters: URLSearchParams,
): readonly string[] | undefined {
  return scopesIn(parameters.get('scope')?.replaceAll(dialect.grantedScopeSeparator ?? ' ', ' '));
}

/** OpenID Connect Core section 3.1.3.3; where the server says that it did not grant `openid`, none is due. */
function isIdTokenMissing(pending: PendingAuthorization, answer: TokenEndpointAnswer): boolean {
  if (answer.hasIdToken || pending.nonce === undefined || !answer.response.ok) return false;
  return answer.scopes?.includes('openid') ?? true;
}

async function validAnswer(
  client: ClientAtServer,
  pending: PendingAuthorization,
  parameters: URLSearchParams,
): Promise<Result<URLSearchParams>> {
  const server = libraryServer(client.metadata);
  const judged = await attempt('authorize', [pending.state, pending.nonce], async () =>
    oauth.validateAuthResponse(server, libraryClient(client), parameters, pending.state.reveal()),
  );
  if (judged.ok) {
    return judged.value.get('code')
      ? judged
      : fail(appError('invalid_redirect', { detail: 'it has no code' }));
  }
  // The library has one code for everything that is wrong with a redirect.
  if (judged.error.provider) return judged;
  const iss = parameters.get('iss');
  if (iss !== client.metadata.issuer && (iss || server.authorization_response_iss_parameter_supported)) {
    const detail = plainText(iss, 200);
    return fail(appError('issuer_mismatch', detail === undefined ? {} : { detail }));
  }
  return fail(appError('invalid_redirect'));
}
