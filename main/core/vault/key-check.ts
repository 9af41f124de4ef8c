// Pure. A known text sealed with the vault's key: what opens it is the right key.
import type { Place, Sealer } from './sealing.ts';

export const keyCheckName = 'key_check';
const place: Place = { kind: 'meta', id: keyCheckName };
const text = 'tokendeck vault';

export async function sealKeyCheck(sealer: Sealer): Promise<string> {
  const sealed = await sealer.seal(place, new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...sealed));
}

export async function opensKeyCheck(sealer: Sealer, value: string): Promise<boolean> {
  let sealed: Uint8Array<ArrayBuffer>;
  try {
    sealed = Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
  } catch {
    return false;
  }
  const content = await sealer.open(place, sealed);
  return content !== undefined && new TextDecoder().decode(content) === text;
}
