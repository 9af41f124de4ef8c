// Pure. Proof Key for Code Exchange, method S256 only (RFC 7636).
import { base64url } from './base64url.ts';

/** The `code_challenge` for a verifier (RFC 7636 section 4.2). */
export async function codeChallenge(codeVerifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier));
  return base64url(new Uint8Array(digest));
}
