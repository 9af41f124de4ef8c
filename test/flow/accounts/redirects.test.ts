// Tests where answers to authorization requests come in, at a real OpenID provider over real sockets.
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { visit, visitAndReturn } from '../../support/person-over-http.ts';
import { okValue } from '../../support/result.ts';
import { accountOf, deskAt, ignore, stateOf } from './desk.ts';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

test('pushed requests, where the provider demands them', async () => {
  const { service, request } = await deskAt({ demandsPushedRequests: true });
  const signIn = service.beginSignIn(request(), ignore);
  const { url } = await stateOf(signIn, 'waiting');
  expect([...new URL(url).searchParams.keys()].toSorted()).toEqual(['client_id', 'request_uri']);
  expect(await visitAndReturn(url, { person: 'ada' })).toBe(200);
  expect((await accountOf(signIn)).label).toBe('Ada Moreno');
});

test('an answer as a form', async () => {
  const { service, request } = await deskAt();
  const redirect = {
    kind: 'loopback',
    hostname: '127.0.0.1',
    port: 0,
    path: '/callback',
    responseMode: 'form_post',
  } as const;
  const signIn = service.beginSignIn(request({ redirect }), ignore);
  const { url, redirectUri } = await stateOf(signIn, 'waiting');
  expect(new URL(url).searchParams.get('response_mode')).toBe('form_post');
  expect((await fetch(`${redirectUri}?code=x&state=y`)).status).toBe(405);
  expect(await visitAndReturn(url, { person: 'ben' })).toBe(200);
  expect((await accountOf(signIn)).label).toBe('Ben Okafor');
});

test('a fixed port and path, and a useful word where the port is taken', async () => {
  const { service, request } = await deskAt();
  const port = await freePort();
  const redirect = { kind: 'loopback', hostname: 'localhost', port, path: '/success' } as const;
  const signIn = service.beginSignIn(request({ redirect }), ignore);
  const { url, redirectUri } = await stateOf(signIn, 'waiting');
  expect(redirectUri).toBe(`http://localhost:${port}/success`);
  const second = await service.beginSignIn(request({ redirect }), ignore).finished;
  expect(second).toEqual({ kind: 'failed', error: { code: 'port_in_use', detail: String(port) } });
  expect(await visitAndReturn(url, { person: 'ada' })).toBe(200);
  const account = await accountOf(signIn);
  expect(account.redirectUri).toBe(redirectUri);
  // What was listened at is free again.
  const third = service.beginSignIn(request({ redirect }), ignore);
  await stateOf(third, 'waiting');
  third.cancel();
  await third.finished;
});

test('the address that the browser ended on, pasted while the browser could not come back', async () => {
  const { service, request } = await deskAt();
  const signIn = service.beginSignIn(request(), ignore);
  const { url } = await stateOf(signIn, 'waiting');
  const ended = await visit(url, { person: 'chie' });
  if (ended.kind !== 'redirect') throw new Error('no redirect');
  okValue(signIn.paste(`  ${ended.url}\n`));
  const account = await accountOf(signIn);
  expect(account.label).toBe('Chie Tanaka');
  okValue(await service.refresh(account.id));
});
