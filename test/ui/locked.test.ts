// The locked window: what it shows, that it forgets everything of accounts, and the way back.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { VaultView } from '../../preload/contract.ts';
import { initialState } from '../../renderer/state/app-state.ts';
import { withAccounts, withApp } from '../../renderer/state/changes.ts';
import { createStore } from '../../renderer/state/store.ts';
import {
  account,
  detailOf,
  error,
  everyday,
  fixture,
  lockedByPassphrase,
} from '../support/gallery/fixtures.ts';
import { asked, emit, focused } from '../support/gallery/in-window.ts';
import { oneWindow } from '../support/gallery/one-window.ts';
import { lockedAccounts } from '../support/gallery/settings-states.ts';

const open = oneWindow();
const lockedBySystem = { kind: 'locked', unlocksWith: 'system', error: undefined, accounts: [] } as const;
const title = (page: Page) => page.getByRole('heading', { name: 'Tokendeck is locked' });

test('Ctrl+L locks at once, also over a dialog', async () => {
  const page = await open();
  await page.keyboard.press('F2');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Control+l');
  await title(page).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await asked(page, 'lock')).toHaveLength(1);
});

test('where locking is refused the window stays as it is', async () => {
  const page = await open(fixture(everyday, {}, { lock: { ok: false, error: error('internal') } }));
  await page.keyboard.press('Control+l');
  await page.getByRole('status').getByText(error('internal').what).waitFor();
  expect(await page.getByRole('row').count()).toBeGreaterThan(0);
});

test('nothing of any account is left on the page, and no shortcut reaches one', async () => {
  const page = await open();
  await page.getByRole('searchbox').fill('studio');
  await page.keyboard.press('Control+l');
  await title(page).waitFor();
  const text = await page.content();
  for (const { label } of everyday) expect(text).not.toContain(label);
  for (const key of ['Control+c', 'r', 'Control+n', 'Control+,', 'Control+k', 'Delete'])
    await page.keyboard.press(key);
  expect(await asked(page, 'copyToken')).toEqual([]);
  expect(await asked(page, 'refreshAccount')).toEqual([]);
  await title(page).waitFor();
});

test('with a key in the keychain one button unlocks, and the focus is back in the list', async () => {
  const page = await open(
    fixture(everyday, {}, { unlock: { ok: true, value: { kind: 'open', secretsKeptIn: 'system' } } }),
  );
  await page.keyboard.press('Control+l');
  await title(page).waitFor();
  await expect.poll(() => focused(page)).toBe('Unlock');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toMatch(/^Graph, work tenant/);
  expect(await asked(page, 'unlock')).toEqual([{ passphrase: '' }]);
});

test('an unlocking elsewhere brings the accounts back, too', async () => {
  const page = await open();
  await page.keyboard.press('Control+l');
  await title(page).waitFor();
  await emit(page, 'vaultChanged', { kind: 'open', secretsKeptIn: 'system' });
  await expect.poll(() => focused(page)).toMatch(/^Graph, work tenant/);
});

test('with a passphrase its field has the focus, and forgets what was typed', async () => {
  const wrong: VaultView = lockedByPassphrase(error('passphrase_wrong'));
  const page = await open(
    fixture([], { vault: lockedByPassphrase(undefined) }, { unlock: { ok: true, value: wrong } }),
  );
  const field = page.getByLabel('Passphrase');
  await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByText('Enter the passphrase.').waitFor();
  await field.fill('not it');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText(error('passphrase_wrong').what).waitFor();
  expect(await field.inputValue()).toBe('');
  expect(await asked(page, 'unlock')).toEqual([{ passphrase: 'not it' }]);
});

test('names are listed where the person wishes it, with nothing to copy', async () => {
  const page = await open(fixture([], { vault: { ...lockedBySystem, accounts: lockedAccounts } }));
  const items = page.getByRole('region', { name: 'Accounts' }).getByRole('listitem');
  expect(await items.count()).toBe(lockedAccounts.length);
  await items.filter({ hasText: 'Studio API' }).getByText('42:17').waitFor();
  expect(await page.getByRole('button').allTextContents()).toEqual(['Unlock']);
});

test('the answer of a question that was asked before the lock does not bring accounts back', async () => {
  const store = createStore();
  const { app } = fixture(everyday);
  if (!app.ok) throw new Error('the fixture is well');
  const [first] = everyday;
  if (first === undefined) throw new Error('there is an account');
  const filled = withApp(initialState, { ...app.value, works: [], rememberedClients: [] });
  store.set(() => ({
    ...filled,
    search: 'stud',
    detail: { kind: 'loaded', view: detailOf(first) },
    pane: 'panel',
  }));
  expect(store.get().accounts.size).toBe(everyday.length);
  store.set((state) => ({ ...state, app: { ...state.app, vault: lockedBySystem } }));
  const texts = () =>
    JSON.stringify(store.get(), (key, value) => {
      if (key === 'providers') return undefined;
      return value instanceof Map ? [...value] : value;
    });
  for (const { id, label } of everyday) {
    expect(texts()).not.toContain(label);
    expect(texts()).not.toContain(`"${id}"`);
  }
  expect(store.get()).toMatchObject({
    search: '',
    selectedId: undefined,
    detail: undefined,
    panel: { kind: 'account' },
  });
  // What comes in late.
  const late = account({ id: 'late-account', label: 'Late account' });
  store.set((state) => withAccounts(state, { changed: [late], removed: [] }));
  store.set((state) => ({
    ...state,
    toast: { id: 1, text: 'Late account has a new token.', kind: 'ordinary', failure: undefined },
    announcement: 'Late account: Valid',
    problems: new Map([['late-account', error('network')]]),
  }));
  expect(texts()).not.toContain('Late account');
  expect(texts()).not.toContain('late-account');
  const copied = { id: 2, text: 'Copied.', kind: 'also_locked', failure: undefined } as const;
  store.set((state) => ({ ...state, toast: copied }));
  expect(store.get().toast).toBe(copied);
});

test('a passphrase in place of a missing keychain is entered twice, and kept nowhere', async () => {
  const missing = {
    kind: 'keychain_missing',
    error: error('keychain_locked'),
    mayChoosePassphrase: true,
  } as const;
  const page = await open(fixture([], { vault: missing }));
  const enter = async (first: string, second: string) => {
    await page.getByLabel('New passphrase').fill(first);
    await page.getByLabel('Repeat it').fill(second);
    await page.keyboard.press('Enter');
  };
  await enter('correct horse', 'correct house');
  await page.getByText('The two are not the same.').waitFor();
  expect(await page.getByLabel('New passphrase').inputValue()).toBe('');
  expect(await asked(page, 'choosePassphrase')).toEqual([]);
  await enter('correct horse', 'correct horse');
  await expect.poll(() => asked(page, 'choosePassphrase')).toEqual([{ passphrase: 'correct horse' }]);
});
