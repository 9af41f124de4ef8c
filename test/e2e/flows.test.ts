// Every way to a token, and every question about one, in the window of the built application, with a real provider.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RunningApp } from '../support/host/host.ts';
import { visit } from '../support/person-over-http.ts';
import { openStage, type Stage } from './stage.ts';
import { accountRow, chooseFromMenu, copyToken, press, waitFor } from './steps.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let stage: Stage;
let app: RunningApp;

beforeAll(async () => {
  stage = await openStage({ accessTokenSeconds: 600, deviceIntervalSeconds: 1, jwtAccessTokens: true });
  app = await stage.launch();
});

afterAll(async () => {
  await app?.close();
  await stage?.close();
});

async function add(): Promise<void> {
  await app.page.getByRole('button', { name: 'Add an account' }).first().click();
}

/** The form of a provider. */
async function choose(provider: string): Promise<void> {
  await add();
  await app.page.getByRole('option', { name: new RegExp(`^${provider}`) }).click();
}

async function fill(field: string, text: string): Promise<void> {
  await app.page.getByRole('textbox', { name: field, exact: true }).fill(text);
}

async function enterConfidentialClient(flow: RegExp): Promise<void> {
  const { post } = stage.provider.confidential;
  await choose('Any OpenID provider');
  await app.page.getByText(flow).click();
  await fill('Issuer', stage.provider.issuer);
  await fill('Client ID', post.id);
  await app.page.getByLabel('Client secret').fill(post.secret);
  await app.page.getByText('Advanced', { exact: true }).click();
  await app.page.getByText('In the request’s body').click();
  await app.page.getByText('Allow plain http on this computer').click();
}

function details() {
  return app.page.getByRole('region', { name: 'Details' });
}

describe('ways to a token', () => {
  test('a code that is entered on another device', async () => {
    await choose('Practice provider');
    await app.page.getByText('With a code on another device').click();
    await press(app, 'Get a code');
    // This computer's browser opens too; nobody looks at it.
    await stage.nextAddress();
    const code = await app.page.getByText(/^[A-Z]{4}-[A-Z]{4}$/).textContent();
    await app.page.getByRole('img', { name: /^QR code of/ }).waitFor();
    // Somewhere else, without the code in the address.
    await visit(`${stage.provider.issuer}/device`, { person: 'ada', userCode: code ?? '' });
    await accountRow(app, 'Ada Moreno', 'Valid').waitFor();
    await details().getByText('a code entered on a device').waitFor();
  });

  test('the client’s own credentials, renewed by asking again', async () => {
    await enterConfidentialClient(/^As the application itself/);
    await fill('Name', 'nightly job');
    await press(app, 'Get a token');
    await accountRow(app, 'nightly job', 'Valid').waitFor();
    const asked = () =>
      stage.provider.tokenRequests().filter(({ grantType }) => grantType === 'client_credentials').length;
    const before = asked();
    await press(app, 'Refresh now');
    await waitFor(async () => asked() === before + 1);
    await accountRow(app, 'nightly job', 'Valid').waitFor();
  });

  test('an address that is pasted, here instead of the redirect that never arrives', async () => {
    await choose('Practice provider');
    await press(app, 'Sign in in the browser');
    const ended = await visit(await stage.nextAddress(), { person: 'ben' });
    if (ended.kind !== 'redirect') throw new Error('the provider did not redirect');
    await app.page.getByText('The browser could not open its last page, or is on another computer?').click();
    const field = 'Address of the page that the browser ended on';
    await fill(field, ended.url.replace(/state=[^&]+/, 'state=forged'));
    await press(app, 'Go on with this address');
    await app.page.getByText('That address does not belong to this sign-in.').waitFor();
    await fill(field, ended.url);
    await press(app, 'Go on with this address');
    await accountRow(app, 'Ben Okafor', 'Valid').waitFor();
  });

  test('a client that was used before needs one click', async () => {
    await add();
    await press(app, /^Practice provider.*In the browser|^Practice provider/);
    await stage.person.signIn(await stage.nextAddress(), { user: 'chie', decision: 'allow' });
    await accountRow(app, 'Chie', 'Valid').waitFor();
  });

  test('a token from elsewhere, which is kept out of the window from then on', async () => {
    await add();
    await press(app, /^Import a token/);
    await app.page.getByLabel('Access token', { exact: true }).fill('Bearer a-token-from-elsewhere');
    await app.page.getByText('In some hours').click();
    await fill('Hours from now', '2');
    await fill('Name', 'static token');
    await press(app, 'Import');
    await accountRow(app, 'static token', 'Valid').waitFor();
    expect(await copyToken(app, 'static token')).toBe('a-token-from-elsewhere');
  });

  test('a provider that was defined a moment ago', async () => {
    const { issuer, publicClientId } = stage.provider;
    await add();
    await press(app, /^Define a provider/);
    await app.page.getByText('JSON', { exact: true }).click();
    const definition = {
      id: 'my-server',
      name: 'My server',
      issuer,
      endpoints: { authorization: `${issuer}/auth`, token: `${issuer}/tokens` },
      redirect: {
        ...{ kind: 'loopback', match: 'any_port' },
        ...{ hostname: '127.0.0.1', port: 0, path: '/callback' },
      },
      flows: [{ kind: 'authorization_code', clientSecret: 'none' }],
      scopes: [{ name: 'api.read', meaning: 'Reading.', default: true }],
    };
    await fill('Definition', JSON.stringify({ ...definition, flows: [{ kind: 'password' }] }));
    await press(app, 'Save the provider');
    await app.page.getByText('This cannot be saved yet').first().waitFor();
    const endpoints = { authorization: `${issuer}/auth`, token: `${issuer}/token` };
    await fill('Definition', JSON.stringify({ ...definition, endpoints }));
    await press(app, 'Save the provider');
    await app.page.getByText('Saved: My server.').first().waitFor();
    await press(app, /^My server/);
    await fill('Client ID', publicClientId);
    await fill('Name', 'own server');
    await app.page.getByText('Advanced', { exact: true }).click();
    await app.page.getByText('Allow plain http on this computer').click();
    await press(app, 'Sign in in the browser');
    await stage.person.signIn(await stage.nextAddress(), { user: 'ada', decision: 'allow' });
    await accountRow(app, 'own server', 'Valid').waitFor();
  });
});

describe('questions about a token', () => {
  test('whose it is: a test call, in the server’s own words', async () => {
    await accountRow(app, 'Ada Moreno').click();
    await press(app, 'Who am I?');
    await details()
      .getByText('The server accepted the token (HTTP 200). It belongs to Ada Moreno.')
      .waitFor();
  });

  test('what is in it, and that the provider made it', async () => {
    await details().getByText('Not verified').waitFor();
    await press(app, 'Check the signature');
    await details()
      .getByText(/^The signature is right/)
      .waitFor();
    await details().getByText('Its issuer is the one that you signed in with.').waitFor();
  });

  test('whether its scopes are enough, and what helps where they are not', async () => {
    await details().getByText('What an API needs', { exact: true }).click();
    await app.page.getByLabel('API', { exact: true }).selectOption({ label: 'Practice API, everything' });
    await details().getByText('2 of them are missing.').first().waitFor();
    await press(app, 'Sign in again with these scopes');
    // By the flow that the account came by: with a code.
    await visit(await stage.nextAddress(), { person: 'ada' });
    await accountRow(app, 'Ada Moreno', 'Valid').waitFor();
    await details().getByText('What an API needs', { exact: true }).click();
    await app.page.getByLabel('API', { exact: true }).selectOption({ label: 'Practice API, everything' });
    await details().getByText('The token has all of them.').waitFor();
  });
});

describe('what changes an account', () => {
  test('a new secret for its client, without losing the account', async () => {
    await accountRow(app, 'nightly job').click();
    await chooseFromMenu(app, 'More actions nightly job', /^Replace the client secret/);
    await app.page.getByLabel('New client secret').fill('not the right one');
    await press(app, 'Replace');
    await app.page.getByText('The client has its new secret.').first().waitFor();
    await press(app, 'Refresh now');
    await accountRow(app, 'nightly job', 'Sign in again').waitFor();
    await chooseFromMenu(app, 'More actions nightly job', /^Replace the client secret/);
    await app.page.getByLabel('New client secret').fill(stage.provider.confidential.post.secret);
    await press(app, 'Replace');
    await accountRow(app, 'nightly job', 'Valid').waitFor();
  });

  test('revoking its tokens: they are worthless at once, and the account stays', async () => {
    await accountRow(app, 'Ben Okafor').click();
    const token = await copyToken(app, 'Ben Okafor');
    expect(await stage.userinfoStatus(token)).toBe(200);
    await chooseFromMenu(app, 'More actions Ben Okafor', /^Revoke the tokens/);
    await press(app, 'Revoke');
    await accountRow(app, 'Ben Okafor', 'Sign in again').waitFor();
  });
});
