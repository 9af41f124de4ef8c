// Pure. Judging ID tokens (OpenID Connect Core sections 3.1.3.7 and 12.2): what the library leaves, and its errors.
import * as oauth from 'oauth4webapi';
import { type AppError, appError } from '../errors.ts';
import { fail, ok, type Result } from '../result.ts';
import { orFail } from './errors.ts';
import type { IdTokenClaims } from './grant.ts';
import { isJsonObject } from './json.ts';
import { verifySignature } from './keys.ts';
import type { ClientAtServer, OAuthPorts } from './server.ts';
import type { TokenEndpointAnswer } from './token-endpoint.ts';

/** Runs the library's judgement of a token answer; what it finds wrong with the ID token becomes `invalid_id_token`. */
export async function judgingIdToken<T>(process: () => Promise<T>): Promise<T> {
  try {
    return await process();
  } catch (thrown) {
    return orFail(fail(idTokenError(thrown)));
  }
}

function idTokenError(thrown: unknown): AppError {
  const judged =
    thrown instanceof oauth.OperationProcessingError || thrown instanceof oauth.UnsupportedOperationError;
  const cause: unknown = judged ? thrown.cause : undefined;
  // With the `body` as its cause the error is about the answer around the ID token.
  if (!judged || (isJsonObject(cause) && 'body' in cause) || cause instanceof Response) throw thrown;
  return invalid(wrongClaim(isJsonObject(cause) ? cause['claim'] : undefined));
}

function wrongClaim(claim: unknown): string {
  switch (claim) {
    case 'iss':
      return 'it names another issuer';
    case 'aud':
    case 'azp':
      return 'it is meant for another client';
    case 'nonce':
      return 'it answers another sign-in';
    default:
      return 'something that is required is missing or wrong in it';
  }
}

/**
 * The claims of the ID token in an answer that the library has accepted, once its times and its signature are found to be
 * right; undefined where there is none. To be called within `attempt`. Errors: `invalid_id_token`, those of fetching keys.
 */
export async function verifiedClaims(
  ports: OAuthPorts,
  client: ClientAtServer,
  { response, receivedAt, clockSkewMs }: Pick<TokenEndpointAnswer, 'response' | 'receivedAt' | 'clockSkewMs'>,
  tokens: oauth.TokenEndpointResponse,
): Promise<IdTokenClaims | undefined> {
  const claims = oauth.getValidatedIdTokenClaims(tokens);
  if (claims === undefined) return undefined;
  orFail(checkTimes(claims, receivedAt + (clockSkewMs ?? 0)));
  orFail(await verifySignature(ports, client, response));
  return claims;
}

/** Seconds that clocks may differ by. */
export const clockTolerance = 60;

/**
 * Checks `exp` and `nbf` against `now`, in epoch milliseconds, with 60 s of tolerance. `now` is the server's time where
 * it is known: a wrong clock here must not cost a refresh token that the server has just rotated.
 */
export function checkTimes(claims: IdTokenClaims, now: number): Result<void> {
  const { exp, nbf } = claims;
  const seconds = now / 1000;
  if (typeof exp === 'number' && exp <= seconds - clockTolerance) return fail(invalid('it has expired'));
  if (typeof nbf === 'number' && nbf > seconds + clockTolerance) return fail(invalid('it is not valid yet'));
  return ok();
}

/** Whether the ID token of a refresh is about the same sign-in as the one before (OpenID Connect Core section 12.2). */
export function checkSuccession(earlier: IdTokenClaims, later: IdTokenClaims): Result<void> {
  if (later['iss'] !== earlier['iss']) return fail(invalid('it names another issuer'));
  if (later['sub'] !== earlier['sub']) return fail(invalid('it names another person'));
  const audience = new Set([later['aud']].flat());
  if (![earlier['aud']].flat().every((name) => audience.has(name))) {
    return fail(invalid('it is meant for another client'));
  }
  if (later['azp'] !== undefined && earlier['azp'] !== undefined && later['azp'] !== earlier['azp']) {
    return fail(invalid('it is meant for another client'));
  }
  // It need not be there again, but if it is, it is the same.
  if (later['nonce'] !== undefined && later['nonce'] !== earlier['nonce']) {
    return fail(invalid('it answers another sign-in'));
  }
  return ok();
}

/** `invalid_id_token`; `detail` says why in a few words. */
export function invalid(detail: string): AppError {
  return appError('invalid_id_token', { detail });
}
