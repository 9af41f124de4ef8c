// Window. Whether there is a network, as far as the page knows: shown, and told to the main process.
import type { Bridge } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import type { Store } from './store.ts';

/** Looks now and at each change from now on. */
export function watchConnection(store: Store, bridge: Bridge, page: Window): void {
  function look(): void {
    const online = page.navigator.onLine;
    store.set((state) => (state.isOnline === online ? state : { ...state, isOnline: online }));
    void ask(() => bridge.noteConnection({ online }));
  }

  page.addEventListener('online', look);
  page.addEventListener('offline', look);
  look();
}
