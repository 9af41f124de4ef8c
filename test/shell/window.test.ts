// The built application in its host: what holds only when main process, preload script and page run together.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Bridge, Channel } from '../../preload/contract.ts';
import { parsers } from '../../preload/parse.ts';
import { launchApp, type RunningApp } from '../support/host/host.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const channels = Object.keys(parsers) as Channel[];
/** No keychain, no provider, no browser of the person who runs the tests. */
const env = {
  TOKENDECK_PRACTICE_ISSUER: undefined,
  TOKENDECK_PRACTICE_CLIENT_ID: undefined,
  TOKENDECK_CONTENT_PROTECTION: undefined,
  DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
  BROWSER: 'false',
};

/** A busy machine takes its time to start Chromium. */
const patience = { timeout: 30_000 };
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

interface Exposed {
  readonly tokendeck: Bridge;
}

async function vaultOf(app: RunningApp): Promise<unknown> {
  const outcome = await app.page.evaluate(() => (globalThis as unknown as Exposed).tokendeck.getApp());
  return outcome.ok ? outcome.value.vault : outcome.error;
}

function logOf(home: string): string {
  const path = join(home, 'tokendeck.log');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

describe('one running window', () => {
  let home: string;
  let app: RunningApp;
  const complaints: string[] = [];

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'tokendeck-window-'));
    app = await launchApp({ home, env });
    app.page.on('console', (message) => complaints.push(message.text()));
    app.page.on('pageerror', (error) => complaints.push(String(error)));
    await app.page.reload();
    await app.page.waitForSelector('#root > *');
  });
  afterAll(async () => {
    await app?.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('paints without a single violation of its own policy, trusted types included', () => {
    expect(complaints).toEqual([]);
  });

  it('has the bridge and nothing of Node or Electron', async () => {
    const found = await app.page.evaluate(() => ({
      bridge: Object.keys((globalThis as unknown as Exposed).tokendeck).sort(),
      others: [
        'require',
        'process',
        'module',
        'Buffer',
        'global',
        'electron',
        '__dirname',
        'ipcRenderer',
      ].filter((name) => name in globalThis),
    }));
    expect(found.others).toEqual([]);
    expect(found.bridge).toHaveLength(channels.length + 10);
    expect(found.bridge).toEqual(expect.arrayContaining(channels));
  });

  it('gets answers from the main process over the bridge', async () => {
    const outcome = await app.page.evaluate(() => (globalThis as unknown as Exposed).tokendeck.getApp());
    expect(outcome).toMatchObject({ ok: true, value: { about: { version: '0.1.0' }, accounts: [] } });
  });

  it.each([
    ['eval', "eval('1')", /unsafe-eval|Trusted/],
    ['a function from text', "new Function('return 1')()", /unsafe-eval|Trusted/],
    ['a timer from text', "setTimeout('1', 0)", /Trusted|requires/],
    ['markup from text', "document.createElement('div').innerHTML = '<b>x</b>'", /Trusted/],
    [
      'a script address from text',
      "document.createElement('script').src = 'https://evil.example/x.js'",
      /Trusted/,
    ],
    ['a trusted-types policy', "trustedTypes.createPolicy('default', {})", /policy/i],
  ])('refuses %s', async (_name, attempt, reason) => {
    // In a task of its own: what the debugger evaluates itself may do more than the page.
    const outcome = await app.page.evaluate(
      `new Promise((resolve) => setTimeout(() => {
        try { ${attempt}; resolve('done'); } catch (error) { resolve(error.message); }
      }))`,
    );
    expect(outcome).not.toBe('done');
    expect(outcome).toMatch(reason);
  });

  it('connects to nothing, and is not to be framed or left', async () => {
    const fetched = await app.page.evaluate(() =>
      fetch('https://login.example.com/').then(
        () => 'connected',
        () => 'refused',
      ),
    );
    expect(fetched).toBe('refused');
    const before = app.page.url();
    await app.page.evaluate(() => {
      location.href = 'https://evil.example/';
    });
    await app.page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.src = 'https://evil.example/';
      document.body.append(frame);
    });
    expect(await app.page.evaluate(() => window.open('https://evil.example/') === null)).toBe(true);
    expect(app.page.url()).toBe(before);
    expect(await app.page.evaluate(() => document.title)).toBe('Tokendeck');
  });

  it.each([
    ['another origin', { url: 'https://evil.example/' }],
    ['a file', { url: 'file:///tmp/index.html' }],
    ['another host of the scheme', { url: 'app://evil/index.html' }],
    ['a frame within the page', { subFrame: true }],
    ['contents that are no window of ours', { foreignContents: true }],
  ])('answers no channel for %s', async (_name, caller) => {
    for (const channel of channels) {
      const answer = await app.invoke(channel, [{ passphrase: 'MARKED' }], caller);
      expect(answer, channel).toMatchObject({ ok: false, error: { code: 'not_allowed' } });
    }
  });

  it.each([
    ['no arguments', []],
    ['a text', ['MARKED']],
    ['a nested surprise', [{ accountId: { toString: 'MARKED' } }]],
  ])('answers no channel with %s', async (_name, args) => {
    for (const channel of channels) {
      const answer = await app.invoke(channel, args);
      expect(answer, channel).toMatchObject({ ok: false, error: { code: 'invalid_argument' } });
    }
  });

  it('notes refused calls by channel alone', () => {
    const log = logOf(home);
    for (const channel of channels) expect(log).toContain(`"channel":"${channel}"`);
    expect(log).not.toContain('MARKED');
    expect(log).not.toContain('evil.example');
  });

  it('keeps log and profile to this user', () => {
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(statSync(join(home, 'tokendeck.log')).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, 'window')).mode & 0o777).toBe(0o700);
  });

  it('has handlers that deny, and is confined as written', async () => {
    const found = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webSecurity };
    }, null);
    expect(found).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
    for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read']) {
      const state = await app.page.evaluate(
        (permission) =>
          navigator.permissions.query({ name: permission as PermissionName }).then((status) => status.state),
        name,
      );
      expect(state, name).toBe('denied');
    }
  });

  it('refuses the clipboard to the page', async () => {
    const read = await app.page.evaluate(() =>
      navigator.clipboard.readText().then(
        () => 'read',
        () => 'refused',
      ),
    );
    expect(read).toBe('refused');
  });

  it('is not protected from screenshots unless that is wanted', async () => {
    const isProtected = await app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isContentProtected(),
      null,
    );
    expect(isProtected).toBe(false);
  });

  it('is the only instance: a second one ends at once and the first comes to the front', async () => {
    await expect(launchApp({ home, env })).rejects.toThrow('ended with code 0 before it had a window');
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null)).toBe(1);
    expect(
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible(), null),
    ).toBe(true);
  });
});

it('remembers where it was, ends with 0 and says nothing', async () => {
  const home = temporaryDirectory();
  const first = await launchApp({ home, env });
  await first.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 120, y: 80, width: 900, height: 600 });
  }, null);
  expect(await first.close()).toBe(0);
  expect(first.output().replace(/^Host: .*\n/, '')).toBe('');
  const second = await launchApp({ home, env });
  const bounds = await second.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds(),
    null,
  );
  expect(bounds).toEqual({ x: 120, y: 80, width: 900, height: 600 });
  await second.close();
});

it('protects its content, at every show, where that is wanted', async () => {
  const app = await launchApp({
    home: temporaryDirectory(),
    env: { ...env, TOKENDECK_CONTENT_PROTECTION: '1' },
  });
  const states = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const before = window?.isContentProtected();
    window?.setContentProtection(false);
    window?.hide();
    window?.show();
    return [before, window?.isContentProtected()];
  }, null);
  expect(states).toEqual([true, true]);
  await app.close();
});

it('says that there is no keychain, and opens once a passphrase was chosen; then asks for it', async () => {
  const home = temporaryDirectory();
  const app = await launchApp({ home, env });
  await expect
    .poll(() => vaultOf(app), patience)
    .toMatchObject({ kind: 'keychain_missing', mayChoosePassphrase: true });
  const chosen = await app.page.evaluate(() =>
    (globalThis as unknown as Exposed).tokendeck.choosePassphrase({ passphrase: 'four plain words here' }),
  );
  expect(chosen).toEqual({ ok: true, value: { kind: 'open', secretsKeptIn: 'passphrase' } });
  await app.close();
  const again = await launchApp({ home, env });
  await expect
    .poll(() => vaultOf(again), patience)
    .toEqual({
      kind: 'locked',
      unlocksWith: 'passphrase',
      error: undefined,
      accounts: [],
    });
  expect(await again.invoke('unlock', [{ passphrase: 'some other words' }])).toMatchObject({
    value: { kind: 'locked', unlocksWith: 'passphrase', error: { code: 'passphrase_wrong' } },
  });
  expect(await again.invoke('unlock', [{ passphrase: 'four plain words here' }])).toMatchObject({
    value: { kind: 'open', secretsKeptIn: 'passphrase' },
  });
  await again.close();
});

it('says why where the data directory cannot be used', async () => {
  const home = join(temporaryDirectory(), 'file');
  writeFileSync(home, '');
  const app = await launchApp({ home, env: { ...env, TMPDIR: temporaryDirectory() } });
  await expect
    .poll(() => vaultOf(app), patience)
    .toMatchObject({ kind: 'failed', error: { code: 'vault_unreadable' } });
  await app.close();
});
