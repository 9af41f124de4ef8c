// Tests the log file on a real disk: its lines, its rights, its size, two processes, and trouble with the disk.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFileLog } from '../../../main/adapters/file-log.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tokendeck-log-'));
  path = join(folder, 'tokendeck.log');
});
afterEach(() => rmSync(folder, { recursive: true }));

const now = () => Date.UTC(2026, 0, 5, 10, 0, 0, 123);
const text = () => readFileSync(path, 'utf8');
const entries = (file = path) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const permissions = (file: string) => (statSync(file).mode & 0o777).toString(8);

describe('lines', () => {
  test('are JSON, one for each entry', () => {
    const log = createFileLog({ path, now });
    log.info('token.refreshed', { account: 'a1', seconds: 3.5, rotated: true, missing: undefined });
    log.warn('vault.locked');
    expect(entries()).toEqual([
      {
        at: '2026-01-05T10:00:00.123Z',
        level: 'info',
        event: 'token.refreshed',
        fields: { account: 'a1', seconds: 3.5, rotated: true },
      },
      { at: '2026-01-05T10:00:00.123Z', level: 'warn', event: 'vault.locked' },
    ]);
  });

  test('are added to what is there', () => {
    createFileLog({ path, now }).info('one');
    createFileLog({ path, now }).info('two');
    expect(entries().map(({ event }) => event)).toEqual(['one', 'two']);
  });

  test('hold no secret, in value, name or event', () => {
    const log = createFileLog({ path, now });
    log.warn('Bearer MARKED', {
      words: 'refresh_token=MARKED',
      accessToken: 'MARKED',
      'client_secret=MARKED': 1,
      url: 'https://id.example/a?code=MARKED',
    });
    expect(text()).not.toContain('MARKED');
    expect(entries()[0].fields).toMatchObject({ accessToken: '[redacted]', url: 'https://id.example/a' });
  });

  test('cannot be broken or faked by control characters', () => {
    const nasty = 'a\n{"level":"info"}\r\0\u001b[31m\u007f\u009b\u2028\u2029\u202e\u2066\ufeffb';
    createFileLog({ path, now }).info('event', { nasty });
    expect(entries()).toHaveLength(1);
    expect(entries()[0].fields.nasty).toBe(nasty);
    expect(text().trimEnd()).toMatch(/^[\x20-\x7e]*$/);
  });
});

describe('the file', () => {
  test('is for this user alone, also when it was not before', () => {
    const log = createFileLog({ path, now });
    log.info('one');
    expect(permissions(path)).toBe('600');
    chmodSync(path, 0o644);
    log.info('two');
    expect(permissions(path)).toBe('600');
  });

  test('is not written through a link', () => {
    const other = join(folder, 'other');
    writeFileSync(other, 'kept');
    symlinkSync(other, path);
    createFileLog({ path, now }).info('one');
    expect(readFileSync(other, 'utf8')).toBe('kept');
  });

  test('is not written to a pipe in its place, nor is a reader of it waited for', async () => {
    execFileSync('mkfifo', [path]);
    const adapter = pathToFileURL(join(import.meta.dirname, '../../../main/adapters/file-log.ts'));
    const script = `
      import { createFileLog } from '${adapter.href}';
      createFileLog({ path: ${JSON.stringify(path)}, now: Date.now }).info('one');`;
    const write = () =>
      spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], { timeout: 10_000 });
    expect(write()).toMatchObject({ status: 0 });
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    expect(write()).toMatchObject({ status: 0 });
    expect(readSync(reader, Buffer.alloc(100))).toBe(0);
    closeSync(reader);
    expect(statSync(path).isFIFO()).toBe(true);
  });

  test('makes room before it exceeds its size, and keeps one old file', () => {
    const log = createFileLog({ path, now, maxBytes: 2000 });
    for (let i = 0; i < 100; i += 1) {
      log.info('event', { i });
      expect(statSync(path).size).toBeLessThanOrEqual(2000);
    }
    const kept = [...entries(`${path}.old`), ...entries()].map(({ fields }) => fields.i);
    expect(kept.at(-1)).toBe(99);
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, i) => 100 - kept.length + i));
    expect(statSync(`${path}.old`).size).toBeGreaterThan(1800);
    expect(permissions(`${path}.old`)).toBe('600');
    expect(existsSync(`${path}.old.old`)).toBe(false);
  });

  test('holds 1 MiB unless told otherwise', () => {
    writeFileSync(path, `${'x'.repeat(1024 * 1024 - 1)}\n`);
    createFileLog({ path, now }).info('one');
    expect(statSync(`${path}.old`).size).toBe(1024 * 1024);
    expect(entries()).toHaveLength(1);
  });

  test('can be shared by processes: no line is lost or mixed', async () => {
    const adapter = pathToFileURL(join(import.meta.dirname, '../../../main/adapters/file-log.ts'));
    const children = ['a', 'b'].map((name) => {
      const script = `
        import { createFileLog } from '${adapter.href}';
        const log = createFileLog({ path: ${JSON.stringify(path)}, now: Date.now });
        for (let i = 0; i < 300; i += 1) log.info('event', { name: '${name}', i });`;
      return spawn(process.execPath, ['--input-type=module-typescript', '-e', script]);
    });
    await Promise.all(children.map((child) => once(child, 'close')));
    for (const name of ['a', 'b']) {
      const own = entries().filter(({ fields }) => fields.name === name);
      expect(own.map(({ fields }) => fields.i)).toEqual(Array.from({ length: 300 }, (_, i) => i));
    }
  });
});

describe('trouble is no reason to fail', () => {
  test.each([
    ['the folder is missing', () => rmSync(folder, { recursive: true })],
    ['a folder is in its place', () => mkdirSync(path)],
  ])('%s', (_what, arrange) => {
    const log = createFileLog({ path, now });
    arrange();
    expect(() => log.info('one')).not.toThrow();
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    log.info('two');
    expect(entries().map(({ event }) => event)).toEqual(['two']);
  });

  test('the old file cannot be replaced', () => {
    mkdirSync(join(`${path}.old`, 'x'), { recursive: true });
    const log = createFileLog({ path, now, maxBytes: 100 });
    for (let i = 0; i < 5; i += 1) expect(() => log.info('event', { i })).not.toThrow();
    expect(statSync(path).size).toBeLessThanOrEqual(100);
  });

  test('the clock gives no time', () => {
    expect(() => createFileLog({ path, now: () => Number.NaN }).info('one')).not.toThrow();
  });
});
