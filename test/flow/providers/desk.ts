// Test equipment of this folder. The account service over the real adapters, at a server that behaves as a row says.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLoopbackReceiver } from '../../../main/adapters/loopback-receiver.ts';
import { createUndiciHttp } from '../../../main/adapters/undici-http.ts';
import type { Account, Redirect, ServerChoice } from '../../../main/core/accounts/account.ts';
import { createAccountService } from '../../../main/core/accounts/create-service.ts';
import type { AccountService } from '../../../main/core/accounts/service.ts';
import type { SignIn, SignInRequest } from '../../../main/core/accounts/sign-in.ts';
import type { FlowKind, Provider } from '../../../main/core/providers/provider.ts';
import { fixedProviders } from '../../../main/core/providers/registry.ts';
import { Secret } from '../../../main/core/secret.ts';
import { type FakeClock, fakeClock } from '../../support/fake-clock.ts';
import { fakeLog } from '../../support/fake-log.ts';
import { fakeRandom } from '../../support/fake-random.ts';
import { type MemoryVaultFile, memoryVaultFile } from '../../support/memory-vault.ts';
import { browserAt, throughLoopback } from '../../support/provider-server/loopback.ts';
import type { ProviderRow, SecretIn } from '../../support/provider-server/row.ts';
import { type ProviderServer, startProviderServer } from '../../support/provider-server/server.ts';
import { okValue } from '../../support/result.ts';

/** How a client was registered. */
export type ClientKind = 'public' | SecretIn;

const clientId = 'tokendeck.client-1_a*';
/** With characters that form-encoding changes, and others that it must not. */
const secretText = 'top/secret+of.the_client-9*~';

export interface Desk {
  readonly server: ProviderServer;
  readonly service: AccountService;
  readonly clock: FakeClock;
  readonly file: MemoryVaultFile;
  readonly provider: Provider;
  /** The request that a person would make who takes what the preset offers. */
  request(flow: FlowKind, client: ClientKind, scopes?: readonly string[]): Promise<SignInRequest>;
  /** Begins, and lets the person paste where the provider cannot redirect to this computer. */
  begin(request: SignInRequest): SignIn;
  follow(signIn: SignIn): Promise<Account>;
  onChange(signIn: SignIn): void;
  close(): Promise<void>;
}

export async function deskAt(row: ProviderRow, provider: Provider): Promise<Desk> {
  // The library that checks ID tokens looks at the computer's own clock.
  const clock = fakeClock(Date.now());
  const server = await startProviderServer(row, clock);
  const http = okValue(createUndiciHttp({ env: {}, userAgent: 'tokendeck/1.0' }));
  const file = memoryVaultFile();
  const stuck: string[] = [];
  const waiting = new Set<SignIn>();
  const browser = browserAt(server.origin, (page) => {
    stuck.push(page);
    // In the device flow the page is for the person, who may as well read it elsewhere.
    for (const signIn of waiting) if (signIn.state.kind === 'waiting') signIn.cancel();
  });
  const service = okValue(
    await createAccountService({
      vault: file.open(),
      providers: fixedProviders([provider]),
      http: throughLoopback(http, server.origin),
      receiver: createLoopbackReceiver(),
      browser,
      clock,
      random: fakeRandom(row.id),
      log: fakeLog(),
      processName: 'desk',
    }),
  );

  async function onChange(signIn: SignIn): Promise<void> {
    waiting.add(signIn);
    if (signIn.state.kind !== 'waiting' || !signIn.state.isPasted) return;
    const before = browser.landed.length;
    for (let turn = 0; turn < 200 && browser.landed.length === before; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const address = browser.landed.at(-1);
    if (address !== undefined && signIn.state.kind === 'waiting') signIn.paste(address);
  }

  return {
    server,
    service,
    clock,
    file,
    provider,
    async request(flow, client, scopes = usualScopes(provider)) {
      const redirect = await usualRedirect(provider);
      server.register({
        id: clientId,
        secret: client === 'public' ? undefined : secretText,
        redirectUris: [registered(redirect)],
      });
      return {
        providerId: provider.id,
        server: serverChoice(row, provider),
        clientId,
        clientSecret: client === 'public' ? undefined : new Secret(secretText),
        clientAuthentication: client === 'public' ? 'none' : `client_secret_${client}`,
        dangerouslyAllowHttpOnLoopback: false,
        flow,
        scopes,
        redirect,
        label: undefined,
      };
    },
    begin: (request) => service.beginSignIn(request, (signIn) => void onChange(signIn)),
    onChange: (signIn) => void onChange(signIn),
    async follow(signIn) {
      waiting.add(signIn);
      const last = await signIn.finished;
      waiting.delete(signIn);
      if (last.kind === 'done') return last.account;
      const told = JSON.stringify({ error: last.error, refusals: server.refusals, stuck }, null, 1);
      throw new Error(`the sign-in failed: ${told}`);
    },
    async close() {
      await service.stop();
      await http.close();
      await server.close();
    },
  };
}

function usualScopes({ scopes }: Provider): readonly string[] {
  return scopes.filter((scope) => scope.default).map(({ name }) => name);
}

function serverChoice({ entered = {} }: ProviderRow, { parameters }: Provider): ServerChoice {
  const texts = { url: entered.url, segment: entered.segment };
  return {
    parameters: Object.fromEntries(
      parameters.flatMap(({ name, kind, optional }) => {
        const text = texts[kind];
        return text === undefined || optional ? [] : [[name, text]];
      }),
    ),
    endpoints: entered.endpoints ?? {},
  };
}

/** The preset's own, but for a fixed port that may be taken on this computer. */
async function usualRedirect({ redirect }: Provider): Promise<Redirect> {
  if (redirect.kind === 'pasted') return redirect;
  const { match, ...target } = redirect;
  return match === 'any_port' ? target : { ...target, port: await freePort() };
}

/** What the person registers at the provider: RFC 8252 section 7.3 leaves the port out where any will do. */
function registered(redirect: Redirect): string {
  if (redirect.kind === 'pasted') return redirect.uri;
  const { hostname, port, path } = redirect;
  return `http://${hostname}${port === 0 ? '' : `:${port}`}${path}`;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
