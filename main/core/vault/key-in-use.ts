// Pure. The key that this process seals and opens with, and whether another process has changed the vault's.
import { appError } from '../errors.ts';
import type { VaultStore } from '../ports.ts';
import { fail, type Result } from '../result.ts';
import { isInUseAt, type KeyPlace } from './key-place.ts';
import type { Sealer } from './sealing.ts';

export interface HeldKey {
  readonly place: KeyPlace;
  readonly sealer: Sealer;
}

export interface KeyInUse {
  held(): HeldKey;
  /** From now on. To be called in the same turn of the event loop as the commit that put everything under it. */
  adopt(key: HeldKey): void;
  /** Whether the vault's key is no longer the one held. Listeners are told then. */
  isChanged(): boolean;
  /** `vault_key_changed` where that is the reason, otherwise what is given. */
  explain<T>(failure: Result<T>): Result<T>;
  /** Calls back at most once, soon after another process has changed the key. Returns the way to stop. */
  onChanged(listener: () => void): () => void;
  stop(): void;
}

export function createKeyInUse(store: VaultStore, first: HeldKey): KeyInUse {
  const listeners = new Set<() => void>();
  let held = first;
  let stopWatching: (() => void) | undefined;
  let isTold = false;

  function isChanged(): boolean {
    const isOurs = isInUseAt(store, held.place);
    if (!isOurs.ok || isOurs.value) return false;
    // Not within the call that found it out.
    if (!isTold) queueMicrotask(tell);
    isTold = true;
    return true;
  }

  function tell(): void {
    for (const listener of [...listeners]) listener();
    listeners.clear();
  }

  return {
    held: () => held,
    adopt(key) {
      held = key;
    },
    isChanged,
    explain: (failure) => (isChanged() ? fail(appError('vault_key_changed')) : failure),
    onChanged(listener) {
      listeners.add(listener);
      if (isTold) queueMicrotask(tell);
      stopWatching ??= store.onForeignCommit(isChanged);
      // What was committed between opening and now.
      isChanged();
      return () => void listeners.delete(listener);
    },
    stop() {
      listeners.clear();
      stopWatching?.();
      stopWatching = undefined;
    },
  };
}
