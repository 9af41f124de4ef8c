// Tests. Every state of the window: what it is started with, and what is done before it is looked at.
import type { Page } from 'playwright-core';
import type { SignInView } from '../../../preload/contract.ts';
import {
  account,
  deadGrant,
  detailOf,
  error,
  everyday,
  expiredMore,
  type Fixture,
  fixture,
  inStatus,
  many,
  minute,
  nothingInside,
  now,
  remembered,
} from './fixtures.ts';

export interface GalleryState {
  readonly name: string;
  readonly fixture: Fixture | 'no_bridge';
  /** Steps to the state, as a person would do them. */
  readonly steps?: (page: Page) => Promise<void>;
  readonly size?: { readonly width: number; readonly height: number };
  /** As at this zoom of the browser. */
  readonly zoom?: number;
  readonly forcedColors?: 'active';
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const add = (page: Page) => page.keyboard.press('Control+n');

async function choose(page: Page, provider: string): Promise<void> {
  await add(page);
  await page.getByRole('option', { name: new RegExp(`^${provider}`) }).click();
}

async function beginSignIn(page: Page, provider = 'Practice provider'): Promise<void> {
  await choose(page, provider);
  await press(page, 'Sign in in the browser');
  await page.getByRole('heading', { name: 'Go on in your browser' }).waitFor();
}

function tell(page: Page, view: SignInView): Promise<void> {
  return page.evaluate((value) => window.gallery.emit('signInChanged', value), view);
}

const waiting = {
  id: 'sign-in-1',
  kind: 'waiting',
  redirectUri: 'http://127.0.0.1:49731/callback/practice',
  isPasted: false,
  deadline: now + 4 * minute + 32_000,
  browserError: undefined,
} as const satisfies SignInView;

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

export const states: readonly GalleryState[] = [
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
  { name: 'add', fixture: busy, steps: add },
  { name: 'add-remembered', fixture: fixture(everyday, { rememberedClients: remembered }), steps: add },
  {
    name: 'add-no-provider',
    fixture: busy,
    steps: async (page) => {
      await add(page);
      await page.getByRole('searchbox', { name: 'Search providers' }).fill('zebra');
    },
  },
  { name: 'form-openid', fixture: busy, steps: (page) => choose(page, 'Any OpenID provider') },
  {
    name: 'form-advanced',
    fixture: busy,
    steps: async (page) => {
      await choose(page, 'Any OpenID provider');
      await page.getByText('Advanced', { exact: true }).click();
      await page.getByLabel('Redirect URI', { exact: true }).fill('http://127.0.0.1:8765/callback');
    },
  },
  { name: 'form-secret', fixture: busy, steps: (page) => choose(page, 'Google') },
  { name: 'form-practice', fixture: busy, steps: (page) => choose(page, 'Practice provider') },
  {
    name: 'form-wrong',
    fixture: busy,
    steps: async (page) => {
      await choose(page, 'Any OpenID provider');
      await page.getByLabel('Issuer').fill('http://id.example.org');
      await press(page, 'Sign in in the browser');
      await page.getByText('not protected by https.').waitFor();
    },
  },
  {
    name: 'form-refused',
    fixture: fixture(
      everyday,
      {},
      {
        startSignIn: { ok: false, error: error('discovery_failed', { detail: 'https://id.example.org' }) },
      },
    ),
    steps: async (page) => {
      await choose(page, 'Any OpenID provider');
      await page.getByLabel('Issuer').fill('https://id.example.org');
      await page.getByLabel('Client ID').fill('tokendeck-desktop');
      await press(page, 'Sign in in the browser');
      await page.getByText('No OpenID configuration was found').waitFor();
    },
  },
  {
    name: 'sign-in-preparing',
    fixture: fixture(
      everyday,
      {},
      { startSignIn: { ok: true, value: { id: 'sign-in-1', kind: 'preparing' } } },
    ),
    steps: async (page) => {
      await choose(page, 'Practice provider');
      await press(page, 'Sign in in the browser');
      await page.getByRole('heading', { name: /^Asking/ }).waitFor();
    },
  },
  { name: 'sign-in-waiting', fixture: busy, steps: (page) => beginSignIn(page) },
  {
    name: 'sign-in-no-browser',
    fixture: busy,
    steps: async (page) => {
      await beginSignIn(page);
      await tell(page, { ...waiting, browserError: error('browser_not_opened') });
      await page.getByText('No browser could be opened.').waitFor();
    },
  },
  {
    name: 'sign-in-elsewhere',
    fixture: busy,
    steps: async (page) => {
      await beginSignIn(page);
      await tell(page, waiting);
      await page.getByRole('row', { name: /^Studio API/ }).click();
    },
  },
  {
    name: 'sign-in-exchanging',
    fixture: busy,
    steps: async (page) => {
      await beginSignIn(page);
      await tell(page, { id: 'sign-in-1', kind: 'exchanging' });
      await page.getByRole('heading', { name: 'Fetching the tokens' }).waitFor();
    },
  },
  {
    name: 'sign-in-failed',
    fixture: busy,
    steps: async (page) => {
      await beginSignIn(page);
      const refused = error('access_denied', {
        provider: { error: 'access_denied', description: 'End-User aborted interaction' },
      });
      await tell(page, { id: 'sign-in-1', kind: 'failed', error: refused });
      await page.getByRole('heading', { name: 'The sign-in did not work' }).waitFor();
    },
  },
  {
    name: 'sign-in-failed-elsewhere',
    fixture: busy,
    steps: async (page) => {
      await beginSignIn(page);
      await tell(page, { id: 'sign-in-1', kind: 'failed', error: error('network', { detail: '127.0.0.1' }) });
      await page.getByRole('row', { name: /^Studio API/ }).click();
    },
  },
  {
    name: 'sign-in-no-network',
    fixture: busy,
    steps: async (page) => {
      await beginSignIn(page);
      await tell(page, { id: 'sign-in-1', kind: 'failed', error: error('network', { detail: '127.0.0.1' }) });
      await page.getByRole('heading', { name: 'The sign-in did not work' }).waitFor();
    },
  },
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
    name: 'removed-not-revoked',
    fixture: fixture(
      everyday,
      {},
      {
        removeAccount: {
          ok: true,
          value: { revocation: 'failed', error: error('timeout', { detail: 'id.example.org' }) },
        },
      },
    ),
    steps: async (page) => {
      await page.getByRole('row', { name: /^Studio API/ }).click();
      await page.keyboard.press('Delete');
      await press(page, 'Remove');
      await page.getByRole('dialog', { name: 'Studio API was removed' }).waitFor();
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
    fixture: fixture([], { vault: { kind: 'passphrase_needed', error: undefined } }),
  },
  {
    name: 'passphrase-wrong',
    fixture: fixture([], { vault: { kind: 'passphrase_needed', error: error('passphrase_wrong') } }),
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
