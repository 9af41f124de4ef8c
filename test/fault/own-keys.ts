// Test equipment. A vault in a file whose keys are plain files beside it, each written durably: several processes open it
// and change its key without a system's keychain.
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { openSqliteVault } from '../../main/adapters/sqlite-vault.ts';
import type { Clock, Keychain, VaultStore } from '../../main/core/ports.ts';
import { ok, type Result } from '../../main/core/result.ts';
import { type KeyPlace, placeInUse } from '../../main/core/vault/key-place.ts';
import { openVault } from '../../main/core/vault/open-vault.ts';
import type { Vault } from '../../main/core/vault/vault.ts';
import { fakeRandom } from '../support/fake-random.ts';
import { okValue } from '../support/result.ts';

const first: KeyPlace = { kind: 'system', id: '' };

function keyFile({ kind, id }: KeyPlace): string {
  return `key ${kind} ${id}`;
}

export function keyFiles(directory: string): readonly string[] {
  return readdirSync(directory).filter((name) => /^key \w+ [0-9a-f]*$/.test(name));
}

export function fileKeychain(directory: string, place: KeyPlace): Keychain {
  const path = join(directory, keyFile(place));
  return {
    kind: place.kind,
    read: async () => ok(existsSync(path) ? new Uint8Array(readFileSync(path)) : undefined),
    async write(key) {
      const file = openSync(`${path}.new`, 'w', 0o600);
      writeSync(file, key);
      fsyncSync(file);
      closeSync(file);
      renameSync(`${path}.new`, path);
      return ok();
    },
    async remove() {
      rmSync(path, { force: true });
      return ok();
    },
  };
}

export interface Opened {
  readonly vault: Vault;
  readonly store: VaultStore;
  readonly place: KeyPlace;
}

/** Errors: those of `openVault`. A vault that was set aside is a failure. */
export async function openOwn(directory: string, clock: Clock, seed: string): Promise<Result<Opened>> {
  const { store, setAside } = okValue(
    openSqliteVault(join(directory, 'vault.db'), { busyTimeoutMs: 20_000 }),
  );
  if (setAside !== undefined) throw new Error(`set aside: ${setAside}`);
  const place = okValue(placeInUse(store)) ?? first;
  const keychainAt = (other: KeyPlace) => fileKeychain(directory, other);
  const random = fakeRandom(seed);
  const vault = await openVault({ store, keychain: keychainAt(place), place, keychainAt, random, clock });
  if (!vault.ok) {
    store.close();
    return vault;
  }
  return ok({ vault: vault.value, store, place });
}

/** A clock that goes ahead of the real one: what a killed process held has run out by then. */
export function clockAhead(ms: number): Clock {
  const now = (): number => Date.now() + ms;
  return {
    now,
    at(at, callback) {
      const timer = setTimeout(callback, Math.max(0, at - now()));
      return () => clearTimeout(timer);
    },
    onJump: () => () => undefined,
  };
}
