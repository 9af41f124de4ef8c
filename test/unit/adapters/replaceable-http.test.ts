// Tests the exchange of HTTP clients while requests are under way, over real sockets.
import { afterEach, describe, expect, test } from 'vitest';
import { createReplaceableHttp, type ReplaceableHttp } from '../../../main/adapters/replaceable-http.ts';
import { createUndiciHttp } from '../../../main/adapters/undici-http.ts';
import { appError } from '../../../main/core/errors.ts';
import { fail } from '../../../main/core/result.ts';
import { type RunningServer, startHttpServer, startTcpServer } from '../../support/http-fixtures/servers.ts';

const opened: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one[Symbol.asyncDispose]();
});

function keep<T extends AsyncDisposable>(one: T): T {
  opened.push(one);
  return one;
}

function client(userAgent: string) {
  return createUndiciHttp({ env: {}, userAgent, limits: { idleMs: 60_000 } });
}

function replaceable(first = client('first')): ReplaceableHttp {
  const http = createReplaceableHttp(first);
  opened.push({ [Symbol.asyncDispose]: () => http.close() });
  return http;
}

const get = (server: RunningServer, path = '/') =>
  ({ method: 'GET', url: `http://127.0.0.1:${server.port}${path}`, headers: {} }) as const;

/** Answers with the user agent; `/slow` only when told to. */
async function startServer() {
  const slow = Promise.withResolvers<void>();
  const server = keep(
    await startHttpServer(async (request, response) => {
      if (request.url === '/slow') await slow.promise;
      response.end(request.headers['user-agent']);
    }),
  );
  return { server, answerSlow: slow.resolve };
}

async function agentOf(sent: ReturnType<ReplaceableHttp['send']>): Promise<string> {
  const answer = await sent;
  return answer.ok ? new TextDecoder().decode(answer.value.body) : answer.error.code;
}

describe('replacing', () => {
  test('lets what is under way end through the old client, and sends the rest through the new one', async () => {
    const { server, answerSlow } = await startServer();
    const http = replaceable();
    const slow = agentOf(http.send(get(server, '/slow')));
    await expect.poll(() => server.connections()).toBe(1);
    http.replace(client('second'));
    expect(await agentOf(http.send(get(server)))).toBe('second');
    answerSlow();
    expect(await slow).toBe('first');
  });

  test('leaves no connection of the old client behind, whether it was idle or not', async () => {
    const { server, answerSlow } = await startServer();
    const http = replaceable();
    await http.send(get(server));
    expect(server.open()).toBe(1);
    http.replace(client('second'));
    await expect.poll(() => server.open()).toBe(0);
    const slow = http.send(get(server, '/slow'));
    await expect.poll(() => server.open()).toBe(1);
    http.replace(client('third'));
    answerSlow();
    await slow;
    await expect.poll(() => server.open()).toBe(0);
    expect(await agentOf(http.send(get(server)))).toBe('third');
  });

  test('heals what could not be made, and says what stood in the way until then', async () => {
    const { server } = await startServer();
    const http = replaceable(fail(appError('invalid_argument', { detail: 'the CA file' })));
    expect(await http.send(get(server))).toEqual(
      fail(appError('invalid_argument', { detail: 'the CA file' })),
    );
    http.replace(client('second'));
    expect(await agentOf(http.send(get(server)))).toBe('second');
  });
});

test('closing ends what is under way through every client', async () => {
  const server = keep(await startTcpServer((socket) => void socket.resume()));
  const http = replaceable();
  const first = http.send(get(server));
  await expect.poll(() => server.open()).toBe(1);
  http.replace(client('second'));
  const second = http.send(get(server));
  await expect.poll(() => server.open()).toBe(2);
  await http.close();
  expect([await agentOf(first), await agentOf(second)]).toEqual(['cancelled', 'cancelled']);
  await expect.poll(() => server.open()).toBe(0);
  expect(await agentOf(http.send(get(server)))).toBe('cancelled');
});
