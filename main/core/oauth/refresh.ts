// Pure. Refreshing an access token (RFC 6749 section 6, OpenID Connect Core section 12).
import type { Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import type { TokenGrant } from './grant.ts';
import type { ClientAtServer, OAuthPorts } from './server.ts';

/**
 * Asks for new tokens. Where the answer has no refresh token, or no ID token, the grant holds the old one.
 * Errors: `invalid_grant` (the refresh token is dead), the others of the token endpoint, the network's.
 */
export async function refreshTokens(
  _ports: OAuthPorts,
  _client: ClientAtServer,
  _held: { readonly refreshToken: Secret; readonly idToken: Secret | undefined },
): Promise<Result<TokenGrant>> {
  throw new Error('not written yet');
}
