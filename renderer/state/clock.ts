// Window. The one clock of the window: it ticks only as often as something shown needs, and not while hidden.
import type { Step } from '../text/time.ts';

export interface Clock {
  /** Epoch milliseconds as of the last tick. */
  readonly now: () => number;
  /** Looks at the time again, because something new is about to be shown. */
  readonly touch: () => void;
  /** Calls `listener` at each tick of `step` until the answer is called. */
  readonly subscribe: (step: Step, listener: () => void) => () => void;
}

const lengths = { second: 1000, minute: 60_000 } as const;

/** A clock over the document's visibility; it reads `Date.now()` and keeps at most one timer. */
export function createClock(page: Document): Clock {
  const listeners = { second: new Set<() => void>(), minute: new Set<() => void>() };
  let now = Date.now();
  let timer: number | undefined;

  function wanted(): keyof typeof lengths | undefined {
    if (page.visibilityState === 'hidden') return undefined;
    if (listeners.second.size > 0) return 'second';
    return listeners.minute.size > 0 ? 'minute' : undefined;
  }

  function schedule(): void {
    window.clearTimeout(timer);
    const step = wanted();
    if (step === undefined) timer = undefined;
    else timer = window.setTimeout(tick, lengths[step] - (Date.now() % lengths[step]));
  }

  function tick(): void {
    const before = now;
    now = Date.now();
    const minuteTurned = Math.floor(before / lengths.minute) !== Math.floor(now / lengths.minute);
    for (const listener of [...listeners.second, ...(minuteTurned ? listeners.minute : [])]) listener();
    schedule();
  }

  function touch(): void {
    now = Date.now();
    for (const listener of [...listeners.second, ...listeners.minute]) listener();
    schedule();
  }

  page.addEventListener('visibilitychange', touch);

  return {
    now: () => now,
    touch,
    subscribe: (step, listener) => {
      if (step === 'never') return () => undefined;
      const none = wanted() === undefined;
      listeners[step].add(listener);
      // After a pause `now` is old; the reader looks again right after subscribing.
      if (none) now = Date.now();
      schedule();
      return () => {
        listeners[step].delete(listener);
        schedule();
      };
    },
  };
}
