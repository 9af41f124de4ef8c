// Pure. Gives the library a fetch over the Http port.
import { appError } from '../errors.ts';
import type { HttpRequest, HttpResponse } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { orFail, refusalByStatus } from './errors.ts';
import type { OAuthPorts } from './server.ts';

/** What the library hands to its fetch. */
export interface LibraryRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: URLSearchParams | null | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Shape {
  /** The request as it goes out. */
  readonly encode: (url: string, request: LibraryRequest) => HttpRequest;
  /** The answer as the library is to see it. */
  readonly decode: (answer: HttpResponse) => Result<Response>;
}

const standard: Shape = {
  encode: (url, { method, headers, body }) => ({
    method,
    url,
    headers,
    ...(body ? { body: body.toString() } : {}),
  }),
  decode: plainAnswer,
};

/**
 * A fetch for the library. Failures of the network, redirects, 429 and 5xx end the call with their coded error; the
 * library sees the other answers, in the shape that `decode` gives them.
 */
export function fetchThrough(
  { http, clock }: OAuthPorts,
  shape: Partial<Shape> = {},
): (url: string, request: LibraryRequest) => Promise<Response> {
  const { encode, decode } = { ...standard, ...shape };
  return async (url, request) => {
    const { signal } = request;
    // The library names itself as the user agent; who we are is for the adapter to say, or for a dialect.
    const { 'user-agent': _library, ...headers } = request.headers;
    const outgoing = encode(url, { ...request, headers });
    const answer = orFail(await http.send({ ...outgoing, ...(signal ? { signal } : {}) }));
    const refusal = refusalByStatus(url, answer, clock.now());
    if (refusal) return orFail(fail(refusal));
    return orFail(decode(answer));
  };
}

function plainAnswer(answer: HttpResponse): Result<Response> {
  return libraryResponse(answer.status, answer.headers, answer.body);
}

/**
 * A Response for the library, with the headers that it is to read. Without `www-authenticate` it reads the reason for a
 * refusal from the body, where RFC 6749 section 5.2 puts it. Errors: `malformed_response` for an odd status.
 */
export function libraryResponse(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array<ArrayBuffer> | string,
  passedOn: readonly string[] = ['content-type', 'date'],
): Result<Response> {
  if (status < 200 || status > 599) return fail(appError('malformed_response', { status }));
  const kept = passedOn.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, value.replace(/[^\x20-\x7e]/g, '?')] as [string, string]];
  });
  // A Response of these two statuses must not have a body.
  const bodyless = status === 204 || status === 205;
  return ok(new Response(bodyless ? null : body, { status, headers: kept }));
}

/** An answer that was made standard, as JSON for the library. Errors: `malformed_response` for an odd status. */
export function jsonResponse(status: number, body: object): Result<Response> {
  return libraryResponse(status, { 'content-type': 'application/json' }, JSON.stringify(body));
}
