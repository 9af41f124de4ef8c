// Main process and command line. Puts adapters and core together into the services that both entries use.
import type { AccountService } from './core/accounts/service.ts';
import type { Browser, Clock, Keychain, Log, Random } from './core/ports.ts';
import type { Provider } from './core/providers/provider.ts';
import type { Result } from './core/result.ts';
import type { Secret } from './core/secret.ts';
import type { Vault } from './core/vault/vault.ts';

/** What is there before the vault is open, and stays when it cannot be opened. */
export interface Ground {
  /** Absolute path. */
  readonly dataDirectory: string;
  readonly env: GroundOptions['env'];
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Tells processes apart in leases and in the log. */
  readonly processName: string;
}

export type KeychainChoice =
  /** The passphrase where one was chosen for this vault before, otherwise the system's keychain. Never anything else. */
  | { readonly kind: 'as_before'; readonly passphrase: Secret | undefined }
  /** The person chooses a passphrase for a vault that is still new. */
  | { readonly kind: 'new_passphrase'; readonly passphrase: Secret };

export interface ServiceOptions {
  readonly keychain: KeychainChoice;
  readonly providers: readonly Provider[];
  readonly browser: Browser;
  /** Told once for each thing that the person should know, such as where a damaged vault was put; also on failure. */
  readonly onNotice: (notice: string) => void;
}

export interface Services {
  readonly accounts: AccountService;
  readonly vault: Vault;
  readonly keychainKind: Keychain['kind'];
  /** Stops refreshing, waits for requests under way, and closes the vault. */
  close(): Promise<void>;
}

export interface GroundOptions {
  /** `window` or `cli`. */
  readonly processName: string;
  /** TOKENDECK_HOME names the data directory, TOKENDECK_CA_FILE further certificate authorities. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Never fails: what cannot be written to the data directory shows when the services are opened. */
export function createGround(_options: GroundOptions): Ground {
  throw new Error('not written yet');
}

/**
 * Opens keychain, vault and accounts. Errors: `passphrase_needed` where one was chosen before and none is given; those of
 * the keychain and of the vault; `invalid_argument` for an unusable TOKENDECK_CA_FILE.
 */
export async function openServices(_ground: Ground, _options: ServiceOptions): Promise<Result<Services>> {
  throw new Error('not written yet');
}

/** Whether the vault holds no key check yet, so that the person may still choose how its key is kept. */
export async function isVaultNew(_ground: Ground): Promise<boolean> {
  throw new Error('not written yet');
}
