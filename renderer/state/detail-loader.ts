// Window. Reads the detail of the selected account: one question at a time, the latest wish wins.
import type { Bridge } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import type { Store } from './store.ts';

/** Answers a function that reads the detail of whichever account is selected then. */
export function createDetailLoader(store: Store, bridge: Bridge): () => void {
  let asking = false;
  let again = false;

  async function load(): Promise<void> {
    const accountId = store.get().selectedId;
    if (accountId === undefined) return;
    const outcome = await ask(() => bridge.getAccount({ accountId }));
    store.set((state) => {
      if (state.selectedId !== accountId) return state;
      const detail = outcome.ok
        ? ({ kind: 'loaded', view: outcome.value } as const)
        : ({ kind: 'failed', accountId, error: outcome.error } as const);
      return { ...state, detail };
    });
  }

  async function loadUntilQuiet(): Promise<void> {
    asking = true;
    do {
      again = false;
      await load();
    } while (again);
    asking = false;
  }

  return () => {
    if (asking) again = true;
    else void loadUntilQuiet();
  };
}
