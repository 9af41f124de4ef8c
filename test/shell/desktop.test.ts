// The built application in its host: what settings do to the window, and what becomes of a settings file.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { AppView, Bridge, Outcome, SettingsView } from '../../preload/contract.ts';
import { launchApp, type RunningApp } from '../support/host/host.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

/** No keychain, no provider, no browser of the person who runs the tests. */
const env = {
  TOKENDECK_PRACTICE_ISSUER: undefined,
  TOKENDECK_PRACTICE_CLIENT_ID: undefined,
  TOKENDECK_CONTENT_PROTECTION: undefined,
  TOKENDECK_CA_FILE: undefined,
  DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
  BROWSER: 'false',
};

/** A busy machine takes its time. */
const patience = { timeout: 30_000 };
vi.setConfig({ testTimeout: 120_000 });

type Exposed = { readonly tokendeck: Bridge };
type StandIn = {
  readonly standIn: {
    readonly notifications: readonly { readonly title: string }[];
    readonly openedPaths: readonly string[];
    readonly dialogs: readonly object[];
  };
};

interface Stage {
  readonly home: string;
  /** What is in the settings file when the application starts. */
  readonly text?: string;
  readonly args?: readonly string[];
  readonly more?: Readonly<Record<string, string>>;
}

async function start({ home, text, args = [], more = {} }: Stage): Promise<RunningApp> {
  if (text !== undefined) {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    writeFileSync(join(home, 'settings.json'), text);
  }
  const app = await launchApp({ home, env: { ...env, ...more }, args });
  onTestFinished(async () => void (await app.close().catch(() => undefined)));
  return app;
}

/** With its vault open: before that no setting can be changed. */
async function startOpen(stage: Stage): Promise<RunningApp> {
  const app = await start(stage);
  const choose = async () => {
    const { tokendeck } = globalThis as unknown as Exposed;
    return (await tokendeck.choosePassphrase({ passphrase: 'four plain words here' })).ok;
  };
  await expect.poll(() => app.page.evaluate(choose), patience).toBe(true);
  return app;
}

function change(app: RunningApp, changes: Partial<SettingsView>): Promise<Outcome<SettingsView>> {
  return app.page.evaluate(
    (wanted) => (globalThis as unknown as Exposed).tokendeck.changeSettings({ changes: wanted }),
    changes,
  );
}

async function viewOf(app: RunningApp): Promise<AppView> {
  const outcome = await app.page.evaluate(() => (globalThis as unknown as Exposed).tokendeck.getApp());
  if (!outcome.ok) throw new Error(outcome.error.what);
  return outcome.value;
}

function windowOf(app: RunningApp) {
  return app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return window === undefined
      ? undefined
      : {
          isVisible: window.isVisible(),
          isProtected: window.isContentProtected(),
          background: window.getBackgroundColor().toLowerCase(),
        };
  }, null);
}

function closeWindow(app: RunningApp): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close(), null);
}

function titlesOf(app: RunningApp): Promise<readonly string[]> {
  return app.evaluate(
    (electron) => (electron as unknown as StandIn).standIn.notifications.map(({ title }) => title),
    null,
  );
}

function startAgain(home: string, args: readonly string[] = []): Promise<unknown> {
  return expect(launchApp({ home, env, args })).rejects.toThrow('ended with code 0 before it had a window');
}

it('hides when it is closed, says so once for ever, and a second start shows it again', async () => {
  const home = temporaryDirectory();
  const app = await start({ home });
  await expect.poll(() => windowOf(app), patience).toMatchObject({ isVisible: true });
  expect(await viewOf(app)).toMatchObject({ desktop: { tray: true, startAtLogin: false } });
  for (const _time of ['first', 'second']) {
    await closeWindow(app);
    await expect.poll(() => windowOf(app), patience).toMatchObject({ isVisible: false });
    // The page lives on.
    expect((await viewOf(app)).vault.kind).not.toBe('open');
    await startAgain(home);
    await expect.poll(() => windowOf(app), patience).toMatchObject({ isVisible: true });
  }
  if (app.kind === 'stand-in') expect(await titlesOf(app)).toEqual(['Tokendeck keeps running in the tray']);
  await closeWindow(app);
  // Quitting ends it although closing only hides.
  expect(await app.close()).toBe(0);

  const later = await start({ home });
  await closeWindow(later);
  await expect.poll(() => windowOf(later), patience).toMatchObject({ isVisible: false });
  if (later.kind === 'stand-in') expect(await titlesOf(later)).toEqual([]);
});

it('ends when it is closed, where that is set, also when it was set a moment ago', async () => {
  const set = await start({ home: temporaryDirectory(), text: '{"closeToTray": false}' });
  await closeWindow(set);
  expect(await set.ended).toBe(0);
  const changed = await startOpen({ home: temporaryDirectory() });
  expect(await change(changed, { closeToTray: false })).toMatchObject({ ok: true });
  await closeWindow(changed);
  expect(await changed.ended).toBe(0);
});

it('started at login it is not seen until somebody asks for it', async () => {
  const home = temporaryDirectory();
  const app = await start({ home, args: ['--hidden'] });
  await app.page.waitForSelector('#root > *');
  expect(await windowOf(app)).toMatchObject({ isVisible: false });
  await expect.poll(() => app.page.evaluate(() => document.visibilityState), patience).toBe('hidden');
  // Nor does a second start at login show it.
  await startAgain(home, ['--hidden']);
  expect(await windowOf(app)).toMatchObject({ isVisible: false });
  await startAgain(home);
  await expect.poll(() => windowOf(app), patience).toMatchObject({ isVisible: true });
  await expect.poll(() => app.page.evaluate(() => document.visibilityState), patience).toBe('visible');
});

it('started at login it is seen where that is set', async () => {
  const app = await start({
    home: temporaryDirectory(),
    args: ['--hidden'],
    text: '{"startHidden": false}',
  });
  await expect.poll(() => windowOf(app), patience).toMatchObject({ isVisible: true });
});

it('a change of theme reaches page and window at once, and the next start', async () => {
  const home = temporaryDirectory();
  const app = await startOpen({ home, text: '{"theme": "light"}' });
  const isDark = (of: RunningApp) => () =>
    of.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await expect.poll(isDark(app), patience).toBe(false);
  expect(await windowOf(app)).toMatchObject({ background: '#ffffff' });
  expect(await change(app, { theme: 'dark' })).toMatchObject({ ok: true, value: { theme: 'dark' } });
  await expect.poll(isDark(app), patience).toBe(true);
  expect(await windowOf(app)).toMatchObject({ background: '#1c1d20' });
  await app.close();
  const next = await start({ home });
  expect(await windowOf(next)).toMatchObject({ background: '#1c1d20' });
  await expect.poll(isDark(next), patience).toBe(true);
});

it('content protection follows the setting at once, and stays on where the environment wants it', async () => {
  const app = await startOpen({ home: temporaryDirectory() });
  expect(await windowOf(app)).toMatchObject({ isProtected: false });
  await change(app, { contentProtection: true });
  expect(await windowOf(app)).toMatchObject({ isProtected: true });
  await change(app, { contentProtection: false });
  expect(await windowOf(app)).toMatchObject({ isProtected: false });
  const more = { TOKENDECK_CONTENT_PROTECTION: '1' };
  const wanted = await startOpen({ home: temporaryDirectory(), more });
  await change(wanted, { contentProtection: false });
  expect(await windowOf(wanted)).toMatchObject({ isProtected: true });
});

it.each([
  [
    'damaged',
    '{"theme": "dark"',
    /^The settings were damaged\. They were kept as .*settings\.json\.damaged-/,
  ],
  ['of another kind', '["dark"]', /^The settings were damaged\./],
])('a settings file that is %s is set aside and said, and the window opens', async (_what, text, said) => {
  const home = temporaryDirectory();
  const app = await start({ home, text });
  const { notices, settings } = await viewOf(app);
  expect(notices).toEqual([expect.stringMatching(said)]);
  expect(settings.theme).toBe('system');
  const aside = readdirSync(home).filter((name) => name.startsWith('settings.json.damaged-'));
  expect(aside.map((name) => readFileSync(join(home, name), 'utf8'))).toEqual([text]);
  await expect.poll(() => windowOf(app), patience).toMatchObject({ isVisible: true });
});

it('settings are kept for this user alone, with what another version has written; a wrong one is said', async () => {
  const home = temporaryDirectory();
  const app = await startOpen({ home, text: '{"clipboardClearMs": 1, "sounds": true}' });
  const { notices, settings } = await viewOf(app);
  expect(notices).toEqual([expect.stringContaining('clipboardClearMs')]);
  expect(settings.clipboardClearMs).toBe(30_000);
  await change(app, { lockAfterIdleMs: 300_000 });
  const path = join(home, 'settings.json');
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
    clipboardClearMs: 1,
    sounds: true,
    lockAfterIdleMs: 300_000,
  });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await change(app, { proxy: 'http://ada:MARKED@proxy.example' })).toMatchObject({
    ok: false,
    error: { code: 'invalid_setting' },
  });
  expect(readFileSync(path, 'utf8')).not.toContain('MARKED');
  expect(readFileSync(join(home, 'tokendeck.log'), 'utf8')).not.toContain('MARKED');
});

it('asks for a CA file with the system’s dialog, and shows the data folder', async () => {
  const home = temporaryDirectory();
  const app = await startOpen({ home });
  if (app.kind !== 'stand-in') return;
  expect(await app.invoke('chooseCaFile', [{}])).toMatchObject({ ok: true, value: { caFile: '' } });
  const wrong = join(home, 'wrong.pem');
  writeFileSync(wrong, 'no certificate');
  await app.evaluate(({ dialog }, path) => {
    Object.assign(dialog, { showOpenDialog: async () => ({ canceled: false, filePaths: [path] }) });
  }, wrong);
  expect(await app.invoke('chooseCaFile', [{}])).toMatchObject({
    ok: false,
    error: { code: 'invalid_setting', what: expect.stringContaining(wrong) },
  });
  expect(existsSync(join(home, 'settings.json'))).toBe(false);
  expect(await app.invoke('showDataFolder', [{}])).toMatchObject({ ok: true });
  const asked = await app.evaluate((electron) => {
    const { dialogs, openedPaths } = (electron as unknown as StandIn).standIn;
    return { dialogs, openedPaths };
  }, null);
  expect(asked.openedPaths).toEqual([home]);
  expect(asked.dialogs).toMatchObject([{ title: 'Choose a file of certificate authorities' }]);
});
