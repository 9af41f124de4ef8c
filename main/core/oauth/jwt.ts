// Pure. Reading a JWT without trusting it (RFC 7519 section 7.2).
import { fromBase64url } from './base64url.ts';
import { type JsonObject, jsonObject } from './json.ts';

export interface DecodedJwt {
  readonly header: JsonObject;
  readonly claims: JsonObject;
}

/** The header and claims of a signed JWT, or undefined for any other text. Nothing is verified. */
export function decodeJwt(token: string): DecodedJwt | undefined {
  const [first, second, signature, ...more] = token.split('.');
  if (!first || !second || !signature || more.length > 0) return undefined;
  const header = objectIn(first);
  const claims = objectIn(second);
  if (!header || !claims || typeof header['alg'] !== 'string' || !fromBase64url(signature)) return undefined;
  return { header, claims };
}

function objectIn(part: string): JsonObject | undefined {
  const bytes = fromBase64url(part);
  return bytes && jsonObject(bytes);
}
