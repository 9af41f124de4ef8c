// Pure. How a provider departs from the RFCs, as data, and the two functions that apply it around the library.
import { type AppError, appError } from '../errors.ts';
import type { HttpRequest } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { type JsonObject, shallowMembers } from './json.ts';

/** The requests to the token endpoint (or to one of its own for refreshing), by what is asked for. */
export const tokenPhases = ['token', 'device_token', 'refresh', 'client_credentials'] as const;
export type TokenPhase = (typeof tokenPhases)[number];

/** All requests whose parameters a provider may want otherwise. `device` is RFC 8628 section 3.1. */
export const requestPhases = ['authorize', 'device', ...tokenPhases, 'revoke'] as const;
export type RequestPhase = (typeof requestPhases)[number];

type ByPhase<T> = { readonly [P in RequestPhase]?: T };

/** A lifetime, or a moment. */
export type ExpiryForm = 'seconds' | 'milliseconds' | 'epoch_seconds' | 'epoch_milliseconds' | 'iso_date';

export interface ExpiryMember {
  readonly member: string;
  readonly form: ExpiryForm;
}

/** The error codes of RFC 6749 sections 4.1.2.1 and 5.2 and of RFC 8628 section 3.5 that a provider's words can mean. */
export const standardErrors = [
  'access_denied',
  'authorization_pending',
  'expired_token',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'invalid_token',
  'server_error',
  'slow_down',
  'temporarily_unavailable',
  'unauthorized_client',
  'unsupported_grant_type',
] as const;
export type StandardError = (typeof standardErrors)[number];

/** Where an answer that is no RFC 6749 section 5.2 object says what is wrong; paths are member names joined by dots. */
export interface ErrorShape {
  /** A member that is `false` in a refusal and `true` otherwise, such as `ok`, whatever the HTTP status. */
  readonly successFlag?: string;
  readonly code?: string;
  readonly description?: string;
  /** What the provider's codes and descriptions mean, by their lower-case text. */
  readonly meanings?: Readonly<Record<string, StandardError>>;
}

/** How a provider departs from the RFCs. Whatever is not set is as the RFCs have it. */
export interface Dialect {
  /** How the parameters of token requests are sent; `query`: in the address, with an empty body. */
  readonly tokenRequest?: 'form' | 'json' | 'query';
  /** The provider's names for standard parameters, by phase. */
  readonly parameterNames?: ByPhase<Readonly<Record<string, string>>>;
  /** Extra parameters by phase. They never replace one that the flow itself sets. */
  readonly extraParameters?: ByPhase<Readonly<Record<string, string>>>;
  /** Extra headers by phase. They replace those that the flow sets. */
  readonly headers?: ByPhase<Readonly<Record<string, string>>>;
  /** Standard parameters that the provider wants again, where the RFCs do without them. */
  readonly resent?: {
    readonly token?: readonly 'scope'[];
    readonly device_token?: readonly 'scope'[];
    readonly refresh?: readonly ('scope' | 'redirect_uri')[];
  };
  /** Between the scopes of a request; a blank otherwise. */
  readonly scopeSeparator?: ',';
  /** Between the scopes of an answer; a blank otherwise. An array is always understood. */
  readonly grantedScopeSeparator?: ',';
  /** Path of the object in an answer that has the tokens; the answer itself where it is not there. */
  readonly answerPath?: string;
  /** Otherwise `expires_in`, or where that is missing `expires_at` in whatever form it has. */
  readonly expiry?: ExpiryMember;
  /** Otherwise `refresh_token_expires_in` or `refresh_expires_in`, in seconds. */
  readonly refreshExpiry?: ExpiryMember;
  /** Token types beside `bearer` that mean a bearer token. */
  readonly bearerTokenTypes?: readonly string[];
  /** Set where an answer without `token_type`, against RFC 6749 section 5.1, is known to mean a bearer token. */
  readonly bearerWithoutTokenType?: true;
  readonly errors?: ErrorShape;
  /** `hex`: the challenge is the hexadecimal digest. `none` only where the provider breaks on PKCE. */
  readonly pkce?: 'S256' | 'hex' | 'none';
  /** Set where `offline_access` needs no `prompt=consent`, against OpenID Connect Core section 11. */
  readonly offlineAccessWithoutConsent?: true;
  readonly revocation?: {
    /** `bearer`: in the Authorization header and without parameters. */
    readonly tokenIn?: 'parameters' | 'bearer';
    readonly encoding?: 'form' | 'json' | 'query';
    /** `client_id`: sent with the client's ID alone; `none`: with the token alone. */
    readonly clientAuthentication?: 'as_registered' | 'client_id' | 'none';
    /** Which tokens the provider takes there; both otherwise. */
    readonly tokens?: 'access_token' | 'refresh_token';
  };
}

/** A standard token request, as the library builds it. */
export interface TokenRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly parameters: URLSearchParams;
}

/** The request as the provider wants it (RFC 6749 sections 4.1.3 and 6). */
export function encodeTokenRequest(dialect: Dialect, phase: TokenPhase, request: TokenRequest): HttpRequest {
  const parameters = withExtra(request.parameters, dialect.extraParameters?.[phase]);
  return { method: 'POST', url: request.url, headers: request.headers, body: parameters.toString() };
}

/** A copy with extra parameters, none of which replaces one that is there. */
export function withExtra(
  parameters: URLSearchParams,
  extra: Readonly<Record<string, string>> = {},
): URLSearchParams {
  const all = new URLSearchParams(parameters);
  for (const [name, value] of Object.entries(extra)) {
    if (!parameters.has(name)) all.set(name, value);
  }
  return all;
}

/** A token answer as RFC 6749 section 5.1 (status 200) or 5.2 (status 400 to 499) has it. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

/**
 * The standard form of a provider's token answer; `headers` have lower-case names. Statuses 3xx, 429 and 5xx have been
 * dealt with before. Errors: `malformed_response`; `unsupported_by_server` for other tokens than bearer tokens, and for
 * a refresh that has used its token up and gave nothing usable; `invalid_grant` and `invalid_client` where a provider
 * refuses without a word.
 */
export function decodeTokenResponse(
  dialect: Dialect,
  phase: TokenPhase,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array<ArrayBuffer>,
): Result<TokenAnswer> {
  if (body.every(isWhitespace)) return fail(wordless(phase, status));
  // What an answer holds besides must not cost the tokens in it.
  const json = shallowMembers(body);
  if (status >= 400 || (json && typeof json['error'] === 'string' && json['access_token'] === undefined)) {
    if (!json || typeof json['error'] !== 'string' || json['error'] === '') {
      return fail(malformed('it refuses without an error code', status));
    }
    return ok({ status: Math.max(status, 400), body: json });
  }
  const read = readSuccess(dialect, phase, status, headers, json);
  const isRotated = phase === 'refresh' && json && isToken(json['refresh_token']);
  return isRotated && !read.ok && read.error.code === 'malformed_response'
    ? fail(rotationLost(status))
    : read;
}

/**
 * A refresh was answered with a new refresh token but cannot be used otherwise. The old one has been used up then: sent
 * once more it would be taken for stolen (RFC 9700 section 4.14.2), so this must not be an error that is tried again.
 */
export function rotationLost(status: number): AppError {
  return appError('unsupported_by_server', { detail: 'new tokens in a form that can be used', status });
}

function readSuccess(
  dialect: Dialect,
  phase: TokenPhase,
  status: number,
  headers: Readonly<Record<string, string>>,
  json: JsonObject | undefined,
): Result<TokenAnswer> {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? 'of no declared type';
  if (type !== 'application/json' && !/^application\/[\w.-]+\+json$/.test(type)) {
    return fail(
      malformed(`it is ${/^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'of no usable type'}, not JSON`, status),
    );
  }
  if (!json) return fail(malformed('it is not a whole JSON object', status));
  return successful(dialect, phase, json);
}

function successful(dialect: Dialect, phase: TokenPhase, json: JsonObject): Result<TokenAnswer> {
  // Members that are null or empty are as good as absent: some servers always send all of them.
  const body: Record<string, unknown> = Object.fromEntries(
    Object.entries(json).filter(([, value]) => value !== null && value !== ''),
  );
  if (body['token_type'] === undefined && dialect.bearerWithoutTokenType) body['token_type'] = 'Bearer';
  for (const name of ['access_token', 'token_type']) {
    if (body[name] === undefined) return fail(malformed(`it has no ${name}`, 200));
  }
  const type = body['token_type'];
  if (typeof type === 'string' && type.toLowerCase() !== 'bearer') {
    return fail(appError('unsupported_by_server', { detail: 'bearer tokens', status: 200 }));
  }
  for (const name of ['access_token', 'refresh_token']) {
    if (body[name] !== undefined && !isToken(body[name])) {
      return fail(malformed(`its ${name} is not usable`, 200));
    }
  }
  if (body['expires_in'] !== undefined) {
    const seconds = lifetime(body['expires_in']);
    if (seconds !== undefined) body['expires_in'] = seconds;
    // A refresh has perhaps used the old refresh token up: the new tokens are worth more than knowing when they expire.
    else if (phase === 'refresh') delete body['expires_in'];
    else return fail(malformed('its expires_in is not usable', 200));
  }
  return ok({ status: 200, body });
}

/** RFC 6749 appendix A.12 and A.17. Anything else could break out of a header or a copied shell command. */
function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x20-\x7e]+$/.test(value);
}

const hundredYears = 100 * 365.25 * 24 * 60 * 60;

/** Seconds, from a number or a numeric string (RFC 6749 section 5.1); undefined for a negative or absurd one. */
function lifetime(value: unknown): number | undefined {
  const seconds = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && seconds >= 0 && seconds <= hundredYears ? seconds : undefined;
}

/** A dead refresh token was seen to be answered by a 400 with nothing in it, a refused client by such a 401. */
function wordless(phase: TokenPhase, status: number): AppError {
  if (status === 400 && phase === 'refresh') return appError('invalid_grant', { status });
  if (status === 401) return appError('invalid_client', { status });
  return malformed('it is empty', status);
}

function malformed(detail: string, status: number): AppError {
  return appError('malformed_response', { detail, status });
}

function isWhitespace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
