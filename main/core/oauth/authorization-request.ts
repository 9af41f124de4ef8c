// Pure. The authorization request (RFC 6749 section 4.1.1, RFC 7636, OpenID Connect Core section 3.1.2.1).
import { appError } from '../errors.ts';
import type { Random } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { Secret } from '../secret.ts';
import { base64url } from './base64url.ts';
import { wantedParameters, withQuery } from './dialect-request.ts';
import { requiredEndpoint } from './endpoints.ts';
import { codeChallenge } from './pkce.ts';
import { demandsPushedRequests, pushedParameters } from './pushed-authorization.ts';
import { type ClientAtServer, hasKeys, type OAuthPorts } from './server.ts';

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
 * `prompt=consent` is added for `offline_access` (OpenID Connect Core section 11). Where the server demands it, and only
 * there, the request is pushed (RFC 9126). Errors: `unsupported_by_server`, `insecure_url`; for a pushed request also the
 * network's.
 */
export async function authorizationRequest(
  random: Random,
  client: ClientAtServer,
  request: AuthorizationWish,
  ports: OAuthPorts,
): Promise<Result<PendingAuthorization>> {
  const endpoint = requiredEndpoint(client, 'authorization_endpoint');
  if (!endpoint.ok) return endpoint;
  // Nobody signs in for a code that could not be exchanged.
  const exchange = requiredEndpoint(client, 'token_endpoint');
  if (!exchange.ok) return exchange;
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
