// What is done elsewhere and seen in the window: tray, notifications, the clipboard, the network.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { account, fixture, inStatus, many, minute, now } from '../support/gallery/fixtures.ts';
import { asked, emit, focused } from '../support/gallery/in-window.ts';
import { oneWindow } from '../support/gallery/one-window.ts';

const open = oneWindow();
const title = (page: Page) => page.locator('.panel h1').textContent();
const status = (page: Page, text: string) => page.getByRole('status').getByText(text);
const clears = { expiresAt: now + minute, clearsAt: now + 30_000 };
const stays = { expiresAt: now + minute, clearsAt: undefined };

test('an account that is asked for is selected, shown and has the focus', async () => {
  const page = await open();
  await page.getByRole('searchbox').fill('graph');
  await page.keyboard.press('Control+n');
  await emit(page, 'accountWanted', { accountId: 'studio' });
  await expect.poll(() => title(page)).toBe('Studio API');
  await expect.poll(() => focused(page)).toBe('Studio API');
  await page.getByRole('row', { name: /^Studio API/, selected: true }).waitFor();
});

test('far down a long list its row is brought into sight', async () => {
  const page = await open(fixture(many(1000)));
  await emit(page, 'accountWanted', { accountId: 'many-700' });
  await page.getByRole('row', { name: /^Account 701,/ }).waitFor();
});

test('one that is not known yet is shown as soon as it is', async () => {
  const page = await open();
  await emit(page, 'accountWanted', { accountId: 'fresh' });
  expect(await title(page)).toBe('Graph, work tenant');
  const fresh = account({ id: 'fresh', label: 'Fresh' });
  await emit(page, 'accountsChanged', { changed: [fresh], removed: [] });
  await expect.poll(() => title(page)).toBe('Fresh');
});

test('the palette makes way, but what is being typed into a dialog does not', async () => {
  const page = await open();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
  await emit(page, 'accountWanted', { accountId: 'studio' });
  await page.getByRole('combobox').waitFor({ state: 'detached' });
  await page.keyboard.press('F2');
  await page.getByRole('dialog', { name: 'Rename the account' }).waitFor();
  await emit(page, 'accountWanted', { accountId: 'alice' });
  await expect.poll(() => page.locator('.panel h1').textContent()).toBe('alice');
  expect(await page.getByRole('dialog', { name: 'Rename the account' }).count()).toBe(1);
});

test('a token copied from the tray is said, and its row is marked', async () => {
  const page = await open();
  await emit(page, 'tokenCopied', { accountId: 'alice', label: 'alice', receipt: clears });
  await status(page, 'alice: Copied. The clipboard is cleared in 30 s.').waitFor();
  await page.getByRole('button', { name: 'Copied the access token of alice' }).waitFor();
});

test('that the clipboard was cleared is said', async () => {
  const page = await open();
  await emit(page, 'clipboardChanged', 'cleared');
  await status(page, 'The clipboard was cleared.').waitFor();
});

test('that it was left is said only where it had been promised to be cleared', async () => {
  const page = await open();
  const left = status(page, 'The clipboard holds something else by now');
  await emit(page, 'tokenCopied', { accountId: 'alice', label: 'alice', receipt: stays });
  await status(page, 'alice: Copied. It stays on the clipboard until something else is copied.').waitFor();
  await emit(page, 'clipboardChanged', 'left');
  expect(await left.count()).toBe(0);
  await emit(page, 'tokenCopied', { accountId: 'alice', label: 'alice', receipt: clears });
  await emit(page, 'clipboardChanged', 'left');
  await left.waitFor();
});

test('a sign-in begun from a notification is shown, and goes on in the window', async () => {
  const page = await open();
  const signIn = {
    id: 'elsewhere',
    kind: 'waiting',
    redirectUri: 'http://127.0.0.1:49731/callback',
    isPasted: false,
    deadline: now + 5 * minute,
    browserError: undefined,
  } as const;
  await emit(page, 'accountWanted', { accountId: 'studio' });
  await emit(page, 'signInBegun', { accountId: 'studio', signIn });
  await page.getByRole('heading', { name: 'Go on in your browser' }).waitFor();
  await emit(page, 'signInChanged', {
    id: 'elsewhere',
    kind: 'done',
    accountId: 'studio',
    label: 'Studio API',
  });
  await expect.poll(() => title(page)).toBe('Studio API');
});

test('one for an account that the window does not know yet is shown once it is read', async () => {
  const page = await open();
  const signIn = { id: 'elsewhere', kind: 'preparing' } as const;
  await emit(page, 'signInBegun', { accountId: 'nobody', signIn });
  expect(await title(page)).toBe('Graph, work tenant');
});

test('offline there is one quiet line, and main is told of each change', async () => {
  const page = await open();
  expect(await asked(page, 'noteConnection')).toEqual([{ online: true }]);
  await page.context().setOffline(true);
  await status(page, 'No network. Tokens that are still good can be copied.').waitFor();
  await page.context().setOffline(false);
  await status(page, 'No network.').waitFor({ state: 'detached' });
  expect(await asked(page, 'noteConnection')).toEqual([
    { online: true },
    { online: false },
    { online: true },
  ]);
});

test('the check on a row goes after a moment', async () => {
  const page = await open(fixture([inStatus({ kind: 'valid' })]), undefined, { clock: 'manual' });
  await emit(page, 'tokenCopied', { accountId: 'studio', label: 'Studio API', receipt: clears });
  await page.getByRole('button', { name: 'Copied the access token of Studio API' }).waitFor();
  await page.clock.runFor(3000);
  await page.getByRole('button', { name: 'Copy the access token of Studio API' }).waitFor();
});
