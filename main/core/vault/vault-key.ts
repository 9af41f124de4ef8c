// Pure. Gets the key of a vault from the keychain, or makes it for a new vault, and proves that it is the right one.
import { type AppError, appError } from '../errors.ts';
import type { Clock, Keychain, Random, RecordKind, VaultStore } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { createSealer, keyLength, type Place, type Sealer } from './sealing.ts';

interface Parts {
  readonly store: VaultStore;
  readonly keychain: Keychain;
  readonly random: Random;
  readonly clock: Clock;
}

const keyCheckName = 'key_check';
const keyCheckPlace: Place = { kind: 'meta', id: keyCheckName };
const keyCheckText = 'tokendeck vault';

const keyLeaseName = 'vault key';
/** Longer than a keychain may take to answer. No lease on the key is waited for longer than this. */
const keyLeaseMs = 30_000;
const keyLeasePollMs = 100;

const kinds = ['client', 'account', 'tokens'] as const satisfies readonly RecordKind[];

function hex(bytes: Uint8Array<ArrayBuffer>): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The vault's own name, 32 hexadecimal digits. Its key is kept under it, so that no vault's key replaces another's. */
export function vaultId(store: VaultStore, random: Random): Result<string> {
  return store.putMetaOnce('vault_id', hex(random.bytes(16)));
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
    const sealed = await sealer.seal(keyCheckPlace, new TextEncoder().encode(keyCheckText));
    const put = store.putMetaOnce(keyCheckName, btoa(String.fromCharCode(...sealed)));
    if (!put.ok) {
      return put;
    }
    standing = put.value;
  }
  return (await opensKeyCheck(sealer, standing)) ? ok(sealer) : fail(appError('vault_wrong_key'));
}

async function opensKeyCheck(sealer: Sealer, value: string): Promise<boolean> {
  let sealed: Uint8Array<ArrayBuffer>;
  try {
    sealed = Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
  } catch {
    return false;
  }
  const content = await sealer.open(keyCheckPlace, sealed);
  return content !== undefined && new TextDecoder().decode(content) === keyCheckText;
}

/** Takes the key over into a sealer, proves it and wipes its bytes. */
async function sealerWith(parts: Parts, key: Uint8Array<ArrayBuffer>): Promise<Result<Sealer>> {
  if (key.length !== keyLength) {
    return fail(appError('vault_wrong_key'));
  }
  const sealer = await createSealer(key, parts.random);
  key.fill(0);
  return prove(parts.store, sealer);
}

/** Makes the key; called by the one process that holds the lease. What the keychain then has is the key. */
async function makeKey(parts: Parts): Promise<Result<Sealer>> {
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

/** Waits for its turn, so that two processes that start at once do not overwrite each other's key. */
async function makeKeyInTurn(parts: Parts): Promise<Result<Sealer>> {
  const { store, clock } = parts;
  const holder = hex(parts.random.bytes(16));
  let seen: { readonly until: number; readonly since: number } | undefined;
  for (;;) {
    const now = clock.now();
    let lease = store.takeLease(keyLeaseName, holder, now, now + keyLeaseMs);
    if (lease.ok && lease.value.kind === 'held') {
      const { until } = lease.value;
      if (seen?.until !== until || seen.since > now) seen = { until, since: now };
      // One that seems to last longer was taken before the clock was set back.
      if (now - seen.since >= keyLeaseMs)
        lease = store.takeLease(keyLeaseName, holder, until, now + keyLeaseMs);
    }
    if (!lease.ok) {
      return lease;
    }
    if (lease.value.kind === 'taken') {
      const sealer = await makeKey(parts);
      const released = store.releaseLease(keyLeaseName, holder);
      return sealer.ok && !released.ok ? released : sealer;
    }
    await new Promise<void>((resolve) => clock.at(now + keyLeasePollMs, resolve));
  }
}

/** Only a vault that is still new could have its key elsewhere instead. */
function keychainError(store: VaultStore, error: AppError): AppError {
  if (error.code !== 'keychain_unavailable') {
    return error;
  }
  const inUse = isInUse(store);
  return inUse.ok && inUse.value ? { ...error, code: 'keychain_needed' } : error;
}

/**
 * A sealer under the vault's key. Errors: those of the keychain, `keychain_needed` instead of `keychain_unavailable`
 * where the vault has content, `vault_key_missing`, `vault_wrong_key`, those of the
 * store.
 */
export async function unlock(parts: Parts): Promise<Result<Sealer>> {
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
