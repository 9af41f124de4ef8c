// Pure. What an access token says of itself, and where it says nothing, what its provider says of it.
import { momentOf } from '../oauth/claims.ts';
import { hasIntrospection, introspect } from '../oauth/introspection.ts';
import { decodeJwt } from '../oauth/jwt.ts';
import type { ClientAtServer, OAuthPorts } from '../oauth/server.ts';
import { claimedScopes } from '../oauth/token-report.ts';
import { hasValidation, validate } from '../oauth/validation.ts';
import type { Http } from '../ports.ts';
import type { Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import type { TokenReport } from './service.ts';

/** Whatever is not known is undefined. */
export interface TokenFacts {
  /** False: the provider does not accept the token. */
  readonly active: boolean | undefined;
  /** Epoch milliseconds. */
  readonly expiresAt: number | undefined;
  readonly scopes: readonly string[] | undefined;
}

/** What is in the token: `exp` and the scopes of a JWT (RFC 9068 section 2.2). Nothing is verified. */
export function factsIn(token: Secret): TokenFacts {
  const claims = decodeJwt(token.reveal())?.claims ?? {};
  return {
    active: undefined,
    expiresAt: momentOf(claims['exp']),
    scopes: claimedScopes(claims),
  };
}

/** Asks the introspection or the validation endpoint, where there is one. A failure is no answer. */
export async function factsFrom(
  ports: OAuthPorts,
  client: ClientAtServer,
  token: Secret,
): Promise<TokenFacts | undefined> {
  const answer = await reportOn(ports, client, token);
  return answer?.ok ? answer.value : undefined;
}

function reportOn(
  ports: OAuthPorts,
  client: ClientAtServer,
  token: Secret,
): Promise<Result<TokenReport>> | undefined {
  if (hasIntrospection(client)) return introspect(ports, client, token);
  return hasValidation(client) ? validate(ports, client, token) : undefined;
}

/** When the token runs out (epoch milliseconds), by the token itself or else by its provider. */
export async function expiryOf(
  ports: OAuthPorts,
  client: ClientAtServer,
  token: Secret,
): Promise<number | undefined> {
  return factsIn(token).expiresAt ?? (await factsFrom(ports, client, token))?.expiresAt;
}

/** Requests that end with the signal. */
export function cancellable(http: Http, signal: AbortSignal | undefined): Http {
  return signal ? { send: (request) => http.send({ ...request, signal }) } : http;
}
