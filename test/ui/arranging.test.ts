// How the list is arranged: pinned, recent first, by name, grouped; and rows that stay while somebody reads.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { arranged, preferring, used } from '../support/gallery/account-states.ts';
import { account, deadGrant, everyday, fixture, inStatus, many, now } from '../support/gallery/fixtures.ts';
import { asked, emit, focused, rowLabels } from '../support/gallery/in-window.ts';
import { oneWindow } from '../support/gallery/one-window.ts';

const open = oneWindow();

const row = (page: Page, label: string) => page.getByRole('row', { name: new RegExp(`^${label},`) });
const heads = (page: Page) => page.locator('.group-head bdi').allTextContents();

/** Presses Tab until the list has the focus. */
async function tabToList(page: Page): Promise<void> {
  for (let presses = 0; presses < 8; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.matches('#account-list [role="row"]') === true))
      return;
  }
  throw new Error(`the list was not reached, but ${await focused(page)}`);
}

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Arrange the list' }).click();
  await page.locator('[role^="menuitem"]', { hasText: item }).click();
}

test('pinned accounts come first among those that are equally urgent', async () => {
  const page = await open(fixture(preferring({ studio: { pinned: true } })));
  expect(await rowLabels(page)).toEqual([
    'Graph, work tenant',
    'CI deploys',
    'Tournament bot',
    'Studio API',
    'alice',
    'Archive reader',
    'Calendar export',
    'Legacy gateway',
  ]);
  expect(await row(page, 'Studio API').getAttribute('aria-label')).toContain(', pinned, ');
});

test('P pins and unpins, and the row keeps its place and the focus while it is read', async () => {
  const page = await open();
  await row(page, 'Studio API').focus();
  await page.keyboard.press('p');
  const pinned = { pinned: true, copyFormat: 'token', warnBeforeMs: null } as const;
  await expect
    .poll(() => asked(page, 'setPreferences'))
    .toEqual([{ accountId: 'studio', preferences: pinned }]);
  await expect.poll(() => focused(page)).toMatch(/^Studio API, .*, pinned, /);
  expect((await rowLabels(page)).at(-1)).toBe('Studio API');
  await page.keyboard.press('p');
  await expect.poll(() => asked(page, 'setPreferences')).toHaveLength(2);
  await expect.poll(() => focused(page)).not.toContain('pinned');
});

test('what was copied last comes first, and by name when the person wishes', async () => {
  const page = await open(fixture(used));
  expect((await rowLabels(page)).slice(3, 5)).toEqual(['Legacy gateway', 'Archive reader']);
  await choose(page, 'Name');
  await expect.poll(() => asked(page, 'changeSettings')).toEqual([{ changes: { sortBy: 'name' } }]);
  await expect.poll(async () => (await rowLabels(page)).slice(3, 5)).toEqual(['alice', 'Archive reader']);
});

test('a copy moves no row under the pointer', async () => {
  const page = await open();
  const before = await rowLabels(page);
  await row(page, 'Legacy gateway').hover();
  const legacy = everyday.filter(({ id }) => id === 'legacy');
  await emit(page, 'accountsChanged', {
    changed: legacy.map((one) => ({ ...one, lastCopiedAt: now })),
    removed: [],
  });
  expect(await rowLabels(page)).toEqual(before);
  await page.locator('.panel h1').hover();
  await expect.poll(async () => (await rowLabels(page))[3]).toBe('Legacy gateway');
});

test('groups come in the order of their most urgent accounts, and readers hear their names', async () => {
  const page = await open();
  await choose(page, 'Group by provider');
  await expect.poll(() => asked(page, 'changeSettings')).toEqual([{ changes: { groupByProvider: true } }]);
  await expect
    .poll(() => heads(page))
    .toEqual(['Microsoft', 'GitLab', 'id.example.org', 'Practice provider', 'Google']);
  expect(
    await page
      .getByRole('rowgroup', { name: 'GitLab' })
      .getByRole('row', { name: /Valid|failing/ })
      .count(),
  ).toBe(2);
});

test('grouped, the list is one tab stop still, and the keys go from group to group', async () => {
  const page = await open(arranged({ groupByProvider: true }));
  await tabToList(page);
  expect(await focused(page)).toMatch(/^Graph/);
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toMatch(/^CI deploys/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toMatch(/^Tournament bot/);
  await page.keyboard.press('End');
  await expect.poll(() => focused(page)).toMatch(/^Calendar export/);
  await page.keyboard.type('leg');
  await expect.poll(() => focused(page)).toMatch(/^Legacy gateway/);
  await page.keyboard.press('Control+c');
  await expect.poll(() => asked(page, 'copyToken')).toEqual([{ accountId: 'legacy', format: 'token' }]);
});

test('grouped, rows do not jump under the pointer either: a new account waits at the end', async () => {
  const page = await open(arranged({ groupByProvider: true }));
  await row(page, 'alice').hover();
  const trouble = { kind: 'sign_in_again', error: deadGrant, expired: false } as const;
  const fresh = account({ id: 'fresh', label: 'Fresh', providerId: 'gitlab' });
  await emit(page, 'accountsChanged', { changed: [inStatus(trouble), fresh], removed: [] });
  await row(page, 'Fresh').waitFor();
  expect((await rowLabels(page)).slice(-2)).toEqual(['Calendar export', 'Fresh']);
  expect((await heads(page)).at(-1)).toBe('GitLab');
  await page.locator('.panel h1').hover();
  await expect
    .poll(() => heads(page))
    .toEqual(['Microsoft', 'id.example.org', 'GitLab', 'Practice provider', 'Google']);
});

test('a setting that cannot be changed is said, and the list stays as it is', async () => {
  const page = await open(
    fixture(
      everyday,
      {},
      {
        changeSettings: {
          ok: false,
          error: { code: 'internal', what: 'It was not written.', remedy: '', providerSaid: undefined },
        },
      },
    ),
  );
  await choose(page, 'Group by provider');
  await page.getByRole('status').getByText('It was not written.').waitFor();
  expect(await heads(page)).toEqual([]);
});

test('refresh all is in the menu of the list and on the keyboard', async () => {
  const page = await open();
  await choose(page, 'Refresh all');
  await expect.poll(() => asked(page, 'refreshAll')).toHaveLength(1);
  await page.keyboard.press('Control+Shift+R');
  await expect.poll(() => asked(page, 'refreshAll')).toHaveLength(2);
});

test('ten thousand accounts, grouped: only the visible ones are in the document, and the last can be reached', async () => {
  const page = await open(arranged({ groupByProvider: true }, many(10_000)));
  expect(await page.locator('.row').count()).toBeLessThan(40);
  await tabToList(page);
  await page.keyboard.press('End');
  await expect.poll(() => page.locator('.panel h1').textContent()).toBe('Account 10000');
});
