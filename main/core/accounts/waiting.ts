// Pure. Waiting by the clock port, and one job at a time for each key.
import { appError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import { fail, type Result } from '../result.ts';

/**
 * Resolves when the span of `ms` milliseconds is over, when `signal` aborts if there is one, or when the wall clock was
 * set: a moment that was computed before may lie a day away then.
 */
export function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const stops = [clock.at(clock.now() + ms, finish), clock.onJump(finish)];
    signal?.addEventListener('abort', finish);
    function finish(): void {
      for (const stop of stops) stop();
      signal?.removeEventListener('abort', finish);
      resolve();
    }
  });
}

export interface OneAtATime<Key> {
  /** Runs the job after those asked for before with the same key. */
  run<T>(key: Key, job: () => Promise<T>): Promise<T>;
}

export function oneAtATime<Key>(): OneAtATime<Key> {
  const tails = new Map<Key, Promise<unknown>>();
  return {
    async run(key, job) {
      const before = tails.get(key);
      const done = (before ?? Promise.resolve()).then(job, job);
      tails.set(key, done);
      try {
        return await done;
      } finally {
        if (tails.get(key) === done) tails.delete(key);
      }
    },
  };
}

/** The outcome of `work`, or `cancelled` as soon as `signal` aborts; the work's own end is not awaited then. */
export async function untilAborted<T>(work: Promise<Result<T>>, signal: AbortSignal): Promise<Result<T>> {
  let stop = (): void => {};
  const aborted = new Promise<Result<T>>((resolve) => {
    stop = () => resolve(fail(appError('cancelled')));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([aborted, work]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
