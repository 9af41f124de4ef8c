// Where the data directory is on each platform, and what is refused as one.
import { chmodSync, chownSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataDirectory, prepareDataDirectory } from '../../../main/adapters/data-directory.ts';
import { errorCode, okValue } from '../../support/result.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const modeOf = (path: string) => statSync(path).mode & 0o777;

test.each<readonly [NodeJS.Platform, Readonly<Record<string, string>>, string, string]>([
  ['linux', {}, '/home/ada', '/home/ada/.local/share/tokendeck'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/home/ada', '/data/tokendeck'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ada', '/home/ada/.local/share/tokendeck'],
  ['linux', { XDG_DATA_HOME: '' }, '/home/ada', '/home/ada/.local/share/tokendeck'],
  ['linux', { XDG_DATA_HOME: '/data', TOKENDECK_HOME: '/deck' }, '/home/ada', '/deck'],
  ['linux', { TOKENDECK_HOME: '' }, '/home/ada', '/home/ada/.local/share/tokendeck'],
  ['linux', { TOKENDECK_HOME: 'deck' }, '/home/ada', '/elsewhere/deck'],
  ['freebsd', {}, '/home/ada', '/home/ada/.local/share/tokendeck'],
  ['darwin', {}, '/Users/ada', '/Users/ada/Library/Application Support/Tokendeck'],
  ['darwin', { XDG_DATA_HOME: '/data' }, '/Users/ada', '/Users/ada/Library/Application Support/Tokendeck'],
  ['win32', { APPDATA: 'D:\\Roaming' }, 'C:\\Users\\ada', 'D:\\Roaming\\Tokendeck'],
  ['win32', {}, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Roaming\\Tokendeck'],
  ['win32', { TOKENDECK_HOME: 'E:\\deck' }, 'C:\\Users\\ada', 'E:\\deck'],
])('on %s with %o', (platform, environment, home, path) => {
  expect(dataDirectory({ platform, environment, home, workingDirectory: '/elsewhere' }).path).toBe(path);
});

describe('preparing it', () => {
  test('makes what is missing for the owner only, whatever the umask', () => {
    const path = join(temporaryDirectory(), 'a', 'b');
    const umask = process.umask(0);
    try {
      expect(okValue(prepareDataDirectory({ path, chosen: true }))).toBe(path);
    } finally {
      process.umask(umask);
    }
    expect(modeOf(path)).toBe(0o700);
    expect(modeOf(join(path, '..'))).toBe(0o700);
  });

  test('closes its own place, and leaves a chosen one as it is', () => {
    const own = temporaryDirectory();
    chmodSync(own, 0o755);
    okValue(prepareDataDirectory({ path: own, chosen: true }));
    expect(modeOf(own)).toBe(0o755);
    okValue(prepareDataDirectory({ path: own, chosen: false }));
    expect(modeOf(own)).toBe(0o700);
  });

  test.each<readonly [what: string, place: (directory: string) => string]>([
    [
      'a file',
      (directory) => {
        writeFileSync(join(directory, 'file'), '');
        return join(directory, 'file');
      },
    ],
    [
      'a place below a file',
      (directory) => {
        writeFileSync(join(directory, 'file'), '');
        return join(directory, 'file', 'deck');
      },
    ],
    [
      'a link to itself',
      (directory) => {
        symlinkSync(join(directory, 'loop'), join(directory, 'loop'));
        return join(directory, 'loop');
      },
    ],
    [
      'a directory that everybody may write to',
      (directory) => {
        mkdirSync(join(directory, 'open'));
        chmodSync(join(directory, 'open'), 0o1777);
        return join(directory, 'open');
      },
    ],
    ['a name that is too long', (directory) => join(directory, 'x'.repeat(300))],
    ['a name with a NUL', (directory) => join(directory, 'a\0b')],
    ['a place that the system keeps', () => '/proc/deck'],
  ])('refuses %s', (_what, place) => {
    const refused = prepareDataDirectory({ path: place(temporaryDirectory()), chosen: true });
    expect(errorCode(refused)).toBe('vault_unreadable');
    expect(JSON.stringify(refused)).not.toContain('ERR_');
  });

  test('refuses a directory of another user', () => {
    const isRoot = process.getuid?.() === 0;
    const path = isRoot ? temporaryDirectory() : '/usr';
    if (isRoot) {
      chownSync(path, 12_345, 12_345);
    }
    expect(errorCode(prepareDataDirectory({ path, chosen: true }))).toBe('vault_unreadable');
  });
});
