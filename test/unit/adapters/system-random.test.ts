// Tests the Random port: length, and that nothing repeats.
import { expect, test } from 'vitest';
import { createSystemRandom } from '../../../main/adapters/system-random.ts';

test.each([0, 1, 32, 100_000])('gives %i bytes', (length) => {
  expect(createSystemRandom().bytes(length)).toHaveLength(length);
});

test('gives other bytes each time, and all of them', () => {
  const random = createSystemRandom();
  const drawn = new Set(Array.from({ length: 1000 }, () => Buffer.from(random.bytes(16)).toString('hex')));
  expect(drawn.size).toBe(1000);
  expect(new Set(random.bytes(10_000)).size).toBe(256);
});

test('what was given is not written to again', () => {
  const random = createSystemRandom();
  const first = random.bytes(32);
  const copy = first.slice();
  random.bytes(32);
  expect(first).toEqual(copy);
});
