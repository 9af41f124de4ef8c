// Pure. The server and the client in the library's terms.
import * as oauth from 'oauth4webapi';
import { isJsonObject } from './json.ts';
import type { ClientAtServer, ServerMetadata } from './server.ts';

/** The library's hook for the issuer that it expects in a JWT; exported by it, but not declared. */
const { _expectedIssuer: expectedIssuer } = oauth as unknown as { readonly _expectedIssuer: symbol };

/** `client` where its ID tokens may name another issuer than the metadata. */
export function libraryServer(
  metadata: ServerMetadata,
  { idTokenIssuer }: Pick<ClientAtServer, 'idTokenIssuer'> = {},
): oauth.AuthorizationServer {
  if (idTokenIssuer === undefined) return metadata as oauth.AuthorizationServer;
  const issuerOf = (jwt: { readonly claims?: unknown }): string => filledIssuer(idTokenIssuer, jwt.claims);
  return { ...metadata, [expectedIssuer]: issuerOf } as oauth.AuthorizationServer;
}

/** With a claim that is missing the place stays as it is, and the issuer is then that of no token. */
export function filledIssuer(template: string, claims: unknown): string {
  return template.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const value = isJsonObject(claims) ? claims[name] : undefined;
    return typeof value === 'string' && value !== '' ? value : place;
  });
}

/** The library wants a text where tokens were imported without a client; `clientAuth` sends none then. */
export const noClient = ' ';

/** The client as the library knows it; its secret goes only through `clientAuth`. */
export function libraryClient(client: ClientAtServer): oauth.Client {
  return {
    client_id: client.clientId || noClient,
    // The library takes the time from the machine and not from our clock, so its checks of `exp` and `nbf` are widened
    // until they always pass; `checkTimes` makes them by the Clock port.
    [oauth.clockTolerance]: Number.MAX_SAFE_INTEGER,
  };
}

/** Lets the library send to this address over http; `endpoints.ts` has judged before whether that may be. */
export function insecureOption(url: URL): { readonly [oauth.allowInsecureRequests]: boolean } {
  return { [oauth.allowInsecureRequests]: url.protocol === 'http:' };
}
