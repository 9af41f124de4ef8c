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
}

export type ReadRequest =
  | { readonly kind: 'parameters'; readonly parameters: RedirectParameters }
  | { readonly kind: 'other'; readonly status: 400 | 404 | 405 | 414 };

const longestUrl = 8 * 1024;

/** The one Host header; undefined for none or several. */
function hostOf(rawHeaders: readonly string[]): string | undefined {
  const hosts = rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === 'host');
  return hosts.length === 1 ? hosts[0] : undefined;
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
  const host = hostOf(request.rawHeaders);
  // Browsers leave the default port out.
  const expectedHost = expected.port === 80 ? expected.hostname : `${expected.hostname}:${expected.port}`;
  if (host !== expectedHost) return { kind: 'other', status: 400 };
  const url = request.url ?? '';
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  if (path !== expected.path) return { kind: 'other', status: 404 };
  if (request.method !== 'GET') return { kind: 'other', status: 405 };
  if (url.length > longestUrl) return { kind: 'other', status: 414 };
  const parameters = decodeParameters(mark < 0 ? '' : url.slice(mark + 1));
  return parameters === undefined ? { kind: 'other', status: 400 } : { kind: 'parameters', parameters };
}
