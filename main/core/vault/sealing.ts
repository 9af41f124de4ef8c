// Pure. Seals and opens single records: AES-256-GCM (NIST SP 800-38D) with the record's place as associated data.
import type { Random } from '../ports.ts';

/** What a sealed record is and where it belongs. A record moved to another place no longer opens. */
export interface Place {
  readonly kind: 'client' | 'account' | 'tokens' | 'event' | 'meta';
  readonly id: string;
}

/** Events are bound to their account and moment. */
export function eventPlace(accountId: string, at: number): Place {
  return { kind: 'event', id: `${at} ${accountId}` };
}

export interface Sealer {
  seal(place: Place, content: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  /** Undefined where the record was made with another key, for another place, or was altered. */
  open(place: Place, sealed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

export const keyLength = 32;

/** The first byte of each sealed record, and part of its associated data. */
const formatVersion = 1;
const nonceLength = 12;
const tagLength = 16;

const encoder = new TextEncoder();

function associatedData(place: Place): Uint8Array<ArrayBuffer> {
  return encoder.encode(JSON.stringify(['tokendeck', formatVersion, place.kind, place.id]));
}

/** A sealer under a key of 32 bytes. The key cannot be read out of it again. */
export async function createSealer(key: Uint8Array<ArrayBuffer>, random: Random): Promise<Sealer> {
  const cryptoKey = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);

  return {
    async seal(place, content) {
      // A random nonce of 96 bits may serve 2^32 records under one key (SP 800-38D section 8.3).
      const nonce = random.bytes(nonceLength);
      const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: associatedData(place) };
      const sealedContent = new Uint8Array(await crypto.subtle.encrypt(algorithm, cryptoKey, content));
      const sealed = new Uint8Array(1 + nonceLength + sealedContent.length);
      sealed[0] = formatVersion;
      sealed.set(nonce, 1);
      sealed.set(sealedContent, 1 + nonceLength);
      return sealed;
    },

    async open(place, sealed) {
      if (sealed[0] !== formatVersion || sealed.length < 1 + nonceLength + tagLength) {
        return undefined;
      }
      const nonce = sealed.subarray(1, 1 + nonceLength);
      const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: associatedData(place) };
      try {
        const content = sealed.subarray(1 + nonceLength);
        return new Uint8Array(await crypto.subtle.decrypt(algorithm, cryptoKey, content));
      } catch {
        return undefined;
      }
    },
  };
}
