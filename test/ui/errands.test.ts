// What is done with one account at the same time: nothing that was asked for is lost, and nothing is done twice.
import { expect, test } from 'vitest';
import { error, fixture, inStatus, lockedByPassphrase } from '../support/gallery/fixtures.ts';
import { answer, asked, emit } from '../support/gallery/in-window.ts';
import { oneWindow } from '../support/gallery/one-window.ts';

const open = oneWindow();
const well = inStatus({ kind: 'valid' });
const usual = { pinned: false, copyFormat: 'token', warnBeforeMs: null } as const;
const ofStudio = { accountId: 'studio' };

test('while it is refreshed the old token is copied, and both are done once', async () => {
  const page = await open(fixture([well], {}, { refreshAccount: 'late' }));
  await page.keyboard.press('r');
  await page.keyboard.press('r');
  await page.getByRole('button', { name: 'Refreshing…' }).waitFor();
  await page.keyboard.press('Control+c');
  await page.locator('.toast', { hasText: 'Copied.' }).waitFor();
  expect(await asked(page, 'copyToken')).toEqual([{ ...ofStudio, format: 'token' }]);
  expect(await page.getByRole('button', { name: 'Refreshing…' }).count()).toBe(1);
  await answer(page, 'refreshAccount');
  await page.locator('.toast', { hasText: 'Studio API has a new token.' }).waitFor();
  expect(await asked(page, 'refreshAccount')).toEqual([ofStudio]);
  await page.keyboard.press('r');
  await expect.poll(() => asked(page, 'refreshAccount')).toHaveLength(2);
});

test('what is set meanwhile is set, one after the other, each upon what the one before has set', async () => {
  const answers = { refreshAccount: 'late', setPreferences: 'late' } as const;
  const page = await open(fixture([well], {}, answers));
  await page.keyboard.press('r');
  await page.keyboard.press('p');
  await page.getByRole('button', { name: /^Copy as…/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Use by default for this account' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('menuitemradio', { name: 'JSON' }).click();
  await page.getByText('Keep fresh', { exact: true }).click();
  await expect.poll(() => asked(page, 'setAutoRefresh')).toEqual([{ ...ofStudio, on: !well.autoRefresh }]);
  const pinned = { ...ofStudio, preferences: { ...usual, pinned: true } };
  expect(await asked(page, 'setPreferences')).toEqual([pinned]);
  await answer(page, 'setPreferences');
  await expect
    .poll(() => asked(page, 'setPreferences'))
    .toEqual([pinned, { ...ofStudio, preferences: { ...usual, pinned: true, copyFormat: 'json' } }]);
  await answer(page, 'setPreferences');
  await page.getByRole('button', { name: 'Copy JSON of Studio API' }).first().waitFor();
});

test('the form that was asked for last is copied last', async () => {
  const page = await open(fixture([well], {}, { copyToken: 'late' }));
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+Shift+C');
  const [token, header] = [
    { ...ofStudio, format: 'token' },
    { ...ofStudio, format: 'header' },
  ];
  await expect.poll(() => asked(page, 'copyToken')).toEqual([token]);
  await answer(page, 'copyToken');
  await expect.poll(() => asked(page, 'copyToken')).toEqual([token, header]);
  await answer(page, 'copyToken');
  await page.locator('.toast', { hasText: 'header' }).waitFor();
});

test('why one failed is not taken back by another that went well', async () => {
  const answers = { refreshAccount: { ok: false, error: error('network') }, copyToken: 'late' } as const;
  const page = await open(fixture([well], {}, answers));
  await page.keyboard.press('Control+c');
  await page.keyboard.press('r');
  const trouble = page.locator('.panel .note', { hasText: error('network').what });
  await trouble.waitFor();
  await answer(page, 'copyToken');
  await page.locator('.toast', { hasText: 'Copied.' }).waitFor();
  expect(await trouble.count()).toBe(1);
});

test('signing in again does not wait for a refresh', async () => {
  const page = await open(fixture([well], {}, { refreshAccount: 'late' }));
  await page.keyboard.press('r');
  await page.getByRole('button', { name: /^More actions/ }).click();
  await page.getByRole('menuitem', { name: 'Sign in again' }).click();
  await page.getByRole('heading', { name: 'Go on in your browser' }).waitFor();
  expect(await asked(page, 'startSignInAgain')).toEqual([{ ...ofStudio, scopes: [] }]);
});

test('what was under way at a lock is in nobody’s way after it', async () => {
  const page = await open(fixture([well], {}, { refreshAccount: 'late', copyToken: 'late' }));
  await page.keyboard.press('r');
  await page.getByRole('button', { name: 'Refreshing…' }).waitFor();
  await emit(page, 'vaultChanged', lockedByPassphrase(undefined));
  await page.getByRole('button', { name: 'Refreshing…' }).waitFor({ state: 'detached' });
  await emit(page, 'vaultChanged', { kind: 'open', secretsKeptIn: 'passphrase' });
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await expect.poll(() => asked(page, 'refreshAccount')).toHaveLength(2);
  await page.keyboard.press('Control+c');
  await expect.poll(() => asked(page, 'copyToken')).toHaveLength(1);
  await answer(page, 'refreshAccount');
  await answer(page, 'refreshAccount');
  await page.getByRole('button', { name: 'Refresh now' }).waitFor();
});
