// Tests the Http port over real sockets: good answers, hostile answers, and how each ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type ClosableHttp,
  createUndiciHttp,
  type UndiciHttpOptions,
} from '../../../main/adapters/undici-http.ts';
import {
  type RunningServer,
  startHttpServer,
  startRawServer,
  startTcpServer,
} from '../../support/http-fixtures/servers.ts';

const opened: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one[Symbol.asyncDispose]();
});

function keep<T extends AsyncDisposable>(one: T): T {
  opened.push(one);
  return one;
}

function http(options: UndiciHttpOptions = {}): ClosableHttp {
  const made = createUndiciHttp({ env: {}, ...options });
  if (!made.ok) throw new Error(`not created: ${made.error.detail}`);
  opened.push({ [Symbol.asyncDispose]: () => made.value.close() });
  return made.value;
}

const quick = { connectMs: 300, headersMs: 200, totalMs: 400 };
const get = (server: RunningServer, path = '/') =>
  ({ method: 'GET', url: `http://127.0.0.1:${server.port}${path}`, headers: {} }) as const;
const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

describe('an exchange', () => {
  test('sends method, headers and body as given and gives status, headers and bytes back', async () => {
    const seen: unknown[] = [];
    const server = keep(
      await startHttpServer(async (request, response) => {
        const body = await new Response(request as never).text();
        seen.push(request.method, request.url, body, request.headers);
        response.setHeader('X-Twice', ['a', 'b']);
        response.writeHead(201, { 'Content-Type': 'application/octet-stream' });
        response.end(Buffer.from([0, 255, 128]));
      }),
    );
    const sent = await http().send({
      method: 'POST',
      url: `http://127.0.0.1:${server.port}/token?x=1`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Accept-Encoding': 'gzip' },
      body: 'grant_type=refresh_token',
    });
    expect(sent).toMatchObject({
      ok: true,
      value: { status: 201, headers: { 'x-twice': 'a, b', 'content-type': 'application/octet-stream' } },
    });
    expect(sent.ok && [...sent.value.body]).toEqual([0, 255, 128]);
    expect(seen.slice(0, 3)).toEqual(['POST', '/token?x=1', 'grant_type=refresh_token']);
    expect(seen[3]).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': '24',
      'accept-encoding': 'identity',
      'user-agent': 'tokendeck',
    });
  });

  test.each([204, 400, 401, 429, 500, 503])('status %i is an answer like any other', async (status) => {
    const server = keep(await startHttpServer((_, response) => response.writeHead(status).end()));
    expect(await http().send(get(server))).toMatchObject({ ok: true, value: { status } });
  });

  test('the user agent can be set, also per request', async () => {
    const seen: (string | undefined)[] = [];
    const server = keep(
      await startHttpServer((request, response) => {
        seen.push(request.headers['user-agent']);
        response.end();
      }),
    );
    const port = http({ userAgent: 'tokendeck/1' });
    await port.send(get(server));
    await port.send({ ...get(server), headers: { 'User-Agent': 'own' } });
    expect(seen).toEqual(['tokendeck/1', 'own']);
  });

  test('uses a few connections to one server however many requests come at once', async () => {
    const server = keep(
      await startHttpServer((_, response) => {
        setTimeout(() => response.end(), 5);
      }),
    );
    const port = http();
    const answers = await Promise.all(Array.from({ length: 60 }, () => port.send(get(server))));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(server.connections()).toBeLessThanOrEqual(8);
  });
});

test('a process with nothing left to do ends though the server would keep the connection', async () => {
  const server = keep(
    await startHttpServer((_, response) => {
      response.setHeader('Keep-Alive', 'timeout=600');
      response.end('ok');
    }),
  );
  const adapter = pathToFileURL(join(import.meta.dirname, '../../../main/adapters/undici-http.ts'));
  const script = `
    import { createUndiciHttp } from '${adapter.href}';
    const answer = await createUndiciHttp({ env: {} }).value.send(${JSON.stringify(get(server))});
    process.exitCode = answer.ok ? 7 : 1;`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    timeout: 15_000,
  });
  expect((await once(child, 'exit'))[0]).toBe(7);
});

describe('size', () => {
  test.each([
    ['of exactly the cap is read', 1024 * 1024, true],
    ['of one byte more is refused', 1024 * 1024 + 1, false],
    ['of 5 MiB is refused', 5 * 1024 * 1024, false],
  ])('a body %s, announced or not', async (_what, size, fits) => {
    const server = keep(
      await startHttpServer((request, response) => {
        if (request.url === '/announced') response.setHeader('Content-Length', size);
        response.on('error', () => undefined).end(Buffer.alloc(size, 'x'));
      }),
    );
    const port = http();
    for (const path of ['/announced', '/chunked']) {
      const answer = await port.send(get(server, path));
      if (fits) expect(answer.ok && answer.value.body.byteLength).toBe(size);
      else {
        expect(answer).toEqual({
          ok: false,
          error: { code: 'response_too_large', detail: `127.0.0.1:${server.port}`, status: 200 },
        });
      }
    }
  });

  test('the connection of a refused body is closed, not drained', async () => {
    let written = 0;
    const server = keep(
      await startTcpServer((socket) => {
        socket.once('data', () => {
          socket.write(`${head}\r\n`);
          const more = () => {
            if (socket.destroyed || written > 200) return;
            written += 1;
            socket.write(Buffer.alloc(256 * 1024), more);
          };
          more();
        });
      }),
    );
    expect(await http().send(get(server))).toMatchObject({ error: { code: 'response_too_large' } });
    expect(written).toBeLessThan(100);
  });

  test('headers beyond the cap are refused', async () => {
    const server = keep(await startRawServer(`${head}X-Long: ${'a'.repeat(40_000)}\r\n\r\n`, 'end'));
    expect(await http().send(get(server))).toMatchObject({
      error: { code: 'response_too_large', detail: `127.0.0.1:${server.port}` },
    });
  });

  test('a compressed answer is refused unread: it could grow without bound', async () => {
    const server = keep(
      await startHttpServer((_, response) => {
        response.setHeader('Content-Encoding', 'gzip');
        response.end(gzipSync(Buffer.alloc(50_000_000)));
      }),
    );
    expect(await http().send(get(server))).toMatchObject({ error: { code: 'malformed_response' } });
  });
});

describe('redirects', () => {
  test.each([
    ['to another host', 301, 'https://evil.example/path?code=secret', 'evil.example'],
    ['with a path only', 302, '/elsewhere', undefined],
    ['to an unusable address', 307, 'http://[', null],
    ['to no host', 308, 'data:text/html,x', null],
    ['without an address', 303, undefined, null],
  ])('one %s is not followed', async (_what, status, location, host) => {
    let requests = 0;
    const server = keep(
      await startHttpServer((_, response) => {
        requests += 1;
        if (location !== undefined) response.setHeader('Location', location);
        response.writeHead(status).end();
      }),
    );
    const detail = host === undefined ? `127.0.0.1:${server.port}` : host;
    expect(await http().send(get(server))).toEqual({
      ok: false,
      error: { code: 'redirect_not_followed', status, ...(detail !== null && { detail }) },
    });
    expect(requests).toBe(1);
  });
});

describe('broken answers', () => {
  test.each([
    ['nothing at all', '', 'end', 'connection closed early'],
    ['a reset', '', 'reset', 'connection closed early'],
    ['a reset after the headers', `${head}Content-Length: 10\r\n\r\n{"a`, 'reset', 'connection closed early'],
    ['a truncated body', `${head}Content-Length: 10\r\n\r\n{"a`, 'end', 'connection closed early'],
    [
      'a truncated chunk',
      `${head}Transfer-Encoding: chunked\r\n\r\nff\r\nabc`,
      'end',
      'connection closed early',
    ],
    ['rubbish', 'SSH-2.0-OpenSSH_9.2p1\r\n', 'stay', 'the answer is not HTTP'],
    ['a bad chunk size', `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 'stay', 'the answer is not HTTP'],
    [
      'two lengths',
      `${head}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
      'stay',
      'the length of the answer is wrong',
    ],
    [
      'an upgrade',
      'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
      'stay',
      'connection closed early',
    ],
  ] as const)('%s is a network error', async (_what, text, end, reason) => {
    const server = keep(await startRawServer(text, end));
    expect(await http({ limits: quick }).send(get(server))).toEqual({
      ok: false,
      error: { code: 'network', detail: `127.0.0.1:${server.port} (${reason})` },
    });
  });

  test('a connection refused and a host that does not exist say so', async () => {
    const server = await startTcpServer(() => undefined);
    await server[Symbol.asyncDispose]();
    expect(await http().send(get(server))).toMatchObject({
      error: { code: 'network', detail: `127.0.0.1:${server.port} (connection refused)` },
    });
    const unknown = await http().send({ method: 'GET', url: 'https://no-such.invalid/', headers: {} });
    expect(unknown).toMatchObject({
      error: { code: 'network', detail: expect.stringMatching(/^no-such\.invalid \(host /) },
    });
  });
});

describe('time', () => {
  async function dripping(pause: number): Promise<RunningServer> {
    return keep(
      await startTcpServer((socket) => {
        socket.once('data', () => {
          socket.write(`${head}Content-Length: 100000\r\n\r\n`);
          const drip = setInterval(() => socket.write('x'), pause);
          socket.on('close', () => clearInterval(drip));
        });
      }),
    );
  }

  test('a server that says nothing ends by the header time', async () => {
    const server = keep(await startTcpServer(() => undefined));
    const limits = { connectMs: 300, headersMs: 150, totalMs: 20_000 };
    const began = performance.now();
    expect(await http({ limits }).send(get(server))).toEqual({
      ok: false,
      error: { code: 'timeout', detail: `127.0.0.1:${server.port}` },
    });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test('a slow drip ends by the total time though each pause is short', async () => {
    const server = await dripping(20);
    expect(await http({ limits: quick }).send(get(server))).toMatchObject({ error: { code: 'timeout' } });
  });

  test('waiting for a free connection counts', async () => {
    const server = await dripping(20);
    const port = http({ limits: quick });
    const answers = await Promise.all(Array.from({ length: 12 }, () => port.send(get(server))));
    expect(answers.map((answer) => !answer.ok && answer.error.code)).toEqual(Array(12).fill('timeout'));
  });
});

test('a connection is not kept longer than told, whatever the server offers', async () => {
  const server = keep(
    await startHttpServer((_, response) => {
      response.setHeader('Keep-Alive', 'timeout=600');
      response.end();
    }),
  );
  const port = http({ limits: { idleMs: 100 } });
  await port.send(get(server));
  await setImmediate();
  await port.send(get(server));
  expect(server.connections()).toBe(1);
  // Node's servers end it themselves after 5 seconds.
  await expect.poll(() => server.open(), { timeout: 4000 }).toBe(0);
});

describe('cancelling', () => {
  test.each(['before sending', 'while waiting for the headers', 'within the body'])('%s', async (when) => {
    const control = new AbortController();
    if (when === 'before sending') control.abort();
    const server = keep(
      await startTcpServer((socket) => {
        socket.once('data', () => {
          if (when === 'within the body') socket.write(`${head}Content-Length: 10\r\n\r\nabc`);
          setTimeout(() => control.abort(new Error('no more')), 20);
        });
      }),
    );
    expect(await http().send({ ...get(server), signal: control.signal })).toEqual({
      ok: false,
      error: { code: 'cancelled' },
    });
    expect(server.connections()).toBe(when === 'before sending' ? 0 : 1);
    await expect.poll(() => server.open()).toBe(0);
  });

  test('closing cancels what is under way and whatever comes later', async () => {
    const server = keep(await startTcpServer(() => undefined));
    const port = http();
    const waiting = port.send(get(server));
    setTimeout(() => void port.close(), 20);
    expect(await waiting).toMatchObject({ error: { code: 'cancelled' } });
    expect(await port.send(get(server))).toMatchObject({ error: { code: 'cancelled' } });
  });

  test('closing ends idle connections', async () => {
    const server = keep(await startHttpServer((_, response) => response.end()));
    const port = http({ limits: { idleMs: 60_000 } });
    await port.send(get(server));
    expect(server.open()).toBe(1);
    await port.close();
    await expect.poll(() => server.open()).toBe(0);
  });
});

describe('addresses', () => {
  test.each([
    ['', 'invalid_url'],
    ['not an address', 'invalid_url'],
    ['file:///etc/passwd', 'invalid_url'],
    ['http://id.example/token', 'insecure_url'],
    ['http://127.0.0.1.example/token', 'insecure_url'],
    ['http://localhost.example/', 'insecure_url'],
  ])('%j is refused', async (url, code) => {
    const answer = await http().send({ method: 'GET', url, headers: {} });
    expect(answer).toMatchObject({ error: { code } });
  });
});
