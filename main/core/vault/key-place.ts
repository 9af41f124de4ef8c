// Pure. Where the vault's key is: each key has a place of its own, so that a new one never takes the place of one that
// may still be needed.
import { appError } from '../errors.ts';
import type { Keychain, MetaValue, VaultStore } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';

export interface KeyPlace {
  readonly kind: Keychain['kind'];
  /** Sixteen hexadecimal digits; empty for the key that the vault was made with. */
  readonly id: string;
}

const keyName = 'key';
const unusedPrefix = 'unused_key ';

function textOf({ kind, id }: KeyPlace): string {
  return id === '' ? kind : `${kind} ${id}`;
}

/** Undefined for one that only a later version knows. */
function placeIn(text: string): KeyPlace | undefined {
  const [, kind, id = ''] = /^(system|passphrase)(?: ([0-9a-f]{16}))?$/.exec(text) ?? [];
  return kind === 'system' || kind === 'passphrase' ? { kind, id } : undefined;
}

/** The small value that says that the key of this place is the vault's. */
export function inUse(place: KeyPlace): MetaValue {
  return { name: keyName, value: place.id === '' ? undefined : textOf(place) };
}

/** The place of a key that was changed; undefined for the one that the vault was made with. Errors: `vault_newer`. */
export function placeInUse(store: VaultStore): Result<KeyPlace | undefined> {
  const found = store.getMeta(keyName);
  if (!found.ok) return found;
  if (found.value === undefined) return ok(undefined);
  const place = placeIn(found.value);
  return place === undefined || place.id === '' ? fail(appError('vault_newer')) : ok(place);
}

/** Whether the vault's key is the one of this place. */
export function isInUseAt(store: VaultStore, place: KeyPlace): Result<boolean> {
  const { name, value } = inUse(place);
  const found = store.getMeta(name);
  return found.ok ? ok(found.value === value) : found;
}

/**
 * What is to become of a key that is not in use: `new`, it is about to be; `former`, it was; `going`, it is being
 * forgotten and must never be used again.
 */
type UnusedKey = 'new' | 'former' | 'going';

export function unused(place: KeyPlace, state: UnusedKey | undefined): MetaValue {
  return { name: unusedPrefix + textOf(place), value: state };
}

/** The places that may have a key which is not in use. */
export function unusedPlaces(store: VaultStore): Result<readonly KeyPlace[]> {
  const names = store.metaNames(unusedPrefix);
  if (!names.ok) return names;
  return ok(names.value.flatMap((name) => placeIn(name.slice(unusedPrefix.length)) ?? []));
}
