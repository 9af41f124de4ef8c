// Test equipment. Account services over one vault in memory and one authorization server, steered by a test.
import { setImmediate } from 'node:timers/promises';
import {
  type Account,
  type AccountId,
  type Client,
  type ClientKey,
  type Redirect,
  usualPreferences,
} from '../../../../main/core/accounts/account.ts';
import { createAccountService } from '../../../../main/core/accounts/create-service.ts';
import type { AccountService } from '../../../../main/core/accounts/service.ts';
import type { AppError } from '../../../../main/core/errors.ts';
import type { Provider } from '../../../../main/core/providers/provider.ts';
import { fixedProviders } from '../../../../main/core/providers/registry.ts';
import type { Result } from '../../../../main/core/result.ts';
import { Secret } from '../../../../main/core/secret.ts';
import {
  type FakeAuthorizationServer,
  fakeAuthorizationServer,
} from '../../../support/fake-authorization-server.ts';
import { type FakeBrowser, fakeBrowser } from '../../../support/fake-browser.ts';
import { type FakeClock, fakeClock } from '../../../support/fake-clock.ts';
import { type FakeLog, fakeLog } from '../../../support/fake-log.ts';
import { fakeRandom } from '../../../support/fake-random.ts';
import { type FakeReceiver, fakeReceiver } from '../../../support/fake-receiver.ts';
import { type MemoryVault, type MemoryVaultFile, memoryVaultFile } from '../../../support/memory-vault.ts';

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;

/** One process: its service and its view of the vault. */
export interface Desk {
  readonly service: AccountService;
  readonly vault: MemoryVault;
  readonly log: FakeLog;
}

export interface Office {
  readonly clock: FakeClock;
  readonly server: FakeAuthorizationServer;
  readonly file: MemoryVaultFile;
  readonly browser: FakeBrowser;
  readonly receiver: FakeReceiver;
  /** Starts another process on the same vault; `changes` is how it knows the provider. */
  open(processName?: string, changes?: Partial<Provider>): Promise<Desk>;
  /** Puts a signed-in account into the vault, as if done by an earlier run. */
  seed(id: string, members?: Partial<Account>): Account;
}

export const clientKey = 'client' as ClientKey;

/** Where an account's answers come in. */
export const loopback: Redirect = { kind: 'loopback', hostname: '127.0.0.1', port: 0, path: '/callback' };

export const provider: Provider = {
  id: 'openid',
  name: 'OpenID provider',
  summary: 'Any',
  mark: { path: '', hue: 1 },
  parameters: [{ name: 'issuer', label: 'Issuer', hint: '', kind: 'url' }],
  issuer: '{issuer}',
  discovery: true,
  endpoints: {},
  registration: { advice: '' },
  flows: [
    { kind: 'authorization_code', clientSecret: 'optional' },
    { kind: 'device_code', clientSecret: 'optional' },
    { kind: 'client_credentials', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_post', 'client_secret_basic'],
  redirect: { ...loopback, match: 'any_port' },
  scopes: [
    { name: 'openid', meaning: '', default: true },
    { name: 'profile', meaning: '', default: true },
    { name: 'calendar', meaning: '' },
  ],
  refreshTokens: 'rotating',
  dialect: {},
  unconfirmed: [],
};

export const idOf = (id: string): AccountId => id as AccountId;

export async function office(): Promise<Office> {
  const clock = fakeClock();
  const server = await fakeAuthorizationServer(clock);
  const file = memoryVaultFile();
  const browser = fakeBrowser();
  const receiver = fakeReceiver();
  const client: Client = {
    key: clientKey,
    providerId: provider.id,
    server: { parameters: { issuer: server.issuer }, endpoints: {} },
    issuer: server.issuer,
    clientId: 'desk',
    authentication: { method: 'none' },
    redirect: loopback,
    dangerouslyAllowHttpOnLoopback: false,
    metadata: {
      issuer: server.issuer,
      authorization_endpoint: `${server.issuer}/authorize`,
      token_endpoint: `${server.issuer}/token`,
      revocation_endpoint: `${server.issuer}/revoke`,
      jwks_uri: `${server.issuer}/jwks`,
    },
  };
  file.clients.set(client.key, client);

  return {
    clock,
    server,
    file,
    browser,
    receiver,
    async open(processName = 'window', changes = {}) {
      const vault = file.open();
      const log = fakeLog();
      const service = value(
        await createAccountService({
          vault,
          providers: fixedProviders([{ ...provider, ...changes }]),
          http: server.http,
          receiver,
          browser,
          clock,
          random: fakeRandom(processName),
          log,
          processName,
        }),
      );
      return { service, vault, log };
    },
    seed(name, members = {}) {
      const { accessToken, refreshToken } = server.issue({ sub: name });
      const account: Account = {
        id: idOf(name),
        clientKey,
        providerId: provider.id,
        providerName: provider.name,
        issuer: server.issuer,
        clientId: client.clientId,
        origin: 'authorization_code',
        redirectUri: undefined,
        label: name,
        identity: { subject: name },
        scopesAsked: ['openid', 'offline_access'],
        scopesGranted: ['openid', 'offline_access'],
        accessTokenFormat: 'opaque',
        tokenType: 'Bearer',
        hasRefreshToken: true,
        createdAt: clock.now(),
        issuedAt: clock.now(),
        expiresAt: clock.now() + hour,
        refreshExpiresAt: undefined,
        clockSkewMs: undefined,
        autoRefresh: true,
        preferences: usualPreferences,
        lastCopiedAt: undefined,
        health: { kind: 'well' },
        ...members,
      };
      file.accounts.set(account.id, account);
      file.tokens.set(account.id, {
        accessToken: new Secret(accessToken),
        refreshToken: account.hasRefreshToken ? new Secret(refreshToken) : undefined,
        idToken: undefined,
      });
      return account;
    },
  };
}

/** The account's token ran out a minute ago. */
export function expired(clock: FakeClock): Pick<Account, 'issuedAt' | 'expiresAt'> {
  return { issuedAt: clock.now() - hour - minute, expiresAt: clock.now() - minute };
}

export function value<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`expected a value, got ${JSON.stringify(result.error)}`);
}

export function error(result: Result<unknown>): AppError {
  if (!result.ok) return result.error;
  throw new Error('expected an error, got a value');
}

/** Waits for what takes Web Crypto's threads a while, without letting the clock run. */
export async function until(happened: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + 10_000;
  while (!happened()) {
    if (performance.now() > giveUpAt) throw new Error(`it did not happen: ${happened}`);
    await setImmediate();
  }
}

/** A gate for requests: those that come wait until it is opened. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
