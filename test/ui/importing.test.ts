// Importing tokens: what is asked for and sent, and that nothing secret stays in the window.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { error, everyday, fixture, hour, now } from '../support/gallery/fixtures.ts';
import { asked } from '../support/gallery/in-window.ts';
import { oneWindow } from '../support/gallery/one-window.ts';

const open = oneWindow();

async function openImport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add an account' }).first().click();
  await page.getByRole('button', { name: /^Import a token/ }).click();
}

const accessToken = (page: Page) => page.getByLabel('Access token', { exact: true });
const refreshToken = (page: Page) => page.getByLabel('Refresh token', { exact: true });
const submit = (page: Page) => page.getByRole('button', { name: 'Import', exact: true }).click();
const sent = async (page: Page) => (await asked(page, 'importAccount'))[0];

test('an access token alone needs no client; it is sent once and the account is shown', async () => {
  const page = await open();
  await openImport(page);
  await accessToken(page).fill('  t0ken-mark ');
  await page.getByLabel('Scopes').fill('read, write');
  await page.getByLabel('Name', { exact: true }).fill('From a script');
  expect(await page.getByLabel('Client ID').count()).toBe(0);
  await submit(page);
  await page.getByRole('heading', { name: 'From a script' }).waitFor();
  await page.getByRole('status').getByText('Imported: From a script.').waitFor();
  expect(await sent(page)).toEqual({
    providerId: 'oauth2',
    parameters: expect.objectContaining({ token: '' }),
    endpoints: {},
    clientId: '',
    clientSecret: '',
    clientAuthentication: 'none',
    dangerouslyAllowHttpOnLoopback: false,
    accessToken: 't0ken-mark',
    refreshToken: '',
    expiresAt: 0,
    scopes: ['read', 'write'],
    label: 'From a script',
  });
  expect(await page.content()).not.toContain('t0ken-mark');
});

test('a refresh token asks for its client and for where tokens are renewed', async () => {
  const page = await open();
  await openImport(page);
  await refreshToken(page).fill('r3fresh-mark');
  await submit(page);
  await page.getByText('Enter the client ID.').waitFor();
  await page.getByText('Enter the address.').waitFor();
  expect(await asked(page, 'importAccount')).toEqual([]);
  expect(await refreshToken(page).inputValue()).toBe('r3fresh-mark');
  await page.getByLabel('Token endpoint', { exact: true }).fill('https://id.example.org/token');
  await page.getByLabel('Client ID').fill('desktop');
  await page.getByLabel('Client secret').fill('s3cret-mark');
  await submit(page);
  await expect
    .poll(() => sent(page))
    .toMatchObject({
      refreshToken: 'r3fresh-mark',
      clientId: 'desktop',
      clientSecret: 's3cret-mark',
      clientAuthentication: 'client_secret_post',
      parameters: { token: 'https://id.example.org/token' },
    });
});

test('without any token nothing is sent', async () => {
  const page = await open();
  await openImport(page);
  await submit(page);
  await page.getByText('Enter an access token, a refresh token, or both.').waitFor();
  await expect.poll(() => accessToken(page).evaluate((one) => one === document.activeElement)).toBe(true);
  expect(await asked(page, 'importAccount')).toEqual([]);
});

test('a refusal says why, and the tokens are to be entered again', async () => {
  const page = await open(
    fixture(everyday, {}, { importAccount: { ok: false, error: error('token_rejected') } }),
  );
  await openImport(page);
  await accessToken(page).fill('t0ken-mark');
  await page.getByLabel('Name', { exact: true }).fill('Kept');
  await submit(page);
  await page.getByRole('alert').getByText('no longer accepts the access token').waitFor();
  expect(await accessToken(page).inputValue()).toBe('');
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Kept');
  await page.getByText('The tokens were not kept in this window').waitFor();
});

test.each([
  ['1', hour],
  ['0,5', hour / 2],
  ['48', 48 * hour],
])('in %s hours', async (hours, left) => {
  const page = await open();
  await openImport(page);
  await accessToken(page).fill('t0ken');
  await page.getByText('In some hours').click();
  await page.getByLabel('Hours from now').fill(hours);
  await submit(page);
  await expect.poll(async () => (await sent(page))?.expiresAt).toBe(now + left);
});

test.each(['', '0', '-1', 'x', '1e9', '0.0'])('"%s" hours are not sent', async (hours) => {
  const page = await open();
  await openImport(page);
  await accessToken(page).fill('t0ken');
  await page.getByText('In some hours').click();
  await page.getByLabel('Hours from now').fill(hours);
  await submit(page);
  await page.getByText('Enter a number of hours above 0').waitFor();
  expect(await asked(page, 'importAccount')).toEqual([]);
});

test('at a certain time: none, one that is over, one to come', async () => {
  const page = await open();
  await openImport(page);
  await accessToken(page).fill('t0ken');
  await page.getByText('At a certain time').click();
  await submit(page);
  await page.getByText('Enter a date and a time.').waitFor();
  await page.getByLabel('Date and time').fill('2026-03-12T14:29');
  await submit(page);
  await page.getByText('That is over already.').waitFor();
  await page.getByLabel('Date and time').fill('2026-03-12T16:00');
  await submit(page);
  await expect.poll(async () => (await sent(page))?.expiresAt).toBe(Date.UTC(2026, 2, 12, 15, 0));
});

test('another provider asks for what it needs, and keeps the token that was typed', async () => {
  const page = await open();
  await openImport(page);
  await accessToken(page).fill('t0ken');
  await page.getByLabel('Where the token is from').selectOption('Any OpenID provider');
  await submit(page);
  await page.getByText('Enter the address.').waitFor();
  await page.getByLabel('Issuer').fill('https://id.example.org');
  await submit(page);
  await expect
    .poll(() => sent(page))
    .toMatchObject({
      providerId: 'openid',
      parameters: { issuer: 'https://id.example.org' },
      accessToken: 't0ken',
    });
});
