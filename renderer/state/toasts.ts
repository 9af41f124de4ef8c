// Window. The short message at the foot of the window, and the mark on what was just copied.
import type { Store } from './store.ts';

const shownFor = 6000;
const markedFor = 2000;

export interface Toasts {
  /** Shows `text` for a few seconds in place of any other. */
  readonly show: (text: string) => void;
  readonly markCopied: (accountId: string) => void;
}

export function createToasts(store: Store): Toasts {
  let count = 0;
  return {
    show: (text) => {
      count += 1;
      const toast = { id: count, text };
      store.set((state) => ({ ...state, toast }));
      window.setTimeout(() => {
        store.set((state) => (state.toast === toast ? { ...state, toast: undefined } : state));
      }, shownFor);
    },
    markCopied: (accountId) => {
      store.set((state) => ({ ...state, copiedId: accountId }));
      window.setTimeout(() => {
        store.set((state) => (state.copiedId === accountId ? { ...state, copiedId: undefined } : state));
      }, markedFor);
    },
  };
}
