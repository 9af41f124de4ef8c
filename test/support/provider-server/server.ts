// Test equipment. One authorization server on loopback that behaves as a row says, over real sockets.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../main/core/ports.ts';
import { authorize } from './authorize.ts';
import { identify, introspect, revoke, validate } from './calls.ts';
import { beginDevice } from './device.ts';
import { metadata, wellKnown } from './discovery.ts';
import { endSession, succeed } from './issuing.ts';
import { type ReceivedRequest, receive } from './request.ts';
import type { Address, ProviderRow, Template } from './row.ts';
import { brokenBy, type Refusal, type Reply, refusalReply, refuse } from './rules.ts';
import { signerFor } from './signing.ts';
import { newState, type RegisteredClient, type Session, type State } from './state.ts';
import { token } from './token.ts';

export interface ProviderServer {
  readonly origin: string;
  readonly row: ProviderRow;
  /** Every request, in order. */
  readonly requests: readonly ReceivedRequest[];
  /** Which rules the client broke, in order. */
  readonly refusals: readonly Refusal[];
  readonly sessions: readonly Session[];
  readonly clients: ReadonlyMap<string, RegisteredClient>;
  register(client: RegisteredClient): void;
  /** What the person does with the next authorization requests. */
  decide(decision: 'allow' | 'deny', unticked?: readonly string[]): void;
  /** The person enters the code of a device. */
  enter(userCode: string, decision: 'allowed' | 'denied'): void;
  /** Somebody else uses the refresh token of the newest sign-in; where it is kept, the person removes the client. */
  spendElsewhere(): void;
  /** All access tokens end, and live again. */
  endAll(): void;
  reviveAll(): void;
  forgetRefusals(): void;
  close(): Promise<void>;
}

type Handler = (request: ReceivedRequest) => Reply;

export async function startProviderServer(
  row: ProviderRow,
  clock: Pick<Clock, 'now'>,
): Promise<ProviderServer> {
  const state = newState(row, () => clock.now(), signerFor(row.openid?.alg ?? 'ES256'));
  let decision: 'allow' | 'deny' = 'allow';
  const routes = routesOf(state, () => decision);
  const turnAll = (on: boolean) => {
    for (const token of state.accessTokens.values()) token.isAlive = on;
  };
  const server = createServer((incoming, outgoing) => {
    void answer(state, routes, incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    row,
    requests: state.requests,
    refusals: state.refusals,
    clients: state.clients,
    get sessions() {
      return [...state.sessions];
    },
    register: (client) => void state.clients.set(client.id, client),
    decide(made, unticked = []) {
      decision = made;
      state.unticked = unticked;
    },
    enter(userCode, made) {
      for (const issued of state.deviceCodes.values())
        if (issued.userCode === userCode) issued.decision = made;
    },
    spendElsewhere() {
      const session = [...state.sessions].at(-1);
      if (session === undefined) return;
      const before = session.refreshToken;
      if (succeed(state, session) === before || session.refreshToken === before) endSession(state, session);
    },
    endAll: () => turnAll(false),
    reviveAll: () => turnAll(true),
    forgetRefusals: () => void state.refusals.splice(0),
    async close() {
      const ended = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await ended;
    },
  };
}

async function answer(
  state: State,
  routes: ReadonlyMap<Address, Handler>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = await receive(incoming);
  state.requests.push(request);
  send(state, request, handled(state, routes, request), outgoing);
}

function handled(state: State, routes: ReadonlyMap<Address, Handler>, request: ReceivedRequest): Reply {
  try {
    checkUserAgent(state, request);
    const handler = routes.get(request.address);
    if (handler === undefined) return refuse('address', 'not_found', 'Nothing is here.', { status: 404 });
    return handler(request);
  } catch (thrown) {
    const broken = brokenBy(thrown);
    if (broken === undefined)
      return { status: 500, body: { error: 'server_error', error_description: String(thrown) } };
    if (broken.rule) {
      state.refusals.push({ rule: broken.rule, address: request.address, detail: broken.detail });
    }
    return refusalReply(state.row, broken);
  }
}

/** A program's own name with a version: what libraries say of themselves is not enough. */
function checkUserAgent({ row }: State, { headers, address }: ReceivedRequest): void {
  if (!row.ownUserAgent || address === row.authorize.at) return;
  const sent = headers['user-agent'] ?? '';
  if (/^(node|undici|axios|curl|python)/i.test(sent) || !/\w+[:/]v?\d/.test(sent)) {
    refuse('user_agent', 'rate_limited', 'Too Many Requests', { status: 429 });
  }
}

function routesOf(state: State, decision: () => 'allow' | 'deny'): ReadonlyMap<Address, Handler> {
  const { row } = state;
  const { openid } = row;
  const routes = new Map<Address, Handler>([
    [row.authorize.at, (request) => authorize(state, request, decision())],
    [row.token.at, (request) => token(state, request)],
  ]);
  if (row.token.refreshAt) routes.set(row.token.refreshAt, (request) => token(state, request));
  if (row.device) {
    routes.set(row.device.at, (request) => beginDevice(state, request));
    for (const address of pagesIn(row.device.answer))
      routes.set(address, () => ({ status: 200, body: 'Enter the code' }));
  }
  if (row.revoke) routes.set(row.revoke.at, (request) => revoke(state, request));
  if (row.introspect) routes.set(row.introspect.at, (request) => introspect(state, request));
  if (row.validate) routes.set(row.validate.at, (request) => validate(state, request));
  for (const rule of row.identity) {
    for (const address of rule.at) routes.set(address, (request) => identify(state, request, rule));
  }
  if (openid) {
    routes.set(openid.jwks, () => ({ status: 200, body: state.signer.jwks }));
    if (openid.discovery) routes.set(wellKnown(openid.issuer), () => ({ status: 200, body: metadata(row) }));
    if (openid.userinfo) {
      const rule = { at: [], method: 'GET', answer: { sub: '{subject}', ...openid.claims } } as const;
      routes.set(openid.userinfo, (request) => identify(state, request, rule));
    }
  }
  return routes;
}

/** Where the answer sends the person. */
function pagesIn(answer: Template): readonly Address[] {
  const texts = Object.values(answer).filter((value) => typeof value === 'string');
  return texts.flatMap((text) => /^https:\/\/([^?]+)/.exec(text)?.[1] ?? []);
}

function send(
  { row, refusals, now }: State,
  request: ReceivedRequest,
  reply: Reply,
  outgoing: ServerResponse,
): void {
  const { status, headers = {}, body } = reply;
  const isTokens = [row.token.at, row.token.refreshAt, row.device?.at].includes(request.address);
  const isForm =
    row.jsonOnlyWhenAccepted && isTokens && !request.headers['accept']?.includes('application/json');
  if (isForm) refusals.push({ rule: 'accept', address: request.address, detail: 'JSON was not asked for.' });
  const text = body === undefined ? '' : isForm ? formOf(body) : JSON.stringify(body);
  outgoing.writeHead(status, {
    ...headers,
    ...(body === undefined
      ? {}
      : {
          'content-type': isForm
            ? 'application/x-www-form-urlencoded; charset=utf-8'
            : 'application/json; charset=utf-8',
        }),
    'cache-control': 'no-store',
    // The wall clock of the test, which may stand still.
    date: new Date(now()).toUTCString(),
  });
  outgoing.end(text);
}

function formOf(body: unknown): string {
  const entries = Object.entries(body as object).map(([name, value]) => [name, String(value)]);
  return new URLSearchParams(entries as [string, string][]).toString();
}
