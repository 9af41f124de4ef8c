// Pure. Token revocation (RFC 7009).
import type { TokenSet } from '../accounts/account.ts';
import type { Result } from '../result.ts';
import type { ClientAtServer, OAuthPorts } from './server.ts';

/**
 * Revokes the refresh token first, then the access token (RFC 7009 section 2.1). `unsupported` where the server has no
 * revocation endpoint. Errors: those of the endpoint and the network's.
 */
export async function revokeTokens(
  _ports: OAuthPorts,
  _client: ClientAtServer,
  _tokens: TokenSet,
): Promise<Result<'revoked' | 'unsupported'>> {
  throw new Error('not written yet');
}
