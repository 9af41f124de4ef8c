// Pure. The device authorization grant (RFC 8628): asking for a code, and asking whether it was entered.
import * as oauth from 'oauth4webapi';
import { type AppError, appError } from '../errors.ts';
import type { HttpResponse } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { clientAuth } from './client-authentication.ts';
import { type DeviceAuthorization, readDeviceAuthorization } from './device-answer.ts';
import { isRefusal, refusalIn } from './dialect-refusal.ts';
import { encodeRequest } from './dialect-request.ts';
import { requiredEndpoint } from './endpoints.ts';
import { attempt, orFail } from './errors.ts';
import type { TokenGrant } from './grant.ts';
import { judgingIdToken, verifiedClaims } from './id-token.ts';
import { jsonObject } from './json.ts';
import { insecureOption, libraryClient, libraryServer } from './library.ts';
import { type ClientAtServer, clientSecret, type OAuthPorts } from './server.ts';
import { askTokenEndpoint, grantFrom } from './token-endpoint.ts';
import { fetchThrough, jsonResponse, type Shape } from './transport.ts';

/**
 * Asks for a code (RFC 8628 section 3.1). Errors: `unsupported_by_server`, `malformed_response`, `insecure_url`, those
 * of the token endpoint (section 3.2) and the network's.
 */
export function requestDeviceAuthorization(
  ports: OAuthPorts,
  client: ClientAtServer,
  scopes: readonly string[],
  signal?: AbortSignal,
): Promise<Result<DeviceAuthorization>> {
  return attempt('device', [clientSecret(client)], async () => {
    const url = orFail(requiredEndpoint(client, 'device_authorization_endpoint'));
    orFail(requiredEndpoint(client, 'token_endpoint'));
    const server = libraryServer(client.metadata);
    const asking = libraryClient(client);
    const parameters = new URLSearchParams(scopes.length === 0 ? {} : { scope: scopes.join(' ') });
    const response = await oauth.deviceAuthorizationRequest(server, asking, clientAuth(client), parameters, {
      [oauth.customFetch]: fetchThrough(ports, deviceShape(client)),
      ...insecureOption(url),
      ...(signal ? { signal } : {}),
    });
    // The library reads refusals; what it makes of other answers is stricter than what servers send.
    if (!response.ok) await oauth.processDeviceAuthorizationResponse(server, asking, response);
    return orFail(readDeviceAuthorization(await response.json(), client));
  });
}

function deviceShape({ dialect }: ClientAtServer): Shape {
  return {
    encode: (url, { headers, body }) =>
      encodeRequest(dialect, 'device', dialect.tokenRequest ?? 'form', {
        url,
        headers,
        parameters: body ?? new URLSearchParams(),
      }),
    decode: (answer) => decoded(answer, dialect.errors),
  };
}

function decoded(answer: HttpResponse, errors: ClientAtServer['dialect']['errors'] = {}): Result<Response> {
  const { status } = answer;
  const json = jsonObject(answer.body);
  if (!isRefusal(errors, status, json, json?.['device_code'] !== undefined)) {
    return json
      ? jsonResponse(200, json)
      : fail(appError('malformed_response', { detail: 'it is not a whole JSON object', status }));
  }
  const refusal = refusalIn(errors, answer, json);
  if (refusal !== undefined) return jsonResponse(Math.max(status, 400), refusal);
  return fail(
    status === 401
      ? appError('invalid_client', { status })
      : appError('malformed_response', { detail: 'it refuses without an error code', status }),
  );
}

/** What the server says while the person is, or was, at it (RFC 8628 section 3.5). */
export type DevicePoll =
  | { readonly kind: 'granted'; readonly grant: TokenGrant }
  | { readonly kind: 'pending' }
  | { readonly kind: 'slow_down' };

/**
 * Asks once whether the code was entered (RFC 8628 section 3.4); an ID token is validated with its signature. Errors:
 * `access_denied`, `device_code_expired`, `expired_code`, `invalid_id_token`, the others of the token endpoint and the
 * network's.
 */
export async function pollDeviceToken(
  ports: OAuthPorts,
  client: ClientAtServer,
  { deviceCode }: Pick<DeviceAuthorization, 'deviceCode'>,
  scopes: readonly string[],
  signal?: AbortSignal,
): Promise<Result<DevicePoll>> {
  const granted = await attempt('token', [clientSecret(client), deviceCode], async () => {
    const server = libraryServer(client.metadata, client);
    const asking = libraryClient(client);
    const auth = clientAuth(client);
    const answer = await askTokenEndpoint(
      ports,
      client,
      'device_token',
      (options) => oauth.deviceCodeGrantRequest(server, asking, auth, deviceCode.reveal(), options),
      signal,
      { scopes },
    );
    const tokens = await judgingIdToken(() =>
      oauth.processDeviceCodeResponse(server, asking, answer.response),
    );
    return grantFrom(answer, tokens, await verifiedClaims(ports, client, answer, tokens));
  });
  return granted.ok ? ok({ kind: 'granted', grant: granted.value }) : waitingOr(granted.error);
}

/** RFC 8628 section 3.5; some say `slow_down` with HTTP 429. */
function waitingOr(error: AppError): Result<DevicePoll> {
  switch (error.provider?.error) {
    case 'authorization_pending':
      return ok({ kind: 'pending' });
    case 'slow_down':
      return ok({ kind: 'slow_down' });
    case 'expired_token':
      return fail({ ...error, code: 'device_code_expired' });
    default:
      return fail(error);
  }
}
