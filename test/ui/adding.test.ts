// Adding accounts and opening the vault: what is asked of the main process, and that no secret stays in the window.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { error, everyday, fixture, lockedByPassphrase, remembered } from '../support/gallery/fixtures.ts';
import { asked, emit } from '../support/gallery/in-window.ts';
import { oneWindow } from '../support/gallery/one-window.ts';

const open = oneWindow();

async function choose(page: Page, provider: string): Promise<void> {
  await page.getByRole('button', { name: 'Add an account' }).first().click();
  await page.getByRole('option', { name: new RegExp(`^${provider}`) }).click();
}

const submit = (page: Page) => page.getByRole('button', { name: 'Sign in in the browser' }).click();

test('a client used before is one click', async () => {
  const page = await open(fixture(everyday, { rememberedClients: remembered }));
  await page.getByRole('button', { name: 'Add an account' }).first().click();
  await page.getByRole('button', { name: /GitLab\.com/ }).click();
  await page.getByRole('heading', { name: 'Go on in your browser' }).waitFor();
  expect(await asked(page, 'startSignInWithClient')).toEqual([{ clientKey: 'client-2' }]);
});

test('the client secret is sent once and is nowhere in the window afterwards', async () => {
  const page = await open(
    fixture(everyday, {}, { startSignIn: { ok: false, error: error('invalid_client') } }),
  );
  await choose(page, 'Google');
  await page.getByLabel('Client ID').fill('desktop');
  await page.getByLabel('Client secret').fill('s3cret-mark');
  await submit(page);
  await page.getByRole('alert').getByText('did not accept the client').waitFor();
  const [sent] = await asked(page, 'startSignIn');
  expect(sent).toMatchObject({ clientSecret: 's3cret-mark', clientAuthentication: 'client_secret_post' });
  expect(await page.getByLabel('Client secret').inputValue()).toBe('');
  expect(await page.getByLabel('Client ID').inputValue()).toBe('desktop');
  await page.getByText('The secret was not kept in this window').waitFor();
  expect(await page.content()).not.toContain('s3cret-mark');
});

test('the secret is sent in the body where that is chosen, the scopes and the redirect as entered', async () => {
  const page = await open();
  await choose(page, 'Any OpenID provider');
  await page.getByLabel('Issuer').fill('https://id.example.org');
  await page.getByLabel('Client ID').fill('desktop');
  await page.getByLabel('Client secret').fill('s3cret-mark');
  await page.locator('summary', { hasText: 'Scopes' }).click();
  await page.getByText('profile', { exact: true }).click();
  await page.getByLabel('Other scopes').fill('calendar.read  email');
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByText('In the request’s body').click();
  await page.getByLabel('Redirect URI', { exact: true }).fill('http://localhost:8765/here');
  expect(await page.locator('.registration code').textContent()).toBe('http://localhost:8765/here');
  await submit(page);
  await expect
    .poll(async () => (await asked(page, 'startSignIn'))[0])
    .toMatchObject({
      clientAuthentication: 'client_secret_post',
      scopes: ['openid', 'email', 'offline_access', 'calendar.read'],
      redirectUri: 'http://localhost:8765/here',
      anyPort: false,
    });
});

test.each([
  ['', 'Enter the address.'],
  ['not an address', 'This is not an address.'],
  ['javascript:alert(1)', 'This is not an address.'],
  ['http://id.example.org', 'not protected by https.'],
])('the issuer "%s" is not sent', async (issuer, words) => {
  const page = await open();
  await choose(page, 'Any OpenID provider');
  await page.getByLabel('Issuer').fill(issuer);
  await page.getByLabel('Client ID').fill('desktop');
  await submit(page);
  await page.locator('.field-error', { hasText: words }).waitFor();
  await expect
    .poll(() => page.getByLabel('Issuer').evaluate((field) => field === document.activeElement))
    .toBe(true);
  expect(await asked(page, 'startSignIn')).toEqual([]);
});

test.each([
  '',
  'x',
  'ftp://127.0.0.1/x',
  'http://id.example.org/x',
  'http://localhost/x?y=z',
  'https://a.example/#b',
])('the redirect URI "%s" is not sent, and its folded field is opened', async (uri) => {
  const page = await open();
  await choose(page, 'Practice provider');
  const advanced = page.getByText('Advanced', { exact: true });
  await advanced.click();
  await page.getByLabel('Redirect URI', { exact: true }).fill(uri);
  await advanced.click();
  await submit(page);
  await page.getByText('Enter an address that begins with http://127.0.0.1').waitFor();
  expect(await asked(page, 'startSignIn')).toEqual([]);
});

test.each([
  ['Any OpenID provider', 1],
  ['Practice provider', 0],
])('where the client ID comes from is said only where it is to be entered: %s', async (provider, times) => {
  const page = await open();
  await choose(page, provider);
  await page.getByLabel('Client ID').waitFor();
  expect(await page.getByText('From the registration at the provider.').count()).toBe(times);
});

test('an invalid field with the focus has one ring', async () => {
  const page = await open();
  await choose(page, 'Any OpenID provider');
  await submit(page);
  const field = page.getByLabel('Issuer');
  await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
  const [border, outline] = await field.evaluate((one) => {
    const style = getComputedStyle(one);
    return [style.borderTopColor, style.outlineColor];
  });
  expect(outline).toBe(border);
});

test.each([
  ['form', fixture(everyday), 'Sign in in the browser'],
  [
    'passphrase',
    fixture([], {
      vault: { kind: 'keychain_missing', error: error('keychain_unavailable'), mayChoosePassphrase: true },
    }),
    'Seal the vault with this passphrase',
  ],
])('the main button of the %s is in sight in a window of the usual size', async (name, over, button) => {
  const height = name === 'form' ? 553 : 612;
  const page = await open(over, { width: 960, height });
  if (name === 'form') await choose(page, 'Any OpenID provider');
  const box = await page.getByRole('button', { name: button }).boundingBox();
  expect(box === null ? Number.POSITIVE_INFINITY : box.y + box.height).toBeLessThanOrEqual(height);
});

test('waiting for the browser: link, browser again, cancel back to the form with its entries', async () => {
  const page = await open();
  await choose(page, 'Practice provider');
  await page.getByLabel('Name', { exact: true }).fill('My name');
  await submit(page);
  await page.getByText('5:00').waitFor();
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await page.getByRole('status').getByText('Link copied.').waitFor();
  await page.getByRole('button', { name: 'Open the browser again' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('My name');
  expect(await asked(page, 'copySignInLink')).toEqual([{ signInId: 'sign-in-1' }]);
  expect(await asked(page, 'openSignInAgain')).toEqual([{ signInId: 'sign-in-1' }]);
  expect(await asked(page, 'cancelSignIn')).toEqual([{ signInId: 'sign-in-1' }]);
});

test('a finished sign-in shows the account', async () => {
  const page = await open();
  await choose(page, 'Practice provider');
  await submit(page);
  await page.getByRole('heading', { name: 'Go on in your browser' }).waitFor();
  await emit(page, 'signInChanged', { id: 'sign-in-1', kind: 'done', accountId: 'alice', label: 'alice' });
  await page.getByRole('heading', { name: 'alice' }).waitFor();
  await page.getByRole('status').getByText('Signed in: alice.').waitFor();
});

test('news that overtake the answer are not lost, and old ones change nothing', async () => {
  const page = await open(
    fixture(everyday, {}, { startSignIn: { ok: true, value: { id: 'sign-in-9', kind: 'preparing' } } }),
  );
  await choose(page, 'Practice provider');
  await page.evaluate(() => {
    const button = document.querySelector<HTMLElement>('button[type="submit"]');
    button?.click();
    window.gallery.emit('signInChanged', { id: 'sign-in-9', kind: 'exchanging' });
  });
  await page.getByRole('heading', { name: 'Fetching the tokens' }).waitFor();
  await emit(page, 'signInChanged', { id: 'sign-in-9', kind: 'preparing' });
  expect(await page.getByRole('heading', { name: 'Fetching the tokens' }).count()).toBe(1);
});

test('a sign-in goes on beside the accounts, and its failure is kept until it is seen', async () => {
  const page = await open();
  await choose(page, 'Practice provider');
  await submit(page);
  await page.getByRole('row', { name: /^Studio API/ }).click();
  await page.getByRole('button', { name: /Signing in at Practice provider, in the browser/ }).waitFor();
  const denied = error('access_denied', { provider: { error: 'access_denied', description: 'No, thanks' } });
  await emit(page, 'signInChanged', { id: 'sign-in-1', kind: 'failed', error: denied });
  await page.getByRole('button', { name: 'Sign-in at Practice provider failed' }).click();
  await page.getByText('access_denied: No, thanks').waitFor();
  await page.getByRole('button', { name: 'Change the details' }).click();
  await page.getByRole('heading', { name: 'New account: Practice provider' }).waitFor();
});

/** Begins a sign-in from the practice provider's form, and lets it fail. */
async function fail(
  page: Page,
  id: string,
  code: Parameters<typeof error>[0] = 'access_denied',
): Promise<void> {
  await choose(page, 'Practice provider');
  await submit(page);
  await page.getByRole('heading', { name: 'Go on in your browser' }).waitFor();
  await emit(page, 'signInChanged', { id, kind: 'failed', error: error(code) });
  await page.getByRole('heading', { name: 'The sign-in did not work' }).waitFor();
}

test('of the failures at one provider the last is kept, and can be put away', async () => {
  const page = await open();
  await fail(page, 'sign-in-1');
  await page.getByRole('row', { name: /^Graph/ }).click();
  await fail(page, 'sign-in-2');
  await page.getByRole('row', { name: /^Graph/ }).click();
  const notices = page.locator('.underway');
  expect(await notices.count()).toBe(1);
  await page.getByRole('button', { name: 'Forget the failed sign-in at Practice provider' }).click();
  expect(await notices.count()).toBe(0);
  expect(await page.locator('.panel h1').textContent()).toBe('Graph, work tenant');
});

test.each(['Escape', 'Back'])('%s on a failure discards it and goes back to the form', async (way) => {
  const page = await open();
  await fail(page, 'sign-in-1');
  if (way === 'Escape') await page.keyboard.press('Escape');
  else await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.getByRole('heading', { name: 'New account: Practice provider' }).waitFor();
  expect(await page.locator('.underway').count()).toBe(0);
});

test('an error in the browser leads back to the form', async () => {
  const page = await open();
  await choose(page, 'Practice provider');
  await page.getByLabel('Name', { exact: true }).fill('My name');
  await submit(page);
  await page.getByText('Does the browser show an error?').waitFor();
  await page.getByRole('button', { name: 'Change the details' }).click();
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('My name');
  expect(await asked(page, 'cancelSignIn')).toEqual([{ signInId: 'sign-in-1' }]);
});

test('after a failure of the network the same sign-in is tried again', async () => {
  const page = await open();
  await fail(page, 'sign-in-1', 'network');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Go on in your browser' }).waitFor();
  const [first, second] = await asked(page, 'startSignIn');
  expect(second).toEqual(first);
});

test('without its secret a sign-in is not tried again by itself', async () => {
  const page = await open();
  await choose(page, 'Google');
  await page.getByLabel('Client ID').fill('desktop');
  await page.getByLabel('Client secret').fill('s3cret-mark');
  await submit(page);
  await page.getByRole('heading', { name: 'Go on in your browser' }).waitFor();
  await emit(page, 'signInChanged', { id: 'sign-in-1', kind: 'failed', error: error('network') });
  await page.getByRole('button', { name: 'Change the details' }).waitFor();
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
});

test('a passphrase leaves its field at once, also when it is wrong', async () => {
  const page = await open(
    fixture(
      [],
      { vault: lockedByPassphrase(undefined) },
      { unlock: { ok: true, value: lockedByPassphrase(error('passphrase_wrong')) } },
    ),
  );
  await page.getByLabel('Passphrase').fill('correct horse');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('That is not the passphrase of this vault.').waitFor();
  expect(await page.getByLabel('Passphrase').inputValue()).toBe('');
  expect(await asked(page, 'unlock')).toEqual([{ passphrase: 'correct horse' }]);
});

test.each([
  ['short', 'short', 'Use at least 8 characters.'],
  ['correct horse', 'correct house', 'The two are not the same.'],
])('the new passphrase "%s", repeated "%s", is not taken', async (first, second, words) => {
  const page = await open(
    fixture([], {
      vault: { kind: 'keychain_missing', error: error('keychain_unavailable'), mayChoosePassphrase: true },
    }),
  );
  await page.getByLabel('New passphrase').fill(first);
  await page.getByLabel('Repeat it').fill(second);
  await page.keyboard.press('Enter');
  await page.getByText(words).waitFor();
  expect(await asked(page, 'choosePassphrase')).toEqual([]);
});

test('the keychain is tried again, and the window goes on when it answers', async () => {
  const page = await open(
    fixture([], {
      vault: { kind: 'keychain_missing', error: error('keychain_locked'), mayChoosePassphrase: false },
    }),
  );
  expect(await page.getByLabel('New passphrase').count()).toBe(0);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => asked(page, 'retryKeychain')).toHaveLength(1);
  await expect.poll(() => asked(page, 'getApp')).toHaveLength(2);
});
