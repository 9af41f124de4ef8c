// Main process. Decides whether a request to the loopback listener is one for the redirect URI, and decodes it. Pure.
import type { RedirectParameters } from '../core/ports.ts';

export interface RequestHead {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
}

export interface ExpectedRequest {
  readonly hostname: string;
  readonly port: number;
  readonly path: string;
  /** Set where the parameters come as a form in a POST (OAuth 2.0 Form Post Response Mode). */
  readonly responseMode?: 'form_post' | undefined;
}

export type ReadRequest =
  | { readonly kind: 'parameters'; readonly parameters: RedirectParameters }
  /** They are in the body, which is to be read and given to `readForm`. */
  | { readonly kind: 'form' }
  | { readonly kind: 'other'; readonly status: 400 | 404 | 405 | 413 | 414 | 415 };

/** Bytes. */
export const longestForm = 64 * 1024;

const longestUrl = 8 * 1024;

/** The one header of a name in lower case; undefined for none or several. */
function headerOf(rawHeaders: readonly string[], name: string): string | undefined {
  const values = rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === name);
  return values.length === 1 ? values[0] : undefined;
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

/**
 * Decodes `application/x-www-form-urlencoded` text in order, repeated names included. Undefined where it is malformed:
 * a lenient decoder would make a value of what the authorization server never sent.
 */
function decodeParameters(query: string): RedirectParameters | undefined {
  if (/[^\x21-\x7e]|#/.test(query)) return undefined;
  try {
    return query
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const equals = pair.indexOf('=');
        return equals < 0
          ? [decode(pair), '']
          : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
      });
  } catch {
    return undefined;
  }
}

/**
 * Reads the head of a request. `Host` must be exactly that of the redirect URI, so that a page of another origin whose
 * name was pointed here (DNS rebinding) gets nothing. Path and method must be exact (RFC 8252 section 8.10).
 */
export function readRedirectRequest(request: RequestHead, expected: ExpectedRequest): ReadRequest {
  const host = headerOf(request.rawHeaders, 'host');
  // Browsers leave the default port out.
  const expectedHost = expected.port === 80 ? expected.hostname : `${expected.hostname}:${expected.port}`;
  if (host !== expectedHost) return { kind: 'other', status: 400 };
  const url = request.url ?? '';
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  if (path !== expected.path) return { kind: 'other', status: 404 };
  if (request.method !== methodFor(expected)) return { kind: 'other', status: 405 };
  if (url.length > longestUrl) return { kind: 'other', status: 414 };
  if (expected.responseMode === undefined) return decoded(mark < 0 ? '' : url.slice(mark + 1));
  const type = headerOf(request.rawHeaders, 'content-type')?.split(';')[0]?.trim().toLowerCase();
  return type === 'application/x-www-form-urlencoded' ? { kind: 'form' } : { kind: 'other', status: 415 };
}

/** Reads a body that came whole; undefined for one that is longer than `longestForm`. */
export function readForm(body: string | undefined): ReadRequest {
  return body === undefined ? { kind: 'other', status: 413 } : decoded(body);
}

/** The one method that answers come by. */
export function methodFor({ responseMode }: Pick<ExpectedRequest, 'responseMode'>): 'GET' | 'POST' {
  return responseMode === undefined ? 'GET' : 'POST';
}

function decoded(query: string): ReadRequest {
  const parameters = decodeParameters(query);
  return parameters === undefined ? { kind: 'other', status: 400 } : { kind: 'parameters', parameters };
}
