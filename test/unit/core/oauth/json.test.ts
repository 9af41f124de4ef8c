// Reading JSON from outside: how deep it may nest.
import { expect, test } from 'vitest';
import { jsonObject, shallowMembers } from '../../../../main/core/oauth/json.ts';
import { isShallow } from '../../../../main/core/shallow.ts';
import { deepJson } from '../../../support/deep-json.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  [1, true],
  [31, true],
  [32, false],
  [200_000, false],
])('an object with a member %i deep is read: %s', (depth, isRead) => {
  for (const kind of ['list', 'object'] as const) {
    const text = `{"a":1,"deep":${deepJson(depth, kind)}}`;
    expect(isShallow(JSON.parse(text))).toBe(isRead);
    expect(jsonObject(bytes(text)) !== undefined).toBe(isRead);
  }
});

test('one that is too deep can be left out', () => {
  const text = `{"a":1,"deep":${deepJson(200_000)},"b":{"c":[2]}}`;
  expect(shallowMembers(bytes(text))).toEqual({ a: 1, b: { c: [2] } });
});

test.each(['', '[]', '1', 'null', '"a"', '{"a":'])('%j is no object', (text) => {
  expect(jsonObject(bytes(text))).toBeUndefined();
  expect(shallowMembers(bytes(text))).toBeUndefined();
});
