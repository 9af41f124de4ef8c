// Pure. "Use it": a call made with the access token, as any program that uses it would make it.
import type { Identity } from '../accounts/account.ts';
import type { UseReport } from '../accounts/service.ts';
import { appError } from '../errors.ts';
import type { HttpRequest, HttpResponse } from '../ports.ts';
import type { WhoAmI } from '../providers/provider.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import { answerText } from './answer-text.ts';
import { identityAt } from './answered-identity.ts';
import { acceptableUrl, endpoint, showableUrl } from './endpoints.ts';
import { attempt, orFail, refusalByStatus } from './errors.ts';
import { type JsonObject, jsonObject } from './json.ts';
import { memberAt } from './member-path.ts';
import { redaction } from './redaction.ts';
import { type ClientAtServer, clientSecret, type OAuthPorts } from './server.ts';
import { identityFrom } from './userinfo.ts';

type Call = Pick<WhoAmI, 'method' | 'headers' | 'body'> & {
  readonly url: URL;
  readonly identityIn: (answer: JsonObject) => Identity;
};

/**
 * Makes the call that the preset names, or asks the userinfo endpoint where it names none. Whatever status is answered
 * is a report. Errors: `unsupported_by_server` where there is neither, `redirect_not_followed`, the network's.
 */
export function whoAmI(
  { http, clock }: OAuthPorts,
  client: ClientAtServer,
  accessToken: Secret,
): Promise<Result<UseReport>> {
  return attempt('userinfo', [accessToken, clientSecret(client)], async () => {
    const call = orFail(callOf(client));
    const answer = orFail(await http.send(requestOf(call, client, accessToken)));
    const isRedirect = answer.status >= 300 && answer.status < 400;
    const refusal = isRedirect ? refusalByStatus(call.url.href, answer, clock.now()) : undefined;
    if (refusal !== undefined) return orFail(fail(refusal));
    return reportOf(call, client, accessToken, answer);
  });
}

/** Whether there is anything to call. */
export function hasWhoAmI({ whoAmI: named, metadata }: Pick<ClientAtServer, 'whoAmI' | 'metadata'>): boolean {
  return named !== undefined || typeof metadata['userinfo_endpoint'] === 'string';
}

function callOf(client: ClientAtServer): Result<Call> {
  const named = client.whoAmI;
  if (named !== undefined) {
    const url = acceptableUrl(named.url, client);
    return url.ok
      ? ok({ ...named, url: url.value, identityIn: (answer) => identityAt(answer, named.members) })
      : url;
  }
  const url = endpoint(client, 'userinfo_endpoint');
  if (!url.ok) return url;
  if (url.value === undefined) {
    return fail(appError('unsupported_by_server', { detail: 'a call that tells whose token it is' }));
  }
  return ok({ method: 'GET', url: url.value, identityIn: identityFrom });
}

/** RFC 6750 section 2.1: the token is in the header and nowhere else. */
function requestOf(call: Call, { clientId }: ClientAtServer, accessToken: Secret): HttpRequest {
  const { method, url, headers = {}, body } = call;
  const named = Object.entries(headers).map(
    ([name, value]) =>
      [name.toLowerCase(), value.replaceAll('{client_id}', () => headerText(clientId))] as const,
  );
  return {
    method,
    url: url.href,
    headers: {
      accept: 'application/json',
      ...(method === 'POST' && body !== undefined ? { 'content-type': 'application/json' } : {}),
      ...Object.fromEntries(named),
      authorization: `Bearer ${accessToken.reveal()}`,
    },
    ...(method === 'POST' && body !== undefined ? { body } : {}),
  };
}

function headerText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?');
}

function reportOf(call: Call, client: ClientAtServer, accessToken: Secret, answer: HttpResponse): UseReport {
  const { status, body } = answer;
  const json = jsonObject(body);
  const accepted = status >= 200 && status < 300 && !isRefusal(client, json);
  return {
    url: showableUrl(call.url),
    status,
    accepted,
    identity: accepted && json !== undefined ? call.identityIn(json) : {},
    answer: answerText(body, redaction([accessToken, clientSecret(client)])),
  };
}

/** Some refuse with the status 200. */
function isRefusal({ dialect }: ClientAtServer, json: JsonObject | undefined): boolean {
  const flag = dialect.errors?.successFlag;
  return flag !== undefined && memberAt(json, flag) === false;
}
