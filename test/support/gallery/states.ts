// Tests. Every state of the window: what it is started with, and what is done before it is looked at.
import type { Page } from 'playwright-core';
import type {
  AccountDetailView,
  ClaimView,
  DefinitionView,
  SignInView,
  TokenContentView,
} from '../../../preload/contract.ts';
import { accountStates } from './account-states.ts';
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
  lockedByPassphrase,
  many,
  minute,
  nothingInside,
  now,
  ownProvider,
  providers,
  remembered,
} from './fixtures.ts';
import type { GalleryState } from './gallery-state.ts';
import { settingsStates } from './settings-states.ts';

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const add = (page: Page) => page.keyboard.press('Control+n');

async function choose(page: Page, provider: string): Promise<void> {
  await add(page);
  await page.getByRole('option', { name: new RegExp(`^${provider}`) }).click();
}

/** Opens a folded part by its title. */
const unfold = (page: Page, title: string) => page.locator('summary', { hasText: title }).first().click();

/** Scrolls the right pane so that the part with this heading is at its top. */
const scrollTo = (page: Page, heading: string) =>
  page
    .getByRole('heading', { name: heading, exact: true })
    .first()
    .evaluate((element) => element.scrollIntoView({ block: 'start' }));

async function openImport(page: Page): Promise<void> {
  await add(page);
  await press(page, /^Import a token/);
  await page.getByRole('heading', { name: 'Import a token' }).waitFor();
}

async function openDefine(page: Page): Promise<void> {
  await add(page);
  await press(page, /^Define a provider/);
  await page.getByRole('heading', { name: 'Define a provider' }).waitFor();
}

async function menu(page: Page, action: string): Promise<void> {
  await press(page, /^More actions/);
  await page.getByRole('menuitem', { name: action }).click();
  await page.getByRole('menu').waitFor({ state: 'detached' });
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

const device = {
  id: 'sign-in-1',
  kind: 'device',
  userCode: 'WDJB-MJHT',
  verificationUri: 'https://id.example.org/device',
  verificationUriComplete: 'https://id.example.org/device?user_code=WDJB-MJHT',
  deadline: now + 14 * minute + 20_000,
  pollError: undefined,
} as const satisfies SignInView;

const pasted = {
  ...waiting,
  isPasted: true,
  redirectUri: 'https://oauth.example.org/landing',
} as const satisfies SignInView;

/** A window whose sign-ins begin in this state. */
const signingIn = (view: SignInView) => fixture(everyday, {}, { startSignIn: { ok: true, value: view } });

const busy = fixture(everyday);
const well = inStatus({ kind: 'valid' });

/** One well account about which this is known. */
const known = (more: Partial<AccountDetailView>, answers: Fixture['answers'] = {}) =>
  fixture([well], {}, answers, { studio: detailOf(well, more) });

const inside = (content: Partial<TokenContentView>) => known({ content: { ...nothingInside, ...content } });
const unsigned: ClaimView = {
  name: 'alg',
  value: 'none',
  meaning: 'How it is signed (RFC 7515 section 4.1.1).',
  at: undefined,
};
const somebody: ClaimView = { name: 'sub', value: 'mira', meaning: undefined, at: undefined };

async function verify(page: Page): Promise<void> {
  await press(page, 'Check the signature');
  await page.getByRole('heading', { name: 'What was checked' }).waitFor();
  await scrollTo(page, 'Inside the token');
}

async function callWhoAmI(page: Page): Promise<void> {
  await press(page, 'Who am I?');
  await page.getByRole('heading', { name: 'The server’s own words' }).waitFor();
  await scrollTo(page, 'Use it');
}

const imported = known({
  origin: 'imported',
  clientId: '',
  secretOfClient: undefined,
  can: {
    revoke: true,
    introspect: false,
    validate: false,
    whoAmI: false,
    verify: false,
    signInAgain: false,
    openDashboard: false,
  },
});

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

async function beginWith(page: Page, title: string): Promise<void> {
  await choose(page, 'Practice provider');
  await press(page, 'Sign in in the browser');
  await page.getByRole('heading', { name: title }).first().waitFor();
}

const wrongDefinition: DefinitionView = {
  kind: 'wrong',
  problems: [
    {
      path: 'endpoints.token',
      problem: 'This is not an address.',
      remedy:
        'Write an address of at most 500 characters without blanks, such as https://login.example.com/token.',
    },
    { path: 'dialect.errors', problem: 'This has the wrong type.', remedy: 'Write an object.' },
  ],
};

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
  {
    name: 'add-search',
    fixture: fixture(everyday, { rememberedClients: remembered }),
    steps: async (page) => {
      await add(page);
      await page.getByRole('searchbox', { name: 'Search providers' }).fill('git');
    },
  },
  {
    name: 'add-own',
    fixture: fixture(everyday, { providers: [ownProvider, ...providers] }),
    steps: async (page) => {
      await add(page);
      await press(page, 'Actions for Chess club');
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'add-other-ways',
    fixture: busy,
    steps: async (page) => {
      await add(page);
      await scrollTo(page, 'Other ways');
    },
  },
  {
    name: 'remove-own',
    fixture: fixture(
      everyday,
      { providers: [ownProvider, ...providers] },
      { removeProvider: { ok: false, error: error('provider_in_use', { detail: 'Studio API' }) } },
    ),
    steps: async (page) => {
      await add(page);
      await press(page, 'Actions for Chess club');
      await page.getByRole('menuitem', { name: 'Remove…' }).click();
      await press(page, 'Remove');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'form-device',
    fixture: busy,
    steps: async (page) => {
      await choose(page, 'GitHub');
      await page.getByText('With a code on another device').click();
    },
  },
  {
    name: 'form-client-credentials',
    fixture: busy,
    steps: async (page) => {
      await choose(page, 'Any OAuth 2.0 server');
      await page.getByText('As the application itself').click();
    },
  },
  { name: 'form-parameters', fixture: busy, steps: (page) => choose(page, 'Keycloak') },
  { name: 'form-any-server', fixture: busy, steps: (page) => choose(page, 'Any OAuth 2.0 server') },
  { name: 'form-pasted', fixture: busy, steps: (page) => choose(page, 'Slack') },
  {
    name: 'form-scopes',
    fixture: busy,
    steps: async (page) => {
      await choose(page, 'Twitch');
      await unfold(page, 'Scopes');
      await press(page, 'Chat over IRC');
      await page.getByText('What a known API needs').evaluate((one) => one.scrollIntoView());
    },
  },
  {
    name: 'form-unconfirmed',
    fixture: busy,
    steps: async (page) => {
      await choose(page, 'Strava');
      await unfold(page, 'Advanced');
      await page.getByText('Endpoints', { exact: true }).evaluate((one) => one.scrollIntoView());
    },
  },
  { name: 'sign-in-device', fixture: signingIn(device), steps: (page) => beginWith(page, 'Enter this code') },
  {
    name: 'sign-in-device-trouble',
    fixture: signingIn({
      ...device,
      userCode: 'BDWD-HQPK-XLJR',
      verificationUriComplete: undefined,
      pollError: error('network', { detail: 'id.example.org' }),
    }),
    steps: (page) => beginWith(page, 'Enter this code'),
  },
  {
    name: 'sign-in-device-smallest',
    fixture: signingIn(device),
    size: { width: 640, height: 420 },
    steps: (page) => beginWith(page, 'Enter this code'),
  },
  {
    name: 'sign-in-device-zoomed',
    fixture: signingIn(device),
    zoom: 2,
    steps: (page) => beginWith(page, 'Enter this code'),
  },
  {
    name: 'sign-in-pasted',
    fixture: signingIn(pasted),
    steps: (page) => beginWith(page, 'Paste the address'),
  },
  {
    name: 'sign-in-pasted-wrong',
    fixture: fixture(
      everyday,
      {},
      {
        startSignIn: { ok: true, value: pasted },
        pasteRedirect: { ok: false, error: error('state_mismatch') },
      },
    ),
    steps: async (page) => {
      await beginWith(page, 'Paste the address');
      await page.getByLabel('Address of the page').fill('https://oauth.example.org/landing?code=x&state=y');
      await press(page, 'Go on with this address');
      await page.getByText('does not belong to this sign-in').waitFor();
    },
  },
  {
    name: 'sign-in-paste-unfolded',
    fixture: busy,
    steps: async (page) => {
      await beginSignIn(page);
      await unfold(page, 'The browser could not open its last page');
    },
  },
  { name: 'import', fixture: busy, steps: openImport },
  {
    name: 'import-refresh-token',
    fixture: busy,
    steps: async (page) => {
      await openImport(page);
      await page.getByLabel('Refresh token').fill('not-a-real-one');
      await page.getByText('At a certain time').click();
      await press(page, 'Import');
      await page.getByText('Enter the client ID.').waitFor();
    },
  },
  {
    name: 'import-refused',
    fixture: fixture(everyday, {}, { importAccount: { ok: false, error: error('token_rejected') } }),
    steps: async (page) => {
      await openImport(page);
      await page.getByLabel('Access token', { exact: true }).fill('not-a-real-one');
      await page.getByText('In some hours').click();
      await press(page, 'Import');
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'define', fixture: busy, steps: openDefine },
  {
    name: 'define-problems',
    fixture: fixture(everyday, {}, { saveProvider: { ok: true, value: wrongDefinition } }),
    steps: async (page) => {
      await openDefine(page);
      await page.getByLabel('Name', { exact: true }).fill('Chess club');
      await press(page, 'Save the provider');
      await page.getByText('This cannot be saved yet').first().waitFor();
    },
  },
  {
    name: 'define-more',
    fixture: busy,
    steps: async (page) => {
      await openDefine(page);
      await page.getByText('Protect sign-ins with PKCE').click();
      await page.getByLabel('How token requests are sent').selectOption('json');
      await page.getByText('Ways to sign in').evaluate((one) => one.scrollIntoView());
    },
  },
  {
    name: 'define-json',
    fixture: fixture(everyday, {}, { saveProvider: { ok: true, value: wrongDefinition } }),
    steps: async (page) => {
      await openDefine(page);
      await page.getByLabel('Name', { exact: true }).fill('Chess club');
      await page.getByText('JSON', { exact: true }).click();
      await press(page, 'Save the provider');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'define-not-json',
    fixture: busy,
    steps: async (page) => {
      await openDefine(page);
      await page.getByText('JSON', { exact: true }).click();
      await page.getByLabel('Definition').fill('{ "id": ');
      await page.getByText('Form', { exact: true }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'define-edit',
    fixture: fixture(everyday, { providers: [ownProvider, ...providers] }),
    steps: async (page) => {
      await add(page);
      await press(page, 'Actions for Chess club');
      await page.getByRole('menuitem', { name: 'Edit…' }).click();
      await page.getByRole('heading', { name: 'Edit Chess club' }).waitFor();
    },
  },
  {
    name: 'inside-signed',
    fixture: known({}),
    steps: (page) => scrollTo(page, 'Inside the token'),
  },
  { name: 'inside-verified', fixture: known({}), steps: verify },
  {
    name: 'inside-forged',
    fixture: known(
      {},
      {
        verifyToken: {
          ok: true,
          value: {
            signature: 'wrong',
            algorithm: 'ES256',
            keyId: undefined,
            issuer: 'other',
            audience: 'absent',
            time: 'expired',
          },
        },
      },
    ),
    steps: verify,
  },
  {
    name: 'inside-no-keys',
    fixture: known({}, { verifyToken: { ok: false, error: error('network', { detail: 'id.example.org' }) } }),
    steps: async (page) => {
      await press(page, 'Check the signature');
      await page.getByRole('alert').getByText('could not be reached').waitFor();
      await scrollTo(page, 'Inside the token');
    },
  },
  {
    name: 'inside-unsigned',
    fixture: inside({ kind: 'unsigned', header: [unsigned], claims: [somebody] }),
    steps: (page) => scrollTo(page, 'Inside the token'),
  },
  {
    name: 'inside-nested',
    fixture: inside({ kind: 'nested', header: [unsigned], claims: [somebody] }),
    steps: (page) => scrollTo(page, 'Inside the token'),
  },
  {
    name: 'inside-encrypted',
    fixture: inside({ kind: 'encrypted', header: [unsigned] }),
    steps: (page) => scrollTo(page, 'Inside the token'),
  },
  {
    name: 'inside-malformed',
    fixture: inside({ kind: 'malformed', problem: 'its claims are not JSON' }),
    steps: (page) => scrollTo(page, 'Inside the token'),
  },
  {
    name: 'introspected',
    fixture: inside({}),
    steps: async (page) => {
      await press(page, 'Ask the provider about it');
      await page.getByText('The provider accepts this token.').waitFor();
      await scrollTo(page, 'Inside the token');
    },
  },
  {
    name: 'introspected-inactive',
    fixture: known(
      { content: nothingInside },
      {
        askProvider: {
          ok: true,
          value: {
            source: 'introspection',
            active: false,
            expiresAt: undefined,
            scopes: undefined,
            identity: '',
            members: [{ name: 'active', value: 'false', meaning: undefined, at: undefined }],
          },
        },
      },
    ),
    steps: async (page) => {
      await press(page, 'Ask the provider about it');
      await page.getByText('does not accept this token').waitFor();
      await scrollTo(page, 'Inside the token');
    },
  },
  { name: 'who-am-i', fixture: known({}), steps: callWhoAmI },
  {
    name: 'who-am-i-refused',
    fixture: known(
      {},
      {
        whoAmI: {
          ok: true,
          value: {
            url: 'https://api.example.org/v1/me',
            status: 401,
            accepted: false,
            identity: '',
            answer: `{"error":"invalid_token","message":"${'The access token is not known. '.repeat(30)}"}`,
          },
        },
      },
    ),
    steps: callWhoAmI,
  },
  {
    name: 'scopes-missing',
    fixture: known({}),
    steps: async (page) => {
      await unfold(page, 'What an API needs');
      await page.getByLabel('API', { exact: true }).selectOption({ label: 'Calendar, reading' });
      await page.getByText('One of them is missing.').waitFor();
      await scrollTo(page, 'Scopes');
    },
  },
  {
    name: 'scopes-enough',
    fixture: known({}),
    steps: async (page) => {
      await unfold(page, 'What an API needs');
      await page.getByLabel('Its scopes').fill('profile email');
      await page.getByText('The token has all of them.').waitFor();
      await scrollTo(page, 'Scopes');
    },
  },
  {
    name: 'client-credentials',
    fixture: fixture(
      [{ ...well, hasRefreshToken: false, renewal: 'client_credentials' }],
      {},
      {},
      { studio: detailOf(well, { origin: 'client_credentials', refreshExpiresAt: undefined }) },
    ),
  },
  { name: 'imported', fixture: imported },
  { name: 'revoke', fixture: known({}), steps: (page) => menu(page, 'Revoke the tokens…') },
  {
    name: 'not-revoked',
    fixture: known(
      {},
      { revokeTokens: { ok: true, value: { revocation: 'unsupported', error: undefined } } },
    ),
    steps: async (page) => {
      await menu(page, 'Revoke the tokens…');
      await press(page, 'Revoke');
      await page.getByRole('dialog', { name: 'The tokens of Studio API are not revoked' }).waitFor();
    },
  },
  {
    name: 'replace-secret',
    fixture: known({}),
    steps: async (page) => {
      await menu(page, 'Replace the client secret…');
      await press(page, 'Replace');
      await page.getByText('Enter the new secret.').waitFor();
    },
  },
  { name: 'more-menu-full', fixture: known({}), steps: (page) => press(page, /^More actions/) },
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
  ...accountStates,
  ...settingsStates,
];
