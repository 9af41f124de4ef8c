// Main process. Puts what the HTTP client and the system throw into coded errors with a plain reason. Pure.
import { type AppError, appError } from '../core/errors.ts';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection closed early',
  EPIPE: 'connection closed early',
  UND_ERR_SOCKET: 'connection closed early',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the length of the answer is wrong',
  ENOTFOUND: 'host not found',
  EAI_AGAIN: 'host name could not be looked up',
  EHOSTUNREACH: 'host not reachable',
  ENETUNREACH: 'network not reachable',
  EADDRNOTAVAIL: 'network not reachable',
  ENETDOWN: 'network not reachable',
  EACCES: 'not permitted by the system',
  EPERM: 'not permitted by the system',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate not trusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate not trusted',
  CERT_SIGNATURE_FAILURE: 'certificate not trusted',
  CERT_UNTRUSTED: 'certificate not trusted',
  CERT_REJECTED: 'certificate not trusted',
  CERT_REVOKED: 'certificate revoked',
  CERT_HAS_EXPIRED: 'certificate expired',
  CERT_NOT_YET_VALID: 'certificate not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate of another host',
  UND_ERR_PRX_TLS: 'certificate of the proxy not trusted',
  UND_ERR_PRX_CONN: 'proxy closed the connection',
  UND_ERR_ABORTED: 'refused by the proxy',
  EPROTO: 'no secure connection',
};

const timeouts: ReadonlySet<string> = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

/** Where these come from a proxy about its target, it says so in an answer. */
const beforeAnyAnswer: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

function reasonFor(code: string): string {
  if (code.startsWith('ERR_SSL_')) return 'no secure connection';
  return reasons[code] ?? 'connection failed';
}

/**
 * `host` as it stands in the address, with its port; `isProxied` where the connection was to a proxy. Gives `network`,
 * `timeout` or `response_too_large`.
 */
export function networkFailure(thrown: unknown, host: string, isProxied = false): AppError {
  if (!(thrown instanceof Error)) return appError('network', { detail: host });
  // undici gives no code to what its parser refuses.
  const notHttp = thrown.name === 'HTTPParserError';
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  if (timeouts.has(code)) return appError('timeout', { detail: host });
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return appError('response_too_large', { detail: host });
  const reason = notHttp ? 'the answer is not HTTP' : reasonFor(code);
  const where = isProxied && beforeAnyAnswer.has(code) ? 'at the proxy: ' : '';
  return appError('network', { detail: `${host} (${where}${reason})` });
}
