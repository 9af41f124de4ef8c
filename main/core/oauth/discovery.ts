// Pure. Authorization server metadata (OpenID Connect Discovery 1.0 section 4, RFC 8414 section 3).
import * as oauth from 'oauth4webapi';
import { appError } from '../errors.ts';
import { fail, ok, type Result } from '../result.ts';
import { isShallow, nestedTooDeep } from '../shallow.ts';
import { acceptableUrl, showableUrl, type UrlRule } from './endpoints.ts';
import { attempt, orFail } from './errors.ts';
import type { JsonObject } from './json.ts';
import { insecureOption } from './library.ts';
import type { OAuthPorts, ServerMetadata } from './server.ts';
import { fetchThrough } from './transport.ts';

interface DiscoveryOptions extends UrlRule {
  readonly signal?: AbortSignal;
}

/**
 * Finds the metadata of the authorization server `issuer`: first at the appended well-known address of OpenID Connect,
 * then at the inserted one of RFC 8414. The `issuer` in the document must equal the one asked for, and every endpoint
 * must have an acceptable address.
 * Errors: `invalid_url`, `insecure_url`, `issuer_mismatch`, `discovery_failed`, `malformed_response` and the network's.
 */
export async function discover(
  ports: OAuthPorts,
  issuer: string,
  options: DiscoveryOptions,
): Promise<Result<ServerMetadata>> {
  const url = issuerUrl(issuer, options);
  if (!url.ok) return url;
  const first = await document(ports, url.value, 'oidc', options);
  if (first.ok || !isWorthAnotherTry(first)) return first;
  const second = await document(ports, url.value, 'oauth2', options);
  // Of two failures that of the first place is told, unless there was simply nothing.
  const second404 = !second.ok && second.error.code === 'discovery_failed';
  return second404 ? first : second;
}

/** Nothing there, or something else there, such as the page that a web site shows for every address. */
function isWorthAnotherTry({ error }: { readonly error: { readonly code: string } }): boolean {
  return ['discovery_failed', 'malformed_response', 'redirect_not_followed'].includes(error.code);
}

const wellKnown = /\/\.well-known\/openid-configuration\/?$/;

/** The issuer as a URL without query and fragment (RFC 8414 section 2); the address of its document will do as well. */
function issuerUrl(issuer: string, rule: UrlRule): Result<URL> {
  const url = acceptableUrl(issuer.trim().replace(wellKnown, ''), rule);
  if (!url.ok || url.value.search === '') return url;
  return fail(appError('invalid_url', { detail: showableUrl(url.value) }));
}

async function document(
  ports: OAuthPorts,
  issuer: URL,
  algorithm: 'oidc' | 'oauth2',
  options: DiscoveryOptions,
): Promise<Result<ServerMetadata>> {
  const found = await attempt('discovery', [], async () => {
    const response = await oauth.discoveryRequest(issuer, {
      algorithm,
      [oauth.customFetch]: fetchThrough(ports),
      ...insecureOption(issuer),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    return processed(issuer, response);
  });
  if (found.ok) return usableMetadata(found.value, options);
  const { code, status } = found.error;
  if (code !== 'provider_error') return found;
  const detail = showableUrl(issuer);
  return fail(appError('discovery_failed', { detail, ...(status === undefined ? {} : { status }) }));
}

async function processed(issuer: URL, response: Response): Promise<oauth.AuthorizationServer> {
  try {
    return await oauth.processDiscoveryResponse(issuer, response);
  } catch (thrown) {
    // The library lets the URL parser's own error through when the document's issuer is no URL.
    if (!(thrown instanceof TypeError)) throw thrown;
    return orFail(fail(appError('malformed_response', { detail: 'its issuer is no address' })));
  }
}

/** Checks the address of every endpoint; those that are null or empty count as absent. */
function usableMetadata(
  document: JsonObject & { readonly issuer: string },
  rule: UrlRule,
): Result<ServerMetadata> {
  if (!isShallow(document)) return fail(appError('malformed_response', { detail: nestedTooDeep }));
  const metadata: Record<string, unknown> & { issuer: string } = { issuer: document.issuer };
  for (const [name, value] of Object.entries(document)) {
    if (isEndpoint(name)) {
      if (value === null || value === '') continue;
      const url = typeof value === 'string' ? acceptableUrl(value, rule) : undefined;
      if (!url) return fail(appError('malformed_response', { detail: `its ${name} is no address` }));
      if (!url.ok) return url;
    }
    metadata[name] = value;
  }
  return ok(metadata);
}

function isEndpoint(name: string): boolean {
  return name === 'jwks_uri' || /^\w{1,60}_endpoint$/.test(name);
}
