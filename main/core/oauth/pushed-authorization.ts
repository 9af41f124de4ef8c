// Pure. Pushed authorization requests (RFC 9126), for servers that demand them.
import * as oauth from 'oauth4webapi';
import type { Result } from '../result.ts';
import { clientAuth } from './client-authentication.ts';
import { renamed } from './dialect-request.ts';
import { requiredEndpoint } from './endpoints.ts';
import { attempt, orFail } from './errors.ts';
import { insecureOption, libraryClient, libraryServer } from './library.ts';
import { type ClientAtServer, clientSecret, type OAuthPorts, type ServerMetadata } from './server.ts';
import { fetchThrough } from './transport.ts';

/** RFC 9126 section 5. */
export function demandsPushedRequests(metadata: ServerMetadata): boolean {
  return metadata['require_pushed_authorization_requests'] === true;
}

/**
 * Sends the parameters to the server and gives those two that stand for them in the browser (RFC 9126 section 4).
 * Errors: those of the endpoint and the network's.
 */
export function pushedParameters(
  ports: OAuthPorts,
  client: ClientAtServer,
  parameters: URLSearchParams,
): Promise<Result<URLSearchParams>> {
  return attempt('push', [clientSecret(client)], async () => {
    const url = orFail(requiredEndpoint(client, 'pushed_authorization_request_endpoint'));
    const server = libraryServer(client.metadata);
    const asking = libraryClient(client);
    const auth = clientAuth(client);
    const response = await oauth.pushedAuthorizationRequest(server, asking, auth, parameters, {
      [oauth.customFetch]: fetchThrough(ports),
      ...insecureOption(url),
    });
    const pushed = await oauth.processPushedAuthorizationResponse(server, asking, response);
    const standing = { client_id: client.clientId, request_uri: pushed.request_uri };
    return renamed(client.dialect, 'authorize', new URLSearchParams(standing));
  });
}
