// Pure. Who an account is (OpenID Connect Core section 5.3).
import type { Identity } from '../accounts/account.ts';
import type { Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import type { IdTokenClaims } from './grant.ts';
import type { ClientAtServer, OAuthPorts } from './server.ts';

/** Reads an identity from ID token or userinfo claims; values of the wrong type are left out, long ones cut. */
export function identityFrom(_claims: IdTokenClaims): Identity {
  throw new Error('not written yet');
}

/**
 * Asks the userinfo endpoint. `subject` must be the ID token's where there was one. Undefined where the server has no
 * such endpoint. Errors: `malformed_response`, `provider_error`, the network's.
 */
export async function userinfo(
  _ports: OAuthPorts,
  _client: ClientAtServer,
  _accessToken: Secret,
  _subject: string | undefined,
): Promise<Result<Identity | undefined>> {
  throw new Error('not written yet');
}
