// Tests. States of adding accounts: the forms, sign-ins on their way, importing a token, defining a provider.
import type { Page } from 'playwright-core';
import type { DefinitionView, SignInView } from '../../../preload/contract.ts';
import { error, everyday, fixture, minute, now, ownProvider, providers, remembered } from './fixtures.ts';
import type { GalleryState } from './gallery-state.ts';
import { emit, press, scrollTo, unfold } from './in-window.ts';

const add = (page: Page) => page.keyboard.press('Control+n');

async function choose(page: Page, provider: string): Promise<void> {
  await add(page);
  await page.getByRole('option', { name: new RegExp(`^${provider}`) }).click();
}

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

async function beginSignIn(page: Page, provider = 'Practice provider'): Promise<void> {
  await choose(page, provider);
  await press(page, 'Sign in in the browser');
  await page.getByRole('heading', { name: 'Go on in your browser' }).waitFor();
}

async function beginWith(page: Page, title: string): Promise<void> {
  await choose(page, 'Practice provider');
  await press(page, 'Sign in in the browser');
  await page.getByRole('heading', { name: title }).first().waitFor();
}

const tell = (page: Page, view: SignInView) => emit(page, 'signInChanged', view);

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

export const addingStates: readonly GalleryState[] = [
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
];
