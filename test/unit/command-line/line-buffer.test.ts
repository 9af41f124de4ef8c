import { expect, test } from 'vitest';
import { createLineBuffer, type LineBuffer } from '../../../main/command-line/line-buffer.ts';

function linesOf(buffer: LineBuffer): readonly string[] {
  const lines: string[] = [];
  for (;;) {
    const next = buffer.next();
    if (typeof next === 'string') return [...lines, next];
    lines.push(next.line);
  }
}

test.each([
  ['one line', ['a\n'], ['a', 'wait']],
  ['a line in pieces', ['a', 'b', 'c\nd'], ['abc', 'wait']],
  ['several at once', ['a\nb\n\nc\n'], ['a', 'b', '', 'c', 'wait']],
  ['ends as Windows has them', ['a\r\nb\r\n'], ['a', 'b', 'wait']],
  ['an end in two pieces', ['a\r', '\nb'], ['a', 'wait']],
  ['just as long as allowed', [`${'x'.repeat(8)}\n`], ['x'.repeat(8), 'wait']],
  ['longer than allowed', [`${'x'.repeat(9)}\n`], ['too_long']],
  ['longer than allowed, and never ending', ['x'.repeat(5), 'x'.repeat(4)], ['too_long']],
  ['a long one after a short one', [`a\n${'x'.repeat(9)}`], ['a', 'too_long']],
])('%s', (_what, pieces, expected) => {
  const buffer = createLineBuffer(8);
  for (const piece of pieces) buffer.add(piece);
  expect(linesOf(buffer)).toEqual(expected);
});

test('what is left can be taken as it is', () => {
  const buffer = createLineBuffer(8);
  buffer.add('a\nb\r\nc');
  expect(buffer.next()).toEqual({ line: 'a' });
  expect(buffer.takeAll()).toBe('b\r\nc');
  expect(buffer.takeAll()).toBe('');
});
