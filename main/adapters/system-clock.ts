// Main process and command line. The Clock port: wall-clock timers that hold over any distance, clock changes and
// sleep.
import type { Clock } from '../core/ports.ts';

export interface SystemClockOptions {
  /** Whether pending timers keep the process running; true by default. */
  readonly holdsProcess?: boolean;
  /** Wall clock, in epoch milliseconds. */
  readonly now?: () => number;
  /** Milliseconds from any start, unmoved by changes of the wall clock. */
  readonly monotonic?: () => number;
  /** Returns the way to cancel. */
  readonly setTimer?: (callback: () => void, ms: number) => () => void;
}

interface Pending {
  readonly at: number;
  readonly callback: () => void;
}

interface Baseline {
  readonly wall: number;
  readonly monotonic: number;
}

// A timer of the system counts a span and overflows after 24.8 days. Looked at once a minute, the wall clock decides,
// and a step of it is noticed soon.
const longestSleepMs = 60_000;
const toleranceMs = 5000;

function systemTimer(holdsProcess: boolean): NonNullable<SystemClockOptions['setTimer']> {
  return (callback, ms) => {
    const timer = setTimeout(callback, ms);
    if (!holdsProcess) timer.unref();
    return () => clearTimeout(timer);
  };
}

/**
 * Creates the Clock port. One timer of the system serves all pending callbacks; there is none while none is pending, and
 * jumps are noticed only when it goes off: a wall clock more than 5 s from where the monotonic one says, or a wake more
 * than 5 s late, for where the monotonic clock runs on in sleep. `onJump` comes before callbacks that are due.
 */
export function createSystemClock(options: SystemClockOptions = {}): Clock {
  const now = options.now ?? (() => Date.now());
  const monotonic = options.monotonic ?? (() => performance.now());
  const setTimer = options.setTimer ?? systemTimer(options.holdsProcess ?? true);
  const pending = new Set<Pending>();
  const listeners = new Set<() => void>();
  let baseline: Baseline | undefined;
  let cancelTimer: (() => void) | undefined;

  function schedule(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    if (pending.size === 0) {
      baseline = undefined;
      return;
    }
    baseline ??= { wall: now(), monotonic: monotonic() };
    let earliest = Number.POSITIVE_INFINITY;
    for (const { at } of pending) earliest = Math.min(earliest, at);
    const sleep = Math.ceil(Math.min(Math.max(earliest - now(), 0), longestSleepMs));
    const planned = monotonic() + sleep;
    cancelTimer = setTimer(() => wake(planned), sleep);
  }

  function noticeJump(planned: number): void {
    const here = { wall: now(), monotonic: monotonic() };
    const before = baseline ?? here;
    baseline = here;
    const stepped = Math.abs(here.wall - before.wall - (here.monotonic - before.monotonic)) > toleranceMs;
    const late = here.monotonic - planned > toleranceMs;
    if (stepped || late) for (const listener of [...listeners]) listener();
  }

  function wake(planned: number): void {
    try {
      noticeJump(planned);
      const due = [...pending].filter(({ at }) => at <= now()).sort((one, other) => one.at - other.at);
      // One that is due may cancel another.
      for (const one of due) if (pending.delete(one)) one.callback();
    } finally {
      schedule();
    }
  }

  return {
    now,
    at(at, callback) {
      const one = { at, callback };
      pending.add(one);
      schedule();
      return () => {
        if (pending.delete(one)) schedule();
      };
    },
    onJump(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
