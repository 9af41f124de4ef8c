// Times in HTTP headers (RFC 9110 sections 5.6.7 and 10.2.3).
import { describe, expect, test } from 'vitest';
import { clockSkew, retryAfterMs } from '../../../../main/core/oauth/http-time.ts';

const now = Date.UTC(2026, 0, 5, 10);
const at = (ms: number) => new Date(now + ms).toUTCString();

describe('Retry-After', () => {
  test.each([
    ['none', {}, undefined],
    ['seconds', { 'retry-after': '30' }, 30_000],
    ['zero', { 'retry-after': '0' }, 0],
    ['a date', { 'retry-after': at(45_000) }, 45_000],
    ['a date in the past', { 'retry-after': at(-45_000) }, 0],
    ['a date by a wrong server clock', { 'retry-after': at(3645_000), date: at(3600_000) }, 45_000],
    ['the old form of RFC 850', { 'retry-after': 'Monday, 05-Jan-26 10:00:45 GMT' }, 45_000],
    ['more than a day', { 'retry-after': '99999999999999999999' }, 86_400_000],
    ['a date in a hundred years', { 'retry-after': 'Mon, 05 Jan 2126 10:00:00 GMT' }, 86_400_000],
    ['a negative number', { 'retry-after': '-5' }, undefined],
    ['a fraction', { 'retry-after': '1.5' }, undefined],
    ['a year', { 'retry-after': 'soon 2030' }, undefined],
    ['text', { 'retry-after': 'soon' }, undefined],
    ['nothing', { 'retry-after': ' ' }, undefined],
  ])('%s', (_row, headers, expected) => {
    expect(retryAfterMs(headers, now)).toBe(expected);
  });
});

describe('the skew of a server clock', () => {
  test.each([
    ['none without a date', undefined, undefined],
    ['none for junk', 'yesterday', undefined],
    ['none within a minute ahead', at(59_000), undefined],
    ['none within a minute behind', at(-60_000), undefined],
    ['ahead', at(3600_000), 3_600_500],
    ['behind', at(-3600_000), -3_599_500],
  ])('%s', (_row, date, expected) => {
    expect(clockSkew(date, now)).toBe(expected);
  });
});
