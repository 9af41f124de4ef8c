// Paths into answers: only what the answer itself has is found.
import { expect, test } from 'vitest';
import { memberAt } from '../../../../main/core/oauth/member-path.ts';
import { deepJson } from '../../../support/deep-json.ts';

const answer: unknown = JSON.parse(
  '{"a":{"b":1,"":2},"list":[{"c":3},null],"text":"word","none":null,"__proto__":{"own":4}}',
);

test.each([
  ['a.b', 1],
  ['a.', 2],
  ['list.0.c', 3],
  ['list.1', null],
  ['none', null],
  ['__proto__.own', 4],
  ['list.2', undefined],
  ['list.-1', undefined],
  ['list.00', undefined],
  ['list.0x0', undefined],
  ['list.length', undefined],
  ['list.9999999999', undefined],
  ['text.0', undefined],
  ['text.length', undefined],
  ['none.x', undefined],
  ['constructor', undefined],
  ['a.constructor.name', undefined],
  ['a.__proto__', undefined],
  ['', undefined],
  ['a..b', undefined],
])('%s', (path, expected) => {
  expect(memberAt(answer, path)).toEqual(expected);
});

test.each([undefined, null, 7, 'text', true])('nothing is found in %j', (value) => {
  expect(memberAt(value, 'a')).toBeUndefined();
});

test('a path of 10,000 steps ends', () => {
  const deep: unknown = JSON.parse(deepJson(10_000, 'object'));
  expect(memberAt(deep, Array(10_000).fill('a').join('.'))).toBe(1);
  expect(memberAt(deep, Array(10_001).fill('a').join('.'))).toBeUndefined();
});
