import { expect, test } from 'vitest';
import { expiryJson, moment, span, timeLeft } from '../../../main/command-line/time-text.ts';

const now = Date.UTC(2026, 10, 21, 9, 0, 0);

test.each([
  [undefined, ''],
  [now, ''],
  [now - 1, ''],
  [now + 999, '0:00'],
  [now + 65_999, '1:05'],
  [now + 3_599_999, '59:59'],
  [now + 3_600_000, '1 h 0 min'],
  [now + 47 * 3_600_000, '47 h 0 min'],
  [now + 9.5 * 86_400_000, '9 days'],
])('time left until %s is %s', (expiresAt, expected) => {
  expect(timeLeft(expiresAt, now)).toBe(expected);
});

test.each([
  [now, '2026-11-21 09:00:00 UTC, now'],
  [now + 299_999, '2026-11-21 09:04:59 UTC, in 4 min 59 s'],
  [now - 61_000, '2026-11-21 08:58:59 UTC, 1 min 1 s ago'],
  [now + 3 * 3_600_000 + 125_000, '2026-11-21 12:02:05 UTC, in 3 h 2 min'],
  [now - 30 * 86_400_000, '2026-10-22 09:00:00 UTC, 30 days ago'],
  [8.64e15, '+275760-09-13 00:00:00 UTC, in 99979221 days'],
])('the moment %d against now is told as %s', (at, expected) => {
  expect(moment(at, now)).toBe(expected);
});

test('an expiry that is unknown is null, and one that is over is 0', () => {
  expect(expiryJson(undefined, now)).toEqual({ expiresAt: null, expiresIn: null });
  expect(expiryJson(now - 5000, now)['expiresIn']).toBe(0);
});

test.each([
  [120_000, '2 min'],
  [97_200_000, '27 h'],
  [299_999, '4 min 59 s'],
  [100_000_000, '27 h 46 min 40 s'],
  [999, '0 s'],
])('a span of %i ms is told as %s', (ms, expected) => {
  expect(span(ms)).toBe(expected);
});
