// Tests the Http port with real TLS and a real proxy: whom it trusts and which way it goes.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type ClosableHttp,
  createUndiciHttp,
  type UndiciHttpOptions,
} from '../../../main/adapters/undici-http.ts';
import { createAuthority } from '../../support/http-fixtures/certificates.ts';
import {
  type RunningServer,
  startHttpServer,
  startHttpsServer,
  startProxy,
  startTcpServer,
} from '../../support/http-fixtures/servers.ts';

const authority = createAuthority();
const leaf = authority.issue(['localhost', '127.0.0.1', 'id.example']);
let folder: string;
let caFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokendeck-http-'));
  caFile = join(folder, 'ca.pem');
  await writeFile(caFile, `The authority of a test\n${createAuthority('another').cert}${authority.cert}`);
});
afterAll(() => rm(folder, { recursive: true }));

const opened: AsyncDisposable[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
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

const get = (url: string) => ({ method: 'GET', url, headers: {} }) as const;
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

async function startSecure(certificate = leaf): Promise<RunningServer> {
  return keep(
    await startHttpsServer(certificate, (request, response) => response.end(`for ${request.headers.host}`)),
  );
}

describe('certificates', () => {
  test('an authority from the file is trusted', async () => {
    const { port } = await startSecure();
    for (const host of ['localhost', '127.0.0.1']) {
      const answer = await http({ caFile }).send(get(`https://${host}:${port}/`));
      expect(answer.ok && text(answer.value.body)).toBe(`for ${host}:${port}`);
    }
  });

  const day = 86_400_000;
  const now = Date.now();
  test.each([
    ['of an unknown authority', createAuthority().issue(['localhost']), 'certificate not trusted'],
    ['of another host', authority.issue(['id.example']), 'certificate of another host'],
    [
      'that has expired',
      authority.issue(['localhost'], { from: new Date(now - 9 * day), until: new Date(now - day) }),
      'certificate expired',
    ],
    [
      'of the future',
      authority.issue(['localhost'], { from: new Date(now + day), until: new Date(now + 9 * day) }),
      'certificate not valid yet',
    ],
  ])('one %s is refused, whatever the environment says', async (_what, certificate, reason) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const { port } = await startSecure(certificate);
    expect(await http({ caFile }).send(get(`https://localhost:${port}/`))).toEqual({
      ok: false,
      error: { code: 'network', detail: `localhost:${port} (${reason})` },
    });
  });

  test('without the file its authority is not trusted', async () => {
    const { port } = await startSecure();
    expect(await http().send(get(`https://localhost:${port}/`))).toMatchObject({
      error: { code: 'network', detail: `localhost:${port} (certificate not trusted)` },
    });
  });

  test('plain http on a https port and the other way round are plain failures', async () => {
    const secure = await startSecure();
    const plain = keep(await startHttpServer((_, response) => response.end()));
    const port = http({ caFile });
    expect(await port.send(get(`http://localhost:${secure.port}/`))).toMatchObject({
      error: { code: 'network' },
    });
    expect(await port.send(get(`https://localhost:${plain.port}/`))).toMatchObject({
      error: { code: 'network', detail: `localhost:${plain.port} (no secure connection)` },
    });
  });

  test('a handshake that never comes ends by the connect time or the total, whichever is sooner', async () => {
    const silent = keep(await startTcpServer(() => undefined));
    for (const limits of [
      { connectMs: 100, totalMs: 20_000 },
      { connectMs: 20_000, totalMs: 100 },
    ]) {
      const began = performance.now();
      expect(await http({ limits }).send(get(`https://localhost:${silent.port}/`))).toEqual({
        ok: false,
        error: { code: 'timeout', detail: `localhost:${silent.port}` },
      });
      expect(performance.now() - began).toBeLessThan(10_000);
    }
  });

  test.each([
    ['is missing', undefined, 'cannot be read'],
    ['is empty', '', 'holds no usable certificate'],
    ['holds no certificate', 'hello', 'holds no usable certificate'],
    [
      'is damaged',
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
      'holds no usable certificate',
    ],
    ['is cut off', `${authority.cert}${authority.cert.slice(0, -40)}`, 'holds no usable certificate'],
    [
      'begins again and again',
      '-----BEGIN CERTIFICATE-----\n'.repeat(140_000),
      'holds no usable certificate',
    ],
    ['is too large', `${authority.cert}${' '.repeat(4 * 1024 * 1024)}`, 'cannot be read'],
  ])('a file that %s is told at once', async (what, content, reason) => {
    const path = join(folder, `${what}.pem`);
    if (content !== undefined) await writeFile(path, content);
    expect(createUndiciHttp({ caFile: path, env: {} })).toEqual({
      ok: false,
      error: { code: 'invalid_argument', detail: `the CA file ${path} ${reason}` },
    });
  });
});

describe('proxies', () => {
  test('a host outside is reached through a tunnel, and its own certificate counts', async () => {
    const { port } = await startSecure();
    const proxy = keep(await startProxy(port));
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    const answer = await http({ caFile, env }).send(get('https://id.example/a'));
    expect(answer.ok && text(answer.value.body)).toBe('for id.example');
    expect(proxy.asked).toEqual(['id.example:443']);
    expect(await http({ caFile, env }).send(get('https://other.example/'))).toMatchObject({
      error: { code: 'network', detail: 'other.example (certificate of another host)' },
    });
  });

  test('the lower-case name is read as well, and wins', async () => {
    const { port } = await startSecure();
    const proxy = keep(await startProxy(port));
    const env = { https_proxy: `http://127.0.0.1:${proxy.port}`, HTTPS_PROXY: 'http://127.0.0.1:1' };
    expect(await http({ caFile, env }).send(get('https://id.example/'))).toMatchObject({ ok: true });
  });

  test('this computer is reached directly', async () => {
    const { port } = await startSecure();
    const proxy = keep(await startProxy(1));
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: '' };
    expect(await http({ caFile, env }).send(get(`https://127.0.0.1:${port}/`))).toMatchObject({ ok: true });
    expect(await http({ caFile, env }).send(get(`https://localhost:${port}/`))).toMatchObject({ ok: true });
    expect(proxy.connections()).toBe(0);
  });

  test('one that is given goes before those of the environment, and NO_PROXY before it', async () => {
    const { port } = await startSecure();
    const proxy = keep(await startProxy(port));
    const options = { caFile, proxy: `http://127.0.0.1:${proxy.port}` };
    const env = { https_proxy: 'http://127.0.0.1:1', HTTPS_PROXY: 'http://127.0.0.1:1' };
    expect(await http({ ...options, env }).send(get('https://id.example/'))).toMatchObject({ ok: true });
    expect(proxy.asked).toEqual(['id.example:443']);
    const except = http({ ...options, env: { ...env, NO_PROXY: 'no-such.invalid' } });
    expect(await except.send(get('https://no-such.invalid/'))).toMatchObject({ error: { code: 'network' } });
    expect(await except.send(get(`https://localhost:${port}/`))).toMatchObject({ ok: true });
    expect(proxy.asked).toHaveLength(1);
  });

  test('one that is not there is named as the cause', async () => {
    const env = { HTTPS_PROXY: 'http://127.0.0.1:1' };
    expect(await http({ caFile, env }).send(get('https://id.example/'))).toMatchObject({
      error: { code: 'network', detail: 'id.example (at the proxy: connection refused)' },
    });
  });

  test('NO_PROXY is honoured', async () => {
    const proxy = keep(await startProxy(1));
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: 'no-such.invalid' };
    const answer = await http({ env }).send(get('https://no-such.invalid/'));
    expect(answer).toMatchObject({ error: { code: 'network' } });
    expect(proxy.connections()).toBe(0);
  });

  test.each([403, 407, 502])('a proxy that answers %i is named as the cause', async (status) => {
    const proxy = keep(await startProxy(1, status));
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    expect(await http({ env }).send(get('https://id.example/'))).toEqual({
      ok: false,
      error: { code: 'network', detail: 'id.example (refused by the proxy)' },
    });
  });

  test('a proxy that says nothing ends by the header time, one that hangs up at once', async () => {
    const silent = keep(await startTcpServer(() => undefined));
    const limits = { connectMs: 200, headersMs: 100, totalMs: 20_000 };
    const began = performance.now();
    const slow = http({ limits, env: { HTTPS_PROXY: `http://127.0.0.1:${silent.port}` } });
    expect(await slow.send(get('https://id.example/'))).toMatchObject({ error: { code: 'timeout' } });
    expect(performance.now() - began).toBeLessThan(10_000);
    const rude = keep(await startTcpServer((socket) => socket.destroy()));
    const quick = http({ limits, env: { HTTPS_PROXY: `http://127.0.0.1:${rude.port}` } });
    expect(await quick.send(get('https://id.example/'))).toMatchObject({ error: { code: 'network' } });
  });

  test('an unusable proxy address is told at once', () => {
    expect(createUndiciHttp({ env: { HTTPS_PROXY: 'not an address' } })).toMatchObject({
      error: { code: 'invalid_argument', detail: expect.stringContaining('HTTPS_PROXY') },
    });
  });
});
