// Pure. Seals and opens single records: AES-256-GCM (NIST SP 800-38D) with the record's place as associated data.
import type { Random } from '../ports.ts';
import { contentAt, formatVersion, nonceAt, nonceLength } from './sealed-form.ts';

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
      const nonce = random.bytes(nonceLength);
      const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: associatedData(place) };
      const sealedContent = new Uint8Array(await crypto.subtle.encrypt(algorithm, cryptoKey, content));
      const sealed = new Uint8Array(contentAt + sealedContent.length);
      sealed[0] = formatVersion;
      sealed.set(nonce, nonceAt);
      sealed.set(sealedContent, contentAt);
      return sealed;
    },

    async open(place, sealed) {
      if (sealed[0] !== formatVersion || sealed.length < contentAt + tagLength) {
        return undefined;
      }
      const nonce = sealed.subarray(nonceAt, contentAt);
      const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: associatedData(place) };
      try {
        const content = sealed.subarray(contentAt);
        return new Uint8Array(await crypto.subtle.decrypt(algorithm, cryptoKey, content));
      } catch {
        return undefined;
      }
    },
  };
}
