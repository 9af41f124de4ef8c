// Pure. The answer to an authorization request, and the exchange of its code (RFC 6749 sections 4.1.2 and 4.1.3, RFC 7636,
// OpenID Connect Core section 3.1.3).
import * as oauth from 'oauth4webapi';
import { appError } from '../errors.ts';
import { fail, type Result } from '../result.ts';
import { Secret } from '../secret.ts';
import type { PendingAuthorization } from './authorization-request.ts';
import { clientAuth } from './client-authentication.ts';
import { attempt, orFail } from './errors.ts';
import type { TokenGrant } from './grant.ts';
import { invalid, judgingIdToken, verifiedClaims } from './id-token.ts';
import { libraryClient, libraryServer } from './library.ts';
import { plainText } from './plain-text.ts';
import { scopesIn } from './scope.ts';
import { type ClientAtServer, clientSecret, type OAuthPorts } from './server.ts';
import { askTokenEndpoint, grantFrom, type TokenEndpointAnswer } from './token-endpoint.ts';

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
    const grant = grantFrom(answer, tokens, await verifiedClaims(ports, client, answer, tokens));
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
