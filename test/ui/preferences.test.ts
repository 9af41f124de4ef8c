// What is set for one account: the form in which it is copied, pinned or not, and when to warn.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { preferring } from '../support/gallery/account-states.ts';
import { fixture, inStatus } from '../support/gallery/fixtures.ts';
import { asked, focused } from '../support/gallery/in-window.ts';
import { oneWindow } from '../support/gallery/one-window.ts';

const open = oneWindow();
const usual = { pinned: false, copyFormat: 'token', warnBeforeMs: null } as const;

async function submenu(page: Page, button: RegExp, item: string): Promise<void> {
  await page.getByRole('button', { name: button }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: item }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('menuitemradio').first().waitFor();
}

test('the row, the key and the button copy in the form of the account, and say which', async () => {
  const page = await open(fixture(preferring({ tenant: { copyFormat: 'header' } })));
  await page.getByRole('button', { name: 'Copy the Authorization header of Graph, work tenant' }).click();
  await page.getByRole('button', { name: 'Copied the Authorization header of Graph' }).waitFor();
  await page.getByRole('button', { name: 'Copy header of Graph, work tenant' }).click();
  await page.keyboard.press('Control+c');
  const once = { accountId: 'tenant', format: 'header' };
  await expect.poll(() => asked(page, 'copyToken')).toEqual([once, once, once]);
});

test('Control Shift C copies the header, whatever the form of the account', async () => {
  const page = await open();
  await page.keyboard.press('Control+Shift+C');
  await expect.poll(() => asked(page, 'copyToken')).toEqual([{ accountId: 'tenant', format: 'header' }]);
});

test('another form is chosen for the account with the keyboard alone', async () => {
  const page = await open();
  await submenu(page, /^Copy as…/, 'Use by default for this account');
  expect(await page.getByRole('menuitemradio', { name: 'Access token' }).getAttribute('aria-checked')).toBe(
    'true',
  );
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => asked(page, 'setPreferences'))
    .toEqual([{ accountId: 'tenant', preferences: { ...usual, copyFormat: 'json' } }]);
  await page.getByRole('button', { name: 'Copy JSON of Graph, work tenant' }).waitFor();
  await expect.poll(() => focused(page)).toMatch(/^Copy as…/);
});

test('the menu marks the form that is copied by default', async () => {
  const page = await open(fixture(preferring({ tenant: { copyFormat: 'env' } })));
  await page.getByRole('button', { name: /^Copy as…/ }).click();
  expect(await page.getByRole('menuitem', { name: /default ACCESS_TOKEN/ }).count()).toBe(1);
  expect(await page.locator('.menu-mark').count()).toBe(1);
});

test('pinned and unpinned in the menu', async () => {
  const page = await open();
  await page.getByRole('button', { name: /^More actions/ }).click();
  await page.getByRole('menuitem', { name: 'Pin', exact: true }).click();
  await expect
    .poll(() => asked(page, 'setPreferences'))
    .toEqual([{ accountId: 'tenant', preferences: { ...usual, pinned: true } }]);
  await page.getByRole('button', { name: /^More actions/ }).click();
  await page.getByRole('menuitem', { name: 'Unpin' }).waitFor();
});

test('when to warn is chosen for an account that is not renewed by itself', async () => {
  const page = await open(fixture([inStatus({ kind: 'valid' }, { autoRefresh: false })]));
  await submenu(page, /^More actions/, 'Warn before it runs out');
  expect(await page.getByRole('menuitemradio').allTextContents()).toEqual([
    'As in the settings (5 minutes)',
    '1 minute before',
    '5 minutes before',
    '15 minutes before',
    '1 hour before',
    'Never',
  ]);
  await page.getByRole('menuitemradio', { name: '15 minutes before' }).click();
  await expect
    .poll(() => asked(page, 'setPreferences'))
    .toEqual([{ accountId: 'studio', preferences: { ...usual, warnBeforeMs: 900_000 } }]);
});

test('of an account that is renewed by itself there is nothing to warn', async () => {
  const page = await open(fixture([inStatus({ kind: 'valid' })]));
  await page.getByRole('button', { name: /^More actions/ }).click();
  await page.getByRole('menuitem', { name: 'Rename…' }).waitFor();
  expect(await page.getByRole('menuitem', { name: 'Warn before it runs out' }).count()).toBe(0);
});
