// The window's channels and events over a real vault file and the real account service; only network, browser, time and
// clipboard are the test's.
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openSqliteVault } from '../../main/adapters/sqlite-vault.ts';
import type { Services } from '../../main/compose.ts';
import { createAccountService } from '../../main/core/accounts/create-service.ts';
import type { AccountService } from '../../main/core/accounts/service.ts';
import type { SignIn } from '../../main/core/accounts/sign-in.ts';
import { appError } from '../../main/core/errors.ts';
import { type PracticeProvider, practiceProvider } from '../../main/core/providers/practice.ts';
import { createProviderBook } from '../../main/core/providers/provider-book.ts';
import { fail, ok } from '../../main/core/result.ts';
import { Secret } from '../../main/core/secret.ts';
import { openVault } from '../../main/core/vault/open-vault.ts';
import type { Vault } from '../../main/core/vault/vault.ts';
import { type ApplicationParts, createApplication } from '../../main/shell/application.ts';
import { answerCall } from '../../main/shell/ipc-call.ts';
import { createOffers, type Offers } from '../../main/shell/offers.ts';
import type { Channel, Channels, EventName, Outcome } from '../../preload/contract.ts';
import { fakeBrowser } from '../support/fake-browser.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { fakeHttp, jsonAnswer } from '../support/fake-http.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { fakeLog } from '../support/fake-log.ts';
import { fakeProviderFiles } from '../support/fake-provider-files.ts';
import { fakeRandom } from '../support/fake-random.ts';
import { fakeReceiver } from '../support/fake-receiver.ts';
import { quietDesktop } from '../support/quiet-desktop.ts';
import { okValue } from '../support/result.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { exampleAccount, exampleClient } from '../support/vault-examples.ts';

const issuer = 'http://127.0.0.1:4000';
const marks = ['MARKED-access', 'MARKED-refresh', 'MARKED-secret', 'MARKED-rotated', 'MARKED-new'] as const;

function offersOf(practice: PracticeProvider | undefined): Offers {
  const extra = practice === undefined ? [] : [practice.provider];
  return createOffers(createProviderBook({ files: fakeProviderFiles(), extra, log: fakeLog() }), practice);
}

const ownGitLab = exampleClient('client-2', {
  providerId: 'gitlab',
  server: { parameters: { host: 'https://git.example.org/' }, endpoints: {} },
});

async function setUp() {
  const directory = temporaryDirectory();
  const clock = fakeClock();
  const log = fakeLog();
  const random = fakeRandom();
  const browser = fakeBrowser();
  const receiver = fakeReceiver();
  const copied: string[] = [];
  const told: [EventName, unknown][] = [];
  const practice = practiceProvider({
    TOKENDECK_PRACTICE_ISSUER: issuer,
    TOKENDECK_PRACTICE_CLIENT_ID: 'practice-desktop',
  });
  const offers = offersOf(practice);
  const http = fakeHttp(({ url }) =>
    url.includes('/.well-known/')
      ? jsonAnswer(200, {
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ['code'],
        })
      : jsonAnswer(200, {
          access_token: marks[4],
          refresh_token: marks[3],
          token_type: 'Bearer',
          expires_in: 300,
        }),
  );

  async function openServices(): Promise<ReturnType<typeof ok<Services>>> {
    const { store } = okValue(openSqliteVault(join(directory, 'vault.sqlite'), { now: clock.now }));
    const vault = okValue(await openVault({ store, keychain: fakeKeychain(), random, clock }));
    const account = exampleAccount('a1', {
      label: 'Ada',
      issuer,
      providerId: 'practice',
      accessTokenFormat: 'opaque',
      issuedAt: clock.now(),
      expiresAt: clock.now() + 300_000,
    });
    const client = exampleClient('client-1', {
      providerId: 'practice',
      issuer,
      authentication: { method: 'client_secret_post', secret: new Secret(marks[2]) },
      dangerouslyAllowHttpOnLoopback: true,
      metadata: { issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` },
    });
    const tokens = {
      accessToken: new Secret(marks[0]),
      refreshToken: new Secret(marks[1]),
      idToken: undefined,
    };
    okValue(
      await vault.commit([
        { op: 'put_client', client },
        { op: 'put_account', account },
        { op: 'put_tokens', accountId: account.id, tokens },
        { op: 'put_client', client: ownGitLab },
        {
          op: 'put_account',
          account: exampleAccount('a2', { providerId: 'gitlab', clientKey: ownGitLab.key }),
        },
      ]),
    );
    const accounts = okValue(
      await createAccountService({
        vault,
        providers: offers.book,
        http,
        receiver,
        browser,
        clock,
        random,
        log,
        processName: 'window',
      }),
    );
    return ok({
      accounts,
      vault,
      keychainKind: 'system',
      prepareKeyChange: async () => fail(appError('not_allowed')),
      async close() {
        await accounts.stop();
        vault.close();
      },
    });
  }

  const application = createApplication({
    ...quietDesktop(),
    clock,
    log,
    offers,
    browser,
    clipboard: {
      async copySecret(text) {
        copied.push(text);
        return clock.now() + 30_000;
      },
      async copyPlain(text) {
        copied.push(text);
      },
      async clearIfOurs() {
        copied.length = 0;
      },
    },
    openServices,
    isVaultNew: async () => true,
    notices: () => ['something to know'],
    send: (name, value) => told.push([name, value]),
  });

  const crossed: unknown[] = told;
  /** A call as it comes from the window, copied as the bridge copies it. */
  async function call<C extends Channel>(
    channel: C,
    args: Channels[C]['args'],
  ): Promise<Outcome<Channels[C]['result']>> {
    const event = { sender: { id: 1 }, senderFrame: { url: 'app://tokendeck/index.html', parent: null } };
    const parts = { handlers: application.handlers, isKnown: (id: number) => id === 1, log };
    const outcome = structuredClone(await answerCall(parts, channel, event, [structuredClone(args)]));
    crossed.push([channel, outcome]);
    return outcome;
  }

  async function value<C extends Channel>(
    channel: C,
    args: Channels[C]['args'],
  ): Promise<Channels[C]['result']> {
    const outcome = await call(channel, args);
    if (!outcome.ok) throw new Error(`${channel}: ${outcome.error.code} ${outcome.error.what}`);
    return outcome.value;
  }

  const signInArguments: Channels['startSignIn']['args'] = {
    providerId: 'practice',
    parameters: {},
    endpoints: {},
    clientId: 'practice-desktop',
    clientSecret: '',
    clientAuthentication: 'none',
    flow: 'authorization_code',
    scopes: ['profile'],
    redirectUri: 'http://127.0.0.1/callback/practice',
    anyPort: true,
    formPost: false,
    label: 'Grace',
    dangerouslyAllowHttpOnLoopback: true,
  };

  return { application, browser, receiver, call, value, clock, copied, crossed, told, log, signInArguments };
}

describe('before the vault is open', () => {
  it('the window gets providers and notices, and everything else says that the vault is locked', async () => {
    const { application, value, call } = await setUp();
    const app = await value('getApp', {});
    expect(app).toMatchObject({
      about: { version: '0.1.0' },
      vault: { kind: 'opening' },
      accounts: [],
      rememberedClients: [],
    });
    expect(app.notices).toEqual(['something to know']);
    expect(app.providers[0]).toMatchObject({ id: 'practice', clientId: 'practice-desktop' });
    expect(await call('copyToken', { accountId: 'a1', format: 'token' })).toMatchObject({
      ok: false,
      error: { code: 'vault_locked' },
    });
    await application.stop();
  });
});

async function opened() {
  const set = await setUp();
  await set.application.open();
  return set;
}

describe('an account', () => {
  it('is listed and shown in detail', async () => {
    const { application, value, told } = await opened();
    expect(told).toEqual([['vaultChanged', { kind: 'open', secretsKeptIn: 'system' }]]);
    const app = await value('getApp', {});
    expect(app.accounts.map(({ label, status }) => [label, status.kind])).toContainEqual(['Ada', 'valid']);
    expect(app.rememberedClients[0]).toEqual({
      key: 'client-1',
      providerId: 'practice',
      providerName: 'Practice provider',
      issuer,
      clientId: 'deck',
      hasSecret: true,
      flow: 'authorization_code',
    });
    expect(await value('getAccount', { accountId: 'a1' })).toMatchObject({
      label: 'Ada',
      content: { kind: 'opaque' },
    });
    await application.stop();
  });

  it.each([
    ['token', marks[0]],
    ['header', `Authorization: Bearer ${marks[0]}`],
    ['curl', `curl --header 'Authorization: Bearer ${marks[0]}' 'https://api.example.com/'`],
    ['env', `ACCESS_TOKEN=${marks[0]}`],
  ] as const)('is copied as %s, in the main process, and the window gets a receipt', async (format, text) => {
    const { application, value, copied, clock } = await opened();
    const receipt = await value('copyToken', { accountId: 'a1', format });
    expect(copied).toEqual([text]);
    expect(receipt).toEqual({ expiresAt: clock.now() + 300_000, clearsAt: clock.now() + 30_000 });
    expect((await value('getAccount', { accountId: 'a1' })).events.map(({ kind }) => kind)).toEqual([
      'copied',
    ]);
    await application.stop();
  });

  it('is refreshed, renamed, paused and removed, and the window hears of each', async () => {
    const { application, value, told, clock } = await opened();
    await clock.advance(60_000);
    expect((await value('refreshAccount', { accountId: 'a1' })).issuedAt).toBe(clock.now());
    expect((await value('renameAccount', { accountId: 'a1', label: 'Work' })).label).toBe('Work');
    expect((await value('setAutoRefresh', { accountId: 'a1', on: false })).autoRefresh).toBe(false);
    const remove = () => value('removeAccount', { accountId: 'a1', revoke: false });
    expect(await remove()).toEqual({ undoUntil: clock.now() + 10_000 });
    const labels = async () => (await value('getApp', {})).accounts.map(({ label }) => label);
    expect(await labels()).not.toContain('Work');
    expect(await value('undoRemoval', { accountId: 'a1' })).toMatchObject({ label: 'Work' });
    expect(await labels()).toContain('Work');
    await remove();
    await clock.advance(10_000);
    await vi.waitUntil(() => told.some(([name]) => name === 'removalEnded'));
    expect(told.filter(([name]) => name === 'removalEnded')).toEqual([
      [
        'removalEnded',
        {
          label: 'Work',
          providerName: 'Example',
          removal: { revocation: 'skipped', error: undefined },
        },
      ],
    ]);
    const news = told.filter(([name]) => name === 'accountsChanged').map(([, value]) => value);
    expect(news).toContainEqual({
      changed: [expect.objectContaining({ id: 'a1', label: 'Work' })],
      removed: [],
    });
    expect(news.at(-1)).toEqual({ changed: [], removed: ['a1'] });
    await application.stop();
  });

  it.each([
    'getAccount',
    'refreshAccount',
    'startSignInAgain',
    'whoAmI',
    'revokeTokens',
    'verifyToken',
  ] as const)('that is not there is a coded error: %s', async (channel) => {
    const { application, call } = await opened();
    const more = channel === 'startSignInAgain' ? { scopes: [] } : {};
    for (const accountId of ['a3', '__proto__', 'Ada']) {
      expect(await call(channel, { accountId, ...more } as never)).toMatchObject({
        ok: false,
        error: { code: 'account_not_found' },
      });
    }
    await application.stop();
  });
});

/** Resolves once the window was told of a sign-in in this state. */
function toldOf(told: readonly [EventName, unknown][], kind: string): Promise<unknown> {
  return vi.waitUntil(() =>
    told.some(([name, view]) => name === 'signInChanged' && (view as { kind: string }).kind === kind),
  );
}

describe('a sign-in', () => {
  it('waits for the browser, gives its link to the clipboard and never to the window, and can be cancelled', async () => {
    const { application, value, browser, copied, told, crossed, signInArguments } = await opened();
    const { id } = await value('startSignIn', signInArguments);
    await toldOf(told, 'waiting');
    const [link] = browser.opened;
    expect(link).toContain(`${issuer}/auth?`);
    await value('copySignInLink', { signInId: id });
    expect(copied).toEqual([link]);
    await value('openSignInAgain', { signInId: id });
    expect(browser.opened).toEqual([link, link]);
    await value('cancelSignIn', { signInId: id });
    await toldOf(told, 'failed');
    const kinds = told
      .filter(([name]) => name === 'signInChanged')
      .map(([, view]) => (view as { kind: string }).kind);
    expect(kinds.slice(-2)).toEqual(['waiting', 'failed']);
    const state = new URL(link ?? '').searchParams.get('state') ?? '';
    expect(state).not.toBe('');
    expect(JSON.stringify(crossed)).not.toContain(state);
    await application.stop();
  });

  it('that is over has no link, and cancelling it again is no error', async () => {
    const { application, value, call, copied, told, signInArguments } = await opened();
    const { id } = await value('startSignIn', signInArguments);
    await toldOf(told, 'waiting');
    await value('cancelSignIn', { signInId: id });
    await toldOf(told, 'failed');
    for (const channel of ['copySignInLink', 'openSignInAgain'] as const) {
      expect(await call(channel, { signInId: id })).toMatchObject({
        ok: false,
        error: { code: 'invalid_argument' },
      });
    }
    expect(await value('cancelSignIn', { signInId: id })).toBeNull();
    expect(copied).toEqual([]);
    await application.stop();
  });

  it('that is done is heard of after its account', async () => {
    const { application, value, browser, receiver, told, signInArguments } = await opened();
    await value('startSignIn', signInArguments);
    await toldOf(told, 'waiting');
    const state = new URL(browser.opened[0] ?? '').searchParams.get('state') ?? '';
    receiver.listening[0]?.judge([
      ['code', 'c1'],
      ['state', state],
    ]);
    await toldOf(told, 'done');
    const account = told.findIndex(
      ([name, value]) => name === 'accountsChanged' && JSON.stringify(value).includes('Grace'),
    );
    const done = told.findIndex(([, value]) => (value as { kind?: string }).kind === 'done');
    expect(account).toBeGreaterThan(-1);
    expect(done).toBeGreaterThan(account);
    await application.stop();
  });

  it('goes on when no browser opens, and says so', async () => {
    const { application, value, browser, told, signInArguments } = await opened();
    browser.failWith(appError('browser_not_opened'));
    await value('startSignIn', signInArguments);
    await toldOf(told, 'waiting');
    await vi.waitFor(() =>
      expect(told.at(-1)).toMatchObject([
        'signInChanged',
        { kind: 'waiting', browserError: { code: 'browser_not_opened' } },
      ]),
    );
    await application.stop();
  });

  it.each([
    ['an unknown provider', { providerId: 'nobody' }, 'provider_not_found'],
    ['a provider whose parameter is missing', { providerId: 'openid' }, 'invalid_argument'],
  ])('with %s fails before anybody is asked', async (_name, wrong, code) => {
    const { application, value, browser, told, signInArguments } = await opened();
    await value('startSignIn', { ...signInArguments, ...wrong });
    await expect
      .poll(() => told.at(-1))
      .toMatchObject(['signInChanged', { kind: 'failed', error: { code } }]);
    expect(browser.opened).toEqual([]);
    await application.stop();
  });

  it('ends when the application stops, and leaves nothing listening', async () => {
    const { application, value, receiver, told, signInArguments } = await opened();
    await value('startSignIn', signInArguments);
    await toldOf(told, 'waiting');
    expect(receiver.listening).toHaveLength(1);
    await application.stop();
    expect(receiver.listening).toHaveLength(0);
  });
});

describe('pages and texts', () => {
  it('opens a registration page by the preset’s id', async () => {
    const { application, value, call, browser } = await opened();
    await value('openRegistrationPage', { providerId: 'google' });
    expect(browser.opened).toHaveLength(1);
    expect(browser.opened[0]).toMatch(/^https:\/\//);
    for (const providerId of ['practice', 'nobody', 'https://evil.example']) {
      expect(await call('openRegistrationPage', { providerId })).toMatchObject({ ok: false });
    }
    expect(browser.opened).toHaveLength(1);
    await application.stop();
  });

  it('opens the page of connected applications of the account’s own server', async () => {
    const { application, value, call, browser } = await opened();
    await value('openDashboard', { accountId: 'a2' });
    expect(browser.opened).toEqual(['https://git.example.org/-/user_settings/applications']);
    expect(await call('openDashboard', { accountId: 'a1' })).toMatchObject({ ok: false });
    expect(await call('openDashboard', { accountId: 'nobody' })).toMatchObject({ ok: false });
    expect(browser.opened).toHaveLength(1);
    await application.stop();
  });

  it('copies a text of the window', async () => {
    const { application, value, copied } = await opened();
    await value('copyText', { text: 'http://127.0.0.1/callback/openid' });
    expect(copied).toEqual(['http://127.0.0.1/callback/openid']);
    await application.stop();
  });
});

it('no secret crosses the bridge or reaches the log, whatever is asked', async () => {
  const { application, value, call, clock, crossed, log, signInArguments } = await opened();
  await value('getApp', {});
  await value('getAccount', { accountId: 'a1' });
  for (const format of ['token', 'header', 'curl', 'env', 'json'] as const)
    await value('copyToken', { accountId: 'a1', format });
  await clock.advance(60_000);
  await value('refreshAccount', { accountId: 'a1' });
  await call('startSignInAgain', { accountId: 'a1', scopes: [] });
  await call('startSignInWithClient', { clientKey: 'client-1' });
  await call('startSignIn', {
    ...signInArguments,
    clientAuthentication: 'client_secret_post',
    clientSecret: marks[2],
  });
  await call('unlock', { passphrase: marks[2] });
  await call('choosePassphrase', { passphrase: marks[2] });
  await clock.advance(600_000);
  await value('removeAccount', { accountId: 'a1', revoke: true });
  await clock.advance(10_000);
  await application.stop();
  const everything = JSON.stringify([crossed, log.entries]);
  expect(everything).toContain('Ada');
  for (const mark of marks) expect(everything).not.toContain(mark);
});

/** An application with nothing in it, whose vault was written by a newer version. */
const idle = {
  ...quietDesktop(),
  offers: offersOf(undefined),
  browser: fakeBrowser(),
  clipboard: { copySecret: async () => 0, copyPlain: async () => {}, clearIfOurs: async () => {} },
  openServices: async () => fail(appError('vault_newer')),
  isVaultNew: async () => false,
  notices: () => [],
} satisfies Partial<ApplicationParts>;

it('a sign-in is not done for the window before its account is there, though both come in one turn', async () => {
  const told: EventName[] = [];
  const account = exampleAccount('a1');
  const listeners: Parameters<AccountService['onChange']>[0][] = [];
  const accounts: Partial<AccountService> = {
    list: () => [],
    get: () => account,
    status: () => ({ kind: 'valid' }),
    nextRefreshAt: () => undefined,
    startKeepingFresh: () => {},
    onChange(listener) {
      listeners.push(listener);
      return () => {};
    },
    beginSignIn(_request, onChange) {
      const signIn: SignIn = {
        id: 's1',
        state: { kind: 'done', account },
        finished: Promise.resolve({ kind: 'done', account }),
        openAgain: async () => {},
        paste: () => ok(),
        cancel: () => {},
      };
      for (const change of listeners) change({ changed: [account], removed: [] });
      onChange(signIn);
      return signIn;
    },
  };
  const application = createApplication({
    ...idle,
    offers: offersOf(undefined),
    openServices: async () =>
      ok({
        accounts: accounts as AccountService,
        vault: { onKeyChanged: () => () => undefined } as unknown as Vault,
        keychainKind: 'system',
        prepareKeyChange: async () => fail(appError('not_allowed')),
        close: async () => {},
      }),
    send: (name) => told.push(name),
  });
  await application.open();
  await application.handlers.startSignIn({
    providerId: 'openid',
    parameters: { issuer },
    endpoints: {},
    clientId: 'deck',
    clientSecret: '',
    clientAuthentication: 'none',
    flow: 'authorization_code',
    scopes: [],
    redirectUri: 'http://127.0.0.1/callback/openid',
    anyPort: true,
    formPost: false,
    label: '',
    dangerouslyAllowHttpOnLoopback: true,
  });
  expect(told).toEqual(['vaultChanged', 'accountsChanged', 'signInChanged']);
});

it('a failing vault is shown, not thrown', async () => {
  const { application } = await setUp();
  await application.stop();
  const told: unknown[] = [];
  const failing = createApplication({ ...idle, send: (name, value) => told.push([name, value]) });
  await failing.open();
  expect(told).toMatchObject([['vaultChanged', { kind: 'failed', error: { code: 'vault_newer' } }]]);
  failing.wake();
  await failing.stop();
});
