// Test equipment. An authorization server on loopback that answers exactly as badly as a test tells it to.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { rsaSigner, type Signer } from './hostile-jwt.ts';

interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body read as a form, whatever it is. */
  readonly form: URLSearchParams;
}

export type HostileAnswer =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Buffer;
    }
  /** Breaks the connection instead of answering. */
  | 'reset'
  /** Announces a long answer and breaks off in its middle. */
  | 'break_off'
  /** Sends a byte now and then, without an end. */
  | 'drip';

type Answerer = HostileAnswer | ((request: SeenRequest) => HostileAnswer | Promise<HostileAnswer>);

export interface HostileTokenServer {
  readonly issuer: string;
  /** Honest metadata, also what discovery answers until told otherwise. */
  readonly metadata: Readonly<Record<string, unknown>> & { readonly issuer: string };
  /** The key whose public half is published. */
  readonly signer: Signer;
  /** Sets what a path answers from now on, such as `/token`. */
  answer(path: string, answerer: Answerer): void;
  /** The requests that a path has seen, oldest first. */
  seen(path: string): readonly SeenRequest[];
  /** Forgets what was seen and told. */
  reset(): void;
  close(): Promise<void>;
}

export function json(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): HostileAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** Starts the server on a free port of 127.0.0.1. */
export async function startHostileTokenServer(): Promise<HostileTokenServer> {
  const signer = rsaSigner('honest');
  let requests: SeenRequest[] = [];
  let answers = new Map<string, Answerer>();
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    revocation_endpoint: `${issuer}/revoke`,
    pushed_authorization_request_endpoint: `${issuer}/par`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  };

  const honest = new Map<string, Answerer>([
    ['/.well-known/openid-configuration', json(metadata)],
    ['/jwks', json({ keys: [signer.publicJwk] })],
  ]);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '/', ...query] = (request.url ?? '/').split('?');
    const body = await text(request);
    const seen = {
      method: request.method ?? '',
      path,
      query: new URLSearchParams(query.join('?')),
      headers: request.headers,
      body,
      form: new URLSearchParams(body),
    };
    requests.push(seen);
    const answerer = answers.get(path) ?? honest.get(path) ?? { status: 404, body: 'nothing here' };
    send(typeof answerer === 'function' ? await answerer(seen) : answerer, response);
  }

  return {
    issuer,
    metadata,
    signer,
    answer: (path, answerer) => void answers.set(path, answerer),
    seen: (path) => requests.filter((request) => request.path === path),
    reset() {
      requests = [];
      answers = new Map();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(answer: HostileAnswer, response: ServerResponse): void {
  if (answer === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (answer === 'break_off') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"access_token":"abc"', () => response.socket?.destroy());
    return;
  }
  if (answer === 'drip') {
    void drip(response);
    return;
  }
  response.writeHead(answer.status ?? 200, answer.headers);
  response.end(answer.body);
}

async function drip(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  while (!response.destroyed) {
    response.write(' ');
    await sleep(50);
  }
}
