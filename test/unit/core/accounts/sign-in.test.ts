import { describe, expect, test } from 'vitest';
import type { SignIn, SignInRequest } from '../../../../main/core/accounts/sign-in.ts';
import { appError } from '../../../../main/core/errors.ts';
import { fail } from '../../../../main/core/result.ts';
import { Secret } from '../../../../main/core/secret.ts';
import { settled } from '../../../support/fake-clock.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
import { clientKey, error, expired, gate, hour, idOf, minute, office, second, until, value } from './desk.ts';
import {
  allow,
  annaHerself,
  ben,
  ignore,
  queryOf,
  request,
  serverAt,
  signedIn,
  waiting,
} from './sign-in-desk.ts';

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
    ['of an unknown provider', { providerId: 'nobody' }, 'invalid_argument'],
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

describe('cancelling', () => {
  test.each([
    ['during discovery', '/.well-known/openid-configuration'],
    ['while the code is exchanged', '/token'],
    ['while keys are fetched', '/jwks'],
    ['while userinfo is asked', '/userinfo'],
  ])('%s leaves nothing open and keeps nothing', async (_what, where) => {
    const at = await office();
    const held = gate();
    let isThere = false;
    at.server.ways.claimsInIdToken = false;
    at.server.ways.instead = async (_request, path) => {
      if (path !== where) return undefined;
      isThere = true;
      await held.opened;
      return undefined;
    };
    const { service } = await at.open();
    const signIn = service.beginSignIn(request(), ignore);
    await until(() => isThere || signIn.state.kind === 'waiting');
    if (!isThere) void allow(at, signIn, annaHerself);
    await until(() => isThere);
    signIn.cancel();
    expect(await signIn.finished).toEqual({ kind: 'failed', error: { code: 'cancelled' } });
    expect(at.receiver.listening).toEqual([]);
    expect([at.clock.timers(), at.clock.jumpListeners()]).toEqual([[], 0]);
    held.open();
    await settled();
    expect(at.file.commits).toEqual([]);
    expect(signIn.state).toEqual({ kind: 'failed', error: { code: 'cancelled' } });
    signIn.cancel();
  });

  test('at once asks nobody anything', async () => {
    const at = await office();
    const { service } = await at.open();
    const signIn = service.beginSignIn(request(), ignore);
    signIn.cancel();
    expect(await signIn.finished).toEqual({ kind: 'failed', error: { code: 'cancelled' } });
    await settled();
    expect(at.server.http.requests).toEqual([]);
    expect([at.receiver.listening, at.browser.opened, at.file.commits]).toEqual([[], [], []]);
  });

  test('while the person is in the browser', async () => {
    const at = await office();
    const { service } = await at.open();
    const signIn = service.beginSignIn(request(), ignore);
    await waiting(signIn);
    signIn.cancel();
    expect(await signIn.finished).toEqual({ kind: 'failed', error: { code: 'cancelled' } });
    expect(at.receiver.listening).toEqual([]);
    expect([at.clock.timers(), at.clock.jumpListeners()]).toEqual([[], 0]);
  });

  test('in the last moment before it is kept', async () => {
    const at = await office();
    const desk = await at.open();
    const signIn = desk.service.beginSignIn(request(), ignore);
    const { clients } = desk.vault;
    Object.assign(desk.vault, {
      clients() {
        signIn.cancel();
        return clients();
      },
    });
    expect(await allow(at, signIn, annaHerself)).toEqual({ kind: 'failed', error: { code: 'cancelled' } });
    expect(at.file.commits).toEqual([]);
  });

  test('by stopping the service', async () => {
    const at = await office();
    const { service } = await at.open();
    const signIns = [service.beginSignIn(request(), ignore), service.beginSignIn(request(), ignore)];
    await Promise.all(signIns.map(waiting));
    await service.stop();
    expect(signIns.map(({ state }) => state)).toEqual(
      Array(2).fill({ kind: 'failed', error: { code: 'cancelled' } }),
    );
    expect(at.receiver.listening).toEqual([]);
  });
});

describe('who has signed in', () => {
  test('is named uniquely, ignoring case', async () => {
    const at = await office();
    const desk = await at.open();
    const labels: string[] = [];
    for (const sub of ['1', '2', '3']) {
      labels.push(
        (await signedIn(at, desk, { sub, name: sub === '2' ? 'ANNA' : 'Anna', email: 'a@example.test' }))
          .label,
      );
    }
    expect(labels).toEqual(['Anna', 'ANNA 2', 'Anna 3']);
  });

  test.each([
    ['Work', 'Work'],
    ['  ', 'Anna'],
    ['\u202ekroW\n', 'kroW'],
    ['w'.repeat(200), 'w'.repeat(80)],
  ])('is named as wished: %j', async (label, expected) => {
    const at = await office();
    expect((await signedIn(at, await at.open(), annaHerself, { label })).label).toBe(expected);
  });

  test('with a hostile name is named by what is left of it', async () => {
    const at = await office();
    const person = { sub: 'anna', name: '\u202e\u001b[31mAnna\u2066\n'.repeat(40), email: 'a@example.test' };
    const { label } = await signedIn(at, await at.open(), person);
    expect(label).toMatch(/^[\x20-\x7e]{1,80}$/);
  });

  test('keeps the account when the same person signs in once more', async () => {
    const at = await office();
    const desk = await at.open();
    const first = await signedIn(at, desk, annaHerself);
    value(await desk.service.rename(first.id, 'At work'));
    value(await desk.service.setAutoRefresh(first.id, false));
    await at.clock.advance(hour);
    const second = await signedIn(at, desk, { ...annaHerself, email: 'new@example.test' });
    expect(second).toMatchObject({
      id: first.id,
      clientKey: first.clientKey,
      label: 'At work',
      autoRefresh: false,
      createdAt: first.createdAt,
      issuedAt: at.clock.now(),
      identity: { email: 'new@example.test' },
    });
    expect(desk.service.list()).toEqual([second]);
    const scopes = request().scopes.toReversed();
    const third = await signedIn(at, desk, annaHerself, { label: ' AT WORK ', scopes });
    expect([third.id, third.label]).toEqual([first.id, 'At work']);
    expect(desk.service.list()).toEqual([third]);
  });

  test.each<[string, Partial<SignInRequest>, string]>([
    ['fewer scopes', { scopes: ['openid'] }, 'Anna 2'],
    ['more scopes', { scopes: [...request().scopes, 'calendar'] }, 'Anna 2'],
    ['another name', { label: 'Elsewhere' }, 'Elsewhere'],
    ['its name, but other scopes', { label: 'Anna', scopes: ['openid'] }, 'Anna 2'],
  ])('with %s is a further account: the one that is there stays as it is', async (_what, members, label) => {
    const at = await office();
    const desk = await at.open();
    const first = await signedIn(at, desk, annaHerself);
    const before = value(await desk.vault.tokens(first.id));
    const second = await signedIn(at, desk, annaHerself, members);
    expect(second.label).toBe(label);
    expect(desk.service.get(first.id)).toEqual(first);
    expect(value(await desk.vault.tokens(first.id))).toEqual(before);
    // Once more the same finds its own account again.
    const third = await signedIn(at, desk, annaHerself, { ...members, label: second.label });
    expect([third.id, desk.service.list().length]).toEqual([second.id, 2]);
  });

  test('without a refresh token takes none away, unless it is dead', async () => {
    const at = await office();
    const { scopes } = request();
    const live = at.seed('anna', { scopesAsked: scopes });
    const error = appError('invalid_grant');
    at.seed('ben', { scopesAsked: scopes, health: { kind: 'sign_in_again', error, since: 0 } });
    const desk = await at.open();
    at.server.ways.givesRefreshToken = false;
    const further = await signedIn(at, desk, annaHerself);
    expect(further).toMatchObject({ label: 'Anna 2', hasRefreshToken: false });
    expect(desk.service.get(live.id)).toEqual(live);
    expect(value(await desk.vault.tokens(live.id))?.refreshToken).toBeDefined();
    expect(await signedIn(at, desk, ben)).toMatchObject({ id: idOf('ben'), hasRefreshToken: false });
  });

  test('is a further account where the person or the client is another', async () => {
    const at = await office();
    const desk = await at.open();
    await signedIn(at, desk, annaHerself);
    await signedIn(at, desk, ben);
    await signedIn(at, desk, annaHerself, { clientId: 'other' });
    expect(desk.service.list().map(({ label }) => label)).toEqual(['Anna', 'Ben', 'Anna 2']);
  });

  test('at the same time, twice the same person, has one account', async () => {
    const at = await office();
    const { service } = await at.open();
    const both = [service.beginSignIn(request(), ignore), service.beginSignIn(request(), ignore)];
    await Promise.all(both.map((signIn) => allow(at, signIn, annaHerself)));
    expect(service.list()).toHaveLength(1);
  });
});

describe('the client', () => {
  test('is remembered once for issuer, client ID and way to prove itself; a new secret replaces the old', async () => {
    const at = await office();
    at.file.clients.clear();
    const desk = await at.open();
    const by = (clientAuthentication: SignInRequest['clientAuthentication'], secret?: string) => ({
      clientAuthentication,
      clientSecret: secret === undefined ? undefined : new Secret(secret),
    });
    const first = await signedIn(at, desk, annaHerself, by('client_secret_basic', 'old'));
    const again = await signedIn(at, desk, ben, by('client_secret_basic', 'new'));
    const body = await signedIn(at, desk, annaHerself, by('client_secret_post', 'new'));
    expect(again.clientKey).toBe(first.clientKey);
    expect(body.clientKey).not.toBe(first.clientKey);
    const { authentication } = value(await desk.service.client(first.clientKey)) ?? {};
    expect(authentication?.method === 'client_secret_basic' && authentication.secret.reveal()).toBe('new');
    expect(value(await desk.service.clients())).toHaveLength(2);
  });

  test('used before takes a further person in without a question, with the scopes last asked for', async () => {
    const at = await office();
    at.server.ways.metadata = { prompt_values_supported: ['login', 'consent'] };
    const desk = await at.open();
    await signedIn(at, desk, annaHerself, { scopes: ['openid', 'first'] });
    await at.clock.advance(second);
    await signedIn(at, desk, ben, { scopes: ['openid', 'last'] });
    const signIn = value(await desk.service.beginSignInWithClient(clientKey, ignore));
    const query = await queryOf(signIn);
    expect(query.get('scope')).toBe('openid last');
    // The browser's session would only bring the same person again.
    expect(query.get('prompt')).toBe('login');
    const last = await allow(at, signIn, { sub: 'cem', name: 'Cem', email: 'c@example.test' });
    expect(last.kind === 'done' && last.account.clientKey).toBe(clientKey);
    expect(error(await desk.service.beginSignInWithClient('none' as typeof clientKey, ignore)).code).toBe(
      'invalid_argument',
    );
  });

  test('used before, but by nobody left, asks for the preset’s scopes', async () => {
    const at = await office();
    const { service } = await at.open();
    const signIn = value(await service.beginSignInWithClient(clientKey, ignore));
    const query = await queryOf(signIn);
    expect(query.get('scope')).toBe('openid profile');
    await service.stop();
  });
});

describe('signing in again', () => {
  const anna = idOf('anna');

  test('gives the account new tokens, keeps what is its own, and ends its trouble', async () => {
    const at = await office();
    const health = { kind: 'sign_in_again', error: appError('invalid_grant'), since: 0 } as const;
    const before = at.seed('anna', { ...expired(at.clock), label: 'At work', autoRefresh: false, health });
    const { service } = await at.open();
    const signIn = value(await service.beginSignInAgain(anna, {}, ignore));
    expect(await allow(at, signIn, annaHerself)).toMatchObject({
      kind: 'done',
      account: {
        id: anna,
        clientKey,
        label: 'At work',
        autoRefresh: false,
        createdAt: before.createdAt,
        scopesAsked: before.scopesAsked,
        health: { kind: 'well' },
        expiresAt: at.clock.now() + hour,
      },
    });
    expect((await service.tokenFor(anna)).ok).toBe(true);
  });

  test('undoes nothing that another process commits at the last instant', async () => {
    const at = await office();
    at.seed('anna', expired(at.clock));
    const [window, shell] = [await at.open('window'), await at.open('shell')];
    window.vault.beforeNextCommit(() => shell.service.rename(anna, 'At work'));
    const signIn = value(await window.service.beginSignInAgain(anna, {}, ignore));
    expect((await allow(at, signIn, annaHerself)).kind).toBe('done');
    expect(at.file.accounts.get(anna)).toMatchObject({
      label: 'At work',
      expiresAt: at.clock.now() + hour,
    });
  });

  test('as somebody else is refused, and touches neither’s tokens', async () => {
    const at = await office();
    at.seed('anna');
    at.seed('ben');
    const before = new Map(at.file.tokens);
    const { service } = await at.open();
    const last = await allow(at, value(await service.beginSignInAgain(anna, {}, ignore)), ben);
    expect(last).toEqual({ kind: 'failed', error: { code: 'other_account', detail: 'Ben' } });
    expect(at.file.tokens).toEqual(before);
    expect(at.file.commits).toEqual([]);
  });

  test('at another issuer is somebody else, whatever the subject there is', async () => {
    const at = await office();
    at.seed('anna');
    const issuer = 'https://other.example.test';
    at.server.ways.metadata = { issuer };
    const { service } = await at.open();
    const signIn = service.beginSignIn(
      request({ again: anna, server: serverAt(issuer), scopes: ['profile'] }),
      ignore,
    );
    expect(await allow(at, signIn, annaHerself)).toMatchObject({
      kind: 'failed',
      error: { code: 'other_account' },
    });
    expect(at.file.commits).toEqual([]);
  });

  test('does not ask the server for another person', async () => {
    const at = await office();
    at.seed('anna');
    at.server.ways.metadata = { prompt_values_supported: ['login', 'consent', 'select_account'] };
    const { service } = await at.open();
    const again = value(await service.beginSignInAgain(anna, {}, ignore));
    expect((await queryOf(again)).get('prompt')).toBe('consent');
    const further = service.beginSignIn(request(), ignore);
    expect((await queryOf(further)).get('prompt')).toBe('select_account consent');
    await service.stop();
  });

  test('goes on once at a time', async () => {
    const at = await office();
    at.seed('anna');
    const { service } = await at.open();
    const first = value(await service.beginSignInAgain(anna, {}, ignore));
    expect(error(await service.beginSignInAgain(anna, {}, ignore)).code).toBe('sign_in_in_progress');
    const direct = service.beginSignIn(request({ again: anna }), ignore);
    expect(await direct.finished).toMatchObject({ kind: 'failed', error: { code: 'sign_in_in_progress' } });
    first.cancel();
    await first.finished;
    const second = value(await service.beginSignInAgain(anna, {}, ignore));
    expect((await allow(at, second, annaHerself)).kind).toBe('done');
  });

  test('of an account that is gone', async () => {
    const at = await office();
    at.seed('anna');
    const { service } = await at.open();
    expect(error(await service.beginSignInAgain(idOf('nobody'), {}, ignore)).code).toBe('account_not_found');
    const signIn = value(await service.beginSignInAgain(anna, {}, ignore));
    value(await service.remove(anna, { revoke: false }));
    expect(await allow(at, signIn, annaHerself)).toMatchObject({
      kind: 'failed',
      error: { code: 'account_not_found' },
    });
    expect([at.file.accounts.size, at.file.tokens.size]).toEqual([0, 0]);
  });

  test('while a refresh of the old tokens is under way: the new ones stay', async () => {
    const at = await office();
    at.seed('anna', expired(at.clock));
    const { service } = await at.open();
    for (const answer of [
      undefined,
      fail(appError('network')),
      jsonAnswer(400, { error: 'invalid_grant' }),
    ]) {
      const held = gate();
      at.server.ways.instead = async (asked, path) => {
        if (path !== '/token' || !asked.body?.includes('grant_type=refresh_token')) return undefined;
        await held.opened;
        return answer;
      };
      const refreshing = service.tokenFor(anna, { force: true });
      await settled();
      const last = await allow(at, value(await service.beginSignInAgain(anna, {}, ignore)), annaHerself);
      const mine = at.file.tokens.get(anna)?.accessToken.reveal();
      held.open();
      expect(value(await refreshing).accessToken.reveal()).toBe(mine);
      expect(at.file.tokens.get(anna)?.accessToken.reveal()).toBe(mine);
      expect(last.kind === 'done' && service.get(anna)).toEqual(last.kind === 'done' && last.account);
    }
  });
});
