import { expect, it } from 'vitest';
import { createAutoLock } from '../../../main/shell/auto-lock.ts';
import { fakeClock } from '../../support/fake-clock.ts';

const minute = 60_000;

/** A computer that was last touched at `touchedAt`. */
function setUp(lockAfterIdleMs: number, lockWithScreen = false) {
  const clock = fakeClock();
  let touchedAt = clock.now();
  let settings = { lockAfterIdleMs, lockWithScreen };
  let locks = 0;
  let looks = 0;
  const autoLock = createAutoLock({
    clock,
    settings: () => settings,
    idleMs() {
      looks += 1;
      return clock.now() - touchedAt;
    },
    lock() {
      locks += 1;
      autoLock.disarm();
    },
  });
  return {
    autoLock,
    clock,
    locks: () => locks,
    looks: () => looks,
    touch(at = clock.now()) {
      touchedAt = at;
    },
    set(next: typeof settings) {
      settings = next;
    },
  };
}

it('locks once nobody has touched the computer for the span, and looks only when that can be so', async () => {
  const { autoLock, clock, locks, looks } = setUp(10 * minute);
  autoLock.arm();
  await clock.advance(10 * minute - 1);
  expect(locks()).toBe(0);
  await clock.advance(1);
  expect(locks()).toBe(1);
  expect(looks()).toBe(2);
  expect(clock.timers()).toEqual([]);
});

it('waits on while somebody is there', async () => {
  const { autoLock, clock, locks, looks, touch } = setUp(10 * minute);
  autoLock.arm();
  for (let hour = 0; hour < 6; hour += 1) {
    await clock.advance(9 * minute);
    touch();
  }
  expect(locks()).toBe(0);
  expect(looks()).toBeLessThan(10);
  await clock.advance(10 * minute);
  expect(locks()).toBe(1);
});

it('has no timer where it is switched off or nothing is open', async () => {
  const { autoLock, clock, set, locks } = setUp(0);
  autoLock.arm();
  expect(clock.timers()).toEqual([]);
  set({ lockAfterIdleMs: minute, lockWithScreen: true });
  autoLock.arm();
  expect(clock.timers()).toHaveLength(1);
  autoLock.disarm();
  expect(clock.timers()).toEqual([]);
  expect(clock.jumpListeners()).toBe(0);
  await clock.advance(10 * minute);
  expect(locks()).toBe(0);
});

it.each([
  [true, 2],
  [false, 0],
])('a locked screen locks it by setting: %s', (lockWithScreen, times) => {
  const { autoLock, locks } = setUp(0, lockWithScreen);
  autoLock.arm();
  autoLock.screenGone();
  autoLock.screenGone();
  expect(locks()).toBe(times);
});

it.each([
  [8 * 60, 1],
  [7, 1],
  [3, 0],
])('a sleep of %i minutes counts as time in which nobody was there: %i locks', async (minutes, times) => {
  const { autoLock, clock, locks, touch } = setUp(10 * minute);
  autoLock.arm();
  await clock.advance(4 * minute);
  autoLock.screenGone();
  // The key that wakes it is pressed before anything is looked at.
  const woken = clock.now() + minutes * minute;
  touch(woken);
  await clock.jumpTo(woken);
  expect(locks()).toBe(times);
});

it('a clock that is set is no sleep', async () => {
  const { autoLock, clock, locks, touch } = setUp(10 * minute);
  autoLock.arm();
  autoLock.screenGone();
  await clock.advance(9 * minute);
  touch();
  await clock.advance(2 * minute);
  const later = clock.now() + 60 * minute;
  touch(later);
  await clock.jumpTo(later);
  expect(locks()).toBe(0);
});

it('a shorter span counts at once', async () => {
  const { autoLock, clock, set, locks } = setUp(60 * minute);
  autoLock.arm();
  await clock.advance(5 * minute);
  set({ lockAfterIdleMs: 2 * minute, lockWithScreen: false });
  autoLock.arm();
  expect(locks()).toBe(1);
});

it('is not put off by a clock that is set back', async () => {
  const { autoLock, clock, locks } = setUp(10 * minute);
  autoLock.arm();
  await clock.advance(9 * minute);
  await clock.jumpTo(clock.now() - 60 * minute);
  // The fake computer's idle time is told by the same clock: nobody was there for less than no time.
  await clock.advance(71 * minute);
  expect(locks()).toBe(1);
});
