// Pure. Reading a JWT without trusting it (RFC 7519 section 7.2).

export interface DecodedJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** The header and claims of a signed JWT, or undefined for any other text. Nothing is verified. */
export function decodeJwt(_token: string): DecodedJwt | undefined {
  throw new Error('not written yet');
}
