// Pure. Reading a JWT without trusting it (RFC 7519 section 7.2).
import { inspectToken } from './inspection.ts';
import type { JsonObject } from './json.ts';

export interface DecodedJwt {
  readonly header: JsonObject;
  readonly claims: JsonObject;
}

/** The header and claims of a signed JWT, or undefined for any other text. Nothing is verified. */
export function decodeJwt(token: string): DecodedJwt | undefined {
  const content = inspectToken(token);
  return content.kind === 'signed' ? { header: content.header, claims: content.claims } : undefined;
}
