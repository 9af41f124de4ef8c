// Window. A dialog that begins long work: it stays until the work is well on its way, so that what fails at the
// beginning, such as a wrong passphrase, is said where it can be mended.
import { useEffect, useRef, useState } from 'react';
import type { ErrorView, Outcome, WorkView } from '../../preload/contract.ts';
import { useAppState, useTokendeck } from './tokendeck.ts';

export interface BegunWork {
  readonly isBusy: boolean;
  readonly error: ErrorView | undefined;
  /** Answers false where there is nothing to wait for: it was refused, or the person chose no file. */
  readonly begin: (call: () => Promise<Outcome<WorkView | null>>) => Promise<boolean>;
  /** Closes the dialog; what it has begun, or is just about to begin, is cancelled. */
  readonly close: () => void;
}

export function useBegunWork(): BegunWork {
  const { go, works } = useTokendeck();
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<ErrorView>();
  const [workId, setWorkId] = useState<string>();
  const isClosed = useRef(false);
  const work = useAppState((state) => (workId === undefined ? undefined : state.works.get(workId)));
  const isUnderway = work !== undefined && (work.state !== 'running' || work.total > 0);

  useEffect(() => {
    if (work === undefined || !isUnderway) return;
    if (work.state !== 'failed') {
      go.closeDialog();
      return;
    }
    setError(work.error);
    setWorkId(undefined);
    // It is said here, and need not be said at the foot of the list as well.
    works.dismiss(work.id);
  }, [go, works, work, isUnderway]);

  return {
    isBusy: isAsking || work !== undefined,
    error,
    begin: async (call) => {
      setAsking(true);
      setError(undefined);
      const outcome = await call();
      setAsking(false);
      if (!outcome.ok) setError(outcome.error);
      else if (outcome.value !== null && isClosed.current) void works.cancel(outcome.value.id);
      else if (outcome.value !== null) setWorkId(outcome.value.id);
      return outcome.ok && outcome.value !== null;
    },
    close: () => {
      isClosed.current = true;
      if (work !== undefined) void works.cancel(work.id);
      go.closeDialog();
    },
  };
}
