// Pure. Asking the token endpoint through a provider's dialect, and what is made of its answer.
import * as oauth from 'oauth4webapi';
import type { TokenSet } from '../accounts/account.ts';
import { ok, type Result } from '../result.ts';
import { Secret } from '../secret.ts';
import type { TokenPhase } from './dialect.ts';
import { decodeTokenResponse, type TokenAnswer } from './dialect-answer.ts';
import { encodeTokenRequest, type Resendable, resentParameters } from './dialect-request.ts';
import { endpoint, requiredEndpoint } from './endpoints.ts';
import { orFail } from './errors.ts';
import type { IdTokenClaims, TokenGrant } from './grant.ts';
import { clockSkew } from './http-time.ts';
import type { JsonObject } from './json.ts';
import { insecureOption } from './library.ts';
import { scopesIn } from './scope.ts';
import { type ClientAtServer, hasKeys, type OAuthPorts } from './server.ts';
import { fetchThrough, jsonResponse } from './transport.ts';

export interface TokenEndpointAnswer {
  /** In standard form, not yet judged by the library. */
  readonly response: Response;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly clockSkewMs: number | undefined;
  readonly hasIdToken: boolean;
  readonly hasRefreshToken: boolean;
  readonly scopes: readonly string[] | undefined;
  /** Epoch milliseconds; undefined where the answer names no end. */
  readonly refreshExpiresAt: number | undefined;
  /** The answer as it came, without the tokens in it. */
  readonly answer: JsonObject;
}

/**
 * Where token requests of this phase go: refreshing may have an address of its own. Errors: `unsupported_by_server`,
 * `invalid_url`, `insecure_url`.
 */
export function tokenEndpoint(client: ClientAtServer, phase: TokenPhase): Result<URL> {
  if (phase === 'refresh') {
    const own = endpoint(client, 'refresh_endpoint');
    if (!own.ok) return own;
    if (own.value !== undefined) return ok(own.value);
  }
  return requiredEndpoint(client, 'token_endpoint');
}

/**
 * Sends a token request of the library's making, to the address of `tokenEndpoint`; `resendable` is what the provider
 * may want again. To be called within `attempt`.
 */
export async function askTokenEndpoint(
  ports: OAuthPorts,
  client: ClientAtServer,
  phase: TokenPhase,
  send: (options: oauth.TokenEndpointRequestOptions) => Promise<Response>,
  signal?: AbortSignal,
  resendable: Resendable = {},
): Promise<TokenEndpointAnswer> {
  const { dialect } = client;
  const url = orFail(tokenEndpoint(client, phase));
  const came: { read?: Received } = {};
  const response = await send({
    [oauth.customFetch]: fetchThrough(ports, {
      encode: (to, { headers, body }) =>
        encodeTokenRequest(dialect, phase, { url: to, headers, parameters: body ?? new URLSearchParams() }),
      decode: (answer) => {
        const receivedAt = ports.clock.now();
        const decoded = decodeTokenResponse(dialect, phase, answer, receivedAt);
        if (!decoded.ok) return decoded;
        const body = hasKeys(client) ? decoded.value.body : withoutIdToken(decoded.value.body);
        const clockSkewMs = clockSkew(answer.headers['date'], receivedAt);
        came.read = { ...decoded.value, body, receivedAt, clockSkewMs };
        return jsonResponse(decoded.value.status, body);
      },
    }),
    additionalParameters: resentParameters(dialect, phase, resendable),
    ...insecureOption(url),
    ...(signal ? { signal } : {}),
  });
  if (came.read === undefined) throw new Error('the request did not go through the given fetch');
  return answerFrom(response, came.read);
}

/** An ID token that cannot be verified is as good as none. */
function withoutIdToken({ id_token: _unverifiable, ...others }: JsonObject): JsonObject {
  return others;
}

interface Received extends TokenAnswer {
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly clockSkewMs: number | undefined;
}

function answerFrom(
  response: Response,
  { body, rest, receivedAt, clockSkewMs, refreshLifetime }: Received,
): TokenEndpointAnswer {
  const { id_token: idToken, refresh_token: refreshToken, scope } = body;
  return {
    response,
    receivedAt,
    clockSkewMs,
    hasIdToken: idToken !== undefined,
    hasRefreshToken: response.ok && refreshToken !== undefined,
    scopes: typeof scope === 'string' ? scopesIn(scope) : undefined,
    refreshExpiresAt: momentAfter(receivedAt, refreshLifetime),
    answer: rest,
  };
}

/** Epoch milliseconds so many seconds after `receivedAt`. */
function momentAfter(receivedAt: number, lifetime: number | undefined): number | undefined {
  return lifetime === undefined ? undefined : Math.round(receivedAt + lifetime * 1000);
}

/** The grant in an answer that the library has accepted; `held` are the tokens that stay where none came. */
export function grantFrom(
  answer: TokenEndpointAnswer,
  tokens: oauth.TokenEndpointResponse,
  idTokenClaims: IdTokenClaims | undefined,
  held: Pick<TokenSet, 'refreshToken' | 'idToken'> = { refreshToken: undefined, idToken: undefined },
): TokenGrant {
  const { receivedAt, clockSkewMs, scopes } = answer;
  return {
    tokens: {
      accessToken: new Secret(tokens.access_token),
      refreshToken: tokens.refresh_token === undefined ? held.refreshToken : new Secret(tokens.refresh_token),
      idToken:
        tokens.id_token === undefined || idTokenClaims === undefined
          ? held.idToken
          : new Secret(tokens.id_token),
    },
    // RFC 6749 section 5.1: case does not matter in the answer; in a header this is the customary form.
    tokenType: 'Bearer',
    scopesGranted: scopes,
    issuedAt: receivedAt,
    expiresAt: momentAfter(receivedAt, tokens.expires_in),
    refreshExpiresAt: answer.refreshExpiresAt,
    clockSkewMs,
    idTokenClaims,
    answer: answer.answer,
  };
}
