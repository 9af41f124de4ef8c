// Tests. States of the list and of what is done with accounts.
import type { Page } from 'playwright-core';
import { usualSettings } from '../../../main/core/settings/settings.ts';
import type { AccountView, Events, PreferencesView, SettingsView } from '../../../preload/contract.ts';
import { account, error, everyday, fixture, hour, inStatus, many, minute, now } from './fixtures.ts';
import type { GalleryState } from './gallery-state.ts';
import { emit, press } from './in-window.ts';

/** `everyday` as the person has arranged it. */
export function arranged(changes: Partial<SettingsView>, accounts: readonly AccountView[] = everyday) {
  return fixture(accounts, { settings: { ...usualSettings, ...changes } });
}

/** `everyday`, with these preferences of some. */
export function preferring(
  preferences: Readonly<Record<string, Partial<PreferencesView>>>,
): readonly AccountView[] {
  return everyday.map((one) => ({ ...one, preferences: { ...one.preferences, ...preferences[one.id] } }));
}

const busy = fixture(everyday);
const usual = inStatus({ kind: 'valid' }).preferences;

/** Control characters, marks that turn the direction of writing, emoji, markup, and times that no calendar has. */
const strangeAccounts: readonly AccountView[] = [
  account({
    id: 'control',
    label: 'a\u0000b\u0007c\u001B[31md',
    identity: 'line one\nline two\tand\u0085more',
  }),
  account({
    id: 'isolate',
    label: '\u2066\u202Eabc\u2069\u202C Studio',
    identity: '\u200Fעברית\u200E left again',
  }),
  account({ id: 'emoji', label: '👩🏽‍🚀🏳️‍🌈'.repeat(8), identity: '🧑‍🤝‍🧑 '.repeat(12) }),
  account({ id: 'stacked', label: 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘', identity: 'one\u200Bword\u00ADbroken' }),
  account({ id: 'markup2', label: '</bdi><h1>Big</h1>&amp;', identity: '{{constructor}} #{7*7} %s' }),
  account({ id: 'past', label: 'Long ago', issuedAt: -62_135_596_800_000, expiresAt: 1 }),
  account({ id: 'future', label: 'Far ahead', issuedAt: now, expiresAt: 8.64e15 }),
  account({ id: 'beyond', label: 'Beyond any calendar', issuedAt: now, expiresAt: Number.MAX_SAFE_INTEGER }),
];

/** Some of them copied lately. */
export const used = everyday.map((one) => {
  const ago = { legacy: 2 * minute, archive: hour }[one.id];
  return ago === undefined ? one : { ...one, lastCopiedAt: now - ago };
});

async function removeStudio(page: Page): Promise<void> {
  await page.getByRole('row', { name: /^Studio API/ }).click();
  await page.keyboard.press('Delete');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('was removed').first().waitFor();
}

export const notRevoked: Events['removalEnded'] = {
  label: 'Studio API',
  providerName: 'id.example.org',
  removal: { revocation: 'failed', error: error('timeout', { detail: 'id.example.org' }) },
};

async function openPalette(page: Page, search = ''): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Account or action' }).fill(search);
}

async function openSubmenu(page: Page, button: RegExp, item: string): Promise<void> {
  await press(page, button);
  await page.getByRole('menuitem', { name: item }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('menuitemradio').first().waitFor();
}

export const accountStates: readonly GalleryState[] = [
  {
    name: 'pinned',
    fixture: fixture(
      preferring({ studio: { pinned: true }, calendar: { pinned: true }, tenant: { pinned: true } }),
    ),
  },
  { name: 'recent-first', fixture: fixture(used) },
  {
    name: 'grouped',
    fixture: arranged({ groupByProvider: true }, preferring({ archive: { pinned: true } })),
  },
  {
    name: 'grouped-narrow',
    fixture: arranged({ groupByProvider: true }),
    size: { width: 640, height: 420 },
  },
  {
    name: 'grouped-search',
    fixture: arranged({ groupByProvider: true }),
    steps: (page) => page.getByRole('searchbox').fill('mira'),
  },
  { name: 'arrange-menu', fixture: busy, steps: (page) => press(page, 'Arrange the list') },
  {
    name: 'copy-default',
    fixture: fixture(preferring({ tenant: { copyFormat: 'header' }, ci: { copyFormat: 'json' } })),
    steps: (page) => page.getByRole('row', { name: /^CI deploys/ }).click(),
  },
  {
    name: 'copy-menu-default',
    fixture: fixture([inStatus({ kind: 'valid' }, { preferences: { ...usual, copyFormat: 'json' } })]),
    steps: (page) => press(page, /^Copy as…/),
  },
  {
    name: 'copy-menu-smallest',
    fixture: busy,
    size: { width: 640, height: 420 },
    steps: async (page) => {
      await page.getByRole('row', { name: /^Graph/ }).click();
      await press(page, /^Copy as…/);
      await page.keyboard.press('End');
    },
  },
  {
    name: 'copy-menu-choose',
    fixture: fixture([inStatus({ kind: 'valid' })]),
    steps: (page) => openSubmenu(page, /^Copy as…/, 'Use by default for this account'),
  },
  {
    name: 'warn-menu',
    fixture: busy,
    steps: async (page) => {
      await page.getByRole('row', { name: /^Tournament bot/ }).click();
      await openSubmenu(page, /^More actions/, 'Warn before it runs out');
    },
  },
  { name: 'removed', fixture: busy, steps: removeStudio },
  {
    name: 'removed-several',
    fixture: busy,
    steps: async (page) => {
      await removeStudio(page);
      await page.getByRole('row', { name: /^Archive reader/ }).click();
      await page.keyboard.press('Delete');
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await page.getByText('2 accounts were removed').waitFor();
      await page.getByRole('button', { name: 'Copy token of' }).click();
    },
  },
  {
    name: 'removed-narrow',
    fixture: busy,
    size: { width: 500, height: 640 },
    steps: async (page) => {
      await page.getByRole('row', { name: /^Studio API/ }).focus();
      await page.keyboard.press('Delete');
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await page.getByText('was removed').waitFor();
    },
  },
  {
    name: 'removed-not-revoked',
    fixture: busy,
    steps: async (page) => {
      await emit(page, 'removalEnded', notRevoked);
      await emit(page, 'removalEnded', {
        ...notRevoked,
        label: 'Calendar export',
        providerName: 'Slack',
        removal: { revocation: 'unsupported', error: undefined },
      });
      await page.getByText('offers no way to revoke').waitFor();
    },
  },
  {
    name: 'copied-elsewhere',
    fixture: busy,
    steps: (page) =>
      emit(page, 'tokenCopied', {
        accountId: 'alice',
        label: 'alice',
        receipt: { expiresAt: now + minute, clearsAt: now + 30_000 },
      }),
  },
  {
    name: 'clipboard-cleared',
    fixture: busy,
    steps: (page) => emit(page, 'clipboardChanged', 'cleared'),
  },
  {
    name: 'offline',
    fixture: busy,
    steps: async (page) => {
      await page.context().setOffline(true);
      await page.getByText('No network.').waitFor();
    },
  },
  { name: 'palette', fixture: fixture(used), steps: (page) => openPalette(page) },
  { name: 'palette-hits', fixture: busy, steps: (page) => openPalette(page, 'mira') },
  { name: 'palette-verb', fixture: busy, steps: (page) => openPalette(page, 'refresh') },
  { name: 'palette-none', fixture: busy, steps: (page) => openPalette(page, 'zebra crossing') },
  {
    name: 'palette-many',
    fixture: fixture(many(10_000)),
    steps: (page) => openPalette(page, 'account 99'),
  },
  {
    name: 'palette-smallest',
    fixture: busy,
    size: { width: 640, height: 420 },
    zoom: 2,
    steps: (page) => openPalette(page, 'studio'),
  },
  { name: 'ten-thousand', fixture: fixture(many(10_000)) },
  { name: 'strange-names', fixture: fixture(strangeAccounts) },
  {
    name: 'strange-far',
    fixture: fixture(strangeAccounts),
    steps: (page) => page.getByRole('row', { name: /^Beyond any calendar/ }).click(),
  },
  {
    name: 'strange-palette',
    fixture: fixture(strangeAccounts),
    steps: (page) => openPalette(page),
  },
];
