// Window. Where the person is: what is selected, which panel and dialog are open.
import type { ProviderView } from '../../preload/contract.ts';
import type { Dialog, Panel, SettingsSection } from './app-state.ts';
import { withOrderHeld, withSearch, withWanted } from './changes.ts';
import { newDefinition } from './definition.ts';
import { draftFor } from './form.ts';
import type { Store } from './store.ts';

export interface Navigation {
  readonly select: (accountId: string) => void;
  /** Selects and shows an account that was asked for from elsewhere, as soon as it is known. */
  readonly want: (accountId: string) => void;
  readonly open: (panel: Panel) => void;
  /** The selected account, also in a narrow window. */
  readonly openAccount: () => void;
  readonly add: () => void;
  readonly enterClient: (provider: ProviderView) => void;
  readonly importToken: (providerId?: string) => void;
  readonly defineProvider: () => void;
  readonly settings: (section?: SettingsSection) => void;
  /** One step back: from the form to the providers, from there to the account. */
  readonly back: () => void;
  readonly showList: () => void;
  readonly search: (text: string) => void;
  readonly openDialog: (dialog: Dialog) => void;
  readonly closeDialog: () => void;
  readonly holdOrder: (held: boolean) => void;
  readonly readNotices: () => void;
}

export function createNavigation(store: Store, loadDetail: () => void): Navigation {
  const open = (panel: Panel) => store.set((state) => ({ ...state, panel, pane: 'panel' }));
  return {
    select: (accountId) => {
      store.set((state) => ({ ...state, selectedId: accountId, panel: { kind: 'account' } }));
      loadDetail();
    },
    want: (accountId) => {
      store.set((state) => withWanted(state, accountId));
      loadDetail();
    },
    open,
    openAccount: () => open({ kind: 'account' }),
    add: () => open({ kind: 'choose_provider', error: undefined }),
    enterClient: (provider) => open({ kind: 'client_form', draft: draftFor(provider), error: undefined }),
    importToken: (providerId) => open({ kind: 'import_form', providerId }),
    defineProvider: () => open({ kind: 'define', start: { text: newDefinition, replaces: undefined } }),
    settings: (section = 'appearance') => open({ kind: 'settings', section }),
    back: () => {
      store.set((state) => {
        switch (state.panel.kind) {
          case 'client_form':
          case 'import_form':
          case 'define':
            return { ...state, panel: { kind: 'choose_provider', error: undefined } };
          case 'choose_provider':
          case 'sign_in':
          case 'settings':
            return { ...state, panel: { kind: 'account' }, pane: 'list' };
          case 'account':
            return { ...state, pane: 'list' };
        }
      });
    },
    showList: () => store.set((state) => ({ ...state, pane: 'list' })),
    search: (search) => {
      const before = store.get().selectedId;
      store.set((state) => withSearch(state, search));
      if (store.get().selectedId !== before) loadDetail();
    },
    openDialog: (dialog) => store.set((state) => ({ ...state, dialog })),
    closeDialog: () => store.set((state) => ({ ...state, dialog: undefined })),
    holdOrder: (held) => store.set((state) => withOrderHeld(state, held)),
    readNotices: () => store.set((state) => ({ ...state, noticesRead: true })),
  };
}
