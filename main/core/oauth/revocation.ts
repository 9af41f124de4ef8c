// Pure. Token revocation (RFC 7009).
import * as oauth from 'oauth4webapi';
import type { TokenSet } from '../accounts/account.ts';
import { ok, type Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import { clientAuth } from './client-authentication.ts';
import { endpoint } from './endpoints.ts';
import { attempt } from './errors.ts';
import { insecureOption, libraryClient, libraryServer } from './library.ts';
import { type ClientAtServer, clientSecret, type OAuthPorts } from './server.ts';
import { fetchThrough, libraryResponse } from './transport.ts';

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
  for (const [hint, token] of inOrder) {
    if (token === undefined) continue;
    const revoked = await revoke(ports, client, url.value, hint, token);
    if (revoked.ok) outcome = 'revoked';
    // RFC 7009 section 2.2.1: this server does not revoke tokens of this kind.
    else if (revoked.error.provider?.error !== 'unsupported_token_type') return revoked;
  }
  return ok(outcome);
}

function revoke(
  ports: OAuthPorts,
  client: ClientAtServer,
  url: URL,
  hint: 'refresh_token' | 'access_token',
  token: Secret,
): Promise<Result<void>> {
  return attempt('revoke', [clientSecret(client), token], async () => {
    const response = await oauth.revocationRequest(
      libraryServer(client.metadata),
      libraryClient(client),
      clientAuth(client.authentication),
      token.reveal(),
      {
        additionalParameters: { token_type_hint: hint },
        [oauth.customFetch]: fetchThrough(ports, {
          // RFC 7009 section 2.2 has 200 alone; other servers mean the same by 204.
          decode: ({ status, headers, body }) =>
            libraryResponse(status >= 200 && status < 300 ? 200 : status, headers, body),
        }),
        ...insecureOption(url),
      },
    );
    await oauth.processRevocationResponse(response);
  });
}
