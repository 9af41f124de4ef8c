// Pure. Requests as a provider's dialect wants them, made from the standard ones of the library.
import type { HttpRequest } from '../ports.ts';
import type { Dialect, RequestPhase, TokenPhase } from './dialect.ts';

/** A standard request, as the library builds it. */
interface StandardRequest {
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly parameters: URLSearchParams;
}

/** How parameters are sent; `query`: in the address, with an empty body. */
type Encoding = 'form' | 'json' | 'query';

/** The token request as the provider wants it (RFC 6749 sections 4.1.3, 4.4.2 and 6, RFC 8628 section 3.4). */
export function encodeTokenRequest(
  dialect: Dialect,
  phase: TokenPhase,
  request: StandardRequest,
): HttpRequest {
  return encodeRequest(dialect, phase, dialect.tokenRequest ?? 'form', request);
}

/** Any request as the provider wants it: its parameters, their encoding, and its headers. */
export function encodeRequest(
  dialect: Dialect,
  phase: RequestPhase,
  encoding: Encoding,
  request: StandardRequest,
): HttpRequest {
  const parameters = wantedParameters(dialect, phase, request.parameters);
  const { 'content-type': _form, ...unencoded } = request.headers;
  const headers = (type?: string): Readonly<Record<string, string>> => ({
    ...unencoded,
    ...(type === undefined ? {} : { 'content-type': type }),
    ...lowerCased(dialect.headers?.[phase]),
  });
  const { url } = request;
  // Nothing to send is an empty body in every encoding.
  if (parameters.size === 0) return { method: 'POST', url, headers: headers(), body: '' };
  switch (encoding) {
    case 'form':
      return { method: 'POST', url, headers: headers(formType), body: parameters.toString() };
    case 'json': {
      const body = JSON.stringify(Object.fromEntries(parameters));
      return { method: 'POST', url, headers: headers('application/json'), body };
    }
    case 'query':
      return { method: 'POST', url: withQuery(url, parameters), headers: headers(), body: '' };
  }
}

const formType = 'application/x-www-form-urlencoded;charset=UTF-8';

/** RFC 6749 section 3.2: a query that the endpoint already has is kept. */
export function withQuery(address: string, parameters: URLSearchParams): string {
  const url = new URL(address);
  for (const [name, value] of parameters) url.searchParams.set(name, value);
  return url.href;
}

function lowerCased(headers: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/**
 * Standard parameters as the provider wants them: the scopes separated its way, everything under its names, and the
 * extra ones, none of which replaces one that is there.
 */
export function wantedParameters(
  dialect: Dialect,
  phase: RequestPhase,
  standard: URLSearchParams,
): URLSearchParams {
  const separated = new URLSearchParams(standard);
  const scope = standard.get('scope');
  if (scope !== null && dialect.scopeSeparator !== undefined) {
    separated.set('scope', scope.split(' ').join(dialect.scopeSeparator));
  }
  const wanted = renamed(dialect, phase, separated);
  const own = new Set(wanted.keys());
  for (const [name, value] of Object.entries(dialect.extraParameters?.[phase] ?? {})) {
    if (!own.has(name)) wanted.set(name, value);
  }
  return wanted;
}

/** Standard parameters under the provider's names. */
export function renamed(dialect: Dialect, phase: RequestPhase, standard: URLSearchParams): URLSearchParams {
  const names = new Map(Object.entries(dialect.parameterNames?.[phase] ?? {}));
  const own = [...standard].map(([name, value]): [string, string] => [names.get(name) ?? name, value]);
  return new URLSearchParams(own);
}

/** What an account knows of its sign-in, for providers that want it again. */
export interface Resendable {
  readonly scopes?: readonly string[] | undefined;
  readonly redirectUri?: string | undefined;
}

/** The standard parameters that the provider wants again in this phase, as far as they are known. */
export function resentParameters(
  { resent }: Dialect,
  phase: TokenPhase,
  { scopes = [], redirectUri }: Resendable,
): Readonly<Record<string, string>> {
  const wanted: readonly string[] = (phase === 'client_credentials' ? undefined : resent?.[phase]) ?? [];
  return {
    ...(wanted.includes('scope') && scopes.length > 0 ? { scope: scopes.join(' ') } : {}),
    ...(wanted.includes('redirect_uri') && redirectUri !== undefined ? { redirect_uri: redirectUri } : {}),
  };
}
