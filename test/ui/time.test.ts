// Durations and moments in words, at their borders.
import { expect, test } from 'vitest';
import { fromNow, inBrief, moment, timeLeft, timeLeftSpoken } from '../../renderer/text/time.ts';

const now = new Date(2026, 2, 12, 14, 30).getTime();
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  [1, '0:01', 'second', 'less than a minute left'],
  [59 * second, '0:59', 'second', 'less than a minute left'],
  [59 * second + 1, '1:00', 'second', 'less than a minute left'],
  [minute, '1:00', 'second', '1 minute left'],
  [hour - 1, '1 h 0 min', 'second', '59 minutes left'],
  [hour, '1 h 0 min', 'minute', '1 hour left'],
  [3 * hour + 12 * minute, '3 h 12 min', 'minute', '3 hours 12 minutes left'],
  [2 * day - 1, '47 h 59 min', 'minute', '47 hours 59 minutes left'],
  [2 * day, '2 days', 'minute', '2 days left'],
  [0, 'just now', 'minute', 'ran out just now'],
  [-59 * second, 'just now', 'minute', 'ran out just now'],
  [-minute, '1 min ago', 'minute', 'ran out 1 minute ago'],
  [-3 * day, '3 days ago', 'minute', 'ran out 3 days ago'],
])('%i ms left: %s, again each %s', (left, text, step, spoken) => {
  expect(timeLeft(now + left, now)).toEqual({ text, step });
  expect(timeLeftSpoken(now + left, now)).toBe(spoken);
});

test.each([
  [30 * second, 'in less than a minute'],
  [12 * minute, 'in 12 min'],
  [-12 * minute, '12 min ago'],
])('%i ms from now: %s', (distance, text) => {
  expect(fromNow(now + distance, now)).toBe(text);
});

test.each([
  [0, /^today \S/],
  [9 * hour, /^today /],
  [10 * hour, /^tomorrow /],
  [-15 * hour, /^yesterday /],
  [3 * day, /2026/],
])('the moment %i ms away is %s', (distance, text) => {
  expect(moment(now + distance, now)).toMatch(text);
});

test.each([Number.MAX_VALUE, -8.64e15 - 1, Number.NaN])(
  'a claim of %d is no date, and does not throw',
  (at) => {
    expect(moment(at, now)).toBe('a time that no calendar has');
  },
);

test('a duration is rounded down', () => {
  expect([inBrief(30_400), inBrief(119_999), inBrief(hour + 59_999)]).toEqual(['30 s', '1 min', '1 h 0 min']);
});
