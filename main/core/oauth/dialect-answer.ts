// Pure. Token answers in whatever form a provider gives them, made standard for the library.
import { type AppError, appError } from '../errors.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Dialect, TokenPhase } from './dialect.ts';
import { accessLifetime, refreshLifetime } from './dialect-expiry.ts';
import { type AnswerToRead, isRefusal, refusalIn } from './dialect-refusal.ts';
import { clockSkew } from './http-time.ts';
import { isJsonObject, type JsonObject, shallowMembers } from './json.ts';
import { memberAt } from './member-path.ts';
import { withoutTokens } from './without-tokens.ts';

/** A token answer as RFC 6749 section 5.1 (status 200) or 5.2 (status 400 to 499) has it. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: JsonObject;
  /** Seconds for which the refresh token is good; undefined where the answer names no end. */
  readonly refreshLifetime: number | undefined;
  /** The answer as it came, without the tokens in it. Never stored or logged. */
  readonly rest: JsonObject;
}

/**
 * The standard form of a provider's token answer that came at `now`, in epoch milliseconds. Statuses 3xx, 429 and 5xx
 * have been dealt with before. Errors: `malformed_response`; `unsupported_by_server` for other tokens than bearer
 * tokens; `refresh_token_lost` for a refresh that has used its token up and gave nothing usable; `invalid_grant` and
 * `invalid_client` where a provider refuses without a word.
 */
export function decodeTokenResponse(
  dialect: Dialect,
  phase: TokenPhase,
  answer: AnswerToRead,
  now: number,
): Result<TokenAnswer> {
  const { status, body } = answer;
  if (body.every(isWhitespace)) return fail(wordless(phase, status));
  // What an answer holds besides must not cost the tokens in it.
  const json = shallowMembers(body);
  const tokens = json && tokensIn(dialect, json);
  const errors = dialect.errors ?? {};
  if (isRefusal(errors, status, json, tokens?.['access_token'] !== undefined)) {
    const refusal = refusalIn(errors, answer, json);
    if (refusal === undefined) return fail(malformed('it refuses without an error code', status));
    return ok({ status: Math.max(status, 400), body: { ...refusal }, refreshLifetime: undefined, rest: {} });
  }
  const read = readSuccess(dialect, phase, answer, json, tokens, now);
  const isRotated = phase === 'refresh' && tokens?.['refresh_token'] !== undefined;
  return isRotated && !read.ok ? fail(refreshTokenLost(status)) : read;
}

/**
 * A refresh was answered with a new refresh token but cannot be used otherwise. The old one has been used up then: sent
 * once more it would be taken for stolen (RFC 9700 section 4.14.2), so this must not be an error that is tried again.
 */
export function refreshTokenLost(status: number): AppError {
  return appError('refresh_token_lost', { status });
}

/**
 * The members of the object that has the tokens. Those that are null or empty are as good as absent: some servers always
 * send all of them.
 */
function tokensIn({ answerPath }: Dialect, json: JsonObject): JsonObject {
  const inner = answerPath === undefined ? undefined : memberAt(json, answerPath);
  const members = Object.entries(isJsonObject(inner) ? inner : json);
  return Object.fromEntries(members.filter(([, value]) => value !== null && value !== ''));
}

function readSuccess(
  dialect: Dialect,
  phase: TokenPhase,
  { status, headers }: AnswerToRead,
  json: JsonObject | undefined,
  tokens: JsonObject | undefined,
  now: number,
): Result<TokenAnswer> {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? 'of no declared type';
  if (type !== 'application/json' && !/^application\/[\w.-]+\+json$/.test(type)) {
    return fail(
      malformed(`it is ${/^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'of no usable type'}, not JSON`, status),
    );
  }
  if (!json || !tokens) return fail(malformed('it is not a whole JSON object', status));
  const places = [tokens, json];
  // A moment is the server's: by its own clock, a wrong one here does not matter.
  const serverTime = now + (clockSkew(headers['date'], now) ?? 0);
  const body = standardMembers(dialect, phase, tokens, places, serverTime);
  if (!body.ok) return body;
  return ok({
    status: 200,
    body: body.value,
    refreshLifetime: refreshLifetime(places, dialect.refreshExpiry, serverTime),
    rest: withoutTokens(json),
  });
}

function standardMembers(
  dialect: Dialect,
  phase: TokenPhase,
  tokens: JsonObject,
  places: readonly unknown[],
  serverTime: number,
): Result<JsonObject> {
  const { expires_in: _whatever, scope, ...body }: Record<string, unknown> = tokens;
  if (body['token_type'] === undefined && dialect.bearerWithoutTokenType) body['token_type'] = 'Bearer';
  for (const name of ['access_token', 'token_type']) {
    if (body[name] === undefined) return fail(malformed(`it has no ${name}`, 200));
  }
  const type = body['token_type'];
  if (typeof type === 'string') {
    if (!isBearer(dialect, type)) {
      return fail(appError('unsupported_by_server', { detail: 'bearer tokens', status: 200 }));
    }
    body['token_type'] = 'Bearer';
  }
  for (const name of ['access_token', 'refresh_token']) {
    if (body[name] !== undefined && !isToken(body[name])) return fail(unusable(name));
  }
  // A refresh has perhaps used the old refresh token up: the new tokens are worth more than what is said about them.
  const mayDrop = phase === 'refresh';
  const lifetime = accessLifetime(places, dialect.expiry, serverTime);
  if (lifetime.kind === 'said') body['expires_in'] = lifetime.seconds;
  if (lifetime.kind === 'unusable' && !mayDrop) return fail(unusable(lifetime.member));
  const scopes = scope === undefined ? undefined : scopeText(dialect, scope);
  if (scopes !== undefined) body['scope'] = scopes;
  else if (scope !== undefined && !mayDrop) return fail(unusable('scope'));
  return ok(body);
}

function isBearer({ bearerTokenTypes = [] }: Dialect, type: string): boolean {
  return ['bearer', ...bearerTokenTypes].some((known) => known.toLowerCase() === type.toLowerCase());
}

/** Scopes separated by blanks (RFC 6749 section 3.3), or undefined where they are neither a text nor a list of texts. */
function scopeText({ grantedScopeSeparator }: Dialect, scope: unknown): string | undefined {
  if (Array.isArray(scope))
    return scope.every((name) => typeof name === 'string') ? scope.join(' ') : undefined;
  if (typeof scope !== 'string') return undefined;
  return grantedScopeSeparator === undefined ? scope : scope.split(grantedScopeSeparator).join(' ');
}

/** RFC 6749 appendix A.12 and A.17. Anything else could break out of a header or a copied shell command. */
function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x20-\x7e]+$/.test(value);
}

/** A dead refresh token was seen to be answered by a 400 with nothing in it, a refused client by such a 401. */
function wordless(phase: TokenPhase, status: number): AppError {
  if (status === 400 && phase === 'refresh') return appError('invalid_grant', { status });
  if (status === 401) return appError('invalid_client', { status });
  return malformed('it is empty', status);
}

function unusable(member: string): AppError {
  return malformed(`its ${member} is not usable`, 200);
}

function malformed(detail: string, status: number): AppError {
  return appError('malformed_response', { detail, status });
}

function isWhitespace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
