// Pure. Asking a provider whether it accepts an access token, without the client proving itself.
import type { TokenReport } from '../accounts/service.ts';
import { appError } from '../errors.ts';
import type { HttpResponse } from '../ports.ts';
import type { Validation } from '../providers/provider.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import { identityAt } from './answered-identity.ts';
import { accessLifetime } from './dialect-expiry.ts';
import { requiredEndpoint } from './endpoints.ts';
import { attempt, orFail, refusalByStatus } from './errors.ts';
import { type JsonObject, jsonObject } from './json.ts';
import { memberAt } from './member-path.ts';
import { type Redaction, redaction } from './redaction.ts';
import { type ClientAtServer, clientSecret, type OAuthPorts } from './server.ts';
import { explainedAnswer, reportedScopes } from './token-report.ts';

/**
 * Asks the validation endpoint; a 401 is a report that the token is not accepted. Errors: `unsupported_by_server`
 * without such an endpoint, `provider_error` for other refusals, `malformed_response`, the network's.
 */
export function validate(
  { http, clock }: OAuthPorts,
  client: ClientAtServer,
  token: Secret,
): Promise<Result<TokenReport>> {
  const secret = clientSecret(client);
  return attempt('introspect', [token, secret], async () => {
    const { href: url } = orFail(requiredEndpoint(client, 'validation_endpoint'));
    const { validation } = client;
    if (validation === undefined) {
      const detail = 'validation of tokens in a form that is known here';
      return orFail(fail(appError('unsupported_by_server', { detail })));
    }
    const authorization = `${validation.scheme} ${token.reveal()}`;
    const headers = { accept: 'application/json', authorization };
    const answer = orFail(await http.send({ method: 'GET', url, headers }));
    const refusal = refusalByStatus(url, answer, clock.now());
    if (refusal !== undefined) return orFail(fail(refusal));
    return orFail(judged(answer, validation, client, redaction([token, secret]), clock.now()));
  });
}

/** Whether there is anybody to ask, in a way that is known. */
export function hasValidation({
  metadata,
  validation,
}: Pick<ClientAtServer, 'metadata' | 'validation'>): boolean {
  return typeof metadata['validation_endpoint'] === 'string' && validation !== undefined;
}

function judged(
  { status, body }: HttpResponse,
  validation: Validation,
  { dialect }: ClientAtServer,
  hide: Redaction,
  now: number,
): Result<TokenReport> {
  const json = jsonObject(body);
  const members = explainedAnswer(json ?? {}, hide);
  const { expiresIn, scopes } = validation.members;
  if (status === 401) {
    const nothing = { expiresAt: undefined, scopes: undefined, identity: {} };
    return ok({ source: 'validation', active: false, ...nothing, members });
  }
  if (status !== 200) {
    return fail(appError('provider_error', { detail: `it has the HTTP status ${status}`, status }));
  }
  if (json === undefined) {
    return fail(appError('malformed_response', { detail: 'it is not a whole JSON object', status }));
  }
  const scopesAt = scopes === undefined ? undefined : memberAt(json, scopes);
  return ok({
    source: 'validation',
    active: true,
    expiresAt: expiryIn(json, expiresIn, now),
    scopes: reportedScopes(scopesAt ?? undefined, dialect.grantedScopeSeparator),
    identity: identityAt(json, validation.members),
    members,
  });
}

/** Epoch milliseconds; undefined for 0 too, which is said of tokens that never expire. */
function expiryIn(json: JsonObject, member: string | undefined, now: number): number | undefined {
  if (member === undefined) return undefined;
  const said = accessLifetime([json], { member, form: 'seconds' }, now);
  return said.kind === 'said' && said.seconds > 0 ? now + Math.round(said.seconds * 1000) : undefined;
}
