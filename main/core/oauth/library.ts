// Pure. The server and the client in the library's terms.
import * as oauth from 'oauth4webapi';
import type { ClientAtServer, ServerMetadata } from './server.ts';

export function libraryServer(metadata: ServerMetadata): oauth.AuthorizationServer {
  return metadata as oauth.AuthorizationServer;
}

export function libraryClient(client: ClientAtServer): oauth.Client {
  return {
    client_id: client.clientId,
    // The library takes the time from the machine and not from our clock, so its checks of `exp` and `nbf` are widened
    // until they always pass; `checkTimes` makes them by the Clock port.
    [oauth.clockTolerance]: Number.MAX_SAFE_INTEGER,
  };
}

/** Lets the library send to this address over http; `endpoints.ts` has judged before whether that may be. */
export function insecureOption(url: URL): { readonly [oauth.allowInsecureRequests]: boolean } {
  return { [oauth.allowInsecureRequests]: url.protocol === 'http:' };
}
