import { describe, expect, test } from 'vitest';
import type { SignIn } from '../../../../main/core/accounts/sign-in.ts';
import { appError } from '../../../../main/core/errors.ts';
import type { HttpResponse } from '../../../../main/core/ports.ts';
import { fail, type Result } from '../../../../main/core/result.ts';
import { settled } from '../../../support/fake-clock.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
import { gate, hour, idOf, minute, type Office, office, second, until, value } from './desk.ts';
import { accountOf, annaHerself, bySecret, ignore, request } from './sign-in-desk.ts';

const polls = '/token urn:ietf:params:oauth:grant-type:device_code';
type Answer = HttpResponse | Result<HttpResponse>;

const refusal = (error: string, status = 400) => jsonAnswer(status, { error });
const pending = refusal('authorization_pending');
const slowDown = refusal('slow_down');
const unreachable = fail(appError('network', { detail: 'as.example.test' }));
const granted = jsonAnswer(200, { access_token: 'access', token_type: 'bearer', expires_in: 3600 });

async function waiting(signIn: SignIn) {
  await until(() => signIn.state.kind !== 'preparing');
  if (signIn.state.kind !== 'device') throw new Error(`no code: ${JSON.stringify(signIn.state)}`);
  return signIn.state;
}

/** A device sign-in at a server that gives these answers to questions, the last one for ever, and notes when. */
async function polled(answers: readonly Answer[], device: object = {}) {
  const at = await office();
  const { clock, server } = at;
  const asked: number[] = [];
  const start = clock.now();
  server.ways.instead = (sent, path) => {
    if (path === '/device' && Object.keys(device).length > 0) {
      return jsonAnswer(200, {
        device_code: 'device',
        user_code: 'WDJB-MJHT',
        verification_uri: 'https://as.example.test/activate',
        ...device,
      });
    }
    if (path !== '/token' || !sent.body?.includes('device_code')) return undefined;
    asked.push((clock.now() - start) / second);
    return answers[Math.min(asked.length, answers.length) - 1];
  };
  const desk = await at.open();
  const states: SignIn['state'][] = [];
  const signIn = desk.service.beginSignIn(
    request({ flow: 'device_code', scopes: ['calendar'] }),
    ({ state }) => states.push(state),
  );
  await waiting(signIn);
  return { ...at, ...desk, signIn, states, asked };
}

describe('a sign-in by device code', () => {
  test('shows code and address, opens the address with the code in it, and ends in an account', async () => {
    const at = await office();
    const { service } = await at.open();
    const states: SignIn['state'][] = [];
    const signIn = service.beginSignIn(request({ flow: 'device_code' }), ({ state }) => states.push(state));
    expect(await waiting(signIn)).toEqual({
      kind: 'device',
      userCode: 'WDJB-MJHT',
      verificationUri: 'https://as.example.test/activate',
      verificationUriComplete: 'https://as.example.test/activate?user_code=WDJB-MJHT',
      deadline: at.clock.now() + 15 * minute,
      pollError: undefined,
    });
    expect(at.browser.opened).toEqual(['https://as.example.test/activate?user_code=WDJB-MJHT']);
    await signIn.openAgain();
    expect(at.browser.opened).toHaveLength(2);
    expect(signIn.paste('https://as.example.test/activate?code=1')).toMatchObject({
      error: { code: 'not_allowed' },
    });
    await at.clock.advance(5 * second);
    expect(at.server.count(polls)).toBe(1);
    at.server.approveDevice(annaHerself);
    await at.clock.advance(5 * second);
    expect(await accountOf(signIn)).toMatchObject({
      origin: 'device_code',
      redirectUri: undefined,
      label: 'Anna',
      hasRefreshToken: true,
    });
    expect(states.map(({ kind }) => kind)).toEqual(['device', 'exchanging', 'done']);
    expect([at.clock.timers(), at.clock.jumpListeners()]).toEqual([[], 0]);
    expect(at.receiver.listening).toEqual([]);
  });

  test('opens the bare address where there is no other, and goes on where no browser opens', async () => {
    const { browser, clock, signIn } = await polled([granted], { expires_in: 60 });
    expect(browser.opened).toEqual(['https://as.example.test/activate']);
    browser.failWith(appError('browser_not_opened'));
    await signIn.openAgain();
    await clock.advance(5 * second);
    expect((await signIn.finished).kind).toBe('done');
  });

  test.each<[string, readonly Answer[], readonly number[], string]>([
    ['asks each 5 s', [pending, pending, granted], [5, 10, 15], 'done'],
    ['waits 5 s longer for good when told so', [slowDown, pending, granted], [5, 15, 25], 'done'],
    ['and 5 s more each time', [slowDown, slowDown, pending, granted], [5, 15, 30, 45], 'done'],
    ['also where it is told with 429', [refusal('slow_down', 429), pending, granted], [5, 15, 25], 'done'],
    [
      'doubles the wait while nobody answers, and no longer',
      [unreachable, unreachable, pending, granted],
      [5, 15, 35, 40],
      'done',
    ],
    [
      'takes a fault of the server for that, too',
      [jsonAnswer(503, {}, { 'retry-after': '30' }), pending, granted],
      [5, 35, 40],
      'done',
    ],
    [
      'never waits more than a minute for being unreached',
      [...Array(6).fill(unreachable), granted],
      [5, 15, 35, 75, 135, 195, 255],
      'done',
    ],
    [
      'keeps the longer wait after a failure',
      [slowDown, unreachable, pending, granted],
      [5, 15, 35, 45],
      'done',
    ],
    ['ends with a refusal', [pending, refusal('access_denied')], [5, 10], 'access_denied'],
    ['ends with the code', [refusal('expired_token')], [5], 'device_code_expired'],
    ['ends where the code is not known', [refusal('invalid_grant')], [5], 'expired_code'],
    ['ends where the client is not', [refusal('invalid_client', 401)], [5], 'invalid_client'],
    [
      'ends with an answer that is none',
      [jsonAnswer(200, { token_type: 'bearer' })],
      [5],
      'malformed_response',
    ],
    [
      'ends with what is no JSON',
      [{ status: 200, headers: {}, body: new Uint8Array([60]) }],
      [5],
      'malformed_response',
    ],
  ])('%s', async (_what, answers, times, end) => {
    const { clock, signIn, asked } = await polled(answers);
    await clock.advance(10 * minute);
    const { state } = signIn;
    expect(asked).toEqual(times);
    expect(state.kind === 'failed' ? state.error.code : state.kind).toBe(end);
    expect([clock.timers(), clock.jumpListeners()]).toEqual([[], 0]);
  });

  test.each<[number | string | undefined, number]>([
    [1, 1],
    ['2', 2],
    [10, 10],
    [0, 5],
    [undefined, 5],
  ])('asks at the interval %j of the answer', async (interval, every) => {
    const { clock, asked } = await polled([pending, pending, granted], { expires_in: 900, interval });
    await clock.advance(minute);
    expect(asked).toEqual([every, 2 * every, 3 * every]);
  });

  test('says that the server cannot be reached, and that it can again', async () => {
    const { clock, states, signIn } = await polled([unreachable, unreachable, pending, granted]);
    await clock.advance(5 * minute);
    expect(signIn.state.kind).toBe('done');
    const told = states.map((state) => (state.kind === 'device' ? state.pollError?.code : state.kind));
    expect(told).toEqual([undefined, 'network', undefined, 'exchanging', 'done']);
  });

  test('ends when the code does, and asks no more', async () => {
    const { clock, signIn, asked } = await polled([pending], { expires_in: 12 });
    await clock.advance(12 * second - 1);
    expect(signIn.state.kind).toBe('device');
    await clock.advance(1);
    expect(signIn.state).toMatchObject({ kind: 'failed', error: { code: 'device_code_expired' } });
    expect(asked).toEqual([5, 10]);
    await clock.advance(hour);
    expect(asked).toHaveLength(2);
    expect([clock.timers(), clock.jumpListeners()]).toEqual([[], 0]);
  });

  test('leaves the person no hours when the clock is set back', async () => {
    const { clock, signIn } = await polled([pending], { expires_in: 60 });
    await clock.jumpTo(clock.now() - 24 * hour);
    await clock.advance(59 * second);
    expect(signIn.state).toMatchObject({ kind: 'device', deadline: clock.now() + second });
    await clock.advance(second);
    expect(signIn.state).toMatchObject({ kind: 'failed', error: { code: 'device_code_expired' } });
  });

  test('is not silent for a day when the clock is set back', async () => {
    const { clock, asked } = await polled([pending]);
    await clock.jumpTo(clock.now() - 24 * hour);
    await clock.advance(11 * second);
    expect(asked).toHaveLength(2);
  });

  test('asks at once after a sleep within the code’s time', async () => {
    const { clock, signIn } = await polled([granted]);
    await clock.jumpTo(clock.now() + 10 * minute);
    await settled();
    expect(signIn.state.kind).toBe('done');
  });

  test.each(['/device', '/token'])('cancelled while %s is asked leaves nothing', async (where) => {
    const at = await office();
    const held = gate();
    let isThere = false;
    at.server.ways.instead = async (_request, path) => {
      if (path !== where) return undefined;
      isThere = true;
      await held.opened;
      return undefined;
    };
    const { service } = await at.open();
    const signIn = service.beginSignIn(request({ flow: 'device_code' }), ignore);
    await until(() => isThere || signIn.state.kind === 'device');
    if (!isThere) await at.clock.advance(5 * second);
    await until(() => isThere);
    signIn.cancel();
    expect(await signIn.finished).toEqual({ kind: 'failed', error: { code: 'cancelled' } });
    expect(at.server.http.requests.at(-1)?.signal?.aborted).toBe(true);
    held.open();
    await at.clock.advance(hour);
    expect([at.clock.timers(), at.clock.jumpListeners(), at.file.commits]).toEqual([[], 0, []]);
    expect(at.server.count(polls)).toBe(where === '/token' ? 1 : 0);
  });

  test('cancelled between two questions leaves nothing', async () => {
    const { clock, signIn, asked } = await polled([pending]);
    await clock.advance(7 * second);
    signIn.cancel();
    expect(await signIn.finished).toEqual({ kind: 'failed', error: { code: 'cancelled' } });
    await clock.advance(hour);
    expect(asked).toEqual([5]);
    expect([clock.timers(), clock.jumpListeners()]).toEqual([[], 0]);
  });

  test('fails where the server has no such endpoint, or refuses the request', async () => {
    const at = await office();
    const { service } = await at.open();
    const begin = () => service.beginSignIn(request({ flow: 'device_code' }), ignore).finished;
    at.server.ways.metadata = { device_authorization_endpoint: undefined };
    expect(await begin()).toMatchObject({ error: { code: 'unsupported_by_server' } });
    at.server.ways.metadata = {};
    at.server.ways.instead = (_sent, path) => (path === '/device' ? refusal('invalid_scope') : undefined);
    expect(await begin()).toMatchObject({ error: { code: 'invalid_scope' } });
    at.server.ways.instead = (_sent, path) =>
      path === '/device' ? fail(appError('response_too_large')) : undefined;
    expect(await begin()).toMatchObject({ error: { code: 'response_too_large' } });
    expect(at.browser.opened).toEqual([]);
  });

  test.each<[string, (at: Office) => void]>([
    [
      'by an unknown key',
      ({ server }) => {
        server.ways.instead = (_sent, path) => (path === '/jwks' ? jsonAnswer(200, { keys: [] }) : undefined);
      },
    ],
    [
      'for another issuer',
      ({ server }) => {
        server.ways.instead = (_sent, path) => {
          if (path !== '/token') return undefined;
          const part = (members: object) => Buffer.from(JSON.stringify(members)).toString('base64url');
          const claims = { iss: 'https://evil.example', aud: 'desk', sub: 'anna', iat: 0, exp: 1e10 };
          const id_token = `${part({ alg: 'ES256', kid: 'one' })}.${part(claims)}.${part({})}`;
          return jsonAnswer(200, { access_token: 'a', token_type: 'bearer', id_token });
        };
      },
    ],
  ])('keeps nothing of an answer whose ID token was signed %s', async (_what, prepare) => {
    const at = await office();
    prepare(at);
    const { service } = await at.open();
    const signIn = service.beginSignIn(request({ flow: 'device_code' }), ignore);
    await waiting(signIn);
    at.server.approveDevice(annaHerself);
    await at.clock.advance(5 * second);
    expect(await signIn.finished).toMatchObject({ error: { code: 'invalid_id_token' } });
    expect(at.file.commits).toEqual([]);
  });

  test('does not tell the secret or the device code where the server repeats them', async () => {
    const at = await office();
    at.server.ways.instead = (sent, path) =>
      path === '/token' ? jsonAnswer(400, { error: 'odd', error_description: sent.body }) : undefined;
    const { service } = await at.open();
    const members = { flow: 'device_code', ...bySecret('hush-hush') } as const;
    const signIn = service.beginSignIn(request(members), ignore);
    await waiting(signIn);
    await at.clock.advance(5 * second);
    const said = JSON.stringify(await signIn.finished);
    expect(said).toContain('[redacted]');
    expect(said).not.toMatch(/hush-hush|device-\d/);
  });

  test('speaks the provider’s dialect in both requests', async () => {
    const at = await office();
    const names = { scope: 'scopes' };
    const { service } = await at.open('window', {
      dialect: {
        parameterNames: { device: names, device_token: names },
        resent: { device_token: ['scope'] },
        scopeSeparator: ',',
        headers: { device: { 'X-Kind': 'device' } },
        errors: { code: 'message', meanings: { 'not yet': 'authorization_pending' } },
      },
    });
    at.server.ways.instead = (_sent, path) =>
      path === '/token' && at.server.count(polls) === 1 ? jsonAnswer(400, { message: 'not yet' }) : undefined;
    const signIn = service.beginSignIn(request({ flow: 'device_code', scopes: ['a', 'b'] }), ignore);
    await waiting(signIn);
    const [device] = at.server.http.requests.filter(({ url }) => url.endsWith('/device'));
    expect([...new URLSearchParams(device?.body)]).toEqual([
      ['scopes', 'a,b'],
      ['client_id', 'desk'],
    ]);
    expect(device?.headers['x-kind']).toBe('device');
    await at.clock.advance(5 * second);
    expect(signIn.state.kind).toBe('device');
    at.server.approveDevice(annaHerself);
    await at.clock.advance(5 * second);
    expect((await signIn.finished).kind).toBe('done');
    const token = at.server.http.requests.findLast(({ url }) => url.endsWith('/token'));
    expect(new URLSearchParams(token?.body).get('scopes')).toBe('a,b');
  });

  test('signs an account in again by the flow that it came by, and remembers the flow with the client', async () => {
    const at = await office();
    at.seed('anna', { origin: 'device_code' });
    const { service } = await at.open();
    const again = value(await service.beginSignInAgain(idOf('anna'), { scopes: ['openid', 'more'] }, ignore));
    await waiting(again);
    at.server.approveDevice(annaHerself);
    await at.clock.advance(5 * second);
    expect(await accountOf(again)).toMatchObject({ id: idOf('anna'), scopesAsked: ['openid', 'more'] });
    const further = value(
      await service.beginSignInWithClient(
        again.state.kind === 'done' ? again.state.account.clientKey : ('' as never),
        ignore,
      ),
    );
    expect((await waiting(further)).kind).toBe('device');
    await service.stop();
    // Nothing was redirected, so the client's redirect stays as it was.
    expect([...at.file.clients.values()][0]?.redirect).toMatchObject({ kind: 'loopback', path: '/callback' });
  });
});
