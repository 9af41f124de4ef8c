// Tests the redirect listener over real sockets: what reaches the judge, and that nothing else ends a sign-in.
import { createServer } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from 'vitest';
import { createLoopbackReceiver } from '../../../main/adapters/loopback-receiver.ts';
import type { RoomLimits } from '../../../main/adapters/loopback-room.ts';
import type {
  RedirectListener,
  RedirectParameters,
  RedirectTarget,
  RedirectVerdict,
} from '../../../main/core/ports.ts';
import { answerOn, openRaw, sendRaw } from '../../support/http-fixtures/raw-client.ts';

const path = '/callback/practice';
const listeners: RedirectListener[] = [];
afterEach(async () => {
  for (const one of listeners.splice(0)) await one.close();
});

interface Listening {
  readonly listener: RedirectListener;
  readonly port: number;
  readonly judged: RedirectParameters[];
}

/** Listens with a judge that takes `state=right` for the answer and notes what it was given. */
async function listen(
  target: Partial<RedirectTarget> = {},
  judge?: (parameters: RedirectParameters) => RedirectVerdict,
  limits: Partial<RoomLimits> = {},
): Promise<Listening> {
  const judged: RedirectParameters[] = [];
  const usual = (parameters: RedirectParameters) => {
    const all = new Map(parameters);
    if (all.get('state') !== 'right' || all.size !== parameters.length) return 'ignored';
    return all.has('error') ? 'refused' : 'received';
  };
  const heard = await createLoopbackReceiver({ limits }).listen(
    { hostname: '127.0.0.1', port: 0, path, ...target },
    (parameters) => {
      judged.push(parameters);
      return (judge ?? usual)(parameters);
    },
  );
  if (!heard.ok) throw new Error(`not listening: ${heard.error.code}`);
  listeners.push(heard.value);
  return { listener: heard.value, port: Number(new URL(heard.value.redirectUri).port), judged };
}

const request = (port: number, query: string, more = '') =>
  `GET ${path}${query} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${more}\r\n`;

async function isStillListening({ port, judged }: Listening): Promise<void> {
  const before = judged.length;
  expect((await sendRaw(port, request(port, '?code=c&state=right'))).status).toBe(200);
  expect(judged.slice(before)).toEqual([
    [
      ['code', 'c'],
      ['state', 'right'],
    ],
  ]);
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

describe('the address', () => {
  test('is the exact redirect URI', async () => {
    const { listener, port } = await listen();
    expect(listener.redirectUri).toBe(`http://127.0.0.1:${port}${path}`);
    expect(port).toBeGreaterThan(1023);
  });

  test('can have a given port, and a second listener is told that it is taken', async () => {
    const { port } = await listen();
    const second = await createLoopbackReceiver().listen(
      { hostname: '127.0.0.1', port, path },
      () => 'ignored',
    );
    expect(second).toEqual({ ok: false, error: { code: 'port_in_use', detail: String(port) } });
    for (const one of listeners.splice(0)) await one.close();
    expect((await listen({ port })).port).toBe(port);
  });

  test('named localhost answers on both loopback addresses and not on the other name', async () => {
    const heard = await listen({ hostname: 'localhost' });
    const { port } = heard;
    expect(heard.listener.redirectUri).toBe(`http://localhost:${port}${path}`);
    const asked = `GET ${path}?x=1 HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`;
    for (const host of ['127.0.0.1', '::1']) await sendRaw(port, asked, host);
    expect(heard.judged).toHaveLength(2);
    await sendRaw(port, request(port, '?x=1'));
    expect(heard.judged).toHaveLength(2);
  });

  test('named localhost is not shared with another program on ::1', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen({ host: '::1', port: 0, ipv6Only: true }, done));
    const { port } = other.address() as { port: number };
    const heard = await createLoopbackReceiver().listen(
      { hostname: 'localhost', port, path },
      () => 'ignored',
    );
    await new Promise((done) => other.close(done));
    expect(heard).toEqual({ ok: false, error: { code: 'port_in_use', detail: String(port) } });
  });

  test('is not reachable from outside', async () => {
    const { port } = await listen();
    await expect(openRaw(port, '127.0.0.2')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(openRaw(port, '::1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('parameters', () => {
  test.each([
    ['none', '', []],
    ['none after the mark', '?', []],
    ['one', '?code=abc', [['code', 'abc']]],
    [
      'repeated ones, in order',
      '?a=1&b=2&a=3',
      [
        ['a', '1'],
        ['b', '2'],
        ['a', '3'],
      ],
    ],
    [
      'empty and nameless ones',
      '?a=&b&=c&&',
      [
        ['a', ''],
        ['b', ''],
        ['', 'c'],
      ],
    ],
    [
      'percent-encoded ones',
      '?s%74ate=a%26b%3Dc%25+%2B&u=%C3%A9',
      [
        ['state', 'a&b=c% +'],
        ['u', 'é'],
      ],
    ],
    ['an equals sign in the value', '?code=a==', [['code', 'a==']]],
    ['a second question mark', '?code=a?b', [['code', 'a?b']]],
    [
      'names that objects have',
      '?__proto__=1&constructor=2',
      [
        ['__proto__', '1'],
        ['constructor', '2'],
      ],
    ],
    ['an encoded NUL and line break', '?a=%00%0d%0a', [['a', '\0\r\n']]],
  ])('%s reach the judge', async (_what, query, expected) => {
    const { port, judged } = await listen();
    await sendRaw(port, request(port, query));
    expect(judged).toEqual([expected]);
  });
});

describe('requests that are not for this sign-in leave it waiting', () => {
  const get = (target: string, host = '127.0.0.1:PORT') => `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  const right = `${path}?code=c&state=right`;
  test.each([
    ['the root', get('/'), 404],
    ['a favicon', get('/favicon.ico'), 404],
    ['a longer path', get(`${path}/?code=c&state=right`), 404],
    ['a shorter path', get(`${path.slice(0, -1)}?code=c&state=right`), 404],
    ['a path in other case', get('/Callback/practice?code=c&state=right'), 404],
    ['an encoded path', get('/callback%2Fpractice?code=c&state=right'), 404],
    ['a path with dots', get('/x/../callback/practice?code=c&state=right'), 404],
    ['a doubled slash', get(`/${right}`), 404],
    ['an absolute address', get(`http://127.0.0.1:PORT${right}`), 404],
    ['POST', `POST ${right} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 3\r\n\r\nabc`, 405],
    ['HEAD', `HEAD ${right} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n`, 405],
    ['OPTIONS', `OPTIONS ${right} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n`, 405],
    ['CONNECT', 'CONNECT 127.0.0.1:PORT HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n', 0],
    ['an unknown method', `STEAL ${right} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n`, 400],
    ['another host (DNS rebinding)', get(right, 'evil.example:PORT'), 400],
    ['another name for this host', get(right, 'localhost:PORT'), 400],
    ['the host without the port', get(right, '127.0.0.1'), 400],
    ['the host with another port', get(right, '127.0.0.1:1'), 400],
    ['the host with credentials', get(right, 'a@127.0.0.1:PORT'), 400],
    ['an empty host', get(right, ''), 400],
    ['no host', `GET ${right} HTTP/1.1\r\n\r\n`, 400],
    ['no host in HTTP/1.0', `GET ${right} HTTP/1.0\r\n\r\n`, 400],
    ['two hosts', `GET ${right} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: 127.0.0.1:PORT\r\n\r\n`, 400],
    ['no parameters', get(path), 400],
    ['a missing state', get(`${path}?code=c`), 400],
    ['a wrong state', get(`${path}?code=c&state=wrong`), 400],
    ['a repeated state', get(`${path}?code=c&state=right&state=right`), 400],
    ['a wrong state with an error', get(`${path}?error=access_denied&state=wrong`), 400],
    ['half an escape', get(`${right}&x=%`), 400],
    ['an escape that is none', get(`${right}&x=%zz`), 400],
    ['bytes that are not UTF-8', get(`${right}&x=%ff%fe`), 400],
    ['half a surrogate', get(`${right}&x=%ed%a0%80`), 400],
    ['raw bytes above ASCII', get(`${right}&x=\xe9`), 400],
    ['a fragment', get(`${right}&x=1#y`), 400],
    ['an address over 8 KiB', get(`${right}&x=${'a'.repeat(8 * 1024)}`), 414],
    ['an address over 16 KiB', get(`${right}&x=${'a'.repeat(17 * 1024)}`), 431],
    ['headers over 16 KiB', request(0, '?x=1', `X: ${'a'.repeat(17 * 1024)}\r\n`), 431],
    ['many small headers', request(0, '?x=1', 'A: b\r\n'.repeat(4000)), 431],
    ['a smuggled request', `${get('/x').slice(0, -2)}Content-Length: 5\r\n\r\nabcde${get(right)}`, 404],
    [
      'two kinds of length',
      `GET ${right} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    ['a TLS handshake', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['rubbish', '\x00\xff\x80rubbish\r\n\r\n', 400],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['an empty line and nothing', '\r\n\r\nGET\r\n\r\n', 400],
  ])('%s', async (_what, text, status) => {
    const heard = await listen();
    const answer = await sendRaw(heard.port, text.replaceAll('PORT', String(heard.port)));
    expect(answer.status).toBe(status);
    await isStillListening(heard);
  });

  test('a judge that throws has ignored the request', async () => {
    const heard = await listen({}, (parameters) => {
      if (parameters.length === 1) throw new Error('a fault');
      return 'received';
    });
    expect((await sendRaw(heard.port, request(heard.port, '?x=1'))).status).toBe(400);
    await isStillListening(heard);
  });

  test('ten thousand junk requests neither end it nor fill the memory', async () => {
    const heard = await listen();
    const { port, judged } = heard;
    const junk = [
      request(port, '?code=c&state=wrong'),
      get('/elsewhere'),
      get(right, 'evil.example'),
      request(port, `?x=${'a'.repeat(7000)}`),
      '\x00\x01\x02\r\n\r\n',
    ].map((text) => text.replaceAll('PORT', String(port)));
    const statuses = new Map<number, number>();
    let before = 0;
    for (let round = 0; round < 250; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, i) => sendRaw(port, junk[i % junk.length] ?? 'none')),
      );
      for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
      judged.length = 0;
      if (round === 49) before = heapInUse();
    }
    expect(statuses).toEqual(
      new Map([
        [400, 8000],
        [404, 2000],
      ]),
    );
    // 8,000 requests of about 1,600 bytes on average came since.
    expect(heapInUse() - before).toBeLessThan(4_000_000);
    await isStillListening(heard);
  });
});

describe('the answer', () => {
  test('is taken once: a second right request is told that the sign-in is over', async () => {
    const { port, judged } = await listen();
    expect((await sendRaw(port, request(port, '?code=c&state=right'))).status).toBe(200);
    const second = await sendRaw(port, request(port, '?code=d&state=right'));
    expect(second.status).toBe(410);
    expect(second.text).toContain('This sign-in is over.');
    expect(judged).toHaveLength(1);
  });

  test('may be a refusal', async () => {
    const { port } = await listen();
    const answer = await sendRaw(port, request(port, '?error=access_denied&state=right'));
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('The sign-in did not go through.');
    expect((await sendRaw(port, request(port, '?code=c&state=right'))).status).toBe(410);
  });

  test('two at the same moment: one is taken', async () => {
    const { port, judged } = await listen();
    const both = await Promise.all([1, 2].map(() => sendRaw(port, request(port, '?code=c&state=right'))));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect(judged).toHaveLength(1);
  });

  test.each(['within the judge', 'right after it'])(
    'gets its page though the listener closes %s',
    async (when) => {
      let closed: Promise<void> | undefined;
      const heard: Listening = await listen({}, () => {
        if (when === 'within the judge') closed = heard.listener.close();
        else queueMicrotask(() => (closed = heard.listener.close()));
        return 'received';
      });
      const answer = await sendRaw(heard.port, request(heard.port, '?code=c'));
      expect(answer.text).toMatch(/^HTTP\/1\.1 200 [\s\S]*<\/html>\n$/);
      await closed;
      await expect(openRaw(heard.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    },
  );
});

describe('closing', () => {
  test('ends idle, half-sent and unread connections, frees the port, and may be called twice', async () => {
    const { listener, port } = await listen();
    const idle = await openRaw(port);
    const half = await openRaw(port);
    half.write('GET /callb');
    const unread = await openRaw(port);
    unread.pause();
    unread.write('GET / HTTP/1.1\r\n');
    const ends = [idle, half, unread].map(answerOn);
    await Promise.all([listener.close(), listener.close()]);
    await listener.close();
    await Promise.all(ends);
    await expect(openRaw(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect((await listen({ port })).port).toBe(port);
  });
});

describe('slow and many clients', () => {
  test('a request that does not come in completely is dropped', async () => {
    const heard = await listen({}, undefined, { requestMs: 150 });
    const silent = answerOn(await openRaw(heard.port));
    const slow = await openRaw(heard.port);
    const drip = setInterval(() => slow.write('X'), 40);
    slow.write(`GET ${path} HTTP/1.1\r\nX: `);
    await Promise.all([silent, answerOn(slow)]);
    clearInterval(drip);
    await isStillListening(heard);
  });

  test('an endless body is not read', async () => {
    const heard = await listen();
    const socket = await openRaw(heard.port);
    const answer = answerOn(socket);
    let sent = 0;
    const feed = setInterval(() => {
      sent += 1;
      socket.write(Buffer.alloc(64 * 1024));
    }, 2);
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${heard.port}\r\nContent-Length: 999999999\r\n\r\n`,
    );
    await answer;
    clearInterval(feed);
    expect(sent).toBeLessThan(100);
    await isStillListening(heard);
  });

  test('idle connections beyond the cap give way to the browser', async () => {
    const heard = await listen({}, undefined, { connections: 5, requestMs: 60_000 });
    const idle = await Promise.all(Array.from({ length: 20 }, () => openRaw(heard.port)));
    const first = answerOn(idle[0] as (typeof idle)[number]);
    await isStillListening(heard);
    await first;
    const ended = await Promise.all(
      idle.map(async (socket) => {
        await new Promise((later) => setTimeout(later, 20));
        return socket.closed || socket.readableEnded || socket.destroyed;
      }),
    );
    expect(ended.filter((end) => !end).length).toBeLessThanOrEqual(5);
  });
});

describe('an answer as a form', () => {
  const form = (port: number, body: string, length = body.length, more = '') =>
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/x-www-form-urlencoded\r\n${more}Content-Length: ${length}\r\n\r\n${body}`;

  test('is judged as one in the address is, and the address is refused', async () => {
    const { port, judged } = await listen({ responseMode: 'form_post' });
    const refused = await sendRaw(port, request(port, '?code=c&state=right'));
    expect([refused.status, judged]).toEqual([405, []]);
    expect((await sendRaw(port, form(port, 'code=c&state=wrong'))).status).toBe(400);
    expect((await sendRaw(port, form(port, 'code=c&code=d&state=right'))).status).toBe(400);
    expect((await sendRaw(port, form(port, 'code=c%20d&state=right'))).status).toBe(200);
    expect(judged.at(-1)).toEqual([
      ['code', 'c d'],
      ['state', 'right'],
    ]);
    expect((await sendRaw(port, form(port, 'code=c&state=right'))).status).toBe(410);
  });

  test('of another host, of more than 64 KiB, or of no form does not end the listening', async () => {
    const { port, judged } = await listen({ responseMode: 'form_post' });
    const foreign = form(port, 'code=c&state=right').replace(`127.0.0.1:${port}`, 'evil.example');
    expect((await sendRaw(port, foreign)).status).toBe(400);
    const long = `code=${'c'.repeat(70_000)}&state=right`;
    expect((await sendRaw(port, form(port, long))).status).toBe(413);
    const json = form(port, '{"state":"right"}').replace('x-www-form-urlencoded', 'json');
    expect((await sendRaw(port, json)).status).toBe(415);
    expect(judged).toEqual([]);
    expect((await sendRaw(port, form(port, 'code=c&state=right'))).status).toBe(200);
  });

  test('that never ends leaves the listener free for others, and no socket when it closes', async () => {
    const { listener, port } = await listen({ responseMode: 'form_post' }, undefined, { connections: 2 });
    const stuck = await Promise.all([1, 2, 3].map(() => openRaw(port)));
    const ends = stuck.map(answerOn);
    for (const socket of stuck) socket.write(form(port, 'code=', 500));
    // Their heads are to be read before the next one comes.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await sendRaw(port, form(port, 'code=c&state=right'))).status).toBe(200);
    await listener.close();
    expect((await Promise.all(ends)).map(({ status }) => status)).toEqual([0, 0, 0]);
  });

  test('is not taken where none is due', async () => {
    const { port, judged } = await listen();
    expect((await sendRaw(port, form(port, 'code=c&state=right'))).status).toBe(405);
    expect(judged).toEqual([]);
  });
});
