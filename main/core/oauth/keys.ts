// Pure. Checks signatures with the server's published keys (RFC 7517, OpenID Connect Core section 10.1).
import * as oauth from 'oauth4webapi';
import { appError } from '../errors.ts';
import type { Http } from '../ports.ts';
import { fail, type Result } from '../result.ts';
import { requiredEndpoint } from './endpoints.ts';
import { attempt, isCoded, orFail } from './errors.ts';
import { isJsonObject } from './json.ts';
import { insecureOption } from './library.ts';
import type { ClientAtServer, OAuthPorts } from './server.ts';
import { fetchThrough } from './transport.ts';

interface KeySource {
  readonly server: oauth.AuthorizationServer;
  readonly fetch: ReturnType<typeof fetchThrough>;
}

/**
 * The library keeps fetched keys (for 5 minutes, and fetches again for an unknown key after one) with the server object
 * and the fetch that it was given. So these are kept per Http port and server, and a hundred refreshes fetch once.
 */
const sources = new WeakMap<Http, Map<string, KeySource>>();

function keySource(ports: OAuthPorts, issuer: string, jwksUri: string): KeySource {
  const ofPort = sources.get(ports.http) ?? new Map<string, KeySource>();
  sources.set(ports.http, ofPort);
  const name = `${issuer} ${jwksUri}`;
  const source = ofPort.get(name) ?? { server: { issuer, jwks_uri: jwksUri }, fetch: fetchThrough(ports) };
  ofPort.set(name, source);
  return source;
}

/**
 * Verifies the signature of the JWT in an answer that the library has processed. Errors: `invalid_id_token` where it is
 * not right; where no keys could be had, `unsupported_by_server`, `malformed_response`, those of the network.
 */
export function verifySignature(
  ports: OAuthPorts,
  client: ClientAtServer,
  processed: Response,
): Promise<Result<void>> {
  return attempt('keys', [], async () => {
    const url = orFail(requiredEndpoint(client, 'jwks_uri'));
    const source = keySource(ports, client.metadata.issuer, url.href);
    try {
      await oauth.validateApplicationLevelSignature(source.server, processed, {
        [oauth.customFetch]: source.fetch,
        ...insecureOption(url),
      });
    } catch (thrown) {
      if (isCoded(thrown) || isAboutKeySet(thrown)) throw thrown;
      // Whatever else stands in the way of verifying, an unknown key, algorithm or encoding: it is not verified.
      orFail(fail(appError('invalid_id_token', { detail: 'its signature is not right' })));
    }
  });
}

function isAboutKeySet(thrown: unknown): boolean {
  if (!(thrown instanceof oauth.OperationProcessingError)) return false;
  const { code, cause } = thrown;
  if (code === oauth.INVALID_RESPONSE) return isJsonObject(cause) && 'body' in cause;
  return code !== oauth.KEY_SELECTION;
}
