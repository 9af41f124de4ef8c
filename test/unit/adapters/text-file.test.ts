// Tests one small text file on a real disk: rights, whole writes, and things in its place that are no files.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { textFile } from '../../../main/adapters/text-file.ts';
import { errorCode, okValue } from '../../support/result.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const isWindows = process.platform === 'win32';
const isRoot = process.getuid?.() === 0;
const now = Date.UTC(2026, 0, 5, 10);

function fileIn(directory = temporaryDirectory()) {
  const path = join(directory, 'settings.json');
  return { directory, path, file: textFile(path, () => now) };
}

test('there is none before it was written, and none is made by looking', () => {
  const { directory, file } = fileIn();
  expect(okValue(file.read())).toBeUndefined();
  expect(readdirSync(directory)).toEqual([]);
});

test('it is replaced whole, and nothing is left beside it', () => {
  const { directory, file } = fileIn();
  okValue(file.write('a'.repeat(1000)));
  okValue(file.write('é\n'));
  expect(okValue(file.read())).toBe('é\n');
  expect(readdirSync(directory)).toEqual(['settings.json']);
});

test.skipIf(isWindows)('it is its owner’s alone, also where it was not', () => {
  const { path, file } = fileIn();
  writeFileSync(path, '{}');
  chmodSync(path, 0o666);
  const before = process.umask(0);
  try {
    okValue(file.write('{}'));
  } finally {
    process.umask(before);
  }
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('more than 1 MiB is neither read nor written', () => {
  const { path, file } = fileIn();
  const most = 1024 * 1024;
  okValue(file.write('é'.repeat(most / 2)));
  expect(okValue(file.read())).toHaveLength(most / 2);
  expect(errorCode(file.write(`${'é'.repeat(most / 2)}x`))).toBe('file_unusable');
  expect(statSync(path).size).toBe(most);
  truncateSync(path, most + 1);
  expect(file.read()).toMatchObject({
    error: { code: 'file_unusable', detail: `${path} (more than 1 MiB)` },
  });
});

describe.skipIf(isWindows)('what is no regular file', () => {
  test.each<[string, (path: string, directory: string) => void]>([
    ['a link to a file', (path, directory) => symlinkSync(join(directory, 'other'), path)],
    ['a link to nothing', (path, directory) => symlinkSync(join(directory, 'nothing'), path)],
    ['a link to itself', (path) => symlinkSync(path, path)],
    ['a pipe', (path) => void execFileSync('mkfifo', [path])],
    ['a directory', (path) => mkdirSync(path)],
  ])('%s is not read', (_what, put) => {
    const { directory, path, file } = fileIn();
    writeFileSync(join(directory, 'other'), 'not ours');
    put(path, directory);
    expect(file.read()).toMatchObject({
      error: { code: 'file_unusable', detail: `${path} (not a regular file)` },
    });
  });

  test('a link is replaced and not followed when something is written', () => {
    const { directory, path, file } = fileIn();
    const other = join(directory, 'other');
    writeFileSync(other, 'not ours');
    symlinkSync(other, path);
    okValue(file.write('ours'));
    expect(readFileSync(other, 'utf8')).toBe('not ours');
    expect(okValue(file.read())).toBe('ours');
  });

  test('a directory is not written over, and nothing is left beside it', () => {
    const { directory, path, file } = fileIn();
    mkdirSync(path);
    expect(errorCode(file.write('ours'))).toBe('file_unusable');
    expect(readdirSync(directory)).toEqual(['settings.json']);
  });
});

test('what is set aside has a dated name and overwrites nothing', () => {
  const { directory, path, file } = fileIn();
  for (const text of ['first', 'second', 'third']) {
    writeFileSync(path, text);
    const aside = okValue(file.setAside());
    expect(readFileSync(aside, 'utf8')).toBe(text);
    expect(existsSync(path)).toBe(false);
  }
  expect(readdirSync(directory).sort()).toEqual([
    'settings.json.damaged-2026-01-05T10-00-00Z',
    'settings.json.damaged-2026-01-05T10-00-00Z-2',
    'settings.json.damaged-2026-01-05T10-00-00Z-3',
  ]);
});

test('setting aside what is not there leaves nothing behind', () => {
  const { directory, file } = fileIn();
  expect(errorCode(file.setAside())).toBe('file_unusable');
  expect(readdirSync(directory)).toEqual([]);
});

test.skipIf(isWindows || isRoot)('a directory without rights is an error, not an exception', () => {
  const { directory, file } = fileIn();
  okValue(file.write('{}'));
  chmodSync(directory, 0o500);
  expect(errorCode(file.write('x'))).toBe('file_unusable');
  expect(errorCode(file.setAside())).toBe('file_unusable');
  expect(okValue(file.read())).toBe('{}');
  chmodSync(directory, 0o700);
});

test('a directory that is gone is an error, not an exception', () => {
  const { directory } = fileIn();
  const file = textFile(join(directory, 'gone', 'settings.json'));
  expect(okValue(file.read())).toBeUndefined();
  expect(errorCode(file.write('x'))).toBe('file_unusable');
});
