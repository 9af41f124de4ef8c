// Main process. Locks the vault when nobody has touched the computer for a while, when the screen is locked and when the
// computer is put to sleep, as the settings say. Names nothing of Electron.
import type { Clock } from '../core/ports.ts';
import type { Settings } from '../core/settings/settings.ts';

export interface AutoLockParts {
  readonly clock: Clock;
  readonly settings: () => Pick<Settings, 'lockAfterIdleMs' | 'lockWithScreen'>;
  /** How long nobody has touched mouse or keyboard, in milliseconds. */
  readonly idleMs: () => number;
  /** Also called while nothing is open, or is only being opened. */
  readonly lock: () => void;
}

export interface AutoLock {
  /** To be called when the vault was opened and when the settings have changed. */
  arm(): void;
  /** To be called when the vault was locked. */
  disarm(): void;
  /** The screen was locked, or the computer is being put to sleep. */
  screenGone(): void;
}

/** The system is asked no more often than this, however short the span that is left. */
const leastWaitMs = 1_000;

/** One look at a time: the next one when the span can have passed at the earliest. */
export function createAutoLock({ clock, settings, idleMs, lock }: AutoLockParts): AutoLock {
  let stops: readonly (() => void)[] = [];
  let isArmed = false;
  /** Of a computer that was put to sleep: whoever wakes it touches it before it is looked at. */
  let untouchedSince: number | undefined;

  function cancel(): void {
    for (const stop of stops) stop();
    stops = [];
  }

  function look(slept = 0): void {
    cancel();
    untouchedSince = undefined;
    const { lockAfterIdleMs } = settings();
    if (!isArmed || lockAfterIdleMs === 0) return;
    const left = lockAfterIdleMs - Math.max(idleMs(), slept);
    if (left <= 0) lock();
    else stops = [clock.at(clock.now() + Math.max(left, leastWaitMs), () => look()), clock.onJump(wake)];
  }

  function wake(): void {
    look(untouchedSince === undefined ? 0 : clock.now() - untouchedSince);
  }

  return {
    arm() {
      isArmed = true;
      look();
    },
    disarm() {
      isArmed = false;
      cancel();
    },
    screenGone() {
      if (settings().lockWithScreen) lock();
      else untouchedSince = clock.now() - idleMs();
    },
  };
}
