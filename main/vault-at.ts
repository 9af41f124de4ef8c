// Main process and command line. Opens the vault of a data directory with the keychain that has its key, and changes
// that key.
import { join } from 'node:path';
import { hasPassphrase, passphraseKeychain } from './adapters/passphrase-keychain.ts';
import { judgePassphrase } from './adapters/passphrase-sealing.ts';
import { openSqliteVault } from './adapters/sqlite-vault.ts';
import { appError } from './core/errors.ts';
import type { Clock, Keychain, Log, Random, VaultStore } from './core/ports.ts';
import type { Progress } from './core/progress.ts';
import { fail, ok, type Result } from './core/result.ts';
import type { Secret } from './core/secret.ts';
import { type KeyPlace, placeInUse } from './core/vault/key-place.ts';
import { openVault } from './core/vault/open-vault.ts';
import type { NewKey, Vault } from './core/vault/vault.ts';
import { isInUse, vaultId } from './core/vault/vault-key.ts';

export type KeychainChoice =
  /** The keychain that has the key, with its passphrase where that is one. Never anything else. */
  | { readonly kind: 'as_before'; readonly passphrase: Secret | undefined }
  /** The person chooses a passphrase for a vault that is still new. */
  | { readonly kind: 'new_passphrase'; readonly passphrase: Secret };

export type KeyRequest = { readonly currentPassphrase: Secret | undefined } & (
  | { readonly to: 'system' }
  | { readonly to: 'passphrase'; readonly passphrase: Secret }
);

export interface KeptIn {
  readonly secretsKeptIn: Keychain['kind'];
}

/** Changes the key. Its errors are those of `Vault.changeKey`. */
export type KeyTask = (progress: Progress) => Promise<Result<KeptIn>>;

export interface VaultParts {
  /** The data directory. */
  readonly path: string;
  readonly systemKeychain: (vaultId: string, keyId: string) => Keychain;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface OpenedVault {
  readonly vault: Vault;
  /**
   * Proves the current passphrase where there is one and judges a new one, and gives the task that changes the key.
   * Errors, and nothing is changed: `passphrase_wrong`, `passphrase_too_short`, `vault_key_changed`, `vault_key_missing`,
   * those of the store.
   */
  prepareKeyChange(request: KeyRequest): Promise<Result<KeyTask>>;
}

/** `onSetAside` is told where a damaged vault was put. */
export function openStore(
  path: string,
  clock: Clock,
  onSetAside: (aside: string) => void,
): Result<VaultStore> {
  const opened = openSqliteVault(join(path, 'vault.sqlite'), { now: clock.now });
  if (!opened.ok) return opened;
  if (opened.value.setAside !== undefined) onSetAside(opened.value.setAside);
  return ok(opened.value.store);
}

function keychainAt(
  { path, systemKeychain }: VaultParts,
  { kind, id }: KeyPlace,
  vault: string,
  passphrase: Secret | undefined,
): Keychain {
  return kind === 'passphrase' ? passphraseKeychain(path, passphrase, id) : systemKeychain(vault, id);
}

/** Errors: `not_allowed` for a new passphrase where the vault has a key already; those of the store. */
function choosePlace(parts: VaultParts, choice: KeychainChoice, store: VaultStore): Result<KeyPlace> {
  const found = placeInUse(store);
  if (!found.ok) return found;
  const wasChosen = hasPassphrase(parts.path);
  if (choice.kind === 'new_passphrase') {
    const inUse = isInUse(store);
    if (!inUse.ok) return inUse;
    return inUse.value || wasChosen || found.value !== undefined
      ? fail(appError('not_allowed'))
      : ok({ kind: 'passphrase', id: '' });
  }
  return ok(found.value ?? { kind: wasChosen ? 'passphrase' : 'system', id: '' });
}

/** Takes the store over; it is closed on failure. Errors: those of `openVault`; `not_allowed`, `vault_newer`. */
export async function openVaultWith(
  parts: VaultParts,
  store: VaultStore,
  choice: KeychainChoice,
): Promise<Result<OpenedVault>> {
  const opened = await openAt(parts, store, choice);
  if (!opened.ok) store.close();
  return opened;
}

async function openAt(
  parts: VaultParts,
  store: VaultStore,
  choice: KeychainChoice,
): Promise<Result<OpenedVault>> {
  const { clock, random, log } = parts;
  const place = choosePlace(parts, choice, store);
  if (!place.ok) return place;
  const id = vaultId(store, random);
  if (!id.ok) return id;
  const vault = await openVault({
    store,
    keychain: keychainAt(parts, place.value, id.value, choice.passphrase),
    place: place.value,
    keychainAt: (other) => keychainAt(parts, other, id.value, undefined),
    clock,
    random,
    log,
  });
  if (!vault.ok) return vault;

  return ok({
    vault: vault.value,
    async prepareKeyChange(request) {
      if (request.to === 'passphrase') {
        const judged = judgePassphrase(request.passphrase);
        if (!judged.ok) return judged;
      }
      const proven = await prove(parts, store, vault.value, request.currentPassphrase);
      if (!proven.ok) return proven;
      const to: NewKey = {
        kind: request.to,
        keychain: (keyId) =>
          keychainAt(
            parts,
            { kind: request.to, id: keyId },
            id.value,
            request.to === 'passphrase' ? request.passphrase : undefined,
          ),
      };
      return ok((progress) => changeTo(parts, vault.value, to, progress));
    },
  });
}

/** Whoever changes the key must know the passphrase, and not just sit at a computer where the vault is open. */
async function prove(
  { path }: VaultParts,
  store: VaultStore,
  vault: Vault,
  passphrase: Secret | undefined,
): Promise<Result<void>> {
  if (vault.keyKind() !== 'passphrase') return ok();
  const place = placeInUse(store);
  if (!place.ok) return place;
  if (place.value?.kind === 'system') return fail(appError('vault_key_changed'));
  const key = await passphraseKeychain(path, passphrase, place.value?.id).read();
  if (!key.ok) return key;
  if (key.value === undefined) return fail(appError('vault_key_missing'));
  key.value.fill(0);
  return ok();
}

async function changeTo(
  { log }: VaultParts,
  vault: Vault,
  to: NewKey,
  progress: Progress,
): Promise<Result<KeptIn>> {
  const changed = await vault.changeKey(to, progress);
  if (!changed.ok) {
    log.warn('vault.key_not_changed', { code: changed.error.code });
    return changed;
  }
  log.info('vault.key_changed', { kept_in: to.kind, unreadable: changed.value.unreadable });
  return ok({ secretsKeptIn: to.kind });
}
