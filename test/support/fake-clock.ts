// Test equipment. A clock that stands still until a test moves it.
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../main/core/ports.ts';

export interface FakeClock extends Clock {
  /** Lets time pass: timers go off in order, and what they set going runs on in between. */
  advance(ms: number): Promise<void>;
  /** Sets the wall clock, forward or back, and tells of the jump as the real clock does. */
  jumpTo(at: number): Promise<void>;
  /** The moments of the timers that are set, the earliest first. */
  timers(): readonly number[];
  /** How many listen for jumps. */
  jumpListeners(): number;
}

/** 2026-01-05 10:00 UTC, unless told otherwise. */
export function fakeClock(start = Date.UTC(2026, 0, 5, 10)): FakeClock {
  let now = start;
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  const jumpListeners = new Set<() => void>();

  function next(until: number) {
    const due = [...timers].filter(({ at }) => at <= until);
    return due.sort((one, other) => one.at - other.at)[0];
  }

  async function runUntil(until: number): Promise<void> {
    await settled();
    for (let timer = next(until); timer !== undefined; timer = next(until)) {
      timers.delete(timer);
      now = Math.max(now, timer.at);
      timer.callback();
      await settled();
    }
  }

  return {
    now: () => now,
    at(at, callback) {
      const timer = { at, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    onJump(listener) {
      jumpListeners.add(listener);
      return () => void jumpListeners.delete(listener);
    },
    async advance(ms) {
      const until = now + ms;
      await runUntil(until);
      now = until;
      await settled();
    },
    async jumpTo(at) {
      now = at;
      for (const listener of [...jumpListeners]) listener();
      await runUntil(at);
    },
    timers: () => [...timers].map(({ at }) => at).sort((one, other) => one - other),
    jumpListeners: () => jumpListeners.size,
  };
}

/** Waits until what was set going has run as far as it can without time passing: promises and Web Crypto calls. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await setImmediate();
}
