// Pure. Asking the token endpoint through a provider's dialect, and what is made of its answer.
import * as oauth from 'oauth4webapi';
import type { TokenSet } from '../accounts/account.ts';
import { Secret } from '../secret.ts';
import { decodeTokenResponse, encodeTokenRequest, type TokenPhase } from './dialect.ts';
import { requiredEndpoint } from './endpoints.ts';
import { orFail } from './errors.ts';
import type { IdTokenClaims, TokenGrant } from './grant.ts';
import { clockSkew } from './http-time.ts';
import { isJsonObject } from './json.ts';
import { insecureOption } from './library.ts';
import { scopesIn } from './scope.ts';
import type { ClientAtServer, OAuthPorts } from './server.ts';
import { fetchThrough, libraryResponse, type Shape } from './transport.ts';

export interface TokenEndpointAnswer {
  /** In standard form, not yet judged by the library. */
  readonly response: Response;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly clockSkewMs: number | undefined;
  readonly hasIdToken: boolean;
  readonly hasRefreshToken: boolean;
  readonly scopes: readonly string[] | undefined;
}

/** Sends a token request of the library's making. To be called within `attempt`. */
export async function askTokenEndpoint(
  ports: OAuthPorts,
  client: ClientAtServer,
  phase: TokenPhase,
  send: (options: oauth.TokenEndpointRequestOptions) => Promise<Response>,
  signal?: AbortSignal,
): Promise<TokenEndpointAnswer> {
  const url = orFail(requiredEndpoint(client, 'token_endpoint'));
  const response = await send({
    [oauth.customFetch]: fetchThrough(ports, dialectShape(client, phase)),
    ...insecureOption(url),
    ...(signal ? { signal } : {}),
  });
  const receivedAt = ports.clock.now();
  const body: unknown = await response.clone().json();
  const { id_token: idToken, refresh_token: refreshToken, scope } = isJsonObject(body) ? body : {};
  return {
    response,
    receivedAt,
    clockSkewMs: clockSkew(response.headers.get('date'), receivedAt),
    hasIdToken: idToken !== undefined,
    hasRefreshToken: response.ok && refreshToken !== undefined,
    scopes: typeof scope === 'string' ? scopesIn(scope) : undefined,
  };
}

function dialectShape({ dialect }: ClientAtServer, phase: TokenPhase): Shape {
  return {
    encode: (url, { headers, body }) =>
      encodeTokenRequest(dialect, phase, { url, headers, parameters: body ?? new URLSearchParams() }),
    decode: ({ status, headers, body }) => {
      const decoded = decodeTokenResponse(dialect, phase, status, headers, body);
      if (!decoded.ok) return decoded;
      const date = headers['date'];
      return libraryResponse(
        decoded.value.status,
        { 'content-type': 'application/json', ...(date === undefined ? {} : { date }) },
        JSON.stringify(decoded.value.body),
      );
    },
  };
}

/** The grant in an answer that the library has accepted; `held` are the tokens that stay where none came. */
export function grantFrom(
  answer: TokenEndpointAnswer,
  tokens: oauth.TokenEndpointResponse,
  idTokenClaims: IdTokenClaims | undefined,
  held: Pick<TokenSet, 'refreshToken' | 'idToken'>,
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
    expiresAt:
      tokens.expires_in === undefined ? undefined : Math.floor(receivedAt + tokens.expires_in * 1000),
    refreshExpiresAt: undefined,
    clockSkewMs,
    idTokenClaims,
  };
}
