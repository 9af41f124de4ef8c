// The command palette, with the keyboard alone: what it finds, in which order, and what Enter does.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { preferring, used } from '../support/gallery/account-states.ts';
import { fixture, hour, lockedByPassphrase, many, now } from '../support/gallery/fixtures.ts';
import { asked, focused } from '../support/gallery/in-window.ts';
import { oneWindow } from '../support/gallery/one-window.ts';

const open = oneWindow();

const field = (page: Page) => page.getByRole('combobox', { name: 'Account or action' });
const options = (page: Page) => page.getByRole('dialog').getByRole('option');

/** What Enter would do. */
function current(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant');
    return document.getElementById(id ?? '')?.textContent ?? null;
  });
}

async function find(page: Page, search: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await field(page).waitFor();
  await page.keyboard.type(search);
}

const title = (page: Page) => page.locator('.panel h1').textContent();

test('Control K, a few letters, Enter: the token is copied, and the focus is where it was', async () => {
  const page = await open();
  await page.getByRole('row', { name: /^Graph/ }).focus();
  await find(page, 'cal');
  expect(await current(page)).toMatch(/^Copy token: Calendar export, /);
  await page.keyboard.press('Enter');
  await expect.poll(() => asked(page, 'copyToken')).toEqual([{ accountId: 'calendar', format: 'token' }]);
  await page
    .getByRole('status')
    .getByText('Calendar export: Copied. The clipboard is cleared in 30 s.')
    .waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await expect.poll(() => focused(page)).toMatch(/^Graph/);
});

test('it copies in the form of the account, and says which', async () => {
  const page = await open(fixture(preferring({ calendar: { copyFormat: 'curl' } })));
  await find(page, 'cal');
  expect(await current(page)).toMatch(/^Copy curl command: Calendar export/);
  await page.keyboard.press('Enter');
  await expect.poll(() => asked(page, 'copyToken')).toEqual([{ accountId: 'calendar', format: 'curl' }]);
});

test('Control Enter shows the account instead, also where a search hid it', async () => {
  const page = await open();
  await page.getByRole('searchbox').fill('graph');
  await find(page, 'studio');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => title(page)).toBe('Studio API');
  expect(await page.getByRole('searchbox').inputValue()).toBe('');
  await expect.poll(() => focused(page)).toBe('Studio API');
  expect(await asked(page, 'copyToken')).toEqual([]);
});

test('where a word begins comes before where it only occurs, and what was copied last comes first', async () => {
  const page = await open(fixture(used));
  await find(page, '');
  expect(await current(page)).toMatch(/Legacy gateway/);
  await page.keyboard.type('bot');
  // The name of one begins a word with it, as does the identity of the other; neither was copied yet.
  await expect.poll(async () => (await options(page).allTextContents()).length).toBe(2);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('al');
  expect(await current(page)).toMatch(/: alice/);
});

test('accents and case do not matter, and each word narrows it down', async () => {
  const page = await open();
  await find(page, 'MÍRA gít');
  expect(await options(page).count()).toBe(2);
});

test('the arrows go round, Page Down goes far, and the first is chosen again after each letter', async () => {
  const page = await open();
  await find(page, '');
  const first = await current(page);
  await page.keyboard.press('ArrowDown');
  const second = await current(page);
  expect(second).not.toBe(first);
  await page.keyboard.press('ArrowUp');
  expect(await current(page)).toBe(first);
  await page.keyboard.press('ArrowUp');
  expect(await current(page)).toMatch(/^Show all shortcuts/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('PageDown');
  expect(await current(page)).toMatch(/^Add an account/);
  await page.keyboard.type('a');
  expect(await page.getByRole('dialog').getByRole('option', { selected: true }).count()).toBe(1);
});

test.each<[string, string, Parameters<typeof asked>[1], unknown]>([
  ['refresh studio', 'Refresh: Studio API', 'refreshAccount', { accountId: 'studio' }],
  [
    'sign in cal',
    'Sign in again: Calendar export',
    'startSignInAgain',
    { accountId: 'calendar', scopes: [] },
  ],
  [
    'copy auth studio',
    'Copy Authorization header: Studio API',
    'copyToken',
    { accountId: 'studio', format: 'header' },
  ],
  [
    'header studio',
    'Copy Authorization header: Studio API',
    'copyToken',
    { accountId: 'studio', format: 'header' },
  ],
  ['not fresh alice', 'Do not keep fresh: alice', 'setAutoRefresh', { accountId: 'alice', on: false }],
  [
    'pause hour',
    'Pause notifications for one hour',
    'changeSettings',
    { changes: { notifyPausedUntil: now + hour } },
  ],
  ['refresh all', 'Refresh all accounts', 'refreshAll', undefined],
  ['theme dark', 'Theme: Dark', 'changeSettings', { changes: { theme: 'dark' } }],
  ['group', 'Accounts: Group by provider', 'changeSettings', { changes: { groupByProvider: true } }],
  ['sort name', 'Accounts: Sort by: Name', 'changeSettings', { changes: { sortBy: 'name' } }],
])('“%s” and Enter', async (search, says, channel, args) => {
  const page = await open();
  await find(page, search);
  await expect.poll(() => current(page)).toContain(says);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await asked(page, channel)).map((one) => one ?? undefined)).toEqual([args]);
});

test.each([
  ['rename studio', 'Rename the account', 'dialog'],
  ['remove studio', 'Remove Studio API?', 'alertdialog'],
  ['moving export', 'Back up', 'dialog'],
  ['restore', 'Restore a backup', 'dialog'],
  ['backup import', 'Restore a backup', 'dialog'],
  ['passphrase', 'Change the key', 'dialog'],
  ['revoke studio', 'Revoke the tokens of Studio API?', 'alertdialog'],
  ['all shortcuts', 'Keyboard shortcuts', 'dialog'],
] as const)('“%s” opens its dialog, which has the focus', async (search, name, role) => {
  const page = await open();
  await find(page, search);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole(role, { name });
  await dialog.waitFor();
  await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test.each([
  ['add an', 'Add an account'],
  ['import a', 'Import a token'],
  ['define', 'Define a provider'],
  ['settings: not', 'Settings'],
])('“%s” opens its pane', async (search, heading) => {
  const page = await open();
  await find(page, search);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('only what is possible is offered', async () => {
  const page = await open(fixture(preferring({ studio: { pinned: true } })));
  await find(page, 'pin');
  expect(await options(page).filter({ hasText: 'Studio API' }).count()).toBe(0);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('refresh graph');
  // Only a new sign-in helps there.
  expect(await options(page).count()).toBe(0);
  await page.getByText('Nothing matches “refresh graph”').waitFor();
  await page.keyboard.press('Enter');
  expect(await page.getByRole('dialog').count()).toBe(1);
});

test('Undo is there while there is something to undo', async () => {
  const page = await open();
  await find(page, 'undo');
  expect(await options(page).count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.getByRole('row', { name: /^alice/ }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('was removed').waitFor();
  await find(page, 'undo');
  await page.keyboard.press('Enter');
  await expect.poll(() => asked(page, 'undoRemoval')).toEqual([{ accountId: 'alice' }]);
});

test('Escape and Control K close it, and a click does what is clicked', async () => {
  const page = await open();
  await find(page, '');
  await page.keyboard.press('Escape');
  await field(page).waitFor({ state: 'detached' });
  await find(page, '');
  await page.keyboard.press('Control+k');
  await field(page).waitFor({ state: 'detached' });
  await find(page, '');
  await page.getByRole('option', { name: /alice/ }).click();
  await expect.poll(() => asked(page, 'copyToken')).toEqual([{ accountId: 'alice', format: 'token' }]);
});

test('it does not open while the vault is locked', async () => {
  const page = await open(fixture([], { vault: lockedByPassphrase(undefined) }));
  await page.keyboard.press('Control+k');
  expect(await page.getByRole('combobox').count()).toBe(0);
});

test('of ten thousand accounts fifty are listed, and how many more there are', async () => {
  const page = await open(fixture(many(10_000)));
  await find(page, 'account 99');
  await expect.poll(() => options(page).count()).toBe(50);
  // Account 99, 990 to 999 and 9900 to 9999 begin a word with it; 199, 1990 … only contain it.
  expect(await current(page)).toMatch(/: Account 99, /);
  await page.getByText(/^\d+ more accounts found/).waitFor();
  await page.keyboard.type('99');
  await expect.poll(() => options(page).count()).toBe(1);
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => title(page)).toBe('Account 9999');
  // The list has gone there, too.
  await page.getByRole('row', { name: /^Account 9999,/ }).waitFor();
});
