// Pure. Holding a token against the provider that it is from: signature, issuer, audience, time.
import { type AppError, appError } from '../errors.ts';
import { fail, ok, type Result } from '../result.ts';
import { discover } from './discovery.ts';
import { requiredEndpoint, type UrlRule } from './endpoints.ts';
import { attempt, orFail } from './errors.ts';
import { clockTolerance } from './id-token.ts';
import { inspectToken, type TokenContent, type Verification } from './inspection.ts';
import { isJsonObject, type JsonObject, jsonObject } from './json.ts';
import { judgeJws, type Keys } from './jws.ts';
import { filledIssuer } from './library.ts';
import { plainText } from './plain-text.ts';
import { type ClientAtServer, clientSecret, type OAuthPorts } from './server.ts';
import { fetchThrough } from './transport.ts';

/** What a token is held against. */
interface Expected {
  readonly keys: Keys;
  readonly isIssuer: (issuer: unknown, claims: JsonObject) => boolean;
  /** Undefined: no client is known, so the audience is always others. */
  readonly clientId: string | undefined;
}

/** More keys than any server publishes. */
const mostKeys = 200;

/**
 * Verifies a token of this client's server. The keys are fetched for each question, so that one that was published a
 * moment ago is known. Errors: `unsupported_by_server` without keys, `malformed_response`, those of the network.
 */
export function verifyToken(
  ports: OAuthPorts,
  client: ClientAtServer,
  token: string,
): Promise<Result<Verification>> {
  const { idTokenIssuer, metadata } = client;
  return verify(ports, token, {
    keys: {
      published: () => publishedKeys(ports, client),
      secret: clientSecret(client)?.reveal(),
    },
    isIssuer: (issuer, claims) =>
      issuer === metadata.issuer ||
      (idTokenIssuer !== undefined && issuer === filledIssuer(idTokenIssuer, claims)),
    clientId: client.clientId === '' ? undefined : client.clientId,
  });
}

/**
 * Verifies a token from anywhere against the issuer that the caller names, whatever the token says. Without an issuer
 * nothing is fetched, and no key is known. Errors: those of discovery and of `verifyToken`.
 */
export async function verifyText(
  ports: OAuthPorts,
  token: string,
  issuer: string | undefined,
  rule: UrlRule,
): Promise<Result<Verification>> {
  if (issuer === undefined) {
    const keys = { published: async () => [], secret: undefined };
    return verify(ports, token, { keys, isIssuer: () => false, clientId: undefined });
  }
  const metadata = await discover(ports, issuer, rule);
  if (!metadata.ok) return metadata;
  return verifyToken(
    ports,
    { clientId: '', authentication: { method: 'none' }, metadata: metadata.value, dialect: {}, ...rule },
    token,
  );
}

function verify({ clock }: OAuthPorts, token: string, expected: Expected): Promise<Result<Verification>> {
  return attempt('keys', [], async () => {
    const content = inspectToken(token);
    const header = 'header' in content ? content.header : {};
    const claims = claimsIn(content);
    return {
      signature: await signatureOf(token, content, expected.keys),
      algorithm: plainText(header['alg'], 100),
      keyId: plainText(header['kid'], 200),
      issuer:
        claims['iss'] === undefined
          ? 'absent'
          : expected.isIssuer(claims['iss'], claims)
            ? 'expected'
            : 'other',
      audience: audienceOf(claims['aud'], expected.clientId),
      time: timeOf(claims, clock.now() / 1000),
    };
  });
}

async function signatureOf(
  token: string,
  content: TokenContent,
  keys: Keys,
): Promise<Verification['signature']> {
  switch (content.kind) {
    case 'opaque':
    case 'malformed':
    case 'encrypted':
      return 'unreadable';
    case 'unsigned':
      return 'none';
    case 'nested':
      if (innermost(content).kind === 'malformed') return 'unreadable';
      return content.header['alg'] === 'none' ? 'none' : judgeJws(token, content.header, keys);
    case 'signed':
      return judgeJws(token, content.header, keys);
  }
}

function innermost(content: TokenContent): TokenContent {
  return content.kind === 'nested' ? innermost(content.inner) : content;
}

function claimsIn(content: TokenContent): JsonObject {
  const inner = innermost(content);
  return 'claims' in inner ? inner.claims : {};
}

/** RFC 7519 section 4.1.3: one text, or a list. */
function audienceOf(aud: unknown, clientId: string | undefined): Verification['audience'] {
  const names = [aud].flat().filter((name) => name !== undefined && name !== null);
  if (names.length === 0) return 'absent';
  return clientId !== undefined && names.includes(clientId) ? 'client' : 'others';
}

/** `now` in seconds. A time that is no number is none that could be kept to. */
function timeOf({ exp, nbf }: JsonObject, now: number): Verification['time'] {
  if (exp !== undefined && !(typeof exp === 'number' && exp > now - clockTolerance)) return 'expired';
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= now + clockTolerance)) return 'not_yet';
  return exp === undefined ? 'unlimited' : 'valid';
}

/** To be called within `attempt`. */
async function publishedKeys(ports: OAuthPorts, client: ClientAtServer): Promise<readonly JsonObject[]> {
  const url = orFail(requiredEndpoint(client, 'jwks_uri'));
  const response = await fetchThrough(ports)(url.href, {
    method: 'GET',
    headers: { accept: 'application/jwk-set+json, application/json' },
  });
  const { status } = response;
  if (status !== 200) {
    return orFail(fail(appError('provider_error', { detail: `it has the HTTP status ${status}`, status })));
  }
  const body = jsonObject(new Uint8Array(await response.arrayBuffer()));
  return orFail(keysIn(body?.['keys']));
}

function keysIn(keys: unknown): Result<readonly JsonObject[]> {
  if (!Array.isArray(keys)) return fail(malformedKeys('it is not a set of keys'));
  if (keys.length > mostKeys) return fail(malformedKeys('it has too many keys'));
  // RFC 7517 section 5: keys that are not understood are left out.
  return ok(keys.filter(isJsonObject));
}

function malformedKeys(detail: string): AppError {
  return appError('malformed_response', { detail });
}
