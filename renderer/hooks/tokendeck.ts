// Window. Gives views the state they read and the actions they call.
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { AppState } from '../state/app-state.ts';
import type { Tokendeck } from '../state/tokendeck.ts';
import type { Step } from '../text/time.ts';

export const TokendeckContext = createContext<Tokendeck | undefined>(undefined);

export function useTokendeck(): Tokendeck {
  const tokendeck = useContext(TokendeckContext);
  if (tokendeck === undefined) throw new Error('rendered outside of the context');
  return tokendeck;
}

/** A part of the state. `select` must answer the same value as long as that part is unchanged. */
export function useAppState<T>(select: (state: AppState) => T): T {
  const { store } = useTokendeck();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

/** The shared clock's time in epoch milliseconds, read again at each `step`. */
export function useNow(step: Step): number {
  const { clock } = useTokendeck();
  return useSyncExternalStore(subscribers(clock)[step], clock.now);
}

type Subscribe = (listener: () => void) => () => void;
const cache = new WeakMap<Tokendeck['clock'], Readonly<Record<Step, Subscribe>>>();

/** The same functions each time, so that React does not subscribe anew at each rendering. */
function subscribers(clock: Tokendeck['clock']): Readonly<Record<Step, Subscribe>> {
  const known = cache.get(clock);
  if (known !== undefined) return known;
  const made = {
    second: (listener: () => void) => clock.subscribe('second', listener),
    minute: (listener: () => void) => clock.subscribe('minute', listener),
    never: (listener: () => void) => clock.subscribe('never', listener),
  };
  cache.set(clock, made);
  return made;
}
