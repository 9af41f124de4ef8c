// Pure. Token revocation (RFC 7009), in the provider's dialect.
import * as oauth from 'oauth4webapi';
import type { TokenSet } from '../accounts/account.ts';
import type { HttpResponse } from '../ports.ts';
import { ok, type Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import { clientAuth } from './client-authentication.ts';
import type { Dialect } from './dialect.ts';
import { isRefusal, refusalIn } from './dialect-refusal.ts';
import { encodeRequest } from './dialect-request.ts';
import { endpoint } from './endpoints.ts';
import { attempt } from './errors.ts';
import { jsonObject } from './json.ts';
import { insecureOption, libraryClient, libraryServer } from './library.ts';
import { type ClientAtServer, clientSecret, type OAuthPorts } from './server.ts';
import { fetchThrough, jsonResponse, libraryResponse, type Shape } from './transport.ts';

type TokenKind = 'refresh_token' | 'access_token';

/**
 * Revokes the refresh token first, then the access token (RFC 7009 section 2.1). `unsupported` where the server has no
 * revocation endpoint, or takes neither of the two there. Errors: those of the endpoint and the network's.
 */
export async function revokeTokens(
  ports: OAuthPorts,
  client: ClientAtServer,
  tokens: TokenSet,
): Promise<Result<'revoked' | 'unsupported'>> {
  const url = endpoint(client, 'revocation_endpoint');
  if (!url.ok) return url;
  if (url.value === undefined) return ok('unsupported');
  let outcome: 'revoked' | 'unsupported' = 'unsupported';
  const inOrder = [
    ['refresh_token', tokens.refreshToken],
    ['access_token', tokens.accessToken],
  ] as const;
  for (const [kind, token] of inOrder) {
    if (token === undefined || !isTaken(client.dialect, kind)) continue;
    const revoked = await revoke(ports, client, url.value, kind, token);
    const refused = revoked.ok ? undefined : revoked.error.provider?.error;
    // RFC 7009 section 2.2: where the token is dead already, what was wanted is so.
    if (revoked.ok || refused === 'invalid_token') outcome = 'revoked';
    // RFC 7009 section 2.2.1: this server does not revoke tokens of this kind.
    else if (refused !== 'unsupported_token_type') return revoked;
  }
  return ok(outcome);
}

/** A token that proves itself in the header is an access token, unless the provider says otherwise. */
function isTaken({ revocation = {} }: Dialect, kind: TokenKind): boolean {
  const { tokens = revocation.tokenIn === 'bearer' ? 'access_token' : undefined } = revocation;
  return tokens === undefined || tokens === kind;
}

function revoke(
  ports: OAuthPorts,
  client: ClientAtServer,
  url: URL,
  kind: TokenKind,
  token: Secret,
): Promise<Result<void>> {
  return attempt('revoke', [clientSecret(client), token], async () => {
    const response = await oauth.revocationRequest(
      libraryServer(client.metadata),
      libraryClient(client),
      revocationAuth(client, token),
      token.reveal(),
      {
        additionalParameters: { token_type_hint: kind },
        [oauth.customFetch]: fetchThrough(ports, revocationShape(client.dialect)),
        ...insecureOption(url),
      },
    );
    await oauth.processRevocationResponse(response);
  });
}

function revocationAuth({ authentication, dialect }: ClientAtServer, token: Secret): oauth.ClientAuth {
  const { tokenIn, clientAuthentication = 'as_registered' } = dialect.revocation ?? {};
  if (tokenIn === 'bearer') {
    return (_server, _client, _body, headers) => headers.set('authorization', `Bearer ${token.reveal()}`);
  }
  switch (clientAuthentication) {
    case 'as_registered':
      return clientAuth({ authentication, dialect });
    case 'client_id':
      return clientAuth({ authentication: { method: 'none' }, dialect: {} });
    case 'none':
      return () => undefined;
  }
}

function revocationShape(dialect: Dialect): Shape {
  const { tokenIn, encoding = 'form' } = dialect.revocation ?? {};
  return {
    encode: (url, { headers, body }) => {
      const parameters = (tokenIn === 'bearer' ? undefined : body) ?? new URLSearchParams();
      return encodeRequest(dialect, 'revoke', encoding, { url, headers, parameters });
    },
    decode: (answer) => standardAnswer(dialect, answer),
  };
}

/** RFC 7009 section 2.2 has 200 alone, with whatever in it; other servers mean the same by 204. */
function standardAnswer({ errors = {} }: Dialect, answer: HttpResponse): Result<Response> {
  const { status, headers, body } = answer;
  const json = jsonObject(body);
  // Where the provider's code is looked for there may be a friendly word in a good answer.
  const { code: _place, ...flagged } = errors;
  if (!isRefusal(flagged, status, json, false)) return libraryResponse(200, headers, body);
  const refusal = refusalIn(errors, answer, json);
  if (refusal === undefined) return libraryResponse(Math.max(status, 400), headers, body);
  return jsonResponse(Math.max(status, 400), refusal);
}
