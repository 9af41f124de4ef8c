// Pure. Checks signatures with the server's published keys (RFC 7517, OpenID Connect Core section 10.1).
import * as oauth from 'oauth4webapi';
import { type AppError, appError } from '../errors.ts';
import type { Http } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
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

/** Whether a signature is right; `unknown_key` where the published keys are not, or not yet, those that it takes. */
type SignatureVerdict = 'right' | 'wrong' | 'unknown_key';

/**
 * Verifies the signature of the JWT in an answer that the library has processed. Errors: `invalid_id_token` where it is
 * not right, or made with an unknown key; those of `judgeSignature`.
 */
export async function verifySignature(
  ports: OAuthPorts,
  client: ClientAtServer,
  processed: Response,
): Promise<Result<void>> {
  const judged = await judgeSignature(ports, client, processed);
  if (!judged.ok) return judged;
  return judged.value === 'right' ? ok() : fail(wrongSignature());
}

/** `invalid_id_token`, for a signature that is not right. */
export function wrongSignature(): AppError {
  return appError('invalid_id_token', { detail: 'its signature is not right' });
}

/**
 * The same, telling a key that is not known from a signature that is not right. Errors, where no keys could be had:
 * `unsupported_by_server`, `malformed_response`, those of the network.
 */
export function judgeSignature(
  ports: OAuthPorts,
  client: ClientAtServer,
  processed: Response,
): Promise<Result<SignatureVerdict>> {
  return attempt('keys', [], async () => {
    const url = orFail(requiredEndpoint(client, 'jwks_uri'));
    const source = keySource(ports, client.metadata.issuer, url.href);
    try {
      await oauth.validateApplicationLevelSignature(source.server, processed, {
        [oauth.customFetch]: source.fetch,
        ...insecureOption(url),
      });
      return 'right';
    } catch (thrown) {
      if (isCoded(thrown) || isAboutKeySet(thrown)) throw thrown;
      if (isUnknownKey(thrown)) return 'unknown_key';
      // Whatever else stands in the way of verifying, such as an unknown algorithm or encoding: it is not verified.
      return 'wrong';
    }
  });
}

function isAboutKeySet(thrown: unknown): boolean {
  if (!(thrown instanceof oauth.OperationProcessingError)) return false;
  const { code, cause } = thrown;
  if (code === oauth.INVALID_RESPONSE) return isJsonObject(cause) && 'body' in cause;
  return code !== oauth.KEY_SELECTION;
}

function isUnknownKey(thrown: unknown): boolean {
  return thrown instanceof oauth.OperationProcessingError && thrown.code === oauth.KEY_SELECTION;
}
