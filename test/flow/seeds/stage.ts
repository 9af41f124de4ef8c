// Test equipment of this folder. A server that gives the literal answers of a seed document over real sockets, and an
// account service that reaches it by the addresses of the document: only name resolution and TLS are left out.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLoopbackReceiver } from '../../../main/adapters/loopback-receiver.ts';
import { createSystemClock } from '../../../main/adapters/system-clock.ts';
import { createSystemRandom } from '../../../main/adapters/system-random.ts';
import { createUndiciHttp } from '../../../main/adapters/undici-http.ts';
import { createAccountService } from '../../../main/core/accounts/create-service.ts';
import type { AccountService } from '../../../main/core/accounts/service.ts';
import type { SignIn, SignInRequest, SignInState } from '../../../main/core/accounts/sign-in.ts';
import type { Random } from '../../../main/core/ports.ts';
import type { Provider } from '../../../main/core/providers/provider.ts';
import { fixedProviders } from '../../../main/core/providers/registry.ts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-browser.ts';
import { type FakeLog, fakeLog } from '../../support/fake-log.ts';
import { memoryVaultFile } from '../../support/memory-vault.ts';
import { throughLoopback } from '../../support/provider-server/loopback.ts';
import { type ReceivedRequest, receive } from '../../support/provider-server/request.ts';
import { okValue } from '../../support/result.ts';

export interface LiteralAnswer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

/** What is answered, by method and address as the document writes them; anything else is a 404. */
export type Answers = Readonly<Record<string, (request: ReceivedRequest) => LiteralAnswer>>;

export interface SeedStage {
  readonly service: AccountService;
  readonly browser: FakeBrowser;
  readonly log: FakeLog;
  /** All requests so far, in order. */
  readonly requests: readonly ReceivedRequest[];
  requestsFor(address: string): readonly ReceivedRequest[];
  /** Begins a sign-in; resolves with the state that waits for the person, or with the last one. */
  begin(request: SignInRequest): Promise<{ readonly signIn: SignIn; readonly state: SignInState }>;
  close(): Promise<void>;
}

export function json(value: unknown, status = 200): LiteralAnswer {
  return { status, body: JSON.stringify(value) };
}

export async function seedStage(
  answers: Answers,
  options: { readonly providers?: readonly Provider[]; readonly random?: Random } = {},
): Promise<SeedStage> {
  const requests: ReceivedRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    void receive(incoming).then((request) => {
      requests.push(request);
      const answer = answers[`${request.method} https://${request.address}`]?.(request) ?? json({}, 404);
      outgoing.writeHead(answer.status, { 'content-type': answer.type ?? 'application/json' });
      outgoing.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const real = okValue(createUndiciHttp({ env: {} }));
  const browser = fakeBrowser();
  const log = fakeLog();
  const service = okValue(
    await createAccountService({
      vault: memoryVaultFile().open(),
      providers: fixedProviders(options.providers),
      http: throughLoopback(real, origin),
      receiver: createLoopbackReceiver(),
      browser,
      clock: createSystemClock(),
      random: options.random ?? createSystemRandom(),
      log,
      processName: 'seed',
    }),
  );

  return {
    service,
    browser,
    log,
    requests,
    requestsFor: (address) => requests.filter((request) => `https://${request.address}` === address),
    begin: (request) =>
      new Promise((resolve) => {
        const signIn = service.beginSignIn(request, ({ state }) => {
          if (state.kind !== 'preparing' && state.kind !== 'exchanging') resolve({ signIn, state });
        });
      }),
    async close() {
      await service.stop();
      await real.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The state of a sign-in that waits for the browser; fails where it is in another. */
export function waiting(state: SignInState): Extract<SignInState, { kind: 'waiting' }> {
  if (state.kind === 'waiting') return state;
  throw new Error(`the sign-in is ${JSON.stringify(state)}`);
}

/**
 * Begins a sign-in whose redirect has a port of its own; where another test has the port at this moment, it is waited
 * for.
 */
export async function beginAtFixedPort(
  stage: SeedStage,
  request: SignInRequest,
): Promise<{ readonly signIn: SignIn; readonly state: SignInState }> {
  for (let tries = 0; ; tries += 1) {
    const begun = await stage.begin(request);
    const isTaken = begun.state.kind === 'failed' && begun.state.error.code === 'port_in_use';
    if (!isTaken || tries === 100) return begun;
    await sleep(200);
  }
}

/** What the browser does when the provider redirects it. */
export async function redirectBrowser(
  redirectUri: string,
  parameters: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly page: string }> {
  const answer = await fetch(`${redirectUri}?${new URLSearchParams(parameters)}`);
  return { status: answer.status, page: await answer.text() };
}
