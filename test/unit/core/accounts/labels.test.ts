import { describe, expect, test } from 'vitest';
import { cleanLabel, labelFrom, parseLabel, uniqueLabel } from '../../../../main/core/accounts/labels.ts';

const a = (length: number) => 'a'.repeat(length);

describe('a name that the person typed', () => {
  test.each([
    ['Anna', 'Anna'],
    ['  Anna at work ', 'Anna at work'],
    ['Ána 🦊', 'Ána 🦊'],
    [a(80), a(80)],
    ['🦊'.repeat(80), '🦊'.repeat(80)],
    ['$(rm -rf ~)', '$(rm -rf ~)'],
  ])('%j is taken', (text, label) => {
    expect(parseLabel(text)).toEqual({ ok: true, value: label });
  });

  test.each([
    [''],
    ['   '],
    [a(81)],
    ['🦊'.repeat(81)],
    ['Anna\nBen'],
    ['Anna\u0000'],
    ['Anna\u001b[31m'],
    ['\u202eannA'],
    ['Anna\u2066'],
    ['Anna\u200bBen'],
    ['Anna\u2028Ben'],
    ['Anna\u0085Ben'],
    ['\ud800'],
  ])('%j is refused', (text) => {
    expect(parseLabel(text)).toEqual({ ok: false, error: { code: 'invalid_name' } });
  });
});

describe('a name from outside', () => {
  test.each([
    ['Anna', 'Anna'],
    [' Anna\n\tMaria ', 'Anna Maria'],
    ['\u202eannA\u202c', 'annA'],
    ['A\u0000n\u0007na', 'A n na'],
    ['\u001b]0;title\u0007', ']0;title'],
    [a(200), a(80)],
    ['🦊'.repeat(200), '🦊'.repeat(80)],
    ['\u202e \n', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j becomes %j', (text, label) => {
    expect(cleanLabel(text)).toBe(label);
    if (label !== undefined) expect(parseLabel(label).ok).toBe(true);
  });

  test.each([
    [{ name: 'Anna', username: 'anna', email: 'anna@example.test', subject: '1' }, 'Anna'],
    [{ name: '\u202e', username: 'anna', subject: '1' }, 'anna'],
    [{ email: 'anna@example.test', subject: '1' }, 'anna@example.test'],
    [{ subject: '1' }, '1'],
    [{}, 'Provider'],
  ])('of %j', (identity, label) => {
    expect(labelFrom(identity, 'Provider')).toBe(label);
  });

  test('of nothing at all', () => {
    expect(labelFrom({}, '\u0000')).toBe('Account');
  });
});

test.each([
  ['Anna', [], 'Anna'],
  ['Anna', ['Ben'], 'Anna'],
  ['Anna', ['Anna'], 'Anna 2'],
  ['Anna', ['ANNA', 'anna 2', 'Anna 3'], 'Anna 4'],
  ['Anna', ['Ａnna'], 'Anna 2'],
  ['Ána', ['A\u0301na'], 'Ána 2'],
  [a(80), [a(80)], `${a(78)} 2`],
  ['🦊'.repeat(80), ['🦊'.repeat(80)], `${'🦊'.repeat(78)} 2`],
])('%j beside %j is %j', (wanted, taken, label) => {
  expect(uniqueLabel(wanted, taken)).toBe(label);
});
