// Tests the folder of definitions on a real disk: rights, whole writes, and things in it that are no definitions.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createProviderFiles } from '../../../main/adapters/provider-files.ts';
import { errorCode, okValue } from '../../support/result.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const isWindows = process.platform === 'win32';
const isRoot = process.getuid?.() === 0;

function folderIn(directory = temporaryDirectory()) {
  const folder = join(directory, 'providers');
  return { directory, folder, files: createProviderFiles(folder) };
}

const names = (files: ReturnType<typeof createProviderFiles>) =>
  okValue(files.list()).map(({ name }) => name);

test('there are none before one was written, and no folder is made by looking', () => {
  const { folder, files } = folderIn();
  expect(okValue(files.list())).toEqual([]);
  expect(files.remove('shop').ok).toBe(true);
  expect(existsSync(folder)).toBe(false);
  expect(files.folder).toBe(folder);
});

test('what is written is read back, in the order of names', () => {
  const { files } = folderIn();
  okValue(files.write({ name: 'work', text: '{"é":1}\n' }));
  okValue(files.write({ name: 'shop', text: '{}' }));
  expect(okValue(files.list())).toEqual([
    { name: 'shop', text: '{}' },
    { name: 'work', text: '{"é":1}\n' },
  ]);
});

test('a file is replaced whole, and nothing is left beside it', () => {
  const { folder, files } = folderIn();
  okValue(files.write({ name: 'shop', text: 'a'.repeat(1000) }));
  okValue(files.write({ name: 'shop', text: 'b' }));
  expect(readFileSync(join(folder, 'shop.json'), 'utf8')).toBe('b');
  expect(readdirSync(folder)).toEqual(['shop.json']);
});

test('a removed file is gone', () => {
  const { folder, files } = folderIn();
  okValue(files.write({ name: 'shop', text: '{}' }));
  okValue(files.remove('shop'));
  okValue(files.remove('shop'));
  expect(readdirSync(folder)).toEqual([]);
  expect(okValue(files.list())).toEqual([]);
});

test.skipIf(isWindows)('folder and files are their owner’s alone', () => {
  const { folder, files } = folderIn();
  const before = process.umask(0);
  try {
    okValue(files.write({ name: 'shop', text: '{}' }));
  } finally {
    process.umask(before);
  }
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'shop.json')).mode & 0o777).toBe(0o600);
});

test.skipIf(isWindows)('a folder that others could write to is closed to them', () => {
  const { folder, files } = folderIn();
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  okValue(files.list());
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test.skipIf(isWindows || !isRoot)('another user’s folder is not used', () => {
  const { folder, files } = folderIn();
  mkdirSync(folder);
  writeFileSync(join(folder, 'shop.json'), '{}');
  chownSync(folder, 65_534, 65_534);
  expect(errorCode(files.list())).toBe('provider_files');
  expect(errorCode(files.write({ name: 'shop', text: '{}' }))).toBe('provider_files');
});

describe('changes by an editor or another process are seen', () => {
  test('a file that is written in place', () => {
    const { folder, files } = folderIn();
    okValue(files.write({ name: 'shop', text: 'one' }));
    expect(okValue(files.list())[0]?.text).toBe('one');
    writeFileSync(join(folder, 'shop.json'), 'two');
    expect(okValue(files.list())[0]?.text).toBe('two');
  });

  test('a file that is replaced by one of the same size and time', () => {
    const { folder, files } = folderIn();
    const path = join(folder, 'shop.json');
    okValue(files.write({ name: 'shop', text: 'one' }));
    utimesSync(path, 1000, 1000);
    expect(okValue(files.list())[0]?.text).toBe('one');
    writeFileSync(`${path}.new`, 'two');
    utimesSync(`${path}.new`, 1000, 1000);
    renameSync(`${path}.new`, path);
    expect(okValue(files.list())[0]?.text).toBe('two');
  });

  test('a file that comes, and one that goes', () => {
    const { folder, files } = folderIn();
    okValue(files.write({ name: 'shop', text: '{}' }));
    writeFileSync(join(folder, 'work.json'), '{}');
    expect(names(files)).toEqual(['shop', 'work']);
    okValue(createProviderFiles(folder).remove('shop'));
    expect(names(files)).toEqual(['work']);
  });
});

describe('passed over is', () => {
  function withOne() {
    const one = folderIn();
    okValue(one.files.write({ name: 'shop', text: '{}' }));
    return { ...one, at: (name: string) => join(one.folder, name) };
  }

  test.each([
    'Shop.json',
    'shop.json.bak',
    '.hidden.json',
    '-a.json',
    'a b.json',
    'shop.txt',
    '.json',
    `${'a'.repeat(41)}.json`,
  ])('a file called %s', (name) => {
    const { files, at } = withOne();
    writeFileSync(at(name), '{}');
    expect(names(files)).toEqual(['shop']);
  });

  test('a directory', () => {
    const { files, at } = withOne();
    mkdirSync(at('work.json'));
    expect(names(files)).toEqual(['shop']);
  });

  test('a file of more than 256 KiB, until it has become shorter', () => {
    const { files, at } = withOne();
    writeFileSync(at('work.json'), ' '.repeat(256 * 1024 + 1));
    expect(names(files)).toEqual(['shop']);
    truncateSync(at('work.json'), 256 * 1024);
    expect(names(files)).toEqual(['shop', 'work']);
  });

  test.skipIf(isWindows)('a link, wherever it leads', () => {
    const { directory, files, at } = withOne();
    writeFileSync(join(directory, 'elsewhere.json'), '{}');
    symlinkSync(join(directory, 'elsewhere.json'), at('work.json'));
    symlinkSync(at('nowhere.json'), at('lost.json'));
    expect(names(files)).toEqual(['shop']);
  });

  test.skipIf(isWindows)('a pipe, without waiting for its writer', () => {
    const { files, at } = withOne();
    execFileSync('mkfifo', [at('work.json')]);
    expect(names(files)).toEqual(['shop']);
  });

  test.skipIf(isWindows || isRoot)('a file that may not be read', () => {
    const { files, at } = withOne();
    writeFileSync(at('work.json'), '{}');
    chmodSync(at('work.json'), 0);
    expect(names(files)).toEqual(['shop']);
  });
});

test('a link is replaced by a file and not written through', () => {
  const { directory, folder, files } = folderIn();
  const target = join(directory, 'precious.txt');
  writeFileSync(target, 'precious');
  mkdirSync(folder, 0o700);
  symlinkSync(target, join(folder, 'shop.json'));
  okValue(files.write({ name: 'shop', text: '{}' }));
  expect(readFileSync(target, 'utf8')).toBe('precious');
  expect(names(files)).toEqual(['shop']);
});

describe('told with the code provider_files is', () => {
  test('a file in the place of the folder', () => {
    const { folder, files } = folderIn();
    writeFileSync(folder, '');
    for (const result of [files.list(), files.write({ name: 'shop', text: '{}' }), files.remove('shop')]) {
      expect(errorCode(result)).toBe('provider_files');
    }
  });

  test('a data directory that is not there', () => {
    const files = createProviderFiles(join(temporaryDirectory(), 'none', 'providers'));
    expect(errorCode(files.write({ name: 'shop', text: '{}' }))).toBe('provider_files');
  });

  test('a directory in the place of the file, and nothing is left of the try', () => {
    const { folder, files } = folderIn();
    mkdirSync(join(folder, 'shop.json'), { recursive: true });
    expect(errorCode(files.write({ name: 'shop', text: '{}' }))).toBe('provider_files');
    expect(readdirSync(folder)).toEqual(['shop.json']);
  });

  test.each(['', '..', '../vault', 'a/b', 'a\\b', 'Shop', 'a\0b', 'a'.repeat(41)])('the name %j', (name) => {
    const { directory, folder, files } = folderIn();
    mkdirSync(folder);
    writeFileSync(join(directory, 'vault.json'), 'x');
    expect(errorCode(files.write({ name, text: '{}' }))).toBe('provider_files');
    expect(errorCode(files.remove(name))).toBe('provider_files');
    expect(readdirSync(folder)).toEqual([]);
    expect(readFileSync(join(directory, 'vault.json'), 'utf8')).toBe('x');
  });
});

test('no more is kept than can be listed again', () => {
  const { folder, files } = folderIn();
  okValue(files.write({ name: 'a', text: '{}' }));
  for (let number = 1; number < 500; number += 1) writeFileSync(join(folder, `p${number}.json`), '{}');
  expect(errorCode(files.write({ name: 'zz', text: '{}' }))).toBe('provider_files');
  expect(existsSync(join(folder, 'zz.json'))).toBe(false);
  okValue(files.write({ name: 'a', text: '{"again":1}' }));
  expect(names(files)).toHaveLength(500);
});
