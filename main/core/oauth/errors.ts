// Pure. What went wrong at an authorization server, as a coded error: from HTTP outcomes and from the library's own.
import * as oauth from 'oauth4webapi';
import { type AppError, appError, type ErrorCode, type ProviderWords } from '../errors.ts';
import type { HttpResponse } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import { standardErrors } from './dialect.ts';
import { showableUrl } from './endpoints.ts';
import { retryAfterMs } from './http-time.ts';
import { isJsonObject, type JsonObject, jsonObject } from './json.ts';
import { plainText } from './plain-text.ts';
import { redaction } from './redaction.ts';

/** What was being asked: the same answer means different things to different questions. */
export type Phase =
  | 'discovery'
  | 'keys'
  | 'push'
  | 'authorize'
  | 'device'
  | 'token'
  | 'client_credentials'
  | 'refresh'
  | 'userinfo'
  | 'introspect'
  | 'revoke';

/** Carries a coded error out through the library, whose injected fetch can only throw. Caught by `attempt`. */
class CodedFailure extends Error {
  readonly coded: AppError;

  constructor(coded: AppError) {
    super(coded.code);
    this.coded = coded;
  }
}

/** Ends the work inside `attempt` with a coded error, or hands on the value. */
export function orFail<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new CodedFailure(result.error);
}

/** Whether what was thrown is of `orFail`, and so is for `attempt` to catch. */
export function isCoded(thrown: unknown): boolean {
  return thrown instanceof CodedFailure;
}

/**
 * Runs calls of the library and turns what they throw into a coded error. `secrets` are those that were sent: a server
 * may echo them, and an error holds none. Programming errors go on being thrown.
 */
export async function attempt<T>(
  phase: Phase,
  secrets: readonly (Secret | undefined)[],
  work: () => Promise<T>,
): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (thrown) {
    return fail(withoutSecrets(codedError(thrown, phase), secrets));
  }
}

/** The coded error of an answer that is not worth reading: a redirect, too many requests, a fault of the server. */
export function refusalByStatus(url: string, answer: HttpResponse, now: number): AppError | undefined {
  const { status, headers } = answer;
  if (status >= 300 && status < 400) {
    const to = headers['location'] === undefined ? null : URL.parse(headers['location'], url);
    return appError('redirect_not_followed', { status, ...(to ? { detail: showableUrl(to) } : {}) });
  }
  if (status !== 429 && status < 500) return undefined;
  const body = jsonObject(answer.body);
  const provider = providerWords(body?.['error'], body?.['error_description'], body?.['error_uri']);
  const wait = retryAfterMs(headers, now);
  return appError(status === 429 ? 'rate_limited' : 'server_error', {
    status,
    ...(status === 429 ? {} : { detail: new URL(url).host }),
    ...(provider ? { provider } : {}),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  });
}

function providerWords(error: unknown, description: unknown, uri: unknown): ProviderWords | undefined {
  const words = plainText(error);
  if (words === undefined) return undefined;
  const more = { description: plainText(description), uri: plainText(uri) };
  return {
    error: words,
    ...(more.description === undefined ? {} : { description: more.description }),
    ...(more.uri === undefined ? {} : { uri: more.uri }),
  };
}

function codedError(thrown: unknown, phase: Phase): AppError {
  if (thrown instanceof CodedFailure) return thrown.coded;
  if (thrown instanceof oauth.ResponseBodyError) {
    const { error, error_description, error_uri } = thrown.cause;
    return refusal(phase, providerWords(error, error_description, error_uri), thrown.status);
  }
  if (thrown instanceof oauth.AuthorizationResponseError) {
    const answer = thrown.cause;
    return refusal(
      phase,
      providerWords(answer.get('error'), answer.get('error_description'), answer.get('error_uri')),
    );
  }
  if (thrown instanceof oauth.WWWAuthenticateChallengeError) {
    const said = thrown.cause.find((challenge) => challenge.parameters.error !== undefined)?.parameters;
    return refusal(
      phase,
      providerWords(said?.error, said?.error_description, said?.error_uri),
      thrown.status,
    );
  }
  if (thrown instanceof oauth.OperationProcessingError || thrown instanceof oauth.UnsupportedOperationError) {
    return unusable(thrown);
  }
  throw thrown;
}

function refusal(phase: Phase, provider: ProviderWords | undefined, status?: number): AppError {
  return appError(provider ? refusalCode(phase, provider.error) : 'provider_error', {
    ...(provider ? { provider } : {}),
    ...(status === undefined ? {} : { status }),
  });
}

/** RFC 6749 sections 4.1.2.1 and 5.2; unknown codes of a provider are left in its own words. */
function refusalCode(phase: Phase, error: string): ErrorCode {
  switch (error) {
    case 'invalid_grant':
      return phase === 'token' ? 'expired_code' : 'invalid_grant';
    case 'invalid_request':
      // Some servers say this of a dead refresh token; nothing else of a refresh request can be wrong.
      return phase === 'refresh' ? 'invalid_grant' : 'invalid_request';
    case 'access_denied':
    case 'invalid_client':
    case 'invalid_scope':
    case 'unauthorized_client':
    case 'unsupported_grant_type':
    case 'server_error':
      return error;
    case 'temporarily_unavailable':
      return 'server_error';
    default:
      return 'provider_error';
  }
}

/** The library could make nothing of an answer. Its messages are not shown: their `cause` may hold tokens. */
function unusable(thrown: oauth.OperationProcessingError | oauth.UnsupportedOperationError): AppError {
  const { cause } = thrown;
  const status = cause instanceof Response ? cause.status : undefined;
  const more = status === undefined ? {} : { status };
  switch (thrown.code) {
    case oauth.RESPONSE_IS_NOT_JSON:
      return appError('malformed_response', { detail: 'it is not JSON', ...more });
    case oauth.PARSE_ERROR:
      return appError('malformed_response', { detail: 'it is not a whole JSON object', ...more });
    case oauth.RESPONSE_IS_NOT_CONFORM:
      return appError(status !== undefined && status >= 400 ? 'provider_error' : 'malformed_response', {
        detail: `it has the HTTP status ${status}`,
        ...more,
      });
    case oauth.JSON_ATTRIBUTE_COMPARISON:
      return otherThanExpected(isJsonObject(cause) ? cause : {});
    case oauth.UNSUPPORTED_OPERATION:
      return appError('unsupported_by_server', {
        detail: 'what is needed here in a form that is known here',
      });
    default:
      return appError('malformed_response', { detail: 'something that is required is missing or wrong' });
  }
}

/** The `issuer` of discovered metadata, or the `sub` of a userinfo answer, is not the one asked for. */
function otherThanExpected({ attribute, body }: JsonObject): AppError {
  if (attribute !== 'issuer') return appError('malformed_response', { detail: 'it is about somebody else' });
  const found = plainText(isJsonObject(body) ? body['issuer'] : undefined, 200);
  return appError('issuer_mismatch', found === undefined ? {} : { detail: found });
}

function isStandardError(error: string): boolean {
  return standardErrors.some((standard) => standard === error);
}

function withoutSecrets(error: AppError, secrets: readonly (Secret | undefined)[]): AppError {
  const { cutText: clean } = redaction(secrets);
  const { detail, provider } = error;
  return {
    ...error,
    ...(detail === undefined ? {} : { detail: clean(detail) }),
    ...(provider === undefined
      ? {}
      : {
          provider: {
            // A standard word is no secret, and flows go by it.
            error: isStandardError(provider.error) ? provider.error : clean(provider.error),
            ...(provider.description === undefined ? {} : { description: clean(provider.description) }),
            ...(provider.uri === undefined ? {} : { uri: clean(provider.uri) }),
          },
        }),
  };
}
