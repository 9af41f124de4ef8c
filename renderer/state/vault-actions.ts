// Window. Opening the vault where it did not open by itself, and locking it.
import type { Bridge, ErrorView, Outcome, VaultView } from '../../preload/contract.ts';
import { withVault } from './app-state.ts';
import { ask } from './ask.ts';
import type { Store } from './store.ts';
import type { Toasts } from './toasts.ts';

export interface VaultActions {
  /** Each answers an error of the call itself; what became of the vault is in the state. */
  readonly retry: () => Promise<ErrorView | undefined>;
  readonly choosePassphrase: (passphrase: string) => Promise<ErrorView | undefined>;
  /** Empty where the key is in the system’s keychain. */
  readonly unlock: (passphrase: string) => Promise<ErrorView | undefined>;
  readonly lock: () => Promise<void>;
}

export function createVaultActions(
  store: Store,
  bridge: Bridge,
  toasts: Toasts,
  reload: () => Promise<void>,
): VaultActions {
  async function taken(call: () => Promise<Outcome<VaultView>>): Promise<ErrorView | undefined> {
    const outcome = await ask(call);
    if (!outcome.ok) return outcome.error;
    if (outcome.value.kind === 'open') await reload();
    else store.set((state) => withVault(state, outcome.value));
    return undefined;
  }

  return {
    retry: () => taken(() => bridge.retryKeychain()),
    choosePassphrase: (passphrase) => taken(() => bridge.choosePassphrase({ passphrase })),
    unlock: (passphrase) => taken(() => bridge.unlock({ passphrase })),
    lock: async () => {
      const error = await taken(() => bridge.lock());
      if (error !== undefined) toasts.show(error.what);
    },
  };
}
