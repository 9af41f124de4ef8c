import { describe, expect, test } from 'vitest';
import { plain, plainJson, table, widthOf } from '../../../main/command-line/plain-text.ts';

describe('text from a provider cannot steer the terminal', () => {
  test.each([
    ['an escape sequence', '\u001b[31mred\u001b[0m', '�[31mred�[0m'],
    ['a C1 control', 'a\u009b31mb', 'a�31mb'],
    ['line breaks', 'a\r\nb\u2028c', 'a��b�c'],
    ['a bell and a backspace', '\u0007\b', '��'],
    ['text turned around', '\u202egpj.exe', '�gpj.exe'],
    ['an invisible blank', 'a\u200bb', 'a�b'],
    ['half a character', '\ud800', '�'],
    ['letters of all kinds', 'Zoë Ångström 田中 שלום 👩‍💻', 'Zoë Ångström 田中 שלום 👩‍💻'],
  ])('%s', (_what, text, expected) => {
    expect(plain(text)).toBe(expected);
  });
});

describe('widths', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['e\u0301', 1],
    ['田中', 4],
    ['👩‍💻', 2],
    ['한글', 4],
  ])('%s takes %d columns', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});

test('a table is aligned, also with wide characters, and has no blanks at the ends', () => {
  const rows = [
    ['NAME', 'WHO', 'LEFT'],
    ['work', '田中', '1:00'],
    ['a', 'Ada Moreno', ''],
  ];
  expect(table(rows)).toBe('NAME  WHO         LEFT\nwork  田中        1:00\na     Ada Moreno\n');
});

test('JSON steers no terminal, and says the same', () => {
  const value = { name: 'a\u001b[2J\u009b2J\u202e\u2028\ufeff', plain: 'Zoë 東京 🗝' };
  const json = plainJson(JSON.stringify(value));
  expect(json).not.toMatch(/[\p{Cc}\u202e\u2028\ufeff]/u);
  expect(json).toContain('Zoë 東京 🗝');
  expect(JSON.parse(json)).toEqual(value);
});
