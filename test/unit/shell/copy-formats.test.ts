import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { copyText } from '../../../main/shell/copy-formats.ts';

const odd = `a'b"c$HOME\`id\`\\ d~!*;&|<>(){}`;

it('writes each format', () => {
  expect(copyText('token', 'abc.d-e_f', 'bearer')).toBe('abc.d-e_f');
  expect(copyText('header', 'abc', 'bearer')).toBe('Authorization: Bearer abc');
  expect(copyText('curl', 'abc', 'Bearer')).toBe(
    "curl --header 'Authorization: Bearer abc' 'https://api.example.com/'",
  );
  expect(copyText('env', 'abc=', 'Bearer')).toBe('ACCESS_TOKEN=abc=');
});

it('names another token type in the header, and takes an impossible one for Bearer', () => {
  expect(copyText('header', 'abc', 'DPoP')).toBe('Authorization: DPoP abc');
  expect(copyText('header', 'abc', 'x\r\nEvil: 1')).toBe('Authorization: Bearer abc');
});

it.each([odd, "''", '~root', '$(id)', '-n', '%PATH%'])('a shell reads back exactly the token %s', (token) => {
  const shell = (script: string): string => execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' });
  expect(shell(`${copyText('env', token, 'Bearer')}; printf %s "$ACCESS_TOKEN"`)).toBe(token);
  const line = copyText('curl', token, 'Bearer')?.replace(/^curl/, 'set --');
  expect(shell(`${line}; printf '%s|' "$@"`)).toBe(
    `--header|Authorization: Bearer ${token}|https://api.example.com/|`,
  );
});

it.each(['a\nrm -rf ~', 'a\r', 'a\0', 'a\x1b[2J', 'a\u2028b', 'ä', ''])(
  'no format takes %j, which a terminal could run or which no header can carry',
  (token) => {
    for (const format of ['token', 'header', 'curl', 'env'] as const) {
      expect(copyText(format, token, 'Bearer')).toBeUndefined();
    }
  },
);
