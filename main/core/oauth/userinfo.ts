// Pure. Who an account is (OpenID Connect Core section 5.3).
import * as oauth from 'oauth4webapi';
import type { Identity } from '../accounts/account.ts';
import { appError } from '../errors.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import { isShallow, nestedTooDeep } from '../shallow.ts';
import { endpoint } from './endpoints.ts';
import { attempt, orFail } from './errors.ts';
import type { IdTokenClaims } from './grant.ts';
import { verifySignature } from './keys.ts';
import { insecureOption, libraryClient, libraryServer } from './library.ts';
import { plainText } from './plain-text.ts';
import type { ClientAtServer, OAuthPorts } from './server.ts';
import { fetchThrough, libraryResponse } from './transport.ts';

/** OpenID Connect Core section 2 allows a subject of 255 characters; no name needs more. */
const longest = 255;

/** Reads an identity from ID token or userinfo claims; values of the wrong type are left out, long ones cut. */
export function identityFrom(claims: IdTokenClaims): Identity {
  const identity = {
    subject: plainText(claims['sub'], longest),
    name: plainText(claims['name'], longest),
    username: plainText(claims['preferred_username'], longest) ?? plainText(claims['nickname'], longest),
    email: plainText(claims['email'], longest),
  };
  return Object.fromEntries(Object.entries(identity).filter(([, value]) => value !== undefined));
}

/**
 * Asks the userinfo endpoint. `subject` must be the ID token's where there was one. Undefined where the server has no
 * such endpoint. Errors: `malformed_response`, `provider_error`, the network's.
 */
export async function userinfo(
  ports: OAuthPorts,
  client: ClientAtServer,
  accessToken: Secret,
  subject: string | undefined,
): Promise<Result<Identity | undefined>> {
  const found = endpoint(client, 'userinfo_endpoint');
  if (!found.ok) return found;
  const url = found.value;
  if (url === undefined) return ok(undefined);
  const claims = await attempt('userinfo', [accessToken], async () => {
    const server = libraryServer(client.metadata);
    const asking = libraryClient(client);
    const response = await oauth.userInfoRequest(server, asking, accessToken.reveal(), {
      [oauth.customFetch]: fetchThrough(ports, {
        // RFC 6750 section 3: a resource gives its reason for refusing in this header.
        decode: ({ status, headers, body }) =>
          libraryResponse(
            status,
            headers,
            body,
            status < 400 ? contentType : [...contentType, 'www-authenticate'],
          ),
      }),
      ...insecureOption(url),
    });
    const isSigned = oauthContentType(response) === 'application/jwt';
    const expected = subject ?? oauth.skipSubjectCheck;
    const about = await oauth.processUserInfoResponse(server, asking, expected, response);
    if (!isShallow(about)) orFail(fail(appError('malformed_response', { detail: nestedTooDeep })));
    if (isSigned) orFail(await signed(ports, client, response));
    return about;
  });
  return claims.ok ? ok(identityFrom(claims.value)) : claims;
}

const contentType = ['content-type'];

/** The media type as the library reads it, so that both take the same answers for signed ones. */
function oauthContentType(response: Response): string | undefined {
  return response.headers.get('content-type')?.split(';')[0];
}

/** OpenID Connect Core section 5.3.2: an answer that is a JWT is verified before it is used. */
async function signed(ports: OAuthPorts, client: ClientAtServer, response: Response): Promise<Result<void>> {
  const verified = await verifySignature(ports, client, response);
  if (verified.ok || verified.error.code !== 'invalid_id_token') return verified;
  return fail(appError('malformed_response', { detail: 'its signature is not right' }));
}
