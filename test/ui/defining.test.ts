// Providers of one's own: the form, the JSON, what main finds wrong, and the list of them.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { parseDefinition } from '../../main/core/providers/definition.ts';
import type { DefinitionView } from '../../preload/contract.ts';
import { error, everyday, fixture, ownProvider, providers } from '../support/gallery/fixtures.ts';
import { asked } from '../support/gallery/in-window.ts';
import { oneWindow } from '../support/gallery/one-window.ts';

const open = oneWindow();
const withOwn = fixture(everyday, { providers: [ownProvider, ...providers] });

async function openDefine(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add an account' }).first().click();
  await page.getByRole('button', { name: /^Define a provider/ }).click();
}

async function own(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: 'Add an account' }).first().click();
  await page.getByRole('button', { name: 'Actions for Chess club' }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const show = (page: Page, view: 'Form' | 'JSON') => page.getByText(view, { exact: true }).click();
const save = (page: Page) => page.getByRole('button', { name: 'Save the provider' }).click();
const json = (page: Page) => field(page, 'Definition').inputValue();

/** What the person has written, as main understands it. */
async function saved(page: Page) {
  await expect.poll(async () => (await asked(page, 'saveProvider')).length).toBeGreaterThan(0);
  const [first] = await asked(page, 'saveProvider');
  if (first === undefined) throw new Error('nothing was saved');
  const provider = parseDefinition(first.definition);
  if (!provider.ok) throw new Error(JSON.stringify(provider.error));
  return { provider: provider.value, replace: first.replace };
}

test('what the form says is a definition that main understands', async () => {
  const page = await open();
  await openDefine(page);
  await field(page, 'Name').fill('Bracket Café');
  expect(await field(page, 'ID').inputValue()).toBe('bracket-cafe');
  await field(page, 'Authorization endpoint').fill('https://brackets.example/oauth/authorize');
  await field(page, 'Token endpoint').fill('https://api.brackets.example/oauth/token');
  await field(page, 'Refresh endpoint').fill('https://api.brackets.example/oauth/refresh');
  await page.getByRole('combobox', { name: 'Client secret' }).selectOption('Required');
  await field(page, 'Redirect URI').pressSequentially('http://localhost:3000/success');
  await field(page, 'What can be asked for').fill('* user.identity Who you are.\ntournament.manager');
  await field(page, 'Address that tells whose token it is').fill('https://api.brackets.example/me');
  await field(page, 'Where its answer has the person’s ID').fill('data.id');
  await field(page, 'How token requests are sent').selectOption('As JSON');
  await field(page, 'Between scopes').selectOption('A comma');
  await field(page, 'Extra parameters of the sign-in page').fill('prompt=consent\naudience = api=1');
  await page.getByText('Protect sign-ins with PKCE').click();
  await page.getByText('Without PKCE, a program that intercepts').waitFor();
  await save(page);
  const { provider, replace } = await saved(page);
  expect(replace).toBe(false);
  expect(provider).toMatchObject({
    id: 'bracket-cafe',
    name: 'Bracket Café',
    endpoints: {
      authorization: 'https://brackets.example/oauth/authorize',
      token: 'https://api.brackets.example/oauth/token',
      refresh: 'https://api.brackets.example/oauth/refresh',
    },
    flows: [{ kind: 'authorization_code', clientSecret: 'required' }],
    redirect: { kind: 'loopback', match: 'exact', hostname: 'localhost', port: 3000, path: '/success' },
    scopes: [
      { name: 'user.identity', meaning: 'Who you are.', default: true },
      { name: 'tournament.manager', meaning: 'tournament.manager' },
    ],
    whoAmI: { method: 'GET', url: 'https://api.brackets.example/me', members: { subject: 'data.id' } },
    dialect: {
      tokenRequest: 'json',
      scopeSeparator: ',',
      pkce: 'none',
      extraParameters: { authorize: { prompt: 'consent', audience: 'api=1' } },
    },
  });
  await page.getByRole('heading', { name: 'Add an account' }).waitFor();
});

test('an issuer alone is enough for an OpenID provider', async () => {
  const page = await open();
  await openDefine(page);
  await field(page, 'Name').fill('Club');
  await page.getByText('From the issuer').click();
  await field(page, 'Issuer').fill('https://id.club.example');
  await page.getByText('With a code on another device').click();
  await save(page);
  const { provider } = await saved(page);
  expect(provider).toMatchObject({ issuer: 'https://id.club.example', discovery: true });
  expect(provider.flows.map(({ kind }) => kind)).toEqual(['authorization_code', 'device_code']);
});

test('an id of one’s own stays when the name changes', async () => {
  const page = await open();
  await openDefine(page);
  await field(page, 'Name').fill('One');
  await field(page, 'ID').fill('chosen');
  await field(page, 'Name').fill('Two');
  expect(await field(page, 'ID').inputValue()).toBe('chosen');
});

test('form and JSON show the same; what the form does not know stays', async () => {
  const page = await open();
  await openDefine(page);
  await field(page, 'Name').fill('Club');
  await show(page, 'JSON');
  const written = JSON.parse(await json(page)) as Record<string, unknown>;
  expect(written).toMatchObject({ id: 'club', name: 'Club' });
  const dialect = { bearerTokenTypes: ['user'], extraParameters: { token: { a: 'b' } } };
  await field(page, 'Definition').fill(JSON.stringify({ ...written, dialect, notes: ['Mind the gap.'] }));
  await show(page, 'Form');
  expect(await field(page, 'Extra parameters of token requests').inputValue()).toBe('a=b');
  await field(page, 'Extra parameters of token requests').fill('');
  await field(page, 'Summary').fill('For members.');
  await show(page, 'JSON');
  expect(JSON.parse(await json(page))).toEqual({
    id: 'club',
    name: 'Club',
    summary: 'For members.',
    dialect: { bearerTokenTypes: ['user'] },
    notes: ['Mind the gap.'],
  });
});

test.each(['', '{', '[]', 'null', '"x"', '{"id": 1,}'])(
  'the JSON %j cannot be shown as a form',
  async (text) => {
    const page = await open();
    await openDefine(page);
    await show(page, 'JSON');
    await field(page, 'Definition').fill(text);
    await show(page, 'Form');
    await page.getByRole('alert').getByText('This is not the JSON of an object.').waitFor();
    expect(await json(page)).toBe(text);
  },
);

const wrong: DefinitionView = {
  kind: 'wrong',
  problems: [
    { path: 'endpoints.token', problem: 'This is not an address.', remedy: 'Write one.' },
    { path: 'redirect.port', problem: 'This is not a port.', remedy: 'Write a number.' },
    { path: 'parameters.0.name', problem: 'This is no name.', remedy: 'Write <b>letters</b>.' },
  ],
};

test('what is wrong is said at its field, the rest in a list', async () => {
  const page = await open(fixture(everyday, {}, { saveProvider: { ok: true, value: wrong } }));
  await openDefine(page);
  await save(page);
  const list = page.getByRole('alert');
  await list.getByText('This is no name. Write <b>letters</b>.').waitFor();
  expect(await list.getByRole('listitem').count()).toBe(1);
  const token = field(page, 'Token endpoint');
  expect(await token.getAttribute('aria-invalid')).toBe('true');
  await expect.poll(() => token.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.locator('.field', { hasText: 'This is not a port. Write a number.' }).waitFor();
  await show(page, 'JSON');
  expect(await list.getByRole('listitem').count()).toBe(3);
});

test('a failure of saving says why and keeps what was written', async () => {
  const page = await open(
    fixture(
      everyday,
      {},
      { saveProvider: { ok: false, error: error('provider_exists', { detail: 'club' }) } },
    ),
  );
  await openDefine(page);
  await field(page, 'Name').fill('Club');
  await save(page);
  await page.getByRole('alert').getByText('There is a provider already with the id club').waitFor();
  expect(await field(page, 'Name').inputValue()).toBe('Club');
});

test('one’s own is edited under its id, and replaced', async () => {
  const page = await open(withOwn);
  await own(page, 'Edit…');
  await page.getByRole('heading', { name: 'Edit Chess club' }).waitFor();
  await field(page, 'ID')
    .fill('other', { force: true })
    .catch(() => undefined);
  expect(await field(page, 'ID').inputValue()).toBe('club');
  await field(page, 'Name').fill('Chess and go club');
  await save(page);
  const { provider, replace } = await saved(page);
  expect([provider.id, provider.name, replace]).toEqual(['club', 'Chess and go club', true]);
});

test('a definition is copied to the clipboard', async () => {
  const page = await open(withOwn);
  await own(page, 'Copy its definition');
  await page.getByRole('status').getByText('The definition of Chess club is on the clipboard.').waitFor();
  const [copied] = await asked(page, 'copyText');
  expect(JSON.parse(copied?.text ?? '')).toMatchObject({ id: 'club' });
});

test('removing asks first; what is still used stays, and it is said by what', async () => {
  const page = await open(
    fixture(
      everyday,
      { providers: [ownProvider, ...providers] },
      { removeProvider: { ok: false, error: error('provider_in_use', { detail: 'Studio API' }) } },
    ),
  );
  await own(page, 'Remove…');
  const dialog = page.getByRole('alertdialog', { name: 'Remove Chess club?' });
  await dialog.waitFor();
  expect(await asked(page, 'removeProvider')).toEqual([]);
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await dialog.getByText('Accounts still use this provider: Studio API.').waitFor();
  expect(await asked(page, 'removeProvider')).toEqual([{ providerId: 'club' }]);
});

test('a preset is copied under an id of its own, and is a definition that main takes', async () => {
  const page = await open(withOwn);
  await page.getByRole('button', { name: 'Add an account' }).first().click();
  await page.getByRole('option', { name: /^GitHub/ }).click();
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByRole('button', { name: 'Copy this preset as a provider of my own' }).click();
  await page.getByRole('heading', { name: 'Define a provider' }).waitFor();
  expect(await field(page, 'ID').inputValue()).toBe('my-github');
  await save(page);
  const { provider, replace } = await saved(page);
  expect([provider.id, provider.name, replace]).toEqual(['my-github', 'My GitHub', false]);
});
