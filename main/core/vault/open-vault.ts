// Pure. Opening the vault: its key first, then its records.
import type { Clock, Keychain, Random, VaultStore } from '../ports.ts';
import { ok, type Result } from '../result.ts';
import { createSealedVault } from './sealed-vault.ts';
import type { Vault } from './vault.ts';
import { unlock } from './vault-key.ts';

/**
 * Opens the vault over a store. A new vault gets a new key, which is written to the keychain before anything is sealed
 * with it; of several processes that start at once, one makes it. Errors: those of the keychain; `vault_key_missing`
 * where the vault has content but the keychain has no key (never answered by making a new key); `vault_wrong_key`.
 */
export async function openVault(parts: {
  readonly store: VaultStore;
  readonly keychain: Keychain;
  readonly random: Random;
  readonly clock: Clock;
}): Promise<Result<Vault>> {
  const sealer = await unlock(parts);
  return sealer.ok ? ok(createSealedVault(parts.store, sealer.value)) : sealer;
}
