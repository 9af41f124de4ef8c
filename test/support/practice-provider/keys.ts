// Test and demonstration. Signing keys, made at each start, and the check of what was signed with them.
import { createPublicKey, generateKeyPairSync, type JsonWebKey, verify } from 'node:crypto';

export interface SigningKeys {
  /** Private keys as a JSON Web Key Set (RFC 7517): one RS256, one ES256. */
  readonly jwks: { readonly keys: readonly JsonWebKey[] };
  /** The claims of an ES256 JWT signed here, or undefined. Times are not judged. */
  claimsOf(jwt: string): Readonly<Record<string, unknown>> | undefined;
}

export function createSigningKeys(): SigningKeys {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const { d: _private, ...publicPart } = elliptic;
  const verifier = createPublicKey({ key: publicPart, format: 'jwk' });

  return {
    jwks: {
      keys: [
        { ...rsa, kid: 'practice-rs256', alg: 'RS256', use: 'sig' },
        { ...elliptic, kid: 'practice-es256', alg: 'ES256', use: 'sig' },
      ],
    },
    claimsOf(jwt) {
      const [header, claims, signature, ...rest] = jwt.split('.');
      if (header === undefined || claims === undefined || signature === undefined || rest.length > 0)
        return undefined;
      const genuine = verify(
        'sha256',
        Buffer.from(`${header}.${claims}`),
        // JWS holds the two numbers of an ECDSA signature side by side (RFC 7518 section 3.4).
        { key: verifier, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      );
      return genuine ? JSON.parse(Buffer.from(claims, 'base64url').toString()) : undefined;
    },
  };
}
