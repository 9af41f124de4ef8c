// Pure. Signatures of tokens, held against keys (RFC 7515). The only file that uses jose.
import * as jose from 'jose';
import type { JsonObject } from './json.ts';

/** What was found of a signature; see `Verification`. */
type SignatureFinding = 'right' | 'wrong' | 'unknown_key' | 'unknown_algorithm';

/** Everything that a signature is judged by. Keys and addresses of keys in the token itself are never looked at. */
export interface Keys {
  /** The provider's published keys (RFC 7517 section 5); fetched only where the algorithm takes one of them. */
  readonly published: () => Promise<readonly JsonObject[]>;
  /** The client's secret, the key of HMACs (OpenID Connect Core section 10.1). */
  readonly secret: string | undefined;
}

/** RFC 7518 section 3.1, RFC 8037 section 3.1, RFC 9864 and ML-DSA for JOSE: those of public keys. */
const publicKeyAlgorithms: ReadonlySet<string> = new Set([
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'],
  ...['EdDSA', 'Ed25519', 'ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'],
]);
const secretAlgorithms: ReadonlySet<string> = new Set(['HS256', 'HS384', 'HS512']);

/**
 * Judges the signature of a JWS in compact form. Which kind of key it is held against follows from the algorithm alone,
 * so that an HMAC is never made with a public key (RFC 8725 section 2.1). What `published` throws is let through.
 */
export async function judgeJws(jws: string, header: JsonObject, keys: Keys): Promise<SignatureFinding> {
  const { alg } = header;
  if (typeof alg !== 'string') return 'unknown_algorithm';
  // RFC 7515 section 4.1.11: what must be understood is not, and so the token is to be refused.
  if (header['crit'] !== undefined) return 'wrong';
  if (secretAlgorithms.has(alg)) {
    if (keys.secret === undefined || keys.secret === '') return 'unknown_key';
    return verified(jws, alg, new TextEncoder().encode(keys.secret));
  }
  if (!publicKeyAlgorithms.has(alg)) return 'unknown_algorithm';
  return withPublished(jws, alg, header, await keys.published());
}

async function withPublished(
  jws: string,
  alg: string,
  header: JsonObject,
  published: readonly JsonObject[],
): Promise<SignatureFinding> {
  const keySet = jose.createLocalJWKSet({ keys: published as unknown as jose.JWK[] });
  try {
    return await verified(jws, alg, await keySet({ ...header, alg }));
  } catch (thrown) {
    if (thrown instanceof jose.errors.JWKSMultipleMatchingKeys) return anyOf(jws, alg, thrown);
    return unusableKey(thrown);
  }
}

/** Without a key ID several keys may be meant. */
async function anyOf(
  jws: string,
  alg: string,
  keys: AsyncIterable<jose.CryptoKey>,
): Promise<SignatureFinding> {
  let finding: SignatureFinding = 'unknown_key';
  for await (const key of keys) {
    const found = await verified(jws, alg, key);
    if (found === 'right') return found;
    if (found === 'wrong') finding = found;
  }
  return finding;
}

async function verified(
  jws: string,
  alg: string,
  key: jose.CryptoKey | Uint8Array,
): Promise<SignatureFinding> {
  try {
    await jose.compactVerify(jws, key, { algorithms: [alg] });
    return 'right';
  } catch (thrown) {
    if (thrown instanceof jose.errors.JWSSignatureVerificationFailed) return 'wrong';
    if (thrown instanceof jose.errors.JWSInvalid) return 'wrong';
    return unusableKey(thrown);
  }
}

/** Such as one that is not published, or damaged, or too short; or of a kind that this computer cannot use. */
function unusableKey(thrown: unknown): SignatureFinding {
  const isForeign = thrown instanceof DOMException && thrown.name === 'NotSupportedError';
  return isForeign ? 'unknown_algorithm' : 'unknown_key';
}
