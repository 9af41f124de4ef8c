// Walks the main paths with the keyboard alone.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { everyday, fixture } from '../support/gallery/fixtures.ts';
import { asked, focused } from '../support/gallery/in-window.ts';
import { oneWindow } from '../support/gallery/one-window.ts';

const open = oneWindow();

/** Presses Tab until the list has the focus. */
async function tabToList(page: Page): Promise<void> {
  for (let presses = 0; presses < 6; presses += 1) {
    await page.keyboard.press('Tab');
    if (/Sign in again$/.test(await focused(page))) return;
  }
  throw new Error(`the list was not reached, but ${await focused(page)}`);
}

const title = (page: Page) => page.locator('.panel h1').textContent();

test('the list is one tab stop, before and after it', async () => {
  const page = await open();
  await tabToList(page);
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toMatch(/^CI deploys/);
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Settings');
  await page.keyboard.press('Shift+Tab');
  expect(await focused(page)).toMatch(/^CI deploys/);
});

test('arrows, Home, End and letters move through the list, and the detail follows', async () => {
  const page = await open();
  await tabToList(page);
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toMatch(/^alice/);
  expect(await title(page)).toBe('alice');
  await page.keyboard.press('End');
  expect(await focused(page)).toMatch(/^Studio API/);
  await page.keyboard.press('Home');
  expect(await focused(page)).toMatch(/^Graph, work tenant/);
  await page.keyboard.type('tou');
  expect(await focused(page)).toMatch(/^Tournament bot/);
  expect(await title(page)).toBe('Tournament bot');
});

test('a letter that is a shortcut continues a name that is being typed', async () => {
  const page = await open();
  await tabToList(page);
  await page.keyboard.type('arch');
  expect(await focused(page)).toMatch(/^Archive reader/);
  expect(await asked(page, 'refreshAccount')).toEqual([]);
});

test('the copy button of a row is reached with the right arrow', async () => {
  const page = await open();
  await tabToList(page);
  await page.keyboard.press('ArrowRight');
  expect(await focused(page)).toBe('Copy the access token of Graph, work tenant');
  await page.keyboard.press('Enter');
  await expect.poll(() => asked(page, 'copyToken')).toEqual([{ accountId: 'tenant', format: 'token' }]);
});

test('Enter goes to the account, F6 goes round the panes', async () => {
  const page = await open();
  await tabToList(page);
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Graph, work tenant');
  await page.keyboard.press('F6');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('search-field');
  await page.keyboard.press('F6');
  await expect.poll(() => focused(page)).toMatch(/Sign in again$/);
});

test('in a narrow window Enter shows the account and Escape the list again', async () => {
  const page = await open(fixture(everyday), { width: 500, height: 640 });
  await tabToList(page);
  expect(await page.locator('.panel').isVisible()).toBe(false);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.side').isVisible()).toBe(false);
  await expect.poll(() => focused(page)).toBe('Graph, work tenant');
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toMatch(/^Graph, work tenant, .*Sign in again$/);
});

test('Control C copies the token of the selected account', async () => {
  const page = await open();
  await tabToList(page);
  await page.keyboard.press('End');
  await page.keyboard.press('Control+c');
  await expect.poll(() => asked(page, 'copyToken')).toEqual([{ accountId: 'studio', format: 'token' }]);
  await page.getByRole('status').getByText('Copied. The clipboard is cleared in 30 s.').waitFor();
});

test('Control C leaves selected text to the system', async () => {
  const page = await open();
  await page.locator('.panel h1').selectText();
  await page.keyboard.press('Control+c');
  expect(await asked(page, 'copyToken')).toEqual([]);
});

test('R refreshes the selected account, but not while typing', async () => {
  const page = await open();
  await page.keyboard.press('/');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('search-field');
  await page.keyboard.type('r/?');
  expect(await page.getByRole('searchbox').inputValue()).toBe('r/?');
  expect(await asked(page, 'refreshAccount')).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await page.getByRole('searchbox').inputValue()).toBe('');
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toMatch(/^Graph/);
  await page.keyboard.press('r');
  await expect.poll(() => asked(page, 'refreshAccount')).toEqual([{ accountId: 'tenant' }]);
});

test('Control F and arrow down: search, then the first hit', async () => {
  const page = await open();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('bot');
  await expect.poll(() => page.locator('.row').count()).toBe(2);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focused(page)).toMatch(/^CI deploys/);
});

test('the details follow a search that leaves the selected account out', async () => {
  const page = await open();
  await page.getByRole('row', { name: /^Studio API/ }).click();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('studio');
  expect(await title(page)).toBe('Studio API');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('calendar');
  await expect.poll(() => title(page)).toBe('Calendar export');
  await page.getByRole('button', { name: 'Copy token of Calendar export' }).waitFor();
});

test('Escape comes back to the selected row', async () => {
  const page = await open();
  await page.getByRole('row', { name: /^Studio API/ }).click();
  await page.keyboard.press('Control+n');
  await page.getByRole('heading', { name: 'Add an account' }).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toMatch(/^Studio API/);
  expect(await title(page)).toBe('Studio API');
});

test('without an account Escape leads to the main action, and the empty list is no stop', async () => {
  const page = await open(fixture([]));
  expect(await page.getByRole('grid').count()).toBe(0);
  await page.keyboard.press('Control+n');
  await page.getByRole('heading', { name: 'Add an account' }).waitFor();
  await page.keyboard.press('Escape');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('.empty-actions .primary')?.tagName))
    .toBe('BUTTON');
});

test('an account is added without touching the mouse', async () => {
  const page = await open();
  await page.keyboard.press('Control+n');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('placeholder')))
    .toBe('Search providers');
  await page.keyboard.type('openid');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'New account: Any OpenID provider' }).waitFor();
  await page.keyboard.type('https://id.example.org');
  await page.getByLabel('Client ID').focus();
  await page.keyboard.type('desktop');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => asked(page, 'startSignIn'))
    .toEqual([
      {
        providerId: 'openid',
        parameters: { issuer: 'https://id.example.org' },
        endpoints: {},
        flow: 'authorization_code',
        clientId: 'desktop',
        clientSecret: '',
        clientAuthentication: 'none',
        scopes: ['openid', 'profile', 'email', 'offline_access'],
        redirectUri: 'http://127.0.0.1/callback/openid',
        anyPort: true,
        formPost: false,
        label: '',
        dangerouslyAllowHttpOnLoopback: false,
      },
    ]);
  await expect.poll(() => focused(page)).toBe('Go on in your browser');
});

test('renaming gives the focus back to the row', async () => {
  const page = await open();
  await tabToList(page);
  await page.keyboard.press('F2');
  await page.getByRole('dialog', { name: 'Rename the account' }).waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Tenant');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await asked(page, 'renameAccount')).toEqual([{ accountId: 'tenant', label: 'Tenant' }]);
  await expect.poll(() => focused(page)).toMatch(/^Tenant, /);
});

test('removing asks, Escape keeps the account and gives the focus back', async () => {
  const page = await open();
  await tabToList(page);
  await page.keyboard.press('Delete');
  await page.getByRole('alertdialog', { name: 'Remove Graph, work tenant?' }).waitFor();
  await expect.poll(() => focused(page)).toBe('Cancel');
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  expect(await asked(page, 'removeAccount')).toEqual([]);
  await expect.poll(() => focused(page)).toMatch(/^Graph, work tenant/);
});

test('after a removal the focus is on the next account', async () => {
  const page = await open();
  await tabToList(page);
  await page.keyboard.press('Delete');
  await page.getByRole('alertdialog').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  expect(await asked(page, 'removeAccount')).toEqual([{ accountId: 'tenant', revoke: true }]);
  await expect.poll(() => focused(page)).toMatch(/^CI deploys/);
  expect(await title(page)).toBe('CI deploys');
});

test('a dialog opened from a menu gives the focus back to the menu’s button', async () => {
  const page = await open();
  await page.getByRole('button', { name: /^More actions/ }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('ren');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Rename the account' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).toMatch(/^More actions/);
});

test('the sheet lists every shortcut, and Escape closes it', async () => {
  const page = await open();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await sheet.waitFor();
  for (const says of [
    'Copy, in the account’s own form',
    'Find an account or an action',
    'Undo a removal',
    'Refresh now',
    'Remove (asks first)',
    'Add an account',
  ]) {
    expect(await sheet.getByText(says).count()).toBe(1);
  }
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
});
