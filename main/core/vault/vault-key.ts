// Pure. Gets the key of a vault from the keychain, or makes it for a new vault, and proves that it is the right one.
import { type AppError, appError } from '../errors.ts';
import { newIdentifier } from '../identifiers.ts';
import type { Clock, Keychain, Random, RecordKind, VaultStore } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { keyCheckName, opensKeyCheck, sealKeyCheck } from './key-check.ts';
import type { HeldKey } from './key-in-use.ts';
import { isInUseAt, type KeyPlace } from './key-place.ts';
import { takeTurn } from './key-turn.ts';
import { createSealer, keyLength, type Place, type Sealer } from './sealing.ts';

export interface UnlockParts {
  readonly store: VaultStore;
  /** The keychain of the vault's key, and its place in case that the key was changed before. */
  readonly keychain: Keychain;
  readonly place?: KeyPlace | undefined;
  readonly random: Random;
  readonly clock: Clock;
}

const kinds = ['client', 'account', 'tokens'] as const satisfies readonly RecordKind[];

/** The vault's own name, 32 hexadecimal digits. Its key is kept under it, so that no vault's key replaces another's. */
export function vaultId(store: VaultStore, random: Random): Result<string> {
  return store.putMetaOnce('vault_id', newIdentifier(random));
}

/** Any record of the vault, which only the right key opens. */
function anyRecord(store: VaultStore): Result<{ place: Place; sealed: Uint8Array<ArrayBuffer> } | undefined> {
  for (const kind of kinds) {
    const records = store.changedSince(kind, 0);
    if (!records.ok) {
      return records;
    }
    for (const { id, sealed } of records.value) {
      if (sealed !== undefined) {
        return ok({ place: { kind, id }, sealed });
      }
    }
  }
  return ok(undefined);
}

/** Whether something was sealed in the vault, so that it has a key and must not get another. */
export function isInUse(store: VaultStore): Result<boolean> {
  const check = store.getMeta(keyCheckName);
  if (!check.ok || check.value !== undefined) {
    return check.ok ? ok(true) : check;
  }
  const record = anyRecord(store);
  return record.ok ? ok(record.value !== undefined) : record;
}

/** Seals a known text with the key where that was not done yet, and opens the one that stands. */
async function prove(store: VaultStore, sealer: Sealer): Promise<Result<Sealer>> {
  const found = store.getMeta(keyCheckName);
  if (!found.ok) {
    return found;
  }
  let standing = found.value;
  if (standing === undefined) {
    // A lost key check must not let a wrong key in: where there is content, the content is the check.
    const record = anyRecord(store);
    if (!record.ok) {
      return record;
    }
    if (
      record.value !== undefined &&
      (await sealer.open(record.value.place, record.value.sealed)) === undefined
    ) {
      return fail(appError('vault_wrong_key'));
    }
    const put = store.putMetaOnce(keyCheckName, await sealKeyCheck(sealer));
    if (!put.ok) {
      return put;
    }
    standing = put.value;
  }
  return (await opensKeyCheck(sealer, standing)) ? ok(sealer) : fail(appError('vault_wrong_key'));
}

/** Takes the key over into a sealer, proves it and wipes its bytes. */
async function sealerWith(parts: UnlockParts, key: Uint8Array<ArrayBuffer>): Promise<Result<Sealer>> {
  if (key.length !== keyLength) {
    return fail(appError('vault_wrong_key'));
  }
  const sealer = await createSealer(key, parts.random);
  key.fill(0);
  return prove(parts.store, sealer);
}

/** Makes the key; called by the one process that holds the lease. What the keychain then has is the key. */
async function makeKey(parts: UnlockParts): Promise<Result<Sealer>> {
  const made = await parts.keychain.read();
  if (!made.ok) {
    return made;
  }
  if (made.value !== undefined) {
    return sealerWith(parts, made.value);
  }
  const inUse = isInUse(parts.store);
  if (!inUse.ok) {
    return inUse;
  }
  if (inUse.value) {
    return fail(appError('vault_key_missing'));
  }
  const key = parts.random.bytes(keyLength);
  const written = await parts.keychain.write(key);
  key.fill(0);
  if (!written.ok) {
    return written;
  }
  const kept = await parts.keychain.read();
  if (!kept.ok) {
    return kept;
  }
  return kept.value === undefined
    ? fail(appError('keychain_unavailable', { detail: 'it did not keep the key' }))
    : sealerWith(parts, kept.value);
}

/** Takes its turn, so that two processes that start at once do not overwrite each other's key. */
async function makeKeyInTurn(parts: UnlockParts): Promise<Result<Sealer>> {
  const turn = await takeTurn(parts);
  if (!turn.ok) return turn;
  const sealer = await makeKey(parts);
  const ended = turn.value.end();
  return sealer.ok && !ended.ok ? ended : sealer;
}

/** Only a vault that is still new could have its key elsewhere instead. */
function keychainError(store: VaultStore, error: AppError): AppError {
  if (error.code !== 'keychain_unavailable') {
    return error;
  }
  const inUse = isInUse(store);
  return inUse.ok && inUse.value ? { ...error, code: 'keychain_needed' } : error;
}

async function unlockAt(parts: UnlockParts): Promise<Result<Sealer>> {
  const key = await parts.keychain.read();
  if (!key.ok) {
    return fail(keychainError(parts.store, key.error));
  }
  if (key.value !== undefined) {
    return sealerWith(parts, key.value);
  }
  const inUse = isInUse(parts.store);
  if (!inUse.ok) {
    return inUse;
  }
  return inUse.value ? fail(appError('vault_key_missing')) : makeKeyInTurn(parts);
}

/**
 * The vault's key, as a sealer. Errors: those of the keychain, `keychain_needed` instead of `keychain_unavailable`
 * where the vault has content, `vault_key_missing`, `vault_wrong_key`, `vault_key_changed` where another process has put
 * the vault's key elsewhere meanwhile, those of the store.
 */
export async function unlock(parts: UnlockParts): Promise<Result<HeldKey>> {
  const place = parts.place ?? { kind: parts.keychain.kind, id: '' };
  const sealer = await unlockAt(parts);
  const isThere = isInUseAt(parts.store, place);
  if (!isThere.ok) {
    return isThere;
  }
  if (!isThere.value) {
    return fail(appError('vault_key_changed'));
  }
  return sealer.ok ? ok({ place, sealer: sealer.value }) : sealer;
}
