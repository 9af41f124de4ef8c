// Pure. Proof Key for Code Exchange, method S256 and a variety of it, never `plain` (RFC 7636).
import { base64url } from './base64url.ts';

/** The `code_challenge` for a verifier (RFC 7636 section 4.2); `hex`: against the RFC in hexadecimal digits. */
export async function codeChallenge(codeVerifier: string, form: 'S256' | 'hex' = 'S256'): Promise<string> {
  const digest = new Uint8Array(
    await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier)),
  );
  if (form === 'S256') return base64url(digest);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
