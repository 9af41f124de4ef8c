// What is being done with accounts at the person's wish, and why the last of it failed. Pure.
import type { ErrorView } from '../../preload/contract.ts';
import { type AppState, type Errand, withEntry } from './app-state.ts';

export function isUnderway(state: AppState, accountId: string, errand: Errand): boolean {
  return errandsOf(state, accountId).includes(errand);
}

/** An errand was asked for: what failed before it is no news any more. */
export function withErrand(state: AppState, accountId: string, errand: Errand): AppState {
  return {
    ...state,
    errands: withEntry(state.errands, accountId, [...errandsOf(state, accountId), errand]),
    problems: withEntry(state.problems, accountId, undefined),
  };
}

/** An errand has ended. Where it went well, what another one failed of in the meantime still holds. */
export function withoutErrand(
  state: AppState,
  accountId: string,
  errand: Errand,
  problem: ErrorView | undefined,
): AppState {
  const before = errandsOf(state, accountId);
  const ended = before.indexOf(errand);
  const left = before.filter((_, index) => index !== ended);
  return {
    ...state,
    errands: withEntry(state.errands, accountId, left.length === 0 ? undefined : left),
    problems: problem === undefined ? state.problems : withEntry(state.problems, accountId, problem),
  };
}

function errandsOf({ errands }: AppState, accountId: string): readonly Errand[] {
  return errands.get(accountId) ?? [];
}
