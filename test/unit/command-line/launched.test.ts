import { describe, expect, it } from 'vitest';
import { launcherArguments } from '../../../main/command-line/launched.ts';

describe('what a package’s launcher asks for', () => {
  it.each([
    ['an icon’s click', ['/opt/Tokendeck/tokendeck-window'], undefined],
    ['a start at login', ['/opt/Tokendeck/tokendeck-window', '--hidden'], undefined],
    [
      'a file or an address that the desktop hands over',
      ['exe', 'https://example.com/--command-line'],
      undefined,
    ],
    [
      'the word for the command line elsewhere',
      ['exe', 'x', '--command-line', '--', 'token', 'a'],
      undefined,
    ],
    ['something like the word', ['exe', '--command-line=1', '--', 'token', 'a'], undefined],
    ['nothing at all', [], undefined],
    ['the command line', ['exe', '--command-line', '--', 'token', 'a'], ['token', 'a']],
    [
      'the command line with switches for Chromium',
      ['exe', '--command-line', '--disable-gpu', '--', 'list'],
      ['list'],
    ],
    [
      'a command that has `--` itself',
      ['exe', '--command-line', '--', 'exec', 'a', '--', 'ls'],
      ['exec', 'a', '--', 'ls'],
    ],
    [
      'the command line of an AppImage without a sandbox',
      ['exe', '--no-sandbox', '--command-line', '--', 'list'],
      ['list'],
    ],
    ['the window of an AppImage without a sandbox', ['exe', '--no-sandbox'], undefined],
    ['the command line without arguments', ['exe', '--command-line', '--'], []],
    ['a launcher that has been cut off', ['exe', '--command-line', 'token'], []],
  ] as const)('after %s', (_what, argv, expected) => {
    expect(launcherArguments(argv)).toEqual(expected);
  });
});
