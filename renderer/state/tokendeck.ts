// Window. Puts the parts of the state together and keeps them up to date with the main process.
import type { Bridge } from '../../preload/contract.ts';
import { type AccountActions, createAccountActions } from './account-actions.ts';
import { withVault } from './app-state.ts';
import { ask } from './ask.ts';
import { withAccounts, withApp } from './changes.ts';
import { type Clock, createClock } from './clock.ts';
import { watchConnection } from './connection.ts';
import { createDetailLoader } from './detail-loader.ts';
import { createNavigation, type Navigation } from './navigation.ts';
import { createProviderActions, type ProviderActions } from './provider-actions.ts';
import { createRemovalActions, type RemovalActions } from './removal-actions.ts';
import { createSettingsActions, type SettingsActions } from './settings-actions.ts';
import { createSignInActions, type SignInActions } from './sign-in-actions.ts';
import { createStore, type Store } from './store.ts';
import { createToasts, type Toasts } from './toasts.ts';
import { createTokenActions, type TokenActions } from './token-actions.ts';
import { createVaultActions, type VaultActions } from './vault-actions.ts';
import { createWorksActions, type WorksActions } from './works-actions.ts';

export interface Tokendeck {
  readonly store: Store;
  readonly clock: Clock;
  readonly accounts: AccountActions;
  readonly removals: RemovalActions;
  readonly signIns: SignInActions;
  readonly tokens: TokenActions;
  readonly providers: ProviderActions;
  readonly vault: VaultActions;
  readonly settings: SettingsActions;
  readonly works: WorksActions;
  readonly go: Navigation;
  readonly toasts: Toasts;
}

/** Begins to listen and reads everything for the first time. */
export function createTokendeck(bridge: Bridge, page: Document): Tokendeck {
  const store = createStore();
  const clock = createClock(page);
  const toasts = createToasts(store);
  const loadDetail = createDetailLoader(store, bridge);

  let readings = 0;
  let latest: Promise<void> = Promise.resolve();

  /** Reads everything anew. An answer that a later question has overtaken may be from before the vault was locked. */
  function reload(): Promise<void> {
    latest = read();
    return latest;
  }

  async function read(): Promise<void> {
    readings += 1;
    const mine = readings;
    const outcome = await ask(() => bridge.getApp());
    if (mine !== readings) return latest;
    clock.touch();
    store.set((state) => {
      if (outcome.ok) return withApp(state, outcome.value);
      return { ...state, boot: { kind: 'fatal', error: outcome.error } };
    });
    loadDetail();
  }

  const signIns = createSignInActions(store, bridge, toasts, reload);
  const accounts = createAccountActions(store, bridge, toasts, loadDetail);
  const removals = createRemovalActions(store, bridge, toasts, loadDetail);
  const go = createNavigation(store, loadDetail);
  const settings = createSettingsActions(store, bridge, toasts);
  const works = createWorksActions(store, bridge, toasts);

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
    // An open vault is shown with its accounts, and not as an empty one before.
    if (vault.kind !== 'open') store.set((state) => withVault(state, vault));
    void reload();
  });
  bridge.onSettingsChanged(settings.changed);
  bridge.onWorkChanged(works.changed);
  bridge.onTokenCopied(accounts.copiedElsewhere);
  bridge.onClipboardChanged(accounts.clipboardChanged);
  bridge.onRemovalEnded(removals.ended);
  bridge.onAccountWanted(({ accountId }) => go.want(accountId));
  bridge.onSignInBegun((begun) => void signIns.begunElsewhere(begun));
  if (page.defaultView !== null) watchConnection(store, bridge, page.defaultView);
  void reload();

  return {
    store,
    clock,
    toasts,
    signIns,
    accounts,
    removals,
    tokens: createTokenActions(store, bridge, toasts, reload),
    providers: createProviderActions(store, bridge, toasts, reload),
    vault: createVaultActions(store, bridge, toasts, reload),
    settings,
    works,
    go,
  };
}
