// Pure. Authorization server metadata (OpenID Connect Discovery 1.0 section 4, RFC 8414 section 3).
import type { Result } from '../result.ts';
import type { OAuthPorts, ServerMetadata } from './server.ts';

/**
 * Finds the metadata of the authorization server `issuer`: first at the appended well-known address of OpenID Connect,
 * then at the inserted one of RFC 8414. The `issuer` in the document must equal the one asked for.
 * Errors: `invalid_url`, `insecure_url`, `issuer_mismatch`, `discovery_failed`, `malformed_response` and the network's.
 */
export async function discover(
  _ports: OAuthPorts,
  _issuer: string,
  _options: { readonly dangerouslyAllowHttpOnLoopback: boolean; readonly signal?: AbortSignal },
): Promise<Result<ServerMetadata>> {
  throw new Error('not written yet');
}
