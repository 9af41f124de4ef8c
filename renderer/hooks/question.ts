// Window. A question to the main process and its answer, as long as the part of the window that asked is there.
import { useState } from 'react';
import type { ErrorView, Outcome } from '../../preload/contract.ts';

export interface Question<T> {
  readonly isAsking: boolean;
  /** The last answer, until it is asked again. */
  readonly answer: T | undefined;
  readonly error: ErrorView | undefined;
  /** Does nothing while an answer is awaited. */
  readonly ask: () => void;
}

export function useQuestion<T>(call: () => Promise<Outcome<T>>): Question<T> {
  const [isAsking, setAsking] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<T>>();

  async function ask(): Promise<void> {
    if (isAsking) return;
    setAsking(true);
    setOutcome(await call());
    setAsking(false);
  }

  return {
    isAsking,
    answer: outcome?.ok === true ? outcome.value : undefined,
    error: outcome?.ok === false ? outcome.error : undefined,
    ask: () => void ask(),
  };
}
