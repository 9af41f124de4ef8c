// The settings in the window: each change takes effect at once, is said, and where it is refused nothing changes.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { error, everyday, fixture, hour, now } from '../support/gallery/fixtures.ts';
import { asked, emit, focused } from '../support/gallery/in-window.ts';
import { oneWindow } from '../support/gallery/one-window.ts';

const open = oneWindow();

async function openPart(page: Page, part: string): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: part, exact: true }).click();
  await page.getByRole('heading', { name: part, exact: true }).waitFor();
}

const changes = async (page: Page) => (await asked(page, 'changeSettings')).map((one) => one.changes);
const said = (page: Page) => page.locator('#root > [aria-live="polite"]').textContent();
const usual = fixture(everyday).settings;
const refused = {
  changeSettings: { ok: false, error: error('invalid_setting', { detail: 'it is odd' }) },
} as const;

test('the settings open by key and by button, close again, and the focus goes along', async () => {
  const page = await open();
  await page.keyboard.press('Control+,');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await expect.poll(() => focused(page)).toBe('Settings');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Graph, work tenant' }).waitFor();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Appearance', selected: true }).waitFor();
});

test('the parts are reached with the arrows', async () => {
  const page = await open();
  await openPart(page, 'Appearance');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('heading', { name: 'Start and tray' }).waitFor();
  await page.keyboard.press('End');
  await page.getByRole('heading', { name: 'About' }).waitFor();
});

test('walking into the list with Tab leaves the settings open, a click on the account does not', async () => {
  const page = await open();
  await openPart(page, 'Network');
  await page.getByRole('button', { name: 'Add an account' }).focus();
  await page.keyboard.press('Tab');
  await expect.poll(() => focused(page)).toMatch(/^Graph, work tenant/);
  await page.getByRole('heading', { name: 'Network', exact: true }).waitFor();
  await page.getByRole('row', { name: /^Graph, work tenant/ }).click();
  await page.getByRole('heading', { name: 'Graph, work tenant' }).waitFor();
});

test('the theme is changed at once, and said', async () => {
  const page = await open();
  await openPart(page, 'Appearance');
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect.poll(() => changes(page)).toEqual([{ theme: 'dark' }]);
  await expect.poll(() => said(page)).toBe('Theme: Dark');
});

test.each([
  ['Start and tray', 'Start at login', { startAtLogin: true }, 'Start at login: on'],
  [
    'Start and tray',
    'Keep running when the window is closed',
    { closeToTray: false },
    'Keep running when the window is closed: off',
  ],
  ['Lock and privacy', 'Lock with the screen', { lockWithScreen: true }, 'Lock with the screen: on'],
  [
    'Lock and privacy',
    'Show names while locked',
    { showNamesWhileLocked: true },
    'Show names while locked: on',
  ],
  [
    'Lock and privacy',
    'Keep the window out of screenshots',
    { contentProtection: true },
    'Keep the window out of screenshots: on',
  ],
])('%s: %s', async (part, label, change, words) => {
  const page = await open();
  await openPart(page, part);
  await page.getByRole('switch', { name: label }).focus();
  await page.keyboard.press('Space');
  await expect.poll(() => changes(page)).toEqual([change]);
  await expect.poll(() => said(page)).toBe(words);
});

test.each([
  ['Clipboard', 'Clear the clipboard after copying a token', 'Never', { clipboardClearMs: 0 }],
  ['Lock and privacy', 'Lock after the computer is idle for', '5 minutes', { lockAfterIdleMs: 300_000 }],
  ['Notifications', 'How long before a token runs out', '1 hour', { notifyBeforeMs: 3_600_000 }],
])('%s: %s: %s', async (part, label, choice, change) => {
  const page = await open();
  await openPart(page, part);
  await page.getByLabel(label).selectOption(choice);
  await expect.poll(() => changes(page)).toEqual([change]);
  await expect.poll(() => said(page)).toBe(`${label}: ${choice}`);
});

test('a span that the file says and the window does not offer is shown as it is', async () => {
  const page = await open(fixture(everyday, { settings: { ...usual, clipboardClearMs: 42_000 } }));
  await openPart(page, 'Clipboard');
  const select = page.getByLabel('Clear the clipboard after copying a token');
  expect(await select.locator('option:checked').textContent()).toBe('42 seconds');
});

test('each kind of notification is chosen by itself', async () => {
  const page = await open();
  await openPart(page, 'Notifications');
  await page.getByRole('checkbox', { name: 'when a token has run out' }).focus();
  await page.keyboard.press('Space');
  await expect
    .poll(() => changes(page))
    .toEqual([{ notifyKinds: ['expiring', 'sign_in_needed', 'refresh_failing'] }]);
});

test('notifications are paused and resumed', async () => {
  const page = await open();
  await openPart(page, 'Notifications');
  await page.getByRole('button', { name: 'Pause for one hour' }).click();
  await page.locator('.settings').getByText('Notifications are paused until today 15:30').waitFor();
  expect(await changes(page)).toEqual([{ notifyPausedUntil: now + hour }]);
  // The button that takes the place of the pressed one has the focus.
  await expect.poll(() => focused(page)).toBe('Resume');
  await page.locator('.side-foot').getByText('Notifications are paused until').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Notifications are shown.').waitFor();
  await expect.poll(() => focused(page)).toBe('Pause for one hour');
  await page.getByRole('button', { name: 'Pause until tomorrow 8:00' }).click();
  await page.locator('.settings').getByText('Notifications are paused until tomorrow 08:00').waitFor();
});

test('what is changed elsewhere is seen here', async () => {
  const page = await open();
  await openPart(page, 'Notifications');
  await emit(page, 'settingsChanged', { ...usual, notifyPausedUntil: now + hour });
  await page.locator('.settings').getByText('Notifications are paused until today 15:30').waitFor();
});

test('a refused switch stays as it was and says why', async () => {
  const page = await open(fixture(everyday, {}, refused));
  await openPart(page, 'Start and tray');
  await page.getByRole('switch', { name: 'Start at login' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('alert').getByText('A setting is not valid: it is odd.').waitFor();
  expect(await page.getByRole('switch', { name: 'Start at login' }).isChecked()).toBe(false);
});

test.each(['Enter', 'Tab'])('a proxy is taken with %s, once', async (key) => {
  const page = await open();
  await openPart(page, 'Network');
  await page.getByLabel('Proxy').fill(' http://proxy.example.com:3128 ');
  await page.keyboard.press(key);
  await expect.poll(() => changes(page)).toEqual([{ proxy: 'http://proxy.example.com:3128' }]);
  await page.getByRole('tab', { name: 'About' }).click();
  expect(await changes(page)).toHaveLength(1);
});

test('a refused proxy says why beside its field, and what is still in use', async () => {
  const page = await open(
    fixture(everyday, { settings: { ...usual, proxy: 'http://old.example.com:1' } }, refused),
  );
  await openPart(page, 'Network');
  const field = page.getByLabel('Proxy');
  await field.fill('socks://nowhere');
  await field.press('Enter');
  await page.getByText('A setting is not valid: it is odd.').waitFor();
  await page.getByText('Still in use: http://old.example.com:1').waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  // Leaving the field does not ask for the same once more.
  await field.press('Tab');
  expect(await changes(page)).toHaveLength(1);
  await field.fill('http://old.example.com:1');
  expect(await page.getByText('Still in use').count()).toBe(0);
});

test('a file of certificate authorities is chosen and removed', async () => {
  const chosen = { ...usual, caFile: '/etc/studio.pem' };
  const page = await open(fixture(everyday, {}, { chooseCaFile: { ok: true, value: chosen } }));
  await openPart(page, 'Network');
  await page.getByText('None but those of the system.').waitFor();
  await page.getByRole('button', { name: 'Choose a file…' }).click();
  await page.getByText('/etc/studio.pem').waitFor();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect.poll(() => changes(page)).toEqual([{ caFile: '' }]);
});

test('what this desktop cannot do is not offered, and it says why', async () => {
  const desktop = { tray: false, startAtLogin: false, notifications: false, contentProtection: false };
  const page = await open(fixture(everyday, { desktop }));
  await openPart(page, 'Start and tray');
  for (const name of ['Start at login', 'Start hidden', 'Keep running when the window is closed']) {
    expect(await page.getByRole('switch', { name }).isDisabled(), name).toBe(true);
  }
  expect(await page.getByText('This desktop has no tray.').count()).toBe(2);
  await page.getByRole('tab', { name: 'Notifications' }).click();
  await page.getByText('This desktop shows no notifications.').waitFor();
  expect(await page.getByRole('checkbox', { disabled: true }).count()).toBe(4);
  await page.getByRole('tab', { name: 'Lock and privacy' }).click();
  const protection = page.getByRole('switch', { name: 'Keep the window out of screenshots' });
  expect(await protection.isDisabled()).toBe(true);
});

test('about says what runs, shows the folder and copies it all', async () => {
  const page = await open();
  await openPart(page, 'About');
  await page.getByRole('button', { name: 'Show the folder' }).click();
  expect(await asked(page, 'showDataFolder')).toHaveLength(1);
  await page.getByRole('button', { name: 'Copy details' }).click();
  const [copied] = await asked(page, 'copyText');
  expect(copied?.text.split('\n')).toEqual([
    'Tokendeck: 0.1.0',
    'Electron: 45.4.1',
    'Chromium: 156.0.8078.21',
    'Node.js: 24.21.0',
    'System: linux x64',
    'Data folder: /home/mira/.local/share/tokendeck',
  ]);
});
