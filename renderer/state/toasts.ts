// Window. The short message at the foot of the pane, and the mark on what was just copied.
import type { AppState, Failure, Toast } from './app-state.ts';
import type { Store } from './store.ts';

const shownFor = 6000;
const markedFor = 2000;

export interface Toasts {
  /**
   * Shows `text` for a few seconds in place of any other, and no longer than the person stays at the same place. With
   * a `failure` it is only read out while an error box says the same.
   */
  readonly show: (text: string, failure?: Failure) => void;
  /** As `show`, for a text that says nothing of accounts: also while the vault is locked. */
  readonly showAlsoLocked: (text: string) => void;
  readonly markCopied: (accountId: string) => void;
}

export function createToasts(store: Store): Toasts {
  let count = 0;
  let before = store.get();
  store.subscribe(() => {
    const now = store.get();
    const left = now.toast !== undefined && now.toast === before.toast && !isSamePlace(now, before);
    before = now;
    if (left) store.set((state) => ({ ...state, toast: undefined }));
  });

  function put(text: string, kind: Toast['kind'], failure: Failure | undefined): void {
    count += 1;
    const toast = { id: count, text, kind, failure };
    store.set((state) => ({ ...state, toast }));
    window.setTimeout(() => {
      store.set((state) => (state.toast === toast ? { ...state, toast: undefined } : state));
    }, shownFor);
  }

  return {
    show: (text, failure) => put(text, 'ordinary', failure),
    showAlsoLocked: (text) => put(text, 'also_locked', undefined),
    markCopied: (accountId) => {
      store.set((state) => ({ ...state, copiedId: accountId }));
      window.setTimeout(() => {
        store.set((state) => (state.copiedId === accountId ? { ...state, copiedId: undefined } : state));
      }, markedFor);
    },
  };
}

function isSamePlace(one: AppState, other: AppState): boolean {
  return (
    one.selectedId === other.selectedId &&
    one.dialog === other.dialog &&
    one.panel.kind === other.panel.kind &&
    (one.panel.kind !== 'account' || one.pane === other.pane)
  );
}
