// Files of exports: whole or not at all, for their owner alone.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createExportStore, largestExport } from '../../../main/adapters/export-file.ts';
import { errorCode, okValue } from '../../support/result.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const store = createExportStore(import.meta.dirname);
const content = new Uint8Array([0, 1, 2, 255]);
const going = new AbortController().signal;
const isRoot = process.getuid?.() === 0;

describe('writing', () => {
  test('makes a file for its owner alone, and nothing beside it', async () => {
    const directory = temporaryDirectory();
    const path = join(directory, 'a.tokendeck');
    okValue(await store.write(path, content, going));
    expect(readdirSync(directory)).toEqual(['a.tokendeck']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(new Uint8Array(readFileSync(path))).toEqual(content);
    expect(okValue(await store.read(path))).toEqual(content);
  });

  test('replaces a file that is there, and takes from others what they could read', async () => {
    const path = join(temporaryDirectory(), 'a.tokendeck');
    writeFileSync(path, 'before', { mode: 0o644 });
    okValue(await store.write(path, content, going));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(new Uint8Array(readFileSync(path))).toEqual(content);
  });

  test('does not replace what is not to be replaced, not even what came while it was written', async () => {
    const directory = temporaryDirectory();
    const path = join(directory, 'a.tokendeck');
    const writing = [store.write(path, content, going, { replace: false })];
    expect(store.isThere(path)).toBe(false);
    writeFileSync(path, 'came meanwhile');
    writing.push(store.write(path, content, going, { replace: false }));
    for (const written of await Promise.all(writing)) expect(errorCode(written)).toBe('invalid_argument');
    expect(store.isThere(path)).toBe(true);
    // What is said of a folder is that it is one.
    expect(store.isThere(directory)).toBe(false);
    const folder = await store.write(directory, content, going, { replace: false });
    expect(folder).toMatchObject({
      error: { code: 'file_unusable', detail: `${directory} (it is a folder)` },
    });
    expect(readFileSync(path, 'utf8')).toBe('came meanwhile');
    expect(readdirSync(directory)).toEqual(['a.tokendeck']);
    const other = join(directory, 'b.tokendeck');
    okValue(await store.write(other, content, going, { replace: false }));
    expect(new Uint8Array(readFileSync(other))).toEqual(content);
    expect(statSync(other).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toEqual(['a.tokendeck', 'b.tokendeck']);
  });

  test('never writes into the data directory, not even by way of a link or a folder below', async () => {
    const home = temporaryDirectory();
    const elsewhere = temporaryDirectory();
    writeFileSync(join(home, 'vault.sqlite'), 'the vault');
    mkdirSync(join(home, 'providers'));
    symlinkSync(home, join(elsewhere, 'link'));
    const own = createExportStore(home);
    for (const path of [
      join(home, 'vault.sqlite'),
      join(home, 'providers', 'a.tokendeck'),
      join(elsewhere, 'link', 'vault.sqlite'),
      join(home, '..', basename(home), 'vault.sqlite'),
    ]) {
      expect(errorCode(await own.write(path, content, going)), path).toBe('file_unusable');
    }
    expect(readFileSync(join(home, 'vault.sqlite'), 'utf8')).toBe('the vault');
    okValue(await own.write(join(elsewhere, 'a.tokendeck'), content, going));
    okValue(await own.write(`${home}-beside`, content, going));
  });

  test('leaves what was there where it is cancelled', async () => {
    const directory = temporaryDirectory();
    const path = join(directory, 'a.tokendeck');
    writeFileSync(path, 'before');
    expect(errorCode(await store.write(path, content, AbortSignal.abort()))).toBe('cancelled');
    expect(readdirSync(directory)).toEqual(['a.tokendeck']);
    expect(readFileSync(path, 'utf8')).toBe('before');
  });

  test('leaves nothing where it fails', async () => {
    const directory = temporaryDirectory();
    mkdirSync(join(directory, 'a.tokendeck', 'inside'), { recursive: true });
    expect(errorCode(await store.write(join(directory, 'a.tokendeck'), content, going))).toBe(
      'file_unusable',
    );
    expect(readdirSync(directory)).toEqual(['a.tokendeck']);
    expect(errorCode(await store.write(join(directory, 'missing', 'a'), content, going))).toBe(
      'file_unusable',
    );
  });

  test.skipIf(isRoot)('says that a folder is not writable', async () => {
    const directory = temporaryDirectory();
    chmodSync(directory, 0o500);
    expect(errorCode(await store.write(join(directory, 'a'), content, going))).toBe('file_unusable');
  });
});

describe('reading', () => {
  test('fails for what is not there, or no file', async () => {
    const directory = temporaryDirectory();
    expect(errorCode(await store.read(join(directory, 'missing')))).toBe('file_unusable');
    expect(errorCode(await store.read(directory))).toBe('file_unusable');
  });

  test.skipIf(process.platform === 'win32')('does not wait for a pipe', async () => {
    const path = join(temporaryDirectory(), 'pipe');
    execFileSync('mkfifo', [path]);
    expect(errorCode(await store.read(path))).toBe('file_unusable');
  });

  test('follows a link, as the person chose it', async () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'a'), content);
    symlinkSync(join(directory, 'a'), join(directory, 'b'));
    expect(okValue(await store.read(join(directory, 'b')))).toEqual(content);
  });

  test('does not read what is too large', async () => {
    const path = join(temporaryDirectory(), 'a');
    writeFileSync(path, '');
    truncateSync(path, largestExport + 1);
    expect(errorCode(await store.read(path))).toBe('backup_too_large');
  });

  test('gives an empty file as it is', async () => {
    const path = join(temporaryDirectory(), 'a');
    writeFileSync(path, '');
    expect(okValue(await store.read(path))).toEqual(new Uint8Array());
  });
});
