// Pure. Opening the vault: its key first, then its records.
import { kindOfThrown } from '../errors.ts';
import type { Log } from '../ports.ts';
import { ok, type Result } from '../result.ts';
import { type ForgettingParts, forgetInTurn } from './forget-keys.ts';
import { createKeyInUse } from './key-in-use.ts';
import { createSealedVault } from './sealed-vault.ts';
import type { Vault } from './vault.ts';
import { type UnlockParts, unlock } from './vault-key.ts';

export interface OpenParts extends UnlockParts, ForgettingParts {
  readonly log?: Log | undefined;
}

/**
 * Opens the vault over a store. A new vault gets a new key, which is written to the keychain before anything is sealed
 * with it; of several processes that start at once, one makes it. Errors: those of the keychain; `vault_key_missing`
 * where the vault has content but the keychain has no key (never answered by making a new key); `vault_wrong_key`;
 * `vault_key_changed` where another process has just put the key elsewhere: to be opened again, with
 * that.
 */
export async function openVault(parts: OpenParts): Promise<Result<Vault>> {
  const held = await unlock(parts);
  if (!held.ok) return held;
  const key = createKeyInUse(parts.store, held.value);
  // Not waited for, and no reason to fail: a keychain may take its time, and a key that opens nothing does no harm.
  forgetInTurn(parts, key).catch((thrown: unknown) =>
    parts.log?.warn('vault.keys_not_forgotten', { name: kindOfThrown(thrown) }),
  );
  return ok(createSealedVault(parts, key));
}
