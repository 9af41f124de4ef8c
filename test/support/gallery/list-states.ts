// Tests. States of the list and its window: each status of an account, sizes, names, and what keeps the window from opening.
import {
  account,
  deadGrant,
  detailOf,
  error,
  everyday,
  expiredMore,
  fixture,
  inStatus,
  lockedByPassphrase,
  many,
  minute,
  nothingInside,
  now,
} from './fixtures.ts';
import type { GalleryState } from './gallery-state.ts';
import { press } from './in-window.ts';

const busy = fixture(everyday);

const rtl = '\u202Egnitirw desrever\u202C';
const markup = '<img src=x onerror=alert(1)><b>bold</b>';
const endless = 'An account with a name so long that nobody would believe it fits anywhere at all';

/** Names, claims and errors that try to be something else than text. */
export const hostileAccounts = [
  account({ id: 'long', label: endless, identity: `${'m'.repeat(90)}@example.org` }),
  account({ id: 'rtl', label: rtl, identity: 'مرحبا بالعالم' }),
  account({
    id: 'markup',
    label: markup,
    identity: '"><script>alert(2)</script>',
    providerName: '&lt;&amp; provider',
    status: {
      kind: 'sign_in_again',
      expired: false,
      error: error('invalid_grant', {
        provider: { error: 'invalid_grant', description: '<a href="https://evil.example">click</a>' },
      }),
    },
  }),
];

export const listStates: readonly GalleryState[] = [
  { name: 'everyday', fixture: busy },
  { name: 'empty', fixture: fixture([]) },
  {
    name: 'empty-passphrase',
    fixture: fixture([], { vault: { kind: 'open', secretsKeptIn: 'passphrase' } }),
  },
  {
    name: 'no-search-result',
    fixture: busy,
    steps: (page) => page.getByRole('searchbox').fill('zebra'),
  },
  {
    name: 'search',
    fixture: busy,
    steps: (page) => page.getByRole('searchbox').fill('mira'),
  },
  {
    name: 'loading',
    fixture: { ...fixture([]), answers: { getApp: 'never' } },
    steps: (page) => page.locator('.skeleton').first().waitFor(),
  },
  { name: 'valid', fixture: fixture([inStatus({ kind: 'valid' })]) },
  {
    name: 'valid-opaque',
    fixture: fixture(
      [inStatus({ kind: 'valid' })],
      {},
      {},
      {
        studio: detailOf(inStatus({ kind: 'valid' }), { content: nothingInside, clockSkewMs: -95_000 }),
      },
    ),
  },
  {
    name: 'expiring',
    fixture: fixture([
      inStatus({ kind: 'expiring' }, { expiresAt: now + 3 * minute + 9000, hasRefreshToken: false }),
    ]),
  },
  {
    name: 'refreshing',
    fixture: fixture([inStatus({ kind: 'refreshing' }, { expiresAt: now + 4 * minute })]),
  },
  { name: 'expired', fixture: fixture([inStatus({ kind: 'expired', refreshable: true }, expiredMore)]) },
  {
    name: 'expired-for-good',
    fixture: fixture([
      inStatus({ kind: 'expired', refreshable: false }, { ...expiredMore, hasRefreshToken: false }),
    ]),
  },
  {
    name: 'unknown-expiry',
    fixture: fixture([
      inStatus({ kind: 'unknown_expiry' }, { expiresAt: undefined, nextRefreshAt: undefined }),
    ]),
  },
  {
    name: 'failing',
    fixture: fixture([
      inStatus(
        {
          kind: 'failing',
          error: error('network', { detail: 'id.example.org' }),
          retryAt: now + 2 * minute,
          expired: false,
        },
        { expiresAt: now + 8 * minute },
      ),
    ]),
  },
  {
    name: 'failing-expired',
    fixture: fixture([
      inStatus(
        { kind: 'failing', error: error('server_error'), retryAt: now + 2 * minute, expired: true },
        expiredMore,
      ),
    ]),
  },
  {
    name: 'sign-in-again',
    fixture: fixture([inStatus({ kind: 'sign_in_again', error: deadGrant, expired: true }, expiredMore)]),
  },
  {
    name: 'error-on-copy',
    fixture: fixture(
      everyday,
      {},
      { copyToken: { ok: false, error: error('network', { detail: 'id.example.org' }) } },
    ),
    steps: async (page) => {
      await press(page, 'Copy token of Graph, work tenant');
      await page.getByRole('status').getByText('could not be reached').waitFor();
    },
  },
  {
    name: 'detail-lost',
    fixture: fixture(everyday, {}, { getAccount: { ok: false, error: error('vault_busy') } }),
  },
  {
    name: 'copied',
    fixture: busy,
    steps: async (page) => {
      await page.getByRole('row', { name: /^Studio API/ }).click();
      await press(page, 'Copy token of Studio API');
      await page.getByText('The clipboard is cleared in 30 s.').waitFor();
    },
  },
  {
    name: 'copying',
    fixture: fixture(everyday, {}, { copyToken: 'never' }),
    steps: (page) => press(page, 'Copy token of Graph, work tenant'),
  },
  {
    name: 'copy-menu',
    fixture: busy,
    steps: async (page) => {
      await press(page, /^Copy as…/);
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'more-menu',
    fixture: busy,
    steps: async (page) => {
      await press(page, /^More actions/);
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'notices',
    fixture: fixture(everyday, {
      notices: [
        'The vault was damaged. It was set aside as vault.db.damaged-2026-03-12, and a new one was begun.',
      ],
    }),
  },
  { name: 'thousand', fixture: fixture(many(1000)) },
  { name: 'hostile-names', fixture: fixture(hostileAccounts) },
  {
    name: 'rename',
    fixture: busy,
    steps: async (page) => {
      await page.keyboard.press('F2');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'rename-taken',
    fixture: fixture(
      everyday,
      {},
      {
        renameAccount: { ok: false, error: error('name_taken', { detail: 'alice' }) },
      },
    ),
    steps: async (page) => {
      await page.keyboard.press('F2');
      await page.getByRole('textbox', { name: 'Name' }).fill('alice');
      await press(page, 'Rename');
      await page.getByText('Choose another name.').waitFor();
    },
  },
  {
    name: 'remove',
    fixture: busy,
    steps: async (page) => {
      await page.getByRole('row', { name: /^Studio API/ }).click();
      await page.keyboard.press('Delete');
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'shortcuts',
    fixture: busy,
    steps: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'keychain-missing',
    fixture: fixture([], {
      vault: {
        kind: 'keychain_missing',
        error: error('keychain_unavailable', { detail: 'no Secret Service on this session’s bus' }),
        mayChoosePassphrase: true,
      },
    }),
  },
  {
    name: 'keychain-denied',
    fixture: fixture([], {
      vault: { kind: 'keychain_missing', error: error('keychain_denied'), mayChoosePassphrase: false },
    }),
  },
  {
    name: 'passphrase-needed',
    fixture: fixture([], { vault: lockedByPassphrase(undefined) }),
  },
  {
    name: 'passphrase-wrong',
    fixture: fixture([], { vault: lockedByPassphrase(error('passphrase_wrong')) }),
  },
  {
    name: 'vault-failed',
    fixture: fixture([], { vault: { kind: 'failed', error: error('vault_newer') } }),
  },
  { name: 'fatal', fixture: { ...fixture([]), app: { ok: false, error: error('internal') } } },
  { name: 'fatal-no-bridge', fixture: 'no_bridge' },
  { name: 'smallest', fixture: busy, size: { width: 640, height: 420 } },
  { name: 'narrow-list', fixture: busy, size: { width: 500, height: 640 } },
  {
    name: 'narrow-account',
    fixture: busy,
    size: { width: 500, height: 640 },
    steps: (page) => page.getByRole('row', { name: /^Studio API/ }).click(),
  },
  { name: 'zoomed', fixture: busy, zoom: 2 },
  {
    name: 'zoomed-smallest',
    fixture: busy,
    size: { width: 640, height: 420 },
    zoom: 2,
    steps: (page) => page.getByRole('row', { name: /^Graph/ }).click(),
  },
  { name: 'forced-colors', fixture: busy, forcedColors: 'active' },
];
