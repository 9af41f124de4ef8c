// Pure. Forgets keys that the vault no longer has, or never had because changing it was broken off.
import type { Keychain } from '../ports.ts';
import type { KeyInUse } from './key-in-use.ts';
import { isInUseAt, type KeyPlace, unused, unusedPlaces } from './key-place.ts';
import { type Turn, type TurnParts, takeTurn } from './key-turn.ts';

export interface ForgettingParts extends TurnParts {
  /** The keychain of a place, to forget its key; a passphrase is not needed for that. Without it nothing is forgotten. */
  readonly keychainAt?: ((place: KeyPlace) => Keychain) | undefined;
}

/**
 * Forgets what is not in use, within a turn. What cannot be forgotten now stays noted for the next time: a key that
 * opens nothing does no harm. Nothing is forgotten before the vault's file itself, without its log, says which key is
 * in use: a log can be lost, and a commit that seemed to fail can come back with it after a power cut.
 */
export async function forgetUnusedKeys(parts: ForgettingParts, key: KeyInUse, turn: Turn): Promise<void> {
  const { store, keychainAt } = parts;
  const places = unusedPlaces(store);
  if (keychainAt === undefined || !places.ok || places.value.length === 0) return;
  const settled = store.settle();
  if (!settled.ok || !settled.value) return;
  const isOurs = isInUseAt(store, key.held().place);
  if (!isOurs.ok || !isOurs.value) return;
  for (const place of places.value) {
    if (isSame(place, key.held().place)) continue;
    // Whoever was about to use it finds out from now on that it may be gone.
    if (!turn.extend().ok || !store.setMeta(unused(place, 'going')).ok) return;
    const removed = await keychainAt(place).remove();
    if (removed.ok) store.setMeta(unused(place, undefined));
  }
}

/** Where there is something to forget and nobody else is busy with keys. */
export async function forgetInTurn(parts: ForgettingParts, key: KeyInUse): Promise<void> {
  const places = unusedPlaces(parts.store);
  if (parts.keychainAt === undefined || !places.ok || places.value.length === 0) return;
  const turn = await takeTurn(parts, 0);
  if (!turn.ok) return;
  try {
    await forgetUnusedKeys(parts, key, turn.value);
  } finally {
    turn.value.end();
  }
}

function isSame(one: KeyPlace, other: KeyPlace): boolean {
  return one.kind === other.kind && one.id === other.id;
}
