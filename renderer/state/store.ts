// Window. Holds the one state and tells its readers when it changes.
import { type AppState, initialState } from './app-state.ts';
import { keepable } from './locked.ts';

export interface Store {
  readonly get: () => AppState;
  /** Replaces the state by what `change` makes of it; the same value tells nobody. */
  readonly set: (change: (state: AppState) => AppState) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createStore(): Store {
  let state = initialState;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: (change) => {
      const next = change(state);
      if (next === state) return;
      state = keepable(next);
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
