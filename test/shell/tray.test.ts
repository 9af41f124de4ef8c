// The tray of the built application: what it says of real accounts, and what a click on it does. Needs `npm run build`.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Bridge, Events } from '../../preload/contract.ts';
import { openStage, type Stage } from '../e2e/stage.ts';
import type { RunningApp } from '../support/host/host.ts';
import { chooseInTray, type SeenTray, seenTray, watchTray } from '../support/host/tray-steps.ts';
import type { SignInChoice } from '../support/persons-browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const patience = { timeout: 30_000 };

/** The vault is sealed under this, so that no keychain is needed. */
const passphrase = 'four plain words here';
const minute = 60_000;

type Exposed = typeof globalThis & {
  readonly tokendeck: Bridge;
  heard: { copied: Events['tokenCopied'][] };
};

let stage: Stage;
let app: RunningApp;

async function signIn(user: SignInChoice['user']): Promise<void> {
  const begun = await app.page.evaluate(
    (clientId) =>
      (globalThis as Exposed).tokendeck.startSignIn({
        providerId: 'practice',
        parameters: {},
        endpoints: {},
        clientId,
        clientSecret: '',
        clientAuthentication: 'none',
        dangerouslyAllowHttpOnLoopback: true,
        flow: 'authorization_code',
        scopes: ['openid', 'profile', 'email', 'offline_access'],
        redirectUri: 'http://127.0.0.1/callback/practice',
        anyPort: true,
        formPost: false,
        label: '',
      }),
    stage.provider.publicClientId,
  );
  expect(begun).toMatchObject({ ok: true });
  await stage.person.signIn(await stage.nextAddress(), { user, decision: 'allow' });
}

function getApp() {
  return app.page.evaluate(async () => {
    const outcome = await (globalThis as Exposed).tokendeck.getApp();
    if (!outcome.ok) throw new Error(outcome.error.code);
    return outcome.value;
  });
}

async function idOf(label: string): Promise<string> {
  const { accounts } = await getApp();
  return accounts.find((account) => account.label === label)?.id ?? '';
}

const clipboardText = (): Promise<string> => app.evaluate(({ clipboard }) => clipboard.readText(), undefined);
const heard = (): Promise<Exposed['heard']> => app.page.evaluate(() => (globalThis as Exposed).heard);
const isVisible = (): Promise<boolean | undefined> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible(), undefined);
const labels = async (): Promise<readonly string[]> => (await seenTray(app)).labels;

beforeAll(async () => {
  stage = await openStage({ accessTokenSeconds: 3600 });
  app = await stage.launch({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' });
  console.log(`The tray's specs run on: ${app.kind}`);
  await watchTray(app);
  await vi.waitFor(async () => expect((await getApp()).vault.kind).toBe('keychain_missing'), patience);
  await app.page.evaluate(
    (words) => (globalThis as Exposed).tokendeck.choosePassphrase({ passphrase: words }),
    passphrase,
  );
  await app.page.evaluate(() => {
    const page = globalThis as Exposed;
    page.heard = { copied: [] };
    page.tokendeck.onTokenCopied((copied) => page.heard.copied.push(copied));
  });
  await signIn('ada');
  await signIn('ben');
});

afterAll(async () => {
  await app?.kill();
  await stage?.close();
});

it('says how many accounts there are, and lists them with the time left', async () => {
  await expect
    .poll(() => seenTray(app), patience)
    .toMatchObject({
      toolTip: expect.stringMatching(
        /^Tokendeck: 2 accounts\. Next: “(Ada Moreno|Ben Okafor)” is renewed in \d+ min$/,
      ),
      labels: [
        expect.stringMatching(/^Ada Moreno {2}· {2}\d+ min$/),
        expect.stringMatching(/^Ben Okafor {2}· {2}\d+ min$/),
        '-',
        'Refresh all',
        'Pause notifications',
        '> For one hour',
        '> Until tomorrow 8:00',
        'Lock now',
        '-',
        'Open Tokendeck',
        'Quit',
      ],
    } satisfies Partial<Record<keyof SeenTray, unknown>>);
});

it('copies a token that the provider accepts with one click, and tells the window without the token', async () => {
  await chooseInTray(app, 'Ada Moreno');
  await expect.poll(async () => (await heard()).copied.length, patience).toBe(1);
  const token = await clipboardText();
  expect(await stage.userinfoStatus(token)).toBe(200);
  const { copied } = await heard();
  expect(copied).toMatchObject([{ accountId: await idOf('Ada Moreno'), label: 'Ada Moreno' }]);
  const seen = JSON.stringify([copied, await seenTray(app), await app.ipcTraffic()]);
  expect(seen.includes(token)).toBe(false);
});

it('copies in the form that was chosen for the account', async () => {
  const id = await idOf('Ben Okafor');
  const set = await app.page.evaluate(
    (accountId) =>
      (globalThis as Exposed).tokendeck.setPreferences({
        accountId,
        preferences: { pinned: true, copyFormat: 'header', warnBeforeMs: null },
      }),
    id,
  );
  expect(set).toMatchObject({ ok: true });
  await expect.poll(async () => (await labels())[0], patience).toMatch(/^Ben Okafor/);
  await chooseInTray(app, 'Ben Okafor');
  await expect.poll(async () => (await heard()).copied.length, patience).toBe(2);
  const [, token = ''] = /^Authorization: Bearer (\S+)$/.exec(await clipboardText()) ?? [];
  expect(await stage.userinfoStatus(token)).toBe(200);
});

it('refreshes all', async () => {
  const refreshes = (): number =>
    stage.provider.tokenRequests().filter(({ grantType }) => grantType === 'refresh_token').length;
  const before = refreshes();
  await chooseInTray(app, 'Refresh all');
  await expect.poll(refreshes, patience).toBe(before + 2);
});

it('draws another icon while there is no network, and says so', async () => {
  const note = (online: boolean): Promise<unknown> =>
    app.page.evaluate((is) => (globalThis as Exposed).tokendeck.noteConnection({ online: is }), online);
  await note(false);
  await expect.poll(async () => (await seenTray(app)).toolTip, patience).toMatch(/^Tokendeck is offline: 2/);
  const { icon } = await seenTray(app);
  expect(icon?.width).toBe(process.platform === 'linux' ? 22 : 16);
  expect(icon?.scales).toEqual(expect.arrayContaining([1, 2]));
  await note(true);
  await expect.poll(async () => (await seenTray(app)).toolTip, patience).toMatch(/^Tokendeck: 2/);
});

it('pauses notifications, says until when, and resumes them', async () => {
  const pausedUntil = async (): Promise<number> => (await getApp()).settings.notifyPausedUntil;
  const before = Date.now();
  await chooseInTray(app, 'Pause notifications', 'For one hour');
  await expect.poll(pausedUntil, patience).toBeGreaterThanOrEqual(before + 60 * minute);
  expect(await pausedUntil()).toBeLessThanOrEqual(Date.now() + 60 * minute);
  await expect.poll(labels, patience).toContainEqual(expect.stringMatching(/^> Resume \(paused until .+\)$/));
  await chooseInTray(app, 'Pause notifications', 'Resume');
  await expect.poll(pausedUntil, patience).toBe(0);
  await expect.poll(labels, patience).not.toContainEqual(expect.stringMatching(/Resume/));
});

it('brings back the window that was closed', async () => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close(), undefined);
  await expect.poll(isVisible, patience).toBe(false);
  await chooseInTray(app, 'Open Tokendeck');
  await expect.poll(isVisible, patience).toBe(true);
});

it('locks, and then names nobody', async () => {
  await chooseInTray(app, 'Lock now');
  await expect.poll(async () => (await getApp()).vault.kind, patience).toBe('locked');
  await expect.poll(async () => (await seenTray(app)).toolTip, patience).toBe('Tokendeck is locked');
  expect(await labels()).toEqual([
    'Pause notifications',
    '> For one hour',
    '> Until tomorrow 8:00',
    '-',
    'Unlock…',
    'Quit',
  ]);
  await expect(chooseInTray(app, 'Ada Moreno')).rejects.toThrow("no 'Ada Moreno' to click");
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide(), undefined);
  await chooseInTray(app, 'Unlock…');
  await expect.poll(isVisible, patience).toBe(true);
  await app.page.evaluate(
    (words) => (globalThis as Exposed).tokendeck.unlock({ passphrase: words }),
    passphrase,
  );
  await expect.poll(labels, patience).toContainEqual(expect.stringMatching(/^Ada Moreno/));
});

it('says while it is locked what runs out next, where names may be seen', async () => {
  await app.page.evaluate(() =>
    (globalThis as Exposed).tokendeck.changeSettings({ changes: { showNamesWhileLocked: true } }),
  );
  await chooseInTray(app, 'Lock now');
  await expect
    .poll(async () => (await seenTray(app)).toolTip, patience)
    .toMatch(/^Tokendeck is locked\. Next: “(Ada Moreno|Ben Okafor)” runs out at .*\d\d/);
  expect((await labels()).join()).not.toMatch(/Ada|Ben/);
});

it('says no more that there is no network when the window is gone that said so', async () => {
  await app.page.evaluate(async (words) => {
    const { tokendeck } = globalThis as Exposed;
    await tokendeck.unlock({ passphrase: words });
    await tokendeck.noteConnection({ online: false });
  }, passphrase);
  await expect.poll(async () => (await seenTray(app)).toolTip, patience).toMatch(/^Tokendeck is offline: 2/);
  await app.evaluate((electron) => {
    // As on macOS, where the application goes on without a window.
    electron.app.removeAllListeners('window-all-closed');
    electron.app.on('window-all-closed', () => undefined);
    electron.BrowserWindow.getAllWindows()[0]?.destroy();
  }, undefined);
  await expect.poll(async () => (await seenTray(app)).toolTip, patience).toMatch(/^Tokendeck: 2/);
});

it('ends the application', async () => {
  await chooseInTray(app, 'Quit').catch(() => undefined);
  expect(await app.ended).toBe(0);
});
