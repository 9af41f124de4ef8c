// The list and the account's pane: copying, refreshing, order, news, removal, and names that are more than names.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { CopyFormat } from '../../preload/contract.ts';
import {
  account,
  deadGrant,
  error,
  everyday,
  fixture,
  inStatus,
  many,
  now,
} from '../support/gallery/fixtures.ts';
import { asked, emit, rowLabels } from '../support/gallery/in-window.ts';
import { hostileAccounts } from '../support/gallery/list-states.ts';
import { oneWindow } from '../support/gallery/one-window.ts';

const open = oneWindow();

const row = (page: Page, label: string) => page.getByRole('row', { name: new RegExp(`^${label},`) });

test('attention comes first, then the order of labels', async () => {
  const page = await open();
  expect(await rowLabels(page)).toEqual([
    'Graph, work tenant',
    'CI deploys',
    // Runs out soon, and cannot be renewed by itself.
    'Tournament bot',
    'alice',
    'Archive reader',
    'Calendar export',
    'Legacy gateway',
    'Studio API',
  ]);
});

test('rows do not jump under the pointer, and move when it leaves', async () => {
  const page = await open();
  await row(page, 'alice').hover();
  const trouble = { kind: 'sign_in_again', error: deadGrant, expired: false } as const;
  const changed = everyday.filter((one) => one.id === 'studio').map((one) => ({ ...one, status: trouble }));
  await emit(page, 'accountsChanged', { changed, removed: ['legacy'] });
  await row(page, 'Studio API').getByText('Sign in again').waitFor();
  expect((await rowLabels(page)).slice(-2)).toEqual(['Calendar export', 'Studio API']);
  await page.locator('.panel h1').hover();
  await expect
    .poll(() => rowLabels(page))
    .toEqual([
      'Graph, work tenant',
      'Studio API',
      'CI deploys',
      'Tournament bot',
      'alice',
      'Archive reader',
      'Calendar export',
    ]);
});

test('a change of status is announced, refreshing on the way is not', async () => {
  const page = await open();
  const announced = page.locator('[aria-live="polite"].sr-only');
  const studio = inStatus({ kind: 'refreshing' });
  await emit(page, 'accountsChanged', { changed: [studio], removed: [] });
  await row(page, 'Studio API').getByText('Refreshing').waitFor();
  expect(await announced.textContent()).toBe('');
  await emit(page, 'accountsChanged', { changed: [inStatus({ kind: 'valid' })], removed: [] });
  await emit(page, 'accountsChanged', {
    changed: [inStatus({ kind: 'expired', refreshable: false })],
    removed: [],
  });
  await expect.poll(() => announced.textContent()).toBe('Studio API: Expired.');
});

test('one click on a row copies, and the selection stays', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Copy the access token of Studio API' }).click();
  await expect.poll(() => asked(page, 'copyToken')).toEqual([{ accountId: 'studio', format: 'token' }]);
  await page.getByRole('button', { name: 'Copied the access token of Studio API' }).waitFor();
  expect(await page.locator('.panel h1').textContent()).toBe('Graph, work tenant');
});

test.each<[string, CopyFormat]>([
  ['Authorization header', 'header'],
  ['curl command', 'curl'],
  ['Environment variable', 'env'],
  ['JSON', 'json'],
])('copies as %s', async (name, format) => {
  const page = await open();
  await page.getByRole('button', { name: /^Copy as…/ }).click();
  await page.getByRole('menuitem', { name }).click();
  await expect.poll(() => asked(page, 'copyToken')).toEqual([{ accountId: 'tenant', format }]);
});

test('a copy that fails says why, beside the account and in passing', async () => {
  const page = await open(
    fixture(everyday, {}, { copyToken: { ok: false, error: error('network', { detail: 'login.example' }) } }),
  );
  await page.getByRole('button', { name: 'Copy token of' }).click();
  await page
    .getByRole('status')
    .getByText('Graph, work tenant: Nothing was copied. The provider could not be reached')
    .waitFor();
  const note = page.locator('.note', { hasText: 'login.example' });
  await note.getByRole('button', { name: 'Copy details' }).click();
  const [details] = await asked(page, 'copyText');
  expect(details?.text).toContain('(network)');
  await note.getByRole('button', { name: 'Put this message away' }).click();
  await note.waitFor({ state: 'detached' });
});

test('keep fresh is turned off and on', async () => {
  const page = await open(fixture([inStatus({ kind: 'valid' })]));
  const keep = page.getByRole('switch', { name: 'Keep fresh' });
  expect(await keep.isChecked()).toBe(true);
  await page.getByText('Keep fresh').click();
  await expect.poll(() => keep.isChecked()).toBe(false);
  expect(await asked(page, 'setAutoRefresh')).toEqual([{ accountId: 'studio', on: false }]);
});

test('an expired token says in sight that it ran out', async () => {
  const page = await open();
  expect(await page.locator('.standing-time [aria-hidden]').first().textContent()).toBe('ran out 35 min ago');
});

test.each([
  [{ hasRefreshToken: false }, 'you will need to sign in again when it runs out.'],
  [{ autoRefresh: false }, 'you will need to refresh it when it runs out.'],
])('what is to be done where nothing is renewed by itself: %o', async (more, words) => {
  const page = await open(fixture([inStatus({ kind: 'valid' }, more)]));
  expect(await page.locator('.standing-says').textContent()).toContain(words);
});

test('what is not granted is told from what is', async () => {
  const page = await open();
  const scopes = await page.locator('.scope').allTextContents();
  expect(scopes).toContain('openid');
  expect(scopes).toContain('tournaments:write not granted');
});

test('the last account removed leaves the empty state', async () => {
  const page = await open(fixture([inStatus({ kind: 'valid' })]));
  await emit(page, 'accountsChanged', { changed: [], removed: ['studio'] });
  await page.getByRole('heading', { name: 'Access tokens, ready when you need them' }).waitFor();
});

describe('names that try to be more than text', () => {
  test.each(hostileAccounts)('$id is shown as it is written', async ({ label, identity }) => {
    const page = await open(fixture(hostileAccounts));
    await page.locator('.row', { hasText: label }).first().click();
    expect(await page.locator('.panel h1').textContent()).toBe(label);
    expect(await page.locator('.pane-who p').textContent()).toContain(identity);
    expect(await page.locator('#root img, #root script, #root a, #root b').count()).toBe(0);
  });

  test('writing from right to left does not leave its element', async () => {
    const page = await open(fixture(hostileAccounts));
    const isolated = await page
      .locator('.row-label')
      .evaluateAll((labels) => labels.every((label) => getComputedStyle(label).unicodeBidi === 'isolate'));
    expect(isolated).toBe(true);
  });
});

test('of a thousand accounts only the visible ones are in the document, and the last can be reached', async () => {
  const page = await open(fixture(many(1000)));
  expect(await page.locator('.row').count()).toBeLessThan(40);
  expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('1000');
  await page.locator('.row').first().click();
  await page.keyboard.press('End');
  await expect.poll(() => page.locator('.panel h1').textContent()).toBe('Account 1000');
});

test('news about one account render no other row', async () => {
  const page = await open();
  await row(page, 'alice').evaluate((element) => {
    const changes: string[] = [];
    Object.assign(window, { changes });
    new MutationObserver((list) => changes.push(...list.map((one) => one.type))).observe(element, {
      attributes: true,
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  const changed = [account({ id: 'studio', label: 'Studio API', expiresAt: now + 5000 })];
  await emit(page, 'accountsChanged', { changed, removed: [] });
  await row(page, 'Studio API').getByText('0:05').waitFor();
  expect(await page.evaluate(() => (window as unknown as { changes: string[] }).changes)).toEqual([]);
});

test('the message at the foot covers nothing in the smallest window, and goes with the selection', async () => {
  const page = await open(fixture(everyday), { width: 640, height: 420 });
  await row(page, 'Tournament bot').click();
  await page.getByRole('button', { name: 'Copy token of Tournament bot' }).click();
  const toast = page.locator('.toast');
  const at = await toast.boundingBox();
  const panel = await page.locator('.panel').boundingBox();
  if (at === null || panel === null) throw new Error('the message and the pane are shown');
  expect(at.y).toBeGreaterThanOrEqual(panel.y + panel.height);
  expect(at.x).toBeGreaterThanOrEqual(panel.x);
  const bar = await page.locator('.actions').boundingBox();
  expect(bar === null ? 0 : bar.y + bar.height).toBeLessThanOrEqual(at.y);
  await row(page, 'Graph, work tenant').click();
  await toast.waitFor({ state: 'detached' });
});

test('the message at the foot goes when a dialog opens', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Copy token of' }).click();
  await page.locator('.toast').waitFor();
  await page.getByRole('button', { name: /^More actions/ }).click();
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  await page.getByRole('alertdialog').waitFor();
  expect(await page.locator('.toast').count()).toBe(0);
});

test('what an error box says is read out, but not shown again at the foot', async () => {
  const page = await open(fixture(everyday, {}, { copyToken: { ok: false, error: error('network') } }));
  await page.getByRole('button', { name: 'Copy token of' }).click();
  await page.locator('.note', { hasText: 'Nothing was copied.' }).waitFor();
  const place = await page.locator('.toast-place').boundingBox();
  expect(place?.height).toBe(0);
  expect(await page.getByRole('status').allTextContents()).toContainEqual(
    expect.stringContaining('Nothing was copied.'),
  );
  // About another account nothing is said in the pane.
  await page.getByRole('button', { name: 'Copy the access token of alice' }).click();
  await expect.poll(async () => (await page.locator('.toast').boundingBox())?.height).toBeGreaterThan(20);
});

test('where the status has the same reason, the foot still says that nothing was copied', async () => {
  const page = await open(
    fixture(
      [inStatus({ kind: 'failing', error: error('network'), retryAt: now + 60_000, expired: true })],
      {},
      {
        copyToken: { ok: false, error: error('network') },
      },
    ),
  );
  await page.getByRole('button', { name: 'Copy token of' }).click();
  await page.locator('.toast:not(.said)', { hasText: 'Nothing was copied.' }).waitFor();
  expect(await page.locator('.note').count()).toBe(1);
});
