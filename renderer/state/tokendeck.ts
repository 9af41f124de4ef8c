// Window. Puts the parts of the state together and keeps them up to date with the main process.
import type { Bridge } from '../../preload/contract.ts';
import { type AccountActions, createAccountActions } from './account-actions.ts';
import { withVault } from './app-state.ts';
import { ask } from './ask.ts';
import { withAccounts, withApp } from './changes.ts';
import { type Clock, createClock } from './clock.ts';
import { createDetailLoader } from './detail-loader.ts';
import { createNavigation, type Navigation } from './navigation.ts';
import { createProviderActions, type ProviderActions } from './provider-actions.ts';
import { createSignInActions, type SignInActions } from './sign-in-actions.ts';
import { createStore, type Store } from './store.ts';
import { createToasts, type Toasts } from './toasts.ts';
import { createTokenActions, type TokenActions } from './token-actions.ts';
import { createVaultActions, type VaultActions } from './vault-actions.ts';

export interface Tokendeck {
  readonly store: Store;
  readonly clock: Clock;
  readonly accounts: AccountActions;
  readonly signIns: SignInActions;
  readonly tokens: TokenActions;
  readonly providers: ProviderActions;
  readonly vault: VaultActions;
  readonly go: Navigation;
  readonly toasts: Toasts;
}

/** Begins to listen and reads everything for the first time. */
export function createTokendeck(bridge: Bridge, page: Document): Tokendeck {
  const store = createStore();
  const clock = createClock(page);
  const toasts = createToasts(store);
  const loadDetail = createDetailLoader(store, bridge);

  async function reload(): Promise<void> {
    const outcome = await ask(() => bridge.getApp());
    clock.touch();
    store.set((state) => {
      if (outcome.ok) return withApp(state, outcome.value);
      return { ...state, boot: { kind: 'fatal', error: outcome.error } };
    });
    loadDetail();
  }

  const signIns = createSignInActions(store, bridge, toasts, reload);

  bridge.onAccountsChanged((news) => {
    const before = store.get().selectedId;
    clock.touch();
    store.set((state) => withAccounts(state, news));
    const { selectedId } = store.get();
    if (selectedId !== before || news.changed.some((account) => account.id === selectedId)) loadDetail();
  });
  bridge.onSignInChanged((view) => {
    clock.touch();
    signIns.changed(view);
  });
  bridge.onVaultChanged((vault) => {
    store.set((state) => withVault(state, vault));
    void reload();
  });
  void reload();

  return {
    store,
    clock,
    toasts,
    signIns,
    accounts: createAccountActions(store, bridge, toasts, loadDetail),
    tokens: createTokenActions(store, bridge, toasts, reload),
    providers: createProviderActions(store, bridge, toasts, reload),
    vault: createVaultActions(store, bridge, reload),
    go: createNavigation(store, loadDetail),
  };
}
