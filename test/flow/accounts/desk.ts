// Test equipment of this folder. An account service with its real adapters, at a practice provider of its own.
import { afterEach } from 'vitest';
import { createLoopbackReceiver } from '../../../main/adapters/loopback-receiver.ts';
import { createSystemClock } from '../../../main/adapters/system-clock.ts';
import { createSystemRandom } from '../../../main/adapters/system-random.ts';
import { createUndiciHttp } from '../../../main/adapters/undici-http.ts';
import type { Account } from '../../../main/core/accounts/account.ts';
import { createAccountService } from '../../../main/core/accounts/create-service.ts';
import type { AccountService } from '../../../main/core/accounts/service.ts';
import type { ClientEntry, SignIn, SignInRequest } from '../../../main/core/accounts/sign-in.ts';
import type { Provider } from '../../../main/core/providers/provider.ts';
import { fixedProviders } from '../../../main/core/providers/registry.ts';
import { Secret } from '../../../main/core/secret.ts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-browser.ts';
import { fakeLog } from '../../support/fake-log.ts';
import { type MemoryVaultFile, memoryVaultFile } from '../../support/memory-vault.ts';
import {
  type PracticeOptions,
  type PracticeProvider,
  startPracticeProvider,
} from '../../support/practice-provider/provider.ts';
import { okValue } from '../../support/result.ts';

export interface Desk {
  readonly at: PracticeProvider;
  readonly service: AccountService;
  readonly browser: FakeBrowser;
  readonly file: MemoryVaultFile;
  /** The public client at this provider. */
  readonly client: ClientEntry;
  /** A request to sign in through the public client. */
  request(members?: Partial<SignInRequest>): SignInRequest;
}

export const confidential = (
  { id, secret }: { readonly id: string; readonly secret: string },
  method: 'client_secret_post' | 'client_secret_basic',
): Pick<ClientEntry, 'clientId' | 'clientSecret' | 'clientAuthentication'> => ({
  clientId: id,
  clientSecret: new Secret(secret),
  clientAuthentication: method,
});

export const ignore = (): void => {};

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function providerAt(issuer: string, changes: Partial<Provider>): Provider {
  return {
    id: 'practice',
    name: 'Practice',
    summary: '',
    mark: { path: '', hue: 1 },
    parameters: [],
    issuer,
    discovery: true,
    endpoints: {},
    registration: { advice: '' },
    flows: [{ kind: 'authorization_code', clientSecret: 'optional' }],
    clientAuthentication: ['client_secret_basic', 'client_secret_post'],
    redirect: { kind: 'loopback', match: 'any_port', hostname: '127.0.0.1', port: 0, path: '/callback' },
    scopes: [{ name: 'openid', meaning: '', default: true }],
    refreshTokens: 'rotating',
    dialect: {},
    unconfirmed: [],
    ...changes,
  };
}

/** Everything is stopped after the test. */
export async function deskAt(options: PracticeOptions = {}, changes: Partial<Provider> = {}): Promise<Desk> {
  const at = await startPracticeProvider(options);
  const http = okValue(createUndiciHttp({ env: {} }));
  const file = memoryVaultFile();
  const browser = fakeBrowser();
  const clock = createSystemClock();
  const service = okValue(
    await createAccountService({
      vault: file.open(),
      providers: fixedProviders([providerAt(at.issuer, changes)]),
      http,
      receiver: createLoopbackReceiver(),
      browser,
      clock,
      random: createSystemRandom(),
      log: fakeLog(),
      processName: 'test',
    }),
  );
  closing.push(
    () => at.close(),
    () => http.close(),
    () => service.stop(),
  );
  const client: ClientEntry = {
    providerId: 'practice',
    server: { parameters: {}, endpoints: {} },
    clientId: at.publicClientId,
    clientSecret: undefined,
    clientAuthentication: 'none',
    dangerouslyAllowHttpOnLoopback: true,
  };
  return {
    at,
    service,
    browser,
    file,
    client,
    request: (members = {}) => ({
      ...client,
      flow: 'authorization_code',
      scopes: ['openid', 'profile', 'email', 'offline_access'],
      redirect: { kind: 'loopback', hostname: '127.0.0.1', port: 0, path: '/callback' },
      label: undefined,
      ...members,
    }),
  };
}

/** The next state of a kind, or what the sign-in came to before. */
export async function stateOf<K extends SignIn['state']['kind']>(
  signIn: SignIn,
  kind: K,
): Promise<Extract<SignIn['state'], { kind: K }>> {
  for (let turn = 0; turn < 1000; turn += 1) {
    const { state } = signIn;
    if (state.kind === kind) return state as Extract<SignIn['state'], { kind: K }>;
    if (state.kind === 'failed') throw new Error(`it failed: ${JSON.stringify(state.error)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`it never was ${kind}`);
}

/** The account that the sign-in came to. */
export async function accountOf(signIn: SignIn): Promise<Account> {
  const last = await signIn.finished;
  if (last.kind === 'failed') throw new Error(`it failed: ${JSON.stringify(last.error)}`);
  return last.account;
}
