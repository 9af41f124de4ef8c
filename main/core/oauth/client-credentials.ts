// Pure. The client credentials grant (RFC 6749 section 4.4): the client signs in as itself.
import * as oauth from 'oauth4webapi';
import type { Result } from '../result.ts';
import { clientAuth } from './client-authentication.ts';
import { attempt } from './errors.ts';
import type { TokenGrant } from './grant.ts';
import { judgingIdToken } from './id-token.ts';
import { libraryClient, libraryServer } from './library.ts';
import { type ClientAtServer, clientSecret, type OAuthPorts } from './server.ts';
import { askTokenEndpoint, grantFrom } from './token-endpoint.ts';

/**
 * Asks for an access token for the client itself. A refresh token, which should not come (section 4.4.3), is not kept:
 * the same grant is asked again when due. Errors: those of the token endpoint and the network's.
 */
export function clientCredentials(
  ports: OAuthPorts,
  client: ClientAtServer,
  scopes: readonly string[],
  signal?: AbortSignal,
): Promise<Result<TokenGrant>> {
  return attempt('client_credentials', [clientSecret(client)], async () => {
    const server = libraryServer(client.metadata, client);
    const asking = libraryClient(client);
    const parameters = new URLSearchParams(scopes.length === 0 ? {} : { scope: scopes.join(' ') });
    const answer = await askTokenEndpoint(
      ports,
      client,
      'client_credentials',
      (options) =>
        oauth.clientCredentialsGrantRequest(server, asking, clientAuth(client), parameters, options),
      signal,
    );
    const tokens = await judgingIdToken(() =>
      oauth.processClientCredentialsResponse(server, asking, answer.response),
    );
    const grant = grantFrom(answer, tokens, undefined);
    return { ...grant, tokens: { ...grant.tokens, refreshToken: undefined } };
  });
}
