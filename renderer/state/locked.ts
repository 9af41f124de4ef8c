// Window. While the vault is locked the window knows nothing of accounts, whatever still comes in. Pure.
import { type AppState, initialState } from './app-state.ts';

/** The state as it may be kept: without anything of accounts while the vault is locked. */
export function keepable(state: AppState): AppState {
  return state.app.vault.kind === 'locked' ? withoutAccounts(state) : state;
}

function withoutAccounts(state: AppState): AppState {
  const { boot, app, dialog, toast, noticesRead, isOnline, wantedId } = state;
  return {
    ...initialState,
    boot,
    app: { ...app, rememberedClients: [] },
    // Other dialogs and messages may name an account.
    dialog: dialog?.kind === 'shortcuts' ? dialog : undefined,
    toast: toast?.kind === 'also_locked' ? toast : undefined,
    noticesRead,
    isOnline,
    wantedId,
  };
}
