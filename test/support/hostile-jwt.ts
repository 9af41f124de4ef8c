// Test equipment. JWTs good and forged, signed with node:crypto so that nothing of ours judges ours.
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

type Members = Readonly<Record<string, unknown>>;

export interface Signer {
  readonly kid: string;
  readonly publicJwk: Members;
  /** A JWT signed with RS256 (RFC 7515); `header` adds to or replaces the usual members. */
  sign(claims: Members, header?: Members): string;
}

export function rsaSigner(kid: string): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    kid,
    publicJwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' },
    sign: (claims, header = {}) => signed({ alg: 'RS256', kid, ...header }, claims, privateKey),
  };
}

function signed(header: Members, claims: Members, key: KeyObject): string {
  const content = `${encoded(header)}.${encoded(claims)}`;
  return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
}

/** What somebody without the key can make: no signature at all. */
export function unsignedJwt(claims: Members): string {
  return `${encoded({ alg: 'none' })}.${encoded(claims)}.`;
}

/** The classic confusion: the public key taken as the secret of an HMAC. */
export function hmacJwt(claims: Members, secret: string, kid: string): string {
  const content = `${encoded({ alg: 'HS256', kid })}.${encoded(claims)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

/** The same JWT with other claims under the old signature. */
export function withOtherClaims(jwt: string, claims: Members): string {
  const [header, , signature] = jwt.split('.');
  return `${header}.${encoded(claims)}.${signature}`;
}

function encoded(value: Members): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
