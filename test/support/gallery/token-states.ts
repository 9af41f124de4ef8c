// Tests. States of one account's detail: what is inside its token, what the provider says of it, what is done with it.
import type { Page } from 'playwright-core';
import type { AccountDetailView, ClaimView, TokenContentView } from '../../../preload/contract.ts';
import { detailOf, error, type Fixture, fixture, inStatus, nothingInside } from './fixtures.ts';
import type { GalleryState } from './gallery-state.ts';
import { press, scrollTo, unfold } from './in-window.ts';

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

async function menu(page: Page, action: string): Promise<void> {
  await press(page, /^More actions/);
  await page.getByRole('menuitem', { name: action }).click();
  await page.getByRole('menu').waitFor({ state: 'detached' });
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

export const tokenStates: readonly GalleryState[] = [
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
];
