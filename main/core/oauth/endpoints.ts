// Pure. Which addresses of an authorization server are acceptable, and looking them up in its metadata.
import { isLoopbackHost } from '../addresses.ts';
import { type AppError, appError } from '../errors.ts';
import { fail, ok, type Result } from '../result.ts';
import { plainText } from './plain-text.ts';
import type { ServerMetadata } from './server.ts';

export interface UrlRule {
  /** Accepts plain http, but only for the hosts 127.0.0.1, [::1] and localhost. */
  readonly dangerouslyAllowHttpOnLoopback: boolean;
}

/**
 * An address that requests may go to: https, or http on loopback where allowed; no credentials, no fragment
 * (RFC 6749 sections 3.1 and 3.2, RFC 8414 section 2). Errors: `invalid_url`, `insecure_url`.
 */
export function acceptableUrl(text: string, rule: UrlRule): Result<URL> {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || text.includes('#')) {
    return fail(urlError('invalid_url', url));
  }
  if (url.protocol === 'https:') return ok(url);
  if (url.protocol !== 'http:') return fail(urlError('invalid_url', url));
  if (rule.dangerouslyAllowHttpOnLoopback && isLoopbackHost(url.hostname)) return ok(url);
  return fail(urlError('insecure_url', url));
}

/** The address without credentials, query and fragment, any of which may hold a secret. */
export function showableUrl(url: URL): string {
  return plainText(`${url.protocol}//${url.host}${url.pathname}`, 200) ?? '';
}

function urlError(code: 'invalid_url' | 'insecure_url', url: URL | null): AppError {
  return appError(code, url === null ? {} : { detail: showableUrl(url) });
}

export type EndpointName =
  | 'authorization_endpoint'
  | 'token_endpoint'
  | 'refresh_endpoint'
  | 'device_authorization_endpoint'
  | 'introspection_endpoint'
  | 'validation_endpoint'
  | 'userinfo_endpoint'
  | 'revocation_endpoint'
  | 'pushed_authorization_request_endpoint'
  | 'jwks_uri';

/**
 * An endpoint of the metadata, or undefined where the server has none. Checked at each use and not only when
 * discovered, because metadata is stored and the setting may have changed. Errors: `invalid_url`, `insecure_url`.
 */
export function endpoint(
  server: { readonly metadata: ServerMetadata } & UrlRule,
  name: EndpointName,
): Result<URL | undefined> {
  const value = server.metadata[name];
  return typeof value === 'string' ? acceptableUrl(value, server) : ok(undefined);
}

/** The same for an endpoint that cannot be done without. Errors: also `unsupported_by_server`. */
export function requiredEndpoint(
  server: { readonly metadata: ServerMetadata } & UrlRule,
  name: EndpointName,
): Result<URL> {
  const found = endpoint(server, name);
  if (!found.ok) return found;
  if (found.value === undefined) {
    return fail(appError('unsupported_by_server', { detail: withArticle(name.replaceAll('_', ' ')) }));
  }
  return ok(found.value);
}

function withArticle(noun: string): string {
  return `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
