import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { parseArguments } from '../../../main/command-line/arguments.ts';
import { signInCommand } from '../../../main/command-line/sign-in-again.ts';

test('names the account, and nothing else', () => {
  expect(signInCommand({ label: 'work' })).toBe('tokendeck login --again work');
});

test.each([
  'At work',
  "Anna's",
  'a "quoted" one',
  'both \' and "',
  '$(touch /tmp/x) `id` $HOME',
  '-n',
  '--json',
  '=ls',
  '~',
  'back\\slash !!',
  'a;b|c&d>e#f*?',
  'Zoë 東京',
])('a shell takes it apart as it was put together: %s', (label) => {
  const command = signInCommand({ label }).replace('tokendeck', '"$@"');
  const printed = execFileSync('/bin/sh', ['-c', command, 'sh', 'printf', '%s\\0'], { encoding: 'utf8' });
  expect(parseArguments(printed.split('\0').slice(0, -1))).toMatchObject({
    ok: true,
    value: { kind: 'again', name: label, scopes: undefined },
  });
});
