// Test equipment. The provider's signing key: ID tokens and the key set (RFC 7515, RFC 7517).
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export interface Signer {
  readonly jwks: unknown;
  sign(claims: Readonly<Record<string, unknown>>): string;
}

const pairs = new Map<string, ReturnType<typeof newPair>>();

function newPair(alg: 'RS256' | 'ES256'): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  return alg === 'RS256'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

/** One key pair for each algorithm and process: making RSA keys takes long. */
export function signerFor(alg: 'RS256' | 'ES256'): Signer {
  const pair = pairs.get(alg) ?? newPair(alg);
  pairs.set(alg, pair);
  const jwk = pair.publicKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(JSON.stringify(jwk)).digest('base64url').slice(0, 12);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    jwks: { keys: [{ ...jwk, kid, alg, use: 'sig' }] },
    sign(claims) {
      const signed = `${part({ alg, kid, typ: 'JWT' })}.${part(claims)}`;
      const key = { key: pair.privateKey, dsaEncoding: 'ieee-p1363' as const };
      return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
    },
  };
}
