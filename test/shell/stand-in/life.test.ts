// Test. The life of an application over the stand-in: windows, second instances, the end, and the desktop around it.
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RunningApp } from '../../support/host/host.ts';
import { eventually, launchFixture, newHome, notes, removeHome } from './launch-fixture.ts';

let home: string;
let app: RunningApp | undefined;

beforeEach(() => {
  home = newHome();
});

afterEach(async () => {
  if (app !== undefined && (await Promise.race([app.ended, undefined])) === undefined) await app.kill();
  app = undefined;
  removeHome(home);
});

async function launch(env: Readonly<Record<string, string>> = {}): Promise<RunningApp> {
  app = await launchFixture(home, { env });
  await app.page.waitForLoadState();
  return app;
}

/** The processes that have the data folder in their command line: Chromium's, with its profile there. */
function processesOf(folder: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(folder));
}

it('says at the start which host runs', async () => {
  const running = await launch();
  expect(running.kind).toBe('stand-in');
  expect(running.output()).toMatch(/^Host: stand-in for Electron over Chromium \d+/m);
});

it('shows the window once it is painted, and tells the page when it is hidden and shown', async () => {
  const running = await launch();
  const visible = (): Promise<unknown> =>
    running.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible(), undefined);
  await eventually(visible).toBe(true);
  await running.page.evaluate(() => {
    const seen: string[] = [];
    document.addEventListener('visibilitychange', () => {
      seen.push(document.visibilityState);
      document.body.dataset['seen'] = seen.join(' ');
    });
  });
  await running.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide(), undefined);
  await running.page.waitForSelector('[data-seen="hidden"]', { state: 'attached' });
  await expect(visible()).resolves.toBe(false);
  await running.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show(), undefined);
  await running.page.waitForSelector('[data-seen="hidden visible"]', { state: 'attached' });
});

it('lets the application keep a window that is being closed', async () => {
  const running = await launch();
  await running.evaluate(({ BrowserWindow }) => {
    (globalThis as unknown as { seen: { keepOnClose: boolean } }).seen.keepOnClose = true;
    BrowserWindow.getAllWindows()[0]?.close();
  }, undefined);
  await eventually(() =>
    running.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible(), undefined),
  ).toBe(false);
  await expect(running.page.title()).resolves.toBe('Fixture');
});

it('ends with its last window, and Chromium with it', async () => {
  const running = await launch();
  expect(processesOf(home)).not.toEqual([]);
  await running
    .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close(), undefined)
    .catch(() => undefined);
  await expect(running.ended).resolves.toBe(0);
  await eventually(() => processesOf(home)).toEqual([]);
});

it('ends when it is told to quit or to terminate', async () => {
  const first = await launch();
  await expect(first.close()).resolves.toBe(0);
  const second = await launch();
  process.kill(second.pid, 'SIGTERM');
  await expect(second.ended).resolves.toBe(0);
});

it('leaves no Chromium behind when its process is killed', async () => {
  const running = await launch();
  await running.kill();
  await eventually(() => processesOf(home)).toEqual([]);
});

it('tells the first instance what a second one was started with, and ends the second', async () => {
  const running = await launch();
  const second = launchFixture(home, { args: ['--open=this'] });
  await expect(second).rejects.toThrow('The application ended with code 0 before it had a window.');
  await eventually(async () => (await notes(running)).filter((note) => 'second' in note)).toEqual([
    { second: '--open=this', data: { from: 'fixture' } },
  ]);
});

it('gives the lock back when its process is killed', async () => {
  const first = await launch();
  await first.kill();
  const again = await launch();
  await expect(again.page.title()).resolves.toBe('Fixture');
});

it('has a clipboard of its own', async () => {
  const running = await launch();
  const read = await running.evaluate(async ({ clipboard, ClipboardItem }) => {
    await clipboard.write([
      new ClipboardItem({
        'text/plain': 'copied',
        'electron application/osclipboard;format="x"': new Blob(['y']),
      }),
    ]);
    const before = await clipboard.readText();
    const marked = await clipboard.has('electron application/osclipboard;format="x"');
    await clipboard.writeText('again');
    const [item] = await clipboard.read();
    clipboard.clear();
    return { before, marked, types: item?.types, after: await clipboard.readText() };
  }, undefined);
  expect(read).toEqual({ before: 'copied', marked: true, types: ['text/plain'], after: '' });
});

it('opens addresses with the command that BROWSER names', async () => {
  const command = join(home, 'browser');
  const opened = join(home, 'opened');
  writeFileSync(command, `#!/bin/sh\nprintf '%s' "$1" > '${opened}.part'\nmv '${opened}.part' '${opened}'\n`);
  chmodSync(command, 0o700);
  const running = await launch({ BROWSER: command });
  await running.page.evaluate(() => window.fixture.ask('open', 'https://example.com/sign-in?a=b'));
  await eventually(() => readFileSync(opened, 'utf8')).toBe('https://example.com/sign-in?a=b');
});

it('tells the page the theme that the application chooses', async () => {
  const running = await launch();
  const isDark = (): Promise<boolean> =>
    running.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await expect(isDark()).resolves.toBe(false);
  await running.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'dark';
  }, undefined);
  await eventually(isDark).toBe(true);
  await expect(
    running.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors, undefined),
  ).resolves.toBe(true);
});
