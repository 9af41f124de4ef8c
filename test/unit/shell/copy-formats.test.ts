import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { type CopiedToken, copyText } from '../../../main/shell/copy-formats.ts';
import type { CopyFormat } from '../../../preload/contract.ts';

function copied(
  format: CopyFormat,
  accessToken: string,
  tokenType = 'Bearer',
  more: Partial<CopiedToken> = {},
) {
  return copyText(format, { accessToken, tokenType, expiresAt: undefined, account: 'Anna', ...more });
}

const odd = `a'b"c$HOME\`id\`\\ d~!*;&|<>(){}`;

it('writes each format', () => {
  expect(copied('token', 'abc.d-e_f', 'bearer')).toBe('abc.d-e_f');
  expect(copied('header', 'abc', 'bearer')).toBe('Authorization: Bearer abc');
  expect(copied('curl', 'abc')).toBe("curl --header 'Authorization: Bearer abc' 'https://api.example.com/'");
  expect(copied('env', 'abc=')).toBe('ACCESS_TOKEN=abc=');
  expect(copied('json', 'abc', 'bearer', { expiresAt: Date.UTC(2026, 0, 5, 11) })).toBe(
    '{"access_token":"abc","token_type":"bearer","expires_at":"2026-01-05T11:00:00.000Z","account":"Anna"}',
  );
});

it.each([
  [undefined, null],
  [0, '1970-01-01T00:00:00.000Z'],
  [Date.UTC(9999, 11, 31), '9999-12-31T00:00:00.000Z'],
  [Date.UTC(10_000, 0, 1), null],
  [-1e17, null],
  [9e15, null],
  [Number.POSITIVE_INFINITY, null],
])('an expiry of %s is written as %j, which every reader of RFC 3339 takes', (expiresAt, written) => {
  expect(JSON.parse(copied('json', 'abc', 'Bearer', { expiresAt }) ?? '').expires_at).toBe(written);
});

it.each([odd, 'Anna "the boss"', 'a\\b', '</script>', 'Ünïcode 🗝', 'x\u202ey'])(
  'JSON gives back exactly the token and the account %j, on one line',
  (text) => {
    const written = copied('json', odd, 'x\r\nEvil: 1', { account: text }) ?? '';
    expect(written).not.toMatch(/[\r\n]/);
    expect(JSON.parse(written)).toEqual({
      access_token: odd,
      token_type: 'x\r\nEvil: 1',
      expires_at: null,
      account: text,
    });
  },
);

it('names another token type in the header, and takes an impossible one for Bearer', () => {
  expect(copied('header', 'abc', 'DPoP')).toBe('Authorization: DPoP abc');
  expect(copied('header', 'abc', 'x\r\nEvil: 1')).toBe('Authorization: Bearer abc');
});

it.each([odd, "''", '~root', '$(id)', '-n', '%PATH%'])('a shell reads back exactly the token %s', (token) => {
  const shell = (script: string): string => execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' });
  expect(shell(`${copied('env', token)}; printf %s "$ACCESS_TOKEN"`)).toBe(token);
  const line = copied('curl', token)?.replace(/^curl/, 'set --');
  expect(shell(`${line}; printf '%s|' "$@"`)).toBe(
    `--header|Authorization: Bearer ${token}|https://api.example.com/|`,
  );
});

it.each(['a\nrm -rf ~', 'a\r', 'a\0', 'a\x1b[2J', 'a\u2028b', 'ä', ''])(
  'no format takes %j, which a terminal could run or which no header can carry',
  (token) => {
    for (const format of ['token', 'header', 'curl', 'env', 'json'] as const) {
      expect(copied(format, token)).toBeUndefined();
    }
  },
);
