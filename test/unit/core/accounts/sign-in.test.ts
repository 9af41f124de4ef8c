import { describe, expect, test } from 'vitest';
import type { SignIn, SignInRequest } from '../../../../main/core/accounts/sign-in.ts';
import { appError } from '../../../../main/core/errors.ts';
import { Secret } from '../../../../main/core/secret.ts';
import { settled } from '../../../support/fake-clock.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
import { hour, minute, office, value } from './desk.ts';
import { allow, annaHerself, ignore, queryOf, request, serverAt, signedIn, waiting } from './sign-in-desk.ts';

describe('a sign-in', () => {
  test('goes from the request to the account, and says where it is', async () => {
    const at = await office();
    const { clock, server, file, browser, receiver } = at;
    file.clients.clear();
    const { service } = await at.open();
    const states: SignIn['state'][] = [];
    const signIn = service.beginSignIn(request(), ({ state }) => states.push(state));
    expect(signIn.state).toEqual({ kind: 'preparing' });
    expect(states).toEqual([]);
    const last = await allow(at, signIn, annaHerself);
    expect(states.map(({ kind }) => kind)).toEqual(['waiting', 'exchanging', 'done']);
    expect(states[0]).toMatchObject({ deadline: clock.now() + 5 * minute, browserError: undefined });
    expect(browser.opened).toEqual([states[0]?.kind === 'waiting' && states[0].url]);
    expect(last.kind === 'done' && last.account).toMatchObject({
      label: 'Anna',
      providerName: 'as.example.test',
      identity: { subject: 'anna', name: 'Anna', email: 'anna@example.test' },
      scopesAsked: ['openid', 'profile', 'offline_access'],
      hasRefreshToken: true,
      issuedAt: clock.now(),
      expiresAt: clock.now() + hour,
      autoRefresh: true,
      health: { kind: 'well' },
    });
    expect(file.commits.map((changes) => changes.map(({ op }) => op))).toEqual([
      ['put_client', 'put_account', 'put_tokens', 'append_event'],
    ]);
    expect(service.list()).toEqual([last.kind === 'done' && last.account]);
    expect(server.count('/userinfo')).toBe(0);
    expect(receiver.listening).toEqual([]);
    expect([clock.timers(), clock.jumpListeners()]).toEqual([[], 0]);
    const [account] = service.list();
    expect(account && value(await service.recentEvents(account.id, 9))).toMatchObject([
      { kind: 'signed_in' },
    ]);
    const [client] = value(await service.clients());
    expect(client?.metadata['token_endpoint']).toBe(`${server.issuer}/token`);
  });

  test('sends state, nonce and PKCE, and the redirect URI that is listened at', async () => {
    const at = await office();
    const { service } = await at.open();
    const signIn = service.beginSignIn(request(), ignore);
    const query = await queryOf(signIn);
    expect(query.get('redirect_uri')).toBe(at.receiver.listening[0]?.redirectUri);
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.get('state')).toMatch(/^[\w-]{43}$/);
    expect(query.get('nonce')).toMatch(/^[\w-]{43}$/);
    signIn.cancel();
    await signIn.finished;
  });

  test.each([
    [
      'both are missing in the ID token',
      { claimsInIdToken: false },
      annaHerself,
      1,
      { name: 'Anna', email: 'anna@example.test' },
    ],
    ['the e-mail is missing', {}, { sub: 'anna', name: 'Anna' }, 1, { name: 'Anna' }],
  ])('asks userinfo where %s', async (_what, ways, person, requests, identity) => {
    const at = await office();
    Object.assign(at.server.ways, ways);
    const account = await signedIn(at, await at.open(), person);
    expect(at.server.count('/userinfo')).toBe(requests);
    expect(account.identity).toEqual({ subject: 'anna', ...identity });
  });

  test.each([
    ['fails', () => jsonAnswer(500, {})],
    ['is of somebody else', () => jsonAnswer(200, { sub: 'mallory', name: 'Mallory' })],
    ['is nonsense', () => jsonAnswer(200, 'Anna')],
  ])('does not fail where userinfo %s', async (_what, answer) => {
    const at = await office();
    at.server.ways.claimsInIdToken = false;
    at.server.ways.instead = (_request, path) => (path === '/userinfo' ? answer() : undefined);
    const account = await signedIn(at, await at.open(), annaHerself);
    expect(account).toMatchObject({ label: 'anna', identity: { subject: 'anna' } });
  });

  test('shows that no refresh token came', async () => {
    const at = await office();
    at.server.ways.givesRefreshToken = false;
    const account = await signedIn(at, await at.open(), annaHerself);
    expect(account.hasRefreshToken).toBe(false);
  });

  test('goes on where no browser opens, and says so', async () => {
    const at = await office();
    at.browser.failWith(appError('browser_not_opened'));
    const { service } = await at.open();
    const signIn = service.beginSignIn(request(), ignore);
    await waiting(signIn);
    await settled();
    expect(signIn.state).toMatchObject({ kind: 'waiting', browserError: { code: 'browser_not_opened' } });
    at.browser.failWith(undefined);
    await signIn.openAgain();
    expect(signIn.state).toMatchObject({ kind: 'waiting', browserError: undefined });
    expect(at.browser.opened).toHaveLength(2);
    expect((await allow(at, signIn, annaHerself)).kind).toBe('done');
    await signIn.openAgain();
    expect(at.browser.opened).toHaveLength(2);
  });

  test('is neither ended nor completed by stray and forged redirects', async () => {
    const at = await office();
    const { service } = await at.open();
    const signIn = service.beginSignIn(request(), ignore);
    const state = (await queryOf(signIn)).get('state') ?? '';
    const judge = at.receiver.listening[0]?.judge;
    for (const parameters of [
      [],
      [['code', 'x']],
      [
        ['code', 'x'],
        ['state', `${state}x`],
      ],
      [
        ['error', 'access_denied'],
        ['state', ''],
      ],
      [
        ['code', 'x'],
        ['state', state],
        ['state', state],
      ],
    ] as [string, string][][]) {
      expect(judge?.(parameters)).toBe('ignored');
    }
    expect(signIn.state.kind).toBe('waiting');
    expect((await allow(at, signIn, annaHerself)).kind).toBe('done');
  });

  test('allows http on loopback only where it is asked for, and remembers it with the client', async () => {
    const at = await office();
    const { service } = await at.open();
    const issuer = 'http://127.0.0.1:4000';
    const refused = await service.beginSignIn(request({ server: serverAt(issuer) }), ignore).finished;
    expect(refused).toMatchObject({ kind: 'failed', error: { code: 'insecure_url' } });
    expect(at.server.http.requests).toEqual([]);
    const client = await signedIn(at, await at.open(), annaHerself, { dangerouslyAllowHttpOnLoopback: true });
    expect(at.file.clients.get(client.clientKey)?.dangerouslyAllowHttpOnLoopback).toBe(true);
  });
});

describe('a sign-in that fails', () => {
  test.each<[string, Partial<SignInRequest>, string]>([
    ['of an unknown provider', { providerId: 'nobody' }, 'provider_not_found'],
    ['without a client ID', { clientId: ' ' }, 'invalid_argument'],
    ['without the secret it needs', { clientAuthentication: 'client_secret_basic' }, 'invalid_argument'],
    [
      'with an empty secret',
      { clientAuthentication: 'client_secret_post', clientSecret: new Secret('') },
      'invalid_argument',
    ],
    ['at no address', { server: serverAt('not an address') }, 'invalid_url'],
    ['at another server', { server: serverAt('https://as.example.test/tenant') }, 'discovery_failed'],
  ])('%s', async (_what, members, code) => {
    const at = await office();
    const { service } = await at.open();
    const states: string[] = [];
    const last = await service.beginSignIn(request(members), ({ state }) => states.push(state.kind)).finished;
    expect(last).toMatchObject({ kind: 'failed', error: { code } });
    expect(states).toEqual(['failed']);
    expect(at.browser.opened).toEqual([]);
    expect(at.receiver.listening).toEqual([]);
    expect(at.file.commits).toEqual([]);
  });

  test('for want of the port', async () => {
    const at = await office();
    at.receiver.failWith(appError('port_in_use', { detail: '4000' }));
    const { service } = await at.open();
    expect(await service.beginSignIn(request(), ignore).finished).toEqual({
      kind: 'failed',
      error: { code: 'port_in_use', detail: '4000' },
    });
  });

  test('because the person declined', async () => {
    const at = await office();
    const { service } = await at.open();
    const signIn = service.beginSignIn(request(), ignore);
    const state = (await queryOf(signIn)).get('state') ?? '';
    const verdict = at.receiver.listening[0]?.judge([
      ['error', 'access_denied'],
      ['error_description', 'Not today.'],
      ['state', state],
    ]);
    expect(verdict).toBe('refused');
    expect(await signIn.finished).toMatchObject({
      kind: 'failed',
      error: { code: 'access_denied', provider: { description: 'Not today.' } },
    });
    expect(at.receiver.listening).toEqual([]);
    expect(at.file.commits).toEqual([]);
  });

  test('for want of time, after 5 minutes', async () => {
    const at = await office();
    const { service } = await at.open();
    const signIn = service.beginSignIn(request(), ignore);
    await waiting(signIn);
    await at.clock.advance(5 * minute - 1);
    expect(signIn.state.kind).toBe('waiting');
    await at.clock.advance(1);
    expect(await signIn.finished).toMatchObject({ kind: 'failed', error: { code: 'sign_in_timeout' } });
    expect(at.receiver.listening).toEqual([]);
    expect([at.clock.timers(), at.clock.jumpListeners()]).toEqual([[], 0]);
  });

  test('after 5 minutes also when the clock is set back meanwhile, and at once after a night’s sleep', async () => {
    const at = await office();
    const { service } = await at.open();
    const signIn = service.beginSignIn(request(), ignore);
    await waiting(signIn);
    await at.clock.jumpTo(at.clock.now() - 24 * hour);
    expect(signIn.state).toMatchObject({ kind: 'waiting', deadline: at.clock.now() + 5 * minute });
    await at.clock.jumpTo(at.clock.now() + 8 * hour);
    expect(signIn.state).toMatchObject({ kind: 'failed', error: { code: 'sign_in_timeout' } });
  });

  test('because the vault cannot be written', async () => {
    const at = await office();
    const desk = await at.open();
    desk.vault.failCommits(appError('vault_busy'));
    const last = await allow(at, desk.service.beginSignIn(request(), ignore), annaHerself);
    expect(last).toMatchObject({ kind: 'failed', error: { code: 'vault_busy' } });
    expect(desk.service.list()).toEqual([]);
  });

  test('by a listener’s own mistake: it does not', async () => {
    const at = await office();
    const { service } = await at.open();
    const signIn = service.beginSignIn(request(), () => {
      throw new TypeError('the listener’s own mistake');
    });
    expect((await allow(at, signIn, annaHerself)).kind).toBe('done');
  });
});
