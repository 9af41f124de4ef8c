// The account's pane beyond the everyday: inspecting, using, revoking, scopes, renewal, and imported tokens.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { AccountDetailView, TokenContentView, VerificationView } from '../../preload/contract.ts';
import {
  detailOf,
  error,
  expiredMore,
  type Fixture,
  fixture,
  inStatus,
  nothingInside,
  now,
} from '../support/gallery/fixtures.ts';
import { asked, emit } from '../support/gallery/in-window.ts';
import { oneWindow } from '../support/gallery/one-window.ts';

const open = oneWindow();
const well = inStatus({ kind: 'valid' });

const known = (more: Partial<AccountDetailView> = {}, answers: Fixture['answers'] = {}) =>
  fixture([well], {}, answers, { studio: detailOf(well, more) });

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const inside = (page: Page) => page.getByRole('region', { name: 'Inside the token' });

async function menu(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: /^More actions/ }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

describe('what is inside', () => {
  test('a JWT is not verified until somebody asks', async () => {
    const page = await open(known());
    await inside(page).getByText('Not verified').waitFor();
    await press(page, 'Check the signature');
    await inside(page).getByText('The signature is right (RS256, key studio-2026-01)').waitFor();
    expect(await inside(page).getByText('Not verified').count()).toBe(0);
    expect(await asked(page, 'verifyToken')).toEqual([{ accountId: 'studio' }]);
  });

  const right: VerificationView = {
    signature: 'right',
    algorithm: 'RS256',
    keyId: undefined,
    issuer: 'expected',
    audience: 'client',
    time: 'valid',
  };

  test.each<[Partial<VerificationView>, string]>([
    [{ signature: 'wrong' }, 'The signature is wrong (RS256)'],
    [{ signature: 'unknown_key', keyId: 'k1' }, 'does not publish (RS256, key k1)'],
    [{ signature: 'unknown_algorithm' }, 'in a way that cannot be checked here'],
    [{ signature: 'none' }, 'It has no signature'],
    [{ issuer: 'other' }, 'It names another issuer'],
    [{ issuer: 'absent' }, 'It names no issuer.'],
    [{ audience: 'others' }, 'It is meant for others than this client'],
    [{ audience: 'absent' }, 'It does not say for whom'],
    [{ time: 'expired' }, 'Its time is over.'],
    [{ time: 'not_yet' }, 'Its time has not begun yet.'],
    [{ time: 'unlimited' }, 'nothing about when it runs out'],
  ])('the verdict on %o', async (more, words) => {
    const page = await open(known({}, { verifyToken: { ok: true, value: { ...right, ...more } } }));
    await press(page, 'Check the signature');
    await inside(page).getByText(words).waitFor();
    expect(await inside(page).locator('.verdict').count()).toBe(4);
  });

  test('what could not be read is said to be no more than that', async () => {
    const unreadable = { ...right, signature: 'unreadable' as const };
    const page = await open(known({}, { verifyToken: { ok: true, value: unreadable } }));
    await press(page, 'Check the signature');
    await inside(page).getByText('nothing could be checked').waitFor();
    expect(await inside(page).locator('.verdict').count()).toBe(1);
  });

  test('where the keys cannot be fetched it stays not verified', async () => {
    const page = await open(known({}, { verifyToken: { ok: false, error: error('network') } }));
    await press(page, 'Check the signature');
    await inside(page).getByRole('alert').getByText('could not be reached').waitFor();
    expect(await inside(page).getByText('Not verified').count()).toBe(1);
  });

  test('a verdict does not outlive its token', async () => {
    const page = await open(known());
    await press(page, 'Check the signature');
    await inside(page).getByText('The signature is right').waitFor();
    await emit(page, 'accountsChanged', {
      changed: [{ ...well, issuedAt: now, expiresAt: now + 3_600_000 }],
      removed: [],
    });
    await inside(page).getByText('Not verified').waitFor();
    expect(await inside(page).getByText('The signature is right').count()).toBe(0);
  });

  test.each<[TokenContentView['kind'], string, boolean]>([
    ['unsigned', 'anybody could have written it', true],
    ['nested', 'A JWT within a JWT', true],
    ['encrypted', 'An encrypted JWT', true],
    ['malformed', 'cannot be read as one', false],
    ['opaque', 'An opaque token', false],
  ])('%s', async (kind, words, mayBeChecked) => {
    const problem = kind === 'malformed' ? 'its claims are not JSON' : undefined;
    const page = await open(known({ content: { ...nothingInside, kind, problem } }));
    await inside(page).getByText(words).waitFor();
    expect(await page.getByRole('button', { name: 'Check the signature' }).count()).toBe(
      mayBeChecked ? 1 : 0,
    );
    if (problem !== undefined) await inside(page).getByText(problem).waitFor();
  });

  test('claims say what they mean, and how far their times are away', async () => {
    const page = await open(known());
    const expiry = inside(page).locator('.fact', { hasText: /^exp/ });
    await expiry.getByText('When it runs out (RFC 7519 section 4.1.4).').waitFor();
    expect(await expiry.locator('.aside').textContent()).toMatch(/^today .*, in 42 min$/);
  });

  test('the provider’s answer about the token', async () => {
    const page = await open(known({ content: nothingInside }));
    await press(page, 'Ask the provider about it');
    await inside(page).getByText('The provider accepts this token.').waitFor();
    await inside(page).locator('.fact', { hasText: 'Belongs to' }).getByText('mira').waitFor();
    expect(await asked(page, 'askProvider')).toEqual([{ accountId: 'studio', source: 'introspection' }]);
  });

  test('only what can be asked is offered', async () => {
    const nothing = {
      revoke: false,
      introspect: false,
      validate: true,
      whoAmI: false,
      verify: false,
      signInAgain: true,
      openDashboard: false,
    };
    const page = await open(known({ can: nothing, secretOfClient: undefined }));
    await page.getByRole('button', { name: 'Ask the provider whether it is good' }).click();
    expect(await asked(page, 'askProvider')).toEqual([{ accountId: 'studio', source: 'validation' }]);
    for (const name of ['Check the signature', 'Ask the provider about it', 'Who am I?']) {
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    }
    await page.getByRole('button', { name: /^More actions/ }).click();
    expect(await page.getByRole('menuitem').allTextContents()).toEqual([
      'Sign in again',
      'PinP',
      'Rename…F2',
      'Remove…Del',
    ]);
  });
});

describe('using it', () => {
  test('whose it is, and the server’s own words as plain text', async () => {
    const page = await open(known());
    await press(page, 'Who am I?');
    await page.getByText('The server accepted the token (HTTP 200). It belongs to Mira Okonkwo.').waitFor();
    const words = page.getByRole('region', { name: 'The server’s own words' });
    expect(await words.textContent()).toContain('"roles": ["editor", "organiser"]');
    expect(await asked(page, 'whoAmI')).toEqual([{ accountId: 'studio' }]);
  });

  test('a refusal is shown, markup and all', async () => {
    const answer = '<script>alert(1)</script><a href="https://evil.example">click</a>';
    const page = await open(
      known(
        {},
        {
          whoAmI: {
            ok: true,
            value: { url: 'https://api.example.org/me', status: 403, accepted: false, identity: '', answer },
          },
        },
      ),
    );
    await press(page, 'Who am I?');
    await page.getByText('The server refused the token (HTTP 403).').waitFor();
    expect(await page.getByRole('region', { name: 'The server’s own words' }).textContent()).toBe(answer);
    expect(await page.locator('#root a, #root script').count()).toBe(0);
  });
});

test('a refused token of a client that stands for nobody may be good elsewhere, and it says so', async () => {
  const value = {
    url: 'https://id.example/me',
    status: 401,
    accepted: false,
    identity: '',
    answer: '',
  };
  const hint = (page: Page) => page.getByText('This token stands for the application itself').count();
  const ofClient = await open(known({ origin: 'client_credentials' }, { whoAmI: { ok: true, value } }));
  await press(ofClient, 'Who am I?');
  await ofClient.getByText('The server refused the token (HTTP 401).').waitFor();
  expect(await hint(ofClient)).toBe(1);
  const ofPerson = await open(known({}, { whoAmI: { ok: true, value } }));
  await press(ofPerson, 'Who am I?');
  await ofPerson.getByText('The server refused the token (HTTP 401).').waitFor();
  expect(await hint(ofPerson)).toBe(0);
});

test.each([
  ['revoked', 'This token was revoked'],
  ['token_rejected', 'The provider no longer accepts this token'],
  ['invalid_grant', 'It may already be refused: “Who am I?” tells.'],
] as const)('a token that only a sign-in helps after %s is said to be what it is', async (code, words) => {
  const page = await open(fixture([inStatus({ kind: 'sign_in_again', error: error(code), expired: false })]));
  await page.getByText(words).waitFor();
});

describe('scopes', () => {
  const unfold = (page: Page) => page.locator('summary', { hasText: 'What an API needs' }).click();

  test('those that a chosen API needs and that are missing are asked for with the others', async () => {
    const page = await open(known());
    await unfold(page);
    await page.getByLabel('API', { exact: true }).selectOption('Calendar, reading');
    await page.getByText('One of them is missing.').waitFor();
    await press(page, 'Sign in again with these scopes');
    await page.getByRole('heading', { name: 'Go on in your browser' }).waitFor();
    expect(await asked(page, 'startSignInAgain')).toEqual([
      {
        accountId: 'studio',
        scopes: ['openid', 'profile', 'email', 'offline_access', 'tournaments:write', 'calendar.read'],
      },
    ]);
  });

  test('those that are there are enough', async () => {
    const page = await open(known());
    await unfold(page);
    await page.getByLabel('Its scopes').fill('openid, email');
    await page.getByText('The token has all of them.').waitFor();
    expect(await page.getByRole('button', { name: 'Sign in again with these scopes' }).count()).toBe(0);
  });

  test('what a scope means stands beside it', async () => {
    const page = await open(known());
    const line = page.locator('.scope-line', { hasText: 'tournaments:write' });
    expect(await line.textContent()).toContain('Creating tournaments and entering results.');
    expect(await line.locator('.missing').count()).toBe(1);
  });

  test('signing in again asks for what was asked for before; where all is well it is in the menu', async () => {
    const page = await open(known());
    expect(await page.getByRole('button', { name: 'Sign in again', exact: true }).count()).toBe(0);
    await menu(page, 'Sign in again');
    await expect.poll(() => asked(page, 'startSignInAgain')).toEqual([{ accountId: 'studio', scopes: [] }]);
  });
});

describe('taking back', () => {
  test('asks first, and tells that it is done', async () => {
    const page = await open(known());
    await menu(page, 'Revoke the tokens…');
    const dialog = page.getByRole('alertdialog', { name: 'Revoke the tokens of Studio API?' });
    await dialog.waitFor();
    expect(await asked(page, 'revokeTokens')).toEqual([]);
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('status').getByText('revoked the tokens of Studio API.').waitFor();
    expect(await page.getByRole('alertdialog').count()).toBe(0);
  });

  test('a failure keeps the question open and says why', async () => {
    const page = await open(known({}, { revokeTokens: { ok: false, error: error('network') } }));
    await menu(page, 'Revoke the tokens…');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('alertdialog').getByText('could not be reached').waitFor();
  });

  test('where there is no way, it is said that nothing was changed', async () => {
    const page = await open(
      known({}, { revokeTokens: { ok: true, value: { revocation: 'unsupported', error: undefined } } }),
    );
    await menu(page, 'Revoke the tokens…');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog').getByText('offers no way to revoke them. Nothing was changed').waitFor();
  });
});

describe('the client', () => {
  test('its secret is replaced, and stays nowhere', async () => {
    const page = await open(known());
    await menu(page, 'Replace the client secret…');
    const dialog = page.getByRole('dialog', { name: 'Replace the client secret' });
    await dialog.getByText('In the request’s body').click();
    await dialog.getByRole('button', { name: 'Replace' }).click();
    await dialog.getByText('Enter the new secret.').waitFor();
    await dialog.getByLabel('New client secret').fill('s3cret-mark');
    await dialog.getByRole('button', { name: 'Replace' }).click();
    await page.getByRole('status').getByText('The client has its new secret.').waitFor();
    expect(await asked(page, 'replaceClientSecret')).toEqual([
      { clientKey: 'client-1', clientSecret: 's3cret-mark', clientAuthentication: 'client_secret_post' },
    ]);
    expect(await page.content()).not.toContain('s3cret-mark');
  });

  test('the provider’s own page is opened', async () => {
    const page = await open(known());
    await menu(page, 'Open the provider’s page of connected applications');
    await expect.poll(() => asked(page, 'openDashboard')).toEqual([{ accountId: 'studio' }]);
  });
});

describe('renewal', () => {
  test('client credentials are renewed without a refresh token', async () => {
    const robot = { ...well, hasRefreshToken: false, renewal: 'client_credentials' } as const;
    const page = await open(
      fixture([robot], {}, {}, { studio: detailOf(robot, { origin: 'client_credentials' }) }),
    );
    await page.getByText('Asked for anew with the client’s own credentials before it runs out.').waitFor();
    expect(await page.getByRole('switch', { name: 'Keep fresh' }).isChecked()).toBe(true);
    await press(page, 'Refresh now');
    await expect.poll(() => asked(page, 'refreshAccount')).toHaveLength(1);
  });

  test('an imported token has no way to sign in again, but another can be imported', async () => {
    const over = inStatus(
      { kind: 'expired', refreshable: false },
      { ...expiredMore, hasRefreshToken: false },
    );
    const can = { ...detailOf(over).can, signInAgain: false };
    const page = await open(
      fixture([over], {}, {}, { studio: detailOf(over, { origin: 'imported', clientId: '', can }) }),
    );
    await page.getByText('only another import gives a new one').waitFor();
    expect(await page.getByRole('button', { name: 'Sign in again' }).count()).toBe(0);
    await press(page, 'Import another token');
    await page.getByRole('heading', { name: 'Import a token' }).waitFor();
    expect(await page.getByLabel('Where the token is from').inputValue()).toBe('openid');
  });
});
