// Tests that places where a text stops being JSON are found where, and only where, the engine's parser finds one.
import { expect, test } from 'vitest';
import { jsonFault } from '../../../../main/core/providers/definition-json.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test.each([
  '{}',
  '[]',
  '0',
  '-0',
  '01',
  '1.',
  '.5',
  '1e5',
  '1E+05',
  '-',
  '+1',
  'true',
  'tru',
  'truefalse',
  'null ',
  '"a"',
  '"\\u00e9"',
  '"\\u00g9"',
  '"\\/"',
  '"\\',
  '"',
  '"\t"',
  '"\u2028"',
  '"\u007f"',
  '[1,]',
  '[,1]',
  '[1 2]',
  '{"a"}',
  '{"a":}',
  '{"a":1,}',
  '{,}',
  '{"a":1,"a":2}',
  '{1:2}',
  '[}',
  '{]',
  ']',
  '',
  ' ',
  '\u00a0{}',
  '[[[]]]',
  '[[[]]',
  '{"a":[{}]}',
  '[1,[2,{"b":null}],"c"]',
  '{"a":1}}',
  'NaN',
  'Infinity',
  '\ufeff{}',
])('%j', (text) => {
  expect(jsonFault(text) === undefined).toBe(isJson(text));
});

test('texts that are JSON but for one character', () => {
  const sound = '{"a": [1, -2.5e3, "x\\n\\u00e9", true], "b": {"c": null, "d": []}}';
  const characters = ['', '"', ',', ':', '{', '}', '[', ']', '0', '-', '.', 'e', '\\', '\n', ' ', 'x', "'"];
  for (let at = 0; at <= sound.length; at += 1) {
    for (const character of characters) {
      for (const rest of [sound.slice(at), sound.slice(at + 1)]) {
        const text = sound.slice(0, at) + character + rest;
        expect([text, jsonFault(text) === undefined]).toEqual([text, isJson(text)]);
      }
    }
  }
});

test('lines and columns count from 1', () => {
  expect(jsonFault('{\r\n  "a": x')).toMatchObject({ line: 2, column: 8, expected: 'a value' });
  expect(jsonFault('x')).toMatchObject({ line: 1, column: 1 });
});
