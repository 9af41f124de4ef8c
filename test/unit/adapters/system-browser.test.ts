// Tests how a browser is started, with real programs: shell scripts that note what they were given.
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSystemBrowser } from '../../../main/adapters/system-browser.ts';

const url = 'https://id.example/authorize?state=a%20b&x=$(touch+injected)`id`;&y=*';
const notOpened = { ok: false, error: { code: 'browser_not_opened' } };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokendeck browser-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A program that writes its arguments, one per line, into `<name>.args`, and then does `end`. */
async function program(name: string, end = 'exit 0'): Promise<string> {
  const path = join(folder, name);
  await writeFile(
    path,
    `#!/bin/sh\nprintf '%s\\n' "$@" >'${path}.part'\nmv '${path}.part' '${path}.args'\n${end}\n`,
  );
  await chmod(path, 0o755);
  return path;
}

/** The arguments that a program was given; undefined while it was not started. */
async function given(name: string): Promise<readonly string[] | undefined> {
  const text = await readFile(join(folder, `${name}.args`), 'utf8').catch(() => undefined);
  return text?.split('\n').slice(0, -1);
}

function browser(env: Record<string, string>, platform: NodeJS.Platform = 'linux', graceMs = 5000) {
  return createSystemBrowser({ env: { PATH: `${folder}:/usr/bin:/bin`, ...env }, platform, graceMs });
}

describe('the opener of the system', () => {
  test.each([
    ['linux', { DISPLAY: ':0' }, 'xdg-open', [url]],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0', BROWSER: ' ' }, 'xdg-open', [url]],
    ['freebsd', { DISPLAY: ':0' }, 'xdg-open', [url]],
    ['darwin', {}, 'open', [url]],
    ['win32', {}, 'rundll32', ['url.dll,FileProtocolHandler', url]],
  ] as const)('on %s with %j', async (platform, env, name, args) => {
    await program(name);
    expect(await browser(env, platform).open(url)).toMatchObject({ ok: true });
    expect(await given(name)).toEqual(args);
  });

  test('is not asked where there is no display', async () => {
    await program('xdg-open');
    expect(await browser({ DISPLAY: '' }).open(url)).toEqual(notOpened);
    expect(await given('xdg-open')).toBeUndefined();
  });
});

describe('BROWSER', () => {
  test.each([
    ['a name', 'mine', [url]],
    [
      'with arguments',
      'mine --new-window "a  b" \'c "d\' e\\ f',
      ['--new-window', 'a  b', 'c "d', 'e f', url],
    ],
    ['with a place for the address', 'mine --url=%s --then', [`--url=${url}`, '--then']],
    ['with the custom for the background', 'mine %s &', [url]],
    [
      'with what a shell would run',
      'mine ; touch $HOME `id` $(id) > x',
      [';', 'touch', '$HOME', '`id`', '$(id)', '>', 'x', url],
    ],
    ['after others that do not work', 'no-such-program:failing:mine', [url]],
  ])('%s', async (_what, command, args) => {
    await program('mine');
    await program('failing', 'exit 3');
    await program('xdg-open');
    expect(await browser({ BROWSER: command, DISPLAY: ':0' }).open(url)).toMatchObject({ ok: true });
    expect(await given('mine')).toEqual(args);
    expect(await given('xdg-open')).toBeUndefined();
  });

  test('needs no display', async () => {
    await program('mine');
    expect(await browser({ BROWSER: 'mine' }).open(url)).toMatchObject({ ok: true });
  });

  test('may be a path with blanks, in quotes', async () => {
    const path = await program('mine');
    expect(path).toContain(' ');
    expect(await browser({ BROWSER: `"${path}"` }).open(url)).toMatchObject({ ok: true });
    expect(await given('mine')).toEqual([url]);
  });

  test('on Windows keeps colons and backslashes', async () => {
    await program('C:\\Tools\\b.exe');
    const own = browser({ BROWSER: 'none.exe;C:\\Tools\\b.exe --x' }, 'win32');
    expect(await own.open(url)).toMatchObject({ ok: true });
    expect(await given('C:\\Tools\\b.exe')).toEqual(['--x', url]);
  });

  test('only the first that works is started', async () => {
    await program('first');
    await program('second');
    expect(await browser({ BROWSER: 'first:second' }).open(url)).toMatchObject({ ok: true });
    expect(await given('second')).toBeUndefined();
  });
});

describe('a browser that does not come', () => {
  test.each([
    ['is not there', 'no-such-program'],
    ['fails soon', 'failing'],
    ['is killed soon', 'killed'],
    ['is a folder', 'sub'],
    ['is no program', 'plain'],
    ['has an impossible name', 'a\0b'],
    ['is no command', '""'],
    ['is nothing but separators', '::'],
  ])('because it %s', async (_what, command) => {
    await program('failing', 'exit 4');
    await program('killed', 'kill -9 $$');
    await mkdir(join(folder, 'sub'));
    await writeFile(join(folder, 'plain'), 'text');
    expect(await browser({ BROWSER: command }).open(url)).toEqual(notOpened);
  });

  test('one that goes on running has come', async () => {
    await program('long', `exec sleep 2`);
    const began = performance.now();
    expect(await browser({ BROWSER: 'long' }, 'linux', 100).open(url)).toMatchObject({ ok: true });
    expect(performance.now() - began).toBeLessThan(1900);
  });
});

describe('addresses', () => {
  test.each([
    ['https://id.example/a?b=c', true],
    ['http://127.0.0.1:8080/a', true],
    ['http://localhost:8080/a', true],
    ['http://[::1]:8080/a', true],
    [`https://id.example/${'a'.repeat(8000)}`, true],
    [`https://id.example/${'a'.repeat(8200)}`, false],
    [`https://id.example/${'é'.repeat(3000)}`, false],
    ['http://id.example/', false],
    ['http://127.0.0.1.evil.example/', false],
    ['https://user@id.example/', false],
    ['https://user:pass@id.example/', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    ['ms-settings:', false],
    ['--help', false],
    ['id.example', false],
    ['', false],
  ])('%.60s: %s', async (address, opens) => {
    await program('mine');
    expect((await browser({ BROWSER: 'mine' }).open(address)).ok).toBe(opens);
    expect((await given('mine')) !== undefined).toBe(opens);
  });
});
