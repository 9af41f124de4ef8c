// Adding by each flow: what is asked for, what is sent, and what is shown while somebody signs in elsewhere.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { SignInView } from '../../preload/contract.ts';
import { error, everyday, fixture, minute, now, remembered } from '../support/gallery/fixtures.ts';
import { asked, emit, focused, unfold } from '../support/gallery/in-window.ts';
import { oneWindow } from '../support/gallery/one-window.ts';

const open = oneWindow();

async function choose(page: Page, provider: string): Promise<void> {
  await page.getByRole('button', { name: 'Add an account' }).first().click();
  await page.getByRole('option', { name: new RegExp(`^${provider}`) }).click();
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const sent = async (page: Page) => (await asked(page, 'startSignIn'))[0];
const begins = (view: SignInView) => fixture(everyday, {}, { startSignIn: { ok: true, value: view } });

const device = {
  id: 'sign-in-1',
  kind: 'device',
  userCode: 'WDJB-MJHT',
  verificationUri: 'https://id.example.org/device',
  verificationUriComplete: 'https://id.example.org/device?user_code=WDJB-MJHT',
  deadline: now + 10 * minute,
  pollError: undefined,
} as const satisfies SignInView;

const pasted = {
  id: 'sign-in-1',
  kind: 'waiting',
  redirectUri: 'https://oauth.example.org/landing',
  isPasted: true,
  deadline: now + 4 * minute,
  browserError: undefined,
} as const satisfies SignInView;

describe('choosing', () => {
  test('the search finds by name, by id and by summary; Enter chooses the first', async () => {
    const page = await open();
    await page.keyboard.press('Control+n');
    await page.keyboard.type('bracket');
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
    expect(await page.getByRole('option').textContent()).toContain('start.gg');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('oauth2');
    await page.getByRole('option', { name: /^Any OAuth 2.0 server/ }).waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('github');
    await page.getByRole('option', { name: /^GitHub/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'New account: GitHub' }).waitFor();
  });

  test('letters jump to a provider in the long list', async () => {
    const page = await open();
    await page.keyboard.press('Control+n');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused(page)).toMatch(/^Practice provider/);
    await page.keyboard.type('spo');
    await expect.poll(() => focused(page)).toMatch(/^Spotify/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'New account: Spotify' }).waitFor();
  });

  test('remembered clients come first, say their flow, and are found by the search', async () => {
    const page = await open(fixture(everyday, { rememberedClients: remembered }));
    await page.keyboard.press('Control+n');
    const clients = page.getByRole('region', { name: 'Again with a client used before' });
    expect(await clients.getByRole('button').allTextContents()).toEqual([
      expect.stringContaining('With a code on another device'),
      expect.stringContaining('In the browser'),
    ]);
    await page.keyboard.type('7c1f5d');
    await expect.poll(() => clients.getByRole('button').count()).toBe(1);
  });

  test('a form is read from its beginning, however far down its provider was', async () => {
    const page = await open();
    await choose(page, 'Keycloak');
    expect(await page.locator('.panel').evaluate((panel) => panel.scrollTop)).toBe(0);
  });
});

describe('what a flow needs', () => {
  test('with a code: no redirect URI, and the flow is sent', async () => {
    const page = await open(begins(device));
    await choose(page, 'Practice provider');
    expect(await page.getByText('Redirect URI of this sign-in').count()).toBe(1);
    await page.getByText('With a code on another device').click();
    expect(await page.getByText('Redirect URI of this sign-in').count()).toBe(0);
    await press(page, 'Get a code');
    await page.getByRole('heading', { name: 'Enter this code' }).waitFor();
    expect(await sent(page)).toMatchObject({ flow: 'device_code', clientAuthentication: 'none' });
  });

  test('as the application: the secret is needed, and nobody’s scopes are asked for', async () => {
    const page = await open();
    await choose(page, 'Any OpenID provider');
    await page.getByText('As the application itself').click();
    await page.getByLabel('Issuer').fill('https://id.example.org');
    await page.getByLabel('Client ID').fill('robot');
    await press(page, 'Get a token');
    await page.getByText('Enter the client secret.').waitFor();
    expect(await asked(page, 'startSignIn')).toEqual([]);
    await page.getByLabel('Client secret').fill('s3cret-mark');
    await press(page, 'Get a token');
    await expect
      .poll(() => sent(page))
      .toMatchObject({ flow: 'client_credentials', scopes: [], clientSecret: 's3cret-mark' });
    expect(await page.content()).not.toContain('s3cret-mark');
  });

  test('scopes that somebody chose stay when the flow changes', async () => {
    const page = await open();
    await choose(page, 'Any OpenID provider');
    await unfold(page, 'Scopes');
    await page.getByText('email', { exact: true }).click();
    await page.getByText('As the application itself').click();
    expect(await page.getByRole('checkbox', { name: 'openid' }).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: 'email' }).isChecked()).toBe(false);
  });

  test('of any server only the endpoints that the flow uses are asked for at once', async () => {
    const page = await open();
    await choose(page, 'Any OAuth 2.0 server');
    const token = page.getByLabel('Token endpoint', { exact: true });
    const authorization = page.getByLabel('Authorization endpoint', { exact: true });
    expect(await authorization.isVisible()).toBe(true);
    await page.getByText('As the application itself').click();
    expect(await token.isVisible()).toBe(true);
    expect(await authorization.count()).toBe(0);
    expect(await page.getByLabel('Authorization endpoint (optional)', { exact: true }).isVisible()).toBe(
      false,
    );
    await press(page, 'Get a token');
    await expect.poll(() => token.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByText('Enter the address.').waitFor();
  });

  test('a preset’s parameters and a replaced endpoint are sent, untouched endpoints are not', async () => {
    const page = await open();
    await choose(page, 'GitLab');
    await page.getByLabel('Client ID').fill('desktop');
    await unfold(page, 'Advanced');
    const fields = page.getByRole('group', { name: 'Endpoints' });
    const first = fields.getByRole('textbox').first();
    await first.fill('https://gitlab.example.org/{host}/x');
    await press(page, 'Sign in in the browser');
    await page.getByText('Write the whole address').waitFor();
    await first.fill('https://gitlab.example.org/oauth/authorize');
    await press(page, 'Sign in in the browser');
    await expect.poll(() => sent(page)).toBeDefined();
    expect(Object.values((await sent(page))?.endpoints ?? {})).toEqual([
      'https://gitlab.example.org/oauth/authorize',
    ]);
  });

  test('an API ticks what it needs, and unticks what only it needs', async () => {
    const page = await open();
    await choose(page, 'Twitch');
    await unfold(page, 'Scopes');
    const api = page.getByRole('button', { name: 'Chat over IRC' });
    await api.click();
    expect(await page.getByRole('checkbox', { name: 'chat:edit' }).isChecked()).toBe(true);
    expect(await api.getAttribute('aria-pressed')).toBe('true');
    await api.click();
    expect(await page.getByRole('checkbox', { name: 'chat:edit' }).isChecked()).toBe(false);
    expect(await page.getByRole('checkbox', { name: 'user:read:email' }).isChecked()).toBe(true);
  });

  test('an https redirect is pasted back, and says so', async () => {
    const page = await open();
    await choose(page, 'Practice provider');
    await unfold(page, 'Advanced');
    await page.getByText('Answer as a form post').click();
    await page.getByLabel('Redirect URI', { exact: true }).fill('https://oauth.example.org/landing');
    await page.getByText('This address is not on this computer').waitFor();
    expect(await page.getByText('The provider takes any port of it').count()).toBe(0);
    await press(page, 'Sign in in the browser');
    await expect
      .poll(() => sent(page))
      .toMatchObject({ redirectUri: 'https://oauth.example.org/landing', anyPort: false, formPost: false });
  });

  test('a form post is asked for', async () => {
    const page = await open();
    await choose(page, 'Practice provider');
    await unfold(page, 'Advanced');
    await page.getByText('Answer as a form post').click();
    await press(page, 'Sign in in the browser');
    await expect.poll(() => sent(page)).toMatchObject({ formPost: true, anyPort: true });
  });
});

describe('a code on another device', () => {
  test('code and address are copied, the address is opened, and it can be cancelled', async () => {
    const page = await open(begins(device));
    await choose(page, 'Practice provider');
    await press(page, 'Sign in in the browser');
    await page.getByText('WDJB-MJHT').waitFor();
    await press(page, 'Copy the code');
    await press(page, 'Copy the address');
    await press(page, 'Open the address');
    await page.getByText('10:00').waitFor();
    await page.getByRole('img', { name: 'QR code of https://id.example.org/device' }).waitFor();
    await press(page, 'Cancel');
    expect(await asked(page, 'copyText')).toEqual([{ text: 'WDJB-MJHT' }, { text: device.verificationUri }]);
    expect(await asked(page, 'openSignInAgain')).toEqual([{ signInId: 'sign-in-1' }]);
    expect(await asked(page, 'cancelSignIn')).toEqual([{ signInId: 'sign-in-1' }]);
    await page.getByRole('heading', { name: 'New account: Practice provider' }).waitFor();
  });

  test('trouble while asking is said beside the code, and goes again', async () => {
    const page = await open(begins(device));
    await choose(page, 'Practice provider');
    await press(page, 'Sign in in the browser');
    await page.getByText('WDJB-MJHT').waitFor();
    await emit(page, 'signInChanged', {
      ...device,
      pollError: error('network', { detail: 'id.example.org' }),
    });
    await page.getByText('It is asked again by itself.').waitFor();
    await emit(page, 'signInChanged', device);
    await page.getByText('It is asked again by itself.').waitFor({ state: 'detached' });
    await emit(page, 'signInChanged', { id: 'sign-in-1', kind: 'done', accountId: 'alice', label: 'alice' });
    await page.getByRole('heading', { name: 'alice' }).waitFor();
  });

  test('the QR code is dark on white in both themes, with a quiet zone', async () => {
    const page = await open(begins(device));
    await choose(page, 'Practice provider');
    await press(page, 'Sign in in the browser');
    const fills = () =>
      page.locator('.qr > *').evaluateAll((parts) => parts.map((part) => getComputedStyle(part).fill));
    await page.locator('.qr').waitFor();
    const light = await fills();
    expect(light).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await fills()).toEqual(light);
    const path = await page.locator('.qr-code').getAttribute('d');
    const least = Math.min(...[...(path ?? '').matchAll(/M(\d+) (\d+)/g)].map(([, x]) => Number(x)));
    expect(least).toBe(4);
  });

  test('an address that would be markup or a script is only text', async () => {
    const page = await open(begins({ ...device, verificationUri: 'javascript:alert(1)//<img src=x>' }));
    await choose(page, 'Practice provider');
    await press(page, 'Sign in in the browser');
    expect(await page.locator('.device-address code').textContent()).toBe('javascript:alert(1)//<img src=x>');
    expect(await page.locator('#root a, #root img').count()).toBe(0);
  });
});

describe('pasting the address', () => {
  test('it is sent once, leaves its field, and the sign-in goes on', async () => {
    const page = await open(begins(pasted));
    await choose(page, 'Practice provider');
    await press(page, 'Sign in in the browser');
    await page.getByRole('heading', { name: 'Paste the address' }).waitFor();
    await press(page, 'Go on with this address');
    await page.getByText('Paste the address first.').waitFor();
    const field = page.getByLabel('Address of the page that the browser ended on');
    await field.fill(' https://oauth.example.org/landing?code=c0de-mark&state=s ');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => asked(page, 'pasteRedirect'))
      .toEqual([
        { signInId: 'sign-in-1', address: 'https://oauth.example.org/landing?code=c0de-mark&state=s' },
      ]);
    expect(await field.inputValue()).toBe('');
    expect(await page.content()).not.toContain('c0de-mark');
    await emit(page, 'signInChanged', { id: 'sign-in-1', kind: 'exchanging' });
    await page.getByRole('heading', { name: 'Fetching the tokens' }).waitFor();
  });

  test('a wrong one is told at the field, and the sign-in goes on waiting', async () => {
    const page = await open(
      fixture(
        everyday,
        {},
        {
          startSignIn: { ok: true, value: pasted },
          pasteRedirect: { ok: false, error: error('state_mismatch') },
        },
      ),
    );
    await choose(page, 'Practice provider');
    await press(page, 'Sign in in the browser');
    const field = page.getByLabel('Address of the page that the browser ended on');
    await field.fill('https://oauth.example.org/landing?code=x');
    await press(page, 'Go on with this address');
    await page.locator('.field-error', { hasText: 'does not belong to this sign-in' }).waitFor();
    await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await page.getByRole('heading', { name: 'Paste the address' }).count()).toBe(1);
  });

  test('it is folded where the browser comes back by itself', async () => {
    const page = await open();
    await choose(page, 'Practice provider');
    await press(page, 'Sign in in the browser');
    const field = page.getByLabel('Address of the page that the browser ended on');
    await page.getByRole('heading', { name: 'Go on in your browser' }).waitFor();
    expect(await field.isVisible()).toBe(false);
    await unfold(page, 'The browser could not open its last page');
    await field.fill('http://127.0.0.1:1/x?code=1');
    await press(page, 'Go on with this address');
    await expect.poll(() => asked(page, 'pasteRedirect')).toHaveLength(1);
  });
});

describe('the focus', () => {
  const done = { id: 'sign-in-1', kind: 'done', accountId: 'studio', label: 'Studio API' } as const;

  test.each<[string, SignInView | undefined]>([
    ['in the browser', undefined],
    ['with a code', device],
  ])('a sign-in %s that is done leads to the account', async (_way, view) => {
    const page = await open(view === undefined ? undefined : begins(view));
    await choose(page, 'Practice provider');
    await press(page, 'Sign in in the browser');
    await expect.poll(() => asked(page, 'startSignIn')).toHaveLength(1);
    await emit(page, 'signInChanged', done);
    await page.getByRole('heading', { name: 'Studio API', level: 1 }).waitFor();
    await expect.poll(() => focused(page)).toBe('Studio API');
  });

  test('goes back to the button by which a sign-in that is cancelled was begun', async () => {
    const page = await open();
    await press(page, 'Sign in again');
    await page.getByRole('heading', { name: 'Go on in your browser' }).waitFor();
    await press(page, 'Cancel');
    await expect.poll(() => focused(page)).toBe('Sign in again');
  });
});
