// A day with the application, in its window, tray and notifications: real provider, real keychain, real vault. Only the
// hours in between are not lived through: the clocks of the application and of the provider are set forward together.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RunningApp } from '../support/host/host.ts';
import {
  clickNotification,
  seenNotifications,
  watchNotifications,
} from '../support/host/notification-steps.ts';
import { chooseInTray, seenTray, watchTray } from '../support/host/tray-steps.ts';
import { lockKeyring, unlockKeyring } from '../support/keyring/lock.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { openStage, type Stage } from './stage.ts';
import { accountRow, clipboardText, press, takeFromPalette, waitFor, willChoose } from './steps.ts';

const minute = 60_000;
const hour = 60 * minute;
const ada = 'Ada Moreno';
const ben = 'Ben Okafor';
const exportWords = 'seven plain words for the export';
const vaultWords = 'seven plain words for the vault';
vi.setConfig({ testTimeout: 90_000 });

let stage: Stage;
let app: RunningApp;

const realNow = Date.now;

/** Sets the clocks of the provider, which lives in this process, and of the application. */
async function passTime(ms: number): Promise<void> {
  const before = Date.now;
  Date.now = () => before() + ms;
  await app.evaluate((_electron, ahead) => {
    const earlier = Date.now;
    Date.now = () => earlier() + ahead;
  }, ms);
}

async function launch(): Promise<void> {
  app = await stage.launch();
  await watchTray(app);
  await watchNotifications(app);
}

async function titles(): Promise<readonly string[]> {
  return (await seenNotifications(app)).map(({ title }) => title);
}

const keys = (...names: readonly string[]) =>
  names.reduce((before, name) => before.then(() => app.page.keyboard.press(name)), Promise.resolve());

/** From one stop of the keyboard to the next, until the one of this name is reached. */
async function tabTo(name: RegExp): Promise<void> {
  for (let stop = 0; stop < 40; stop += 1) {
    await keys('Tab');
    const focused = await app.page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    );
    if (name.test(focused)) return;
  }
  throw new Error(`The keyboard does not reach ${name}.`);
}

function refreshes(): number {
  return stage.provider
    .tokenRequests()
    .filter(({ grantType, status }) => grantType === 'refresh_token' && status === 200).length;
}

beforeAll(async () => {
  stage = await openStage({ accessTokenSeconds: 600 });
  await launch();
  console.log(`The desktop's specs run on: ${app.kind}`);
});

afterAll(async () => {
  Date.now = realNow;
  await app?.close();
  await stage?.close();
});

describe('by keyboard alone', () => {
  test('from the first start to a copied token', async () => {
    await app.page.getByRole('button', { name: /^Try it with/ }).waitFor();
    await tabTo(/^Try it with/);
    await keys('Enter');
    await app.page.getByRole('button', { name: 'Sign in in the browser' }).waitFor();
    await tabTo(/^Sign in in the browser$/);
    await keys('Enter');
    await stage.person.signIn(await stage.nextAddress(), { user: 'ada', decision: 'allow' });
    await app.page.getByRole('heading', { name: ada }).waitFor();
    await keys('ControlOrMeta+f', 'ArrowDown', 'ControlOrMeta+c');
    await waitFor(async () => (await clipboardText(app)) !== '');
    expect(await stage.userinfoStatus(await clipboardText(app))).toBe(200);
  });

  test('the palette finds an account and copies, and switches the theme of page and window', async () => {
    await app.evaluate(({ clipboard }) => clipboard.writeText(''), undefined);
    await takeFromPalette(app, 'copy header ada');
    await waitFor(async () => /^Authorization: Bearer \S+$/.test(await clipboardText(app)));
    await takeFromPalette(app, 'theme dark');
    const isDark = () => app.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    await waitFor(isDark);
    const background = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor(), undefined);
    expect((await background())?.toLowerCase()).toBe('#1c1d20');
    await takeFromPalette(app, 'theme light');
    await waitFor(async () => !(await isDark()));
  });
});

describe('tray and notifications', () => {
  test('a second account signs in with the remembered client', async () => {
    await keys('ControlOrMeta+n');
    await press(app, /Practice provider.*tokendeck|tokendeck.*Practice provider/i);
    await stage.person.signIn(await stage.nextAddress(), { user: 'ben', decision: 'allow' });
    await accountRow(app, ben, 'Valid').waitFor();
  });

  test('a click in the tray copies a token that the provider accepts, and says so', async () => {
    await app.evaluate(({ clipboard }) => clipboard.writeText(''), undefined);
    await waitFor(async () => (await seenTray(app)).labels.some((label) => label.startsWith(ben)));
    await chooseInTray(app, ben);
    await waitFor(async () => (await clipboardText(app)) !== '');
    expect(await stage.userinfoStatus(await clipboardText(app))).toBe(200);
    expect(await titles()).toContain(`Copied the token of “${ben}”`);
  });

  test('before a token runs out that is not renewed by itself, the person is told once', async () => {
    await accountRow(app, ben).click();
    await app.page.getByRole('switch', { name: 'Keep fresh' }).press('Space');
    await waitFor(async () => !(await app.page.getByRole('switch', { name: 'Keep fresh' }).isChecked()));
    // As after a short sleep: of ten minutes there is one and a half left.
    await passTime(8.5 * minute);
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'), undefined);
    await expect
      .poll(titles, { timeout: 30_000 })
      .toContainEqual(expect.stringMatching(/^“Ben Okafor” runs out in/));
    await accountRow(app, ben, 'Expires soon').waitFor();
    expect((await titles()).filter((title) => title.includes(ada))).toEqual([]);
  });

  test('a click on the notification brings the account up', async () => {
    await accountRow(app, ada).click();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close(), undefined);
    await clickNotification(app, `“${ben}”`);
    await app.page.getByRole('heading', { name: ben }).waitFor();
    const isVisible = await app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible(),
      undefined,
    );
    expect(isVisible).toBe(true);
  });

  test('a click also brings an account up in a page that is only about to be loaded again', async () => {
    await chooseInTray(app, ada);
    const copied = `Copied the token of “${ada}”`;
    await waitFor(async () => (await titles()).includes(copied));
    await accountRow(app, ben).click();
    await app.page.getByRole('heading', { name: ben }).waitFor();
    await app.evaluate(({ BrowserWindow }) => {
      const details = { reason: 'crashed', exitCode: 1 } as const;
      BrowserWindow.getAllWindows()[0]?.webContents.emit('render-process-gone', {} as never, details);
    }, undefined);
    await clickNotification(app, copied);
    await accountRow(app, ben).waitFor();
    await app.page.getByRole('heading', { name: ada }).waitFor();
  });

  test('after a restart it is not told again', async () => {
    const ahead = Date.now() - realNow();
    await app.close();
    await launch();
    await app.evaluate((_electron, ms) => {
      const earlier = Date.now;
      Date.now = () => earlier() + ms;
    }, ahead);
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'), undefined);
    await accountRow(app, ben, 'Expires soon').waitFor();
    // Longer than what falls due together is gathered for.
    await new Promise((resolve) => setTimeout(resolve, 4000));
    expect(await titles()).toEqual([]);
  });

  test('after two hours of sleep what can be renewed is renewed, and what has run out is told once', async () => {
    const before = refreshes();
    await passTime(2 * hour);
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'), undefined);
    await accountRow(app, ada, 'Valid').waitFor({ timeout: 30_000 });
    await expect.poll(titles, { timeout: 30_000 }).toEqual([`“${ben}” has run out`]);
    expect(refreshes()).toBe(before + 1);
    expect(stage.provider.reuses()).toBe(0);
    await expect
      .poll(async () => (await seenTray(app)).toolTip)
      .toMatch(/^Tokendeck: 2 accounts, 1 needs attention/);
  });

  test('without network the window and the tray say so, and go on when it is back', async () => {
    await app.page.context().setOffline(true);
    await app.page.getByText('No network').waitFor();
    await expect.poll(async () => (await seenTray(app)).toolTip).toMatch(/no network|offline/i);
    // What is good is still copied.
    await accountRow(app, ada).click();
    await app.evaluate(({ clipboard }) => clipboard.writeText(''), undefined);
    await keys('ControlOrMeta+c');
    await waitFor(async () => (await clipboardText(app)) !== '');
    await app.page.context().setOffline(false);
    await app.page.getByText('No network').waitFor({ state: 'detached' });
    await expect.poll(async () => (await seenTray(app)).toolTip).not.toMatch(/no network|offline/i);
  });
});

describe('removal, lock, backup and key', () => {
  test('a removal can be undone, also by key', async () => {
    await accountRow(app, ben).click();
    await keys('Delete');
    await app.page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await accountRow(app, ben).waitFor({ state: 'detached' });
    await keys('ControlOrMeta+z');
    await accountRow(app, ben).waitFor();
  });

  test('locked, nothing of the accounts is left in the window or the tray', async () => {
    await keys('ControlOrMeta+l');
    await app.page.getByRole('heading', { name: 'Tokendeck is locked' }).waitFor();
    expect(await app.page.content()).not.toMatch(/Moreno|Okafor/);
    await expect.poll(async () => (await seenTray(app)).labels.join()).not.toMatch(/Moreno|Okafor/);
    const before = refreshes();
    await passTime(hour);
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'), undefined);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(refreshes()).toBe(before);
    await press(app, 'Unlock');
    await accountRow(app, ada, 'Valid').waitFor({ timeout: 30_000 });
    expect(refreshes()).toBe(before + 1);
  });

  test('an export holds no plain secret, and another computer has the accounts after importing it', async () => {
    const file = join(temporaryDirectory(), 'all.tokendeck');
    await willChoose(app, file);
    await takeFromPalette(app, 'export');
    const exporting = app.page.getByRole('dialog');
    await exporting.getByLabel('Passphrase of the file').fill(exportWords);
    await exporting.getByLabel('Repeat it').fill(exportWords);
    await exporting.getByRole('button', { name: 'Back up…' }).click();
    await app.page.getByText('2 accounts written to all.tokendeck.').first().waitFor();
    expect(existsSync(file)).toBe(true);
    const content = readFileSync(file, 'latin1');
    expect(content).not.toMatch(/Moreno|Okafor|practice/);
    for (const secret of stage.provider.secretsSeen()) expect(content).not.toContain(secret);

    const first = app;
    const other = await openStage();
    app = await other.launch();
    await willChoose(app, file);
    await app.page.getByRole('button', { name: /^Try it with/ }).waitFor();
    await takeFromPalette(app, 'backup import');
    const importing = app.page.getByRole('dialog');
    await importing.getByRole('button', { name: 'Choose a file…' }).click();
    await importing.getByText('all.tokendeck').waitFor();
    const tryWith = async (words: string): Promise<void> => {
      await importing.getByLabel('Passphrase of the file').fill(words);
      await importing.getByRole('button', { name: 'Restore', exact: true }).click();
    };
    await tryWith('not the one');
    await app.page.getByText('That is not the passphrase').first().waitFor();
    expect(await app.page.getByRole('row').count()).toBe(0);
    await tryWith(exportWords);
    await accountRow(app, ada).waitFor();
    await accountRow(app, ben).waitFor();
    await app.page.getByText('2 accounts added.').first().waitFor();
    await app.close();
    await other.close();
    app = first;
  });

  test('under a new passphrase the vault opens with it alone', async () => {
    await takeFromPalette(app, 'settings secrets');
    await press(app, 'Change the key…');
    const dialog = app.page.getByRole('dialog');
    await dialog.getByText('Under a passphrase').click();
    await dialog.getByLabel('New passphrase').fill(vaultWords);
    await dialog.getByLabel('Repeat it').fill(vaultWords);
    await dialog.getByRole('button', { name: /^Change the key/ }).click();
    await app.page.getByText('The vault is sealed under your new passphrase.').first().waitFor();
    await app.close();
    await launch();
    await app.page.getByLabel('Passphrase').fill('not the one');
    await keys('Enter');
    await app.page.getByText('That is not the passphrase of this vault.').waitFor();
    await app.page.getByLabel('Passphrase').fill(vaultWords);
    await keys('Enter');
    await accountRow(app, ada).waitFor();
    expect(await stage.tokendeck(['list', '--passphrase-stdin'], `${vaultWords}\n`)).toMatchObject({
      code: 0,
    });
  });
});

describe.runIf(process.platform === 'linux')('the keychain', () => {
  test('locked at the start, it is said, nothing is lost, and trying again goes on', async () => {
    const other = await openStage();
    const first = app;
    app = await other.launch();
    await app.page.getByText('under a key in the system’s keychain').waitFor();
    await app.close();
    lockKeyring();
    app = await other.launch();
    await app.page.getByRole('heading', { name: 'The keychain cannot be used' }).waitFor();
    await app.page.getByText('The system’s keychain is locked.').waitFor();
    await unlockKeyring();
    await press(app, 'Try again');
    await app.page.getByText('under a key in the system’s keychain').waitFor();
    await app.close();
    await other.close();
    app = first;
  });
});
