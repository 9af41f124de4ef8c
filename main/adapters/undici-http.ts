// Main process and command line. The Http port over undici: one request, bounded in time and size, no
// redirect followed.
import { Agent, type Dispatcher, EnvHttpProxyAgent, Pool, request as send } from 'undici';
import { isLoopbackHost } from '../core/addresses.ts';
import { appError } from '../core/errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { readAnswer } from './http-answer.ts';
import { networkFailure } from './network-failure.ts';
import { trustedAuthorities } from './trusted-authorities.ts';

/** Times in milliseconds, sizes in bytes. */
export interface HttpLimits {
  readonly connectMs: number;
  readonly headersMs: number;
  /** From sending to the last byte, waiting for a free connection included. */
  readonly totalMs: number;
  /**
   * How long a connection is kept for the next request: shorter than servers keep theirs, so that a token request is
   * not sent into one that is just being closed.
   */
  readonly idleMs: number;
  readonly headerBytes: number;
  readonly bodyBytes: number;
}

export interface UndiciHttpOptions {
  /** PEM file of certificate authorities trusted besides the built-in ones. */
  readonly caFile?: string | undefined;
  readonly userAgent?: string;
  /** `http://host:port` or `https://host:port`, instead of HTTPS_PROXY and HTTP_PROXY. */
  readonly proxy?: string | undefined;
  /** Where HTTPS_PROXY, HTTP_PROXY and NO_PROXY are looked up. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly limits?: Partial<HttpLimits>;
}

export interface ClosableHttp extends Http {
  /** Ends requests under way as `cancelled` and leaves no connection behind. */
  close(): Promise<void>;
}

const usualLimits: HttpLimits = {
  connectMs: 10_000,
  headersMs: 15_000,
  totalMs: 30_000,
  idleMs: 1000,
  headerBytes: 16 * 1024,
  bodyBytes: 1024 * 1024,
};

const connectionsPerOrigin = 8;

interface Route {
  readonly direct: Dispatcher;
  readonly outside: Dispatcher;
  /** Whether all that goes outside goes by way of a proxy. */
  readonly isProxied: boolean;
}

function createRoute(
  limits: HttpLimits,
  ca: readonly string[] | undefined,
  proxy: string | undefined,
  env: NonNullable<UndiciHttpOptions['env']>,
): Result<Route> {
  // Written out, so that NODE_TLS_REJECT_UNAUTHORIZED in the environment does not switch verification off.
  const tls = { rejectUnauthorized: true, ...(ca && { ca: [...ca] }) };
  const pool = (origin: string | URL, own: object) =>
    new Pool(origin, {
      ...own,
      connections: connectionsPerOrigin,
      headersTimeout: limits.headersMs,
      bodyTimeout: limits.totalMs,
      keepAliveTimeout: limits.idleMs,
      keepAliveMaxTimeout: limits.idleMs,
      maxHeaderSize: limits.headerBytes,
      connectTimeout: limits.connectMs,
      allowH2: false,
    });
  const shared = { factory: pool, connect: tls };
  const httpsProxy = proxy ?? env['https_proxy'] ?? env['HTTPS_PROXY'] ?? '';
  const noProxy = env['no_proxy'] ?? env['NO_PROXY'] ?? '';
  try {
    const outside = new EnvHttpProxyAgent({
      ...shared,
      clientFactory: pool,
      connectTimeout: limits.connectMs,
      requestTls: { ...tls, allowH2: false },
      proxyTls: { ...tls, allowH2: false },
      httpProxy: proxy ?? env['http_proxy'] ?? env['HTTP_PROXY'] ?? '',
      httpsProxy,
      noProxy,
    });
    return ok({ direct: new Agent(shared), outside, isProxied: httpsProxy !== '' && noProxy === '' });
  } catch {
    const named = proxy === undefined ? 'HTTPS_PROXY or HTTP_PROXY' : 'the settings';
    return fail(appError('invalid_argument', { detail: `the proxy named by ${named}` }));
  }
}

function outgoingHeaders(
  headers: Readonly<Record<string, string>>,
  userAgent: string,
): Record<string, string> {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { 'user-agent': userAgent, ...Object.fromEntries(named), 'accept-encoding': 'identity' };
}

/**
 * Creates the Http port. Certificates are always verified; the proxy is the one given or comes from the environment, but
 * this computer itself is always reached directly, and so is what NO_PROXY names; plain http is spoken with this computer
 * alone.
 * Errors at creation: `invalid_argument` (CA file, proxy address). Errors of `send` beside the port's:
 * `redirect_not_followed` (status, and the target's host as detail), `malformed_response` (compressed although not
 * asked for), `invalid_url`, `insecure_url`.
 */
export function createUndiciHttp(options: UndiciHttpOptions = {}): Result<ClosableHttp> {
  const limits = { ...usualLimits, ...options.limits };
  const userAgent = options.userAgent ?? 'tokendeck';
  const authorities = options.caFile === undefined ? ok(undefined) : trustedAuthorities(options.caFile);
  if (!authorities.ok) return authorities;
  const route = createRoute(limits, authorities.value, options.proxy, options.env ?? process.env);
  if (!route.ok) return route;
  const { direct, outside, isProxied } = route.value;
  const closing = new AbortController();

  async function exchange(
    request: HttpRequest,
    url: URL,
    signal: AbortSignal,
  ): Promise<Result<HttpResponse>> {
    const answer = await send(url, {
      dispatcher: isLoopbackHost(url.hostname) ? direct : outside,
      method: request.method,
      headers: outgoingHeaders(request.headers, userAgent),
      body: request.body ?? null,
      signal,
    });
    return await readAnswer(answer, url, limits.bodyBytes);
  }

  return ok({
    async send(request) {
      const url = URL.parse(request.url);
      if (url === null || !/^https?:$/.test(url.protocol)) return fail(appError('invalid_url'));
      if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
        return fail(appError('insecure_url', { detail: url.origin }));
      }
      const timer = new AbortController();
      const timeout = setTimeout(() => timer.abort(), limits.totalMs);
      const cancelled = AbortSignal.any([closing.signal, ...(request.signal ? [request.signal] : [])]);
      const ended = AbortSignal.any([cancelled, timer.signal]);
      // undici looks at the signal only once a connection is there; waiting for one has to end as well.
      const end = new Promise<never>((_, reject) => {
        if (ended.aborted) reject(ended.reason);
        ended.addEventListener('abort', () => reject(ended.reason), { once: true });
      });
      end.catch(() => undefined);
      try {
        return await (ended.aborted ? end : Promise.race([exchange(request, url, ended), end]));
      } catch (thrown) {
        if (cancelled.aborted) return fail(appError('cancelled'));
        if (timer.signal.aborted) return fail(appError('timeout', { detail: url.host }));
        return fail(networkFailure(thrown, url.host, isProxied && !isLoopbackHost(url.hostname)));
      } finally {
        clearTimeout(timeout);
      }
    },
    async close() {
      closing.abort();
      await Promise.all([direct.destroy(), outside.destroy()]);
    },
  });
}
