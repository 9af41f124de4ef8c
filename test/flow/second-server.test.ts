// The standard flows against a server by other authors than the practice provider's.

import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLoopbackReceiver } from '../../main/adapters/loopback-receiver.ts';
import { createSystemClock } from '../../main/adapters/system-clock.ts';
import { createSystemRandom } from '../../main/adapters/system-random.ts';
import { createUndiciHttp } from '../../main/adapters/undici-http.ts';
import type { Account } from '../../main/core/accounts/account.ts';
import { createAccountService } from '../../main/core/accounts/create-service.ts';
import type { AccountService } from '../../main/core/accounts/service.ts';
import type { SignInRequest } from '../../main/core/accounts/sign-in.ts';
import { redirectFrom } from '../../main/core/providers/redirect.ts';
import { fixedProviders } from '../../main/core/providers/registry.ts';
import { Secret } from '../../main/core/secret.ts';
import { fakeBrowser } from '../support/fake-browser.ts';
import { fakeLog } from '../support/fake-log.ts';
import { memoryVaultFile } from '../support/memory-vault.ts';
import { okValue } from '../support/result.ts';
import { type SecondServer, startSecondServer } from '../support/second-server.ts';

let server: SecondServer;
let service: AccountService;
let publicRequest: SignInRequest;
let closeHttp: () => Promise<void>;
const browser = fakeBrowser();

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

beforeAll(async () => {
  server = await startSecondServer();
  const http = okValue(createUndiciHttp({ env: {} }));
  closeHttp = () => http.close();
  service = okValue(
    await createAccountService({
      vault: memoryVaultFile().open(),
      providers: fixedProviders(),
      http,
      receiver: createLoopbackReceiver(),
      browser,
      clock: createSystemClock(),
      random: createSystemRandom(),
      log: fakeLog(),
      processName: 'second',
    }),
  );
  const redirectUri = `http://127.0.0.1:${await freePort()}/callback`;
  server.allowRedirect(redirectUri);
  publicRequest = {
    providerId: 'oauth2',
    flow: 'authorization_code',
    server: {
      parameters: {
        authorization: `${server.origin}/authorize`,
        token: `${server.origin}/token`,
        revocation: `${server.origin}/revoke`,
        introspection: `${server.origin}/introspect`,
      },
      endpoints: {},
    },
    clientId: server.publicClientId,
    clientSecret: undefined,
    clientAuthentication: 'none',
    scopes: ['contacts.read'],
    redirect: okValue(redirectFrom({ uri: redirectUri, anyPort: false, formPost: false })),
    label: undefined,
    dangerouslyAllowHttpOnLoopback: true,
  };
});

afterAll(async () => {
  await service.stop();
  await closeHttp();
  await server.close();
});

function confidentialRequest(
  clientAuthentication: 'client_secret_post' | 'client_secret_basic',
): SignInRequest {
  return {
    ...publicRequest,
    clientId: server.confidential.id,
    clientSecret: new Secret(server.confidential.secret),
    clientAuthentication,
  };
}

/** Signs in; the person’s browser follows the server’s redirect to ours. */
async function signIn(request: SignInRequest): Promise<Account> {
  const running = service.beginSignIn(request, ({ state }) => {
    if (state.kind === 'waiting') void fetch(state.url);
  });
  const end = await running.finished;
  if (end.kind !== 'done') throw new Error(JSON.stringify(end.error));
  return end.account;
}

it.each(['none', 'client_secret_post', 'client_secret_basic'] as const)(
  'signs in with PKCE and refreshes twice, the client proving itself by %s',
  async (method) => {
    const account = await signIn(method === 'none' ? publicRequest : confidentialRequest(method));
    expect(account).toMatchObject({ hasRefreshToken: true, scopesGranted: ['contacts.read'] });
    const seen = new Set<string>();
    for (let times = 0; times < 3; times += 1) {
      const issued = okValue(await service.tokenFor(account.id, { force: times > 0 }));
      seen.add(issued.accessToken.reveal());
    }
    expect(seen.size).toBe(3);
  },
);

it.each(['client_secret_post', 'client_secret_basic'] as const)(
  'gets a token for the client itself by %s, and another when asked again',
  async (method) => {
    const account = await signIn({ ...confidentialRequest(method), flow: 'client_credentials' });
    expect(account).toMatchObject({ origin: 'client_credentials', hasRefreshToken: false });
    const first = okValue(await service.tokenFor(account.id));
    const second = okValue(await service.tokenFor(account.id, { force: true }));
    expect(second.accessToken.reveal()).not.toBe(first.accessToken.reveal());
  },
);

it('says what introspection says', async () => {
  const account = await signIn(confidentialRequest('client_secret_basic'));
  const report = okValue(await service.askProvider(account.id, 'introspection'));
  expect(report).toMatchObject({ active: true, scopes: ['contacts.read'] });
});

it('revokes, and the server takes the refresh token no more', async () => {
  const account = await signIn(confidentialRequest('client_secret_post'));
  expect(okValue(await service.revoke(account.id))).toBe('revoked');
  expect(service.get(account.id)?.health).toMatchObject({
    kind: 'sign_in_again',
    error: { code: 'revoked' },
  });
});

it('a wrong secret is told as a refused client', async () => {
  const request = {
    ...confidentialRequest('client_secret_post'),
    flow: 'client_credentials',
    clientSecret: new Secret('wrong'),
  } as const;
  const end = await service.beginSignIn(request, () => undefined).finished;
  expect(end).toMatchObject({ kind: 'failed', error: { code: 'invalid_client' } });
});
