// Removing an account: it goes at once, comes back with Undo, and what became of its tokens is said without a fuss.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { RemovalView } from '../../preload/contract.ts';
import { notRevoked } from '../support/gallery/account-states.ts';
import { detailOf, error, everyday, fixture, inStatus } from '../support/gallery/fixtures.ts';
import { asked, emit, focused, rowLabels } from '../support/gallery/in-window.ts';
import { oneWindow } from '../support/gallery/one-window.ts';

const open = oneWindow();

const row = (page: Page, label: string) => page.getByRole('row', { name: new RegExp(`^${label},`) });
const undo = (page: Page) => page.getByRole('button', { name: /^Undo the removal/ });
const announced = (page: Page) => page.locator('[aria-live="polite"].sr-only').textContent();

async function remove(page: Page, label: string): Promise<void> {
  await row(page, label).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
}

test('an account that was removed comes back with Undo, and the focus is on its row', async () => {
  const page = await open();
  const before = await rowLabels(page);
  await remove(page, 'alice');
  expect(await rowLabels(page)).toEqual(before.filter((label) => label !== 'alice'));
  await page.getByRole('status').getByText('“alice” was removed.').waitFor();
  await undo(page).click();
  await expect.poll(() => focused(page)).toMatch(/^alice, /);
  expect(await asked(page, 'undoRemoval')).toEqual([{ accountId: 'alice' }]);
  expect(await rowLabels(page)).toEqual(before);
  expect(await undo(page).count()).toBe(0);
});

test('Control Z takes it back where it stood, also while the list is being read', async () => {
  const page = await open();
  const before = await rowLabels(page);
  await remove(page, 'Tournament bot');
  await expect.poll(() => focused(page)).toMatch(/^alice/);
  await page.keyboard.press('Control+z');
  await expect.poll(() => focused(page)).toMatch(/^Tournament bot/);
  expect(await rowLabels(page)).toEqual(before);
});

test('Control Z in the search undoes what was typed, and no removal', async () => {
  const page = await open();
  await remove(page, 'alice');
  await page.getByRole('searchbox').fill('studio');
  await page.keyboard.press('Control+z');
  expect(await asked(page, 'undoRemoval')).toEqual([]);
});

test('of several removals the last one comes back first', async () => {
  const page = await open();
  await remove(page, 'alice');
  await remove(page, 'Studio API');
  await page.getByText('2 accounts were removed, “Studio API” last.').waitFor();
  await undo(page).click();
  await page.getByText('“alice” was removed.').waitFor();
  await page.keyboard.press('Control+z');
  await expect
    .poll(() => asked(page, 'undoRemoval'))
    .toEqual([{ accountId: 'studio' }, { accountId: 'alice' }]);
  await expect.poll(() => undo(page).count()).toBe(0);
});

test('Undo stays while other things are done, and goes when it is too late', async () => {
  const page = await open(undefined, undefined, { clock: 'manual' });
  await remove(page, 'alice');
  await row(page, 'Studio API').click();
  await page.getByRole('button', { name: 'Copy token of Studio API' }).click();
  await page.getByText('The clipboard is cleared in').waitFor();
  await page.clock.runFor(8000);
  expect(await undo(page).isVisible()).toBe(true);
  await page.clock.runFor(3000);
  await undo(page).waitFor({ state: 'detached' });
});

test('a second removal of the same account can be undone as long as the first', async () => {
  const page = await open(undefined, undefined, { clock: 'manual' });
  await remove(page, 'alice');
  await page.clock.runFor(5000);
  await undo(page).click();
  await row(page, 'alice').waitFor();
  await remove(page, 'alice');
  await page.clock.runFor(7000);
  expect(await undo(page).isVisible()).toBe(true);
  await page.clock.runFor(4000);
  await undo(page).waitFor({ state: 'detached' });
});

test('where it is too late after all, that is said', async () => {
  const gone = error('account_not_found', { detail: 'alice' });
  const page = await open(fixture(everyday, {}, { undoRemoval: { ok: false, error: gone } }));
  await remove(page, 'alice');
  await undo(page).click();
  await page.getByRole('status').getByText(`alice: ${gone.what}`).waitFor();
  expect(await undo(page).count()).toBe(0);
});

test('whether the tokens are revoked is the person’s choice', async () => {
  const page = await open();
  await row(page, 'alice').focus();
  await page.keyboard.press('Delete');
  await page.getByRole('alertdialog').getByText('Revoke the tokens at').click();
  await page.getByText('Without that, the tokens stay valid until they run out.').waitFor();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.poll(() => asked(page, 'removeAccount')).toEqual([{ accountId: 'alice', revoke: false }]);
});

test('where nothing can be revoked, the question says so and offers nothing', async () => {
  const well = inStatus({ kind: 'valid' });
  const { can } = detailOf(well);
  const detail = detailOf(well, { can: { ...can, revoke: false } });
  const page = await open(fixture([well], {}, {}, { studio: detail }));
  await page.getByRole('button', { name: /^More actions/ }).click();
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  const question = page.getByRole('alertdialog');
  await question.getByText('offers no way to revoke the tokens').waitFor();
  expect(await question.getByRole('checkbox').count()).toBe(0);
  await question.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.poll(() => asked(page, 'removeAccount')).toEqual([{ accountId: 'studio', revoke: false }]);
});

test('a removal that fails keeps the account and says why', async () => {
  const page = await open(
    fixture(everyday, {}, { removeAccount: { ok: false, error: error('vault_busy') } }),
  );
  await page.getByRole('button', { name: /^More actions/ }).click();
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('alert').getByText('Another Tokendeck is writing to the vault.').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await row(page, 'Graph, work tenant').count()).toBe(1);
});

test.each<[string, RemovalView]>([
  ['offers no way to revoke its tokens', { revocation: 'unsupported', error: undefined }],
  ['did not revoke its tokens', notRevoked.removal],
])('tokens that are still good are told of quietly: the provider %s', async (words, removal) => {
  const page = await open();
  await row(page, 'alice').focus();
  await emit(page, 'removalEnded', { ...notRevoked, removal });
  const note = page.locator('.notices', { hasText: words });
  await note.waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await focused(page)).toMatch(/^alice/);
  if (removal.error !== undefined) {
    await note.getByRole('button', { name: 'Copy details' }).click();
    const [details] = await asked(page, 'copyText');
    expect(details?.text).toContain('(timeout)');
  }
  await note.getByRole('button', { name: 'Got it' }).click();
  await note.waitFor({ state: 'detached' });
});

test('that all went well is only read out', async () => {
  const page = await open();
  await emit(page, 'removalEnded', { ...notRevoked, removal: { revocation: 'revoked', error: undefined } });
  await expect.poll(() => announced(page)).toContain('revoked its tokens');
  expect(await page.locator('.notices').count()).toBe(0);
});
