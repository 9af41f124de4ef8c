import { describe, expect, test } from 'vitest';
import type { Client } from '../../../../main/core/accounts/account.ts';
import type { ImportRequest } from '../../../../main/core/accounts/sign-in.ts';
import { appError } from '../../../../main/core/errors.ts';
import { fail } from '../../../../main/core/result.ts';
import { Secret } from '../../../../main/core/secret.ts';
import { settled } from '../../../support/fake-clock.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
import { clientKey, error, gate, hour, loopback, minute, office, second, until, value } from './desk.ts';
import { annaHerself, ignore, serverAt, signedIn } from './sign-in-desk.ts';

const refreshes = '/token refresh_token';

function wish(members: Partial<ImportRequest> = {}): ImportRequest {
  return {
    providerId: 'openid',
    server: serverAt('https://as.example.test'),
    clientId: 'desk',
    clientSecret: undefined,
    clientAuthentication: 'none',
    dangerouslyAllowHttpOnLoopback: false,
    accessToken: undefined,
    refreshToken: undefined,
    expiresAt: undefined,
    scopes: [],
    label: undefined,
    ...members,
  };
}

function jwt(claims: object): Secret {
  const part = (members: object) => Buffer.from(JSON.stringify(members)).toString('base64url');
  return new Secret(`${part({ alg: 'ES256' })}.${part(claims)}.${part({})}`);
}

describe('importing', () => {
  test('an access token without a client: kept as it is, and never renewed', async () => {
    const at = await office();
    const { service, vault } = await at.open();
    const { accessToken } = at.server.issue(annaHerself);
    const expiresAt = at.clock.now() + hour;
    const account = value(
      await service.importAccount(
        wish({ clientId: '', accessToken: new Secret(accessToken), expiresAt, scopes: ['calendar'] }),
      ),
    );
    expect(account).toMatchObject({
      origin: 'imported',
      clientId: '',
      label: 'Anna',
      identity: annaHerself.sub === 'anna' ? { subject: 'anna', name: 'Anna' } : {},
      expiresAt,
      scopesAsked: ['calendar'],
      scopesGranted: ['calendar'],
      hasRefreshToken: false,
    });
    expect(value(await vault.tokens(account.id))?.accessToken.reveal()).toBe(accessToken);
    expect(service.nextRefreshAt(account)).toBeUndefined();
    expect(value(await service.tokenFor(account.id)).accessToken.reveal()).toBe(accessToken);
    expect(error(await service.tokenFor(account.id, { force: true })).code).toBe('no_refresh_token');
    expect(value(await service.recentEvents(account.id, 9)).map(({ kind }) => kind)).toEqual(['imported']);
    expect(error(await service.beginSignInAgain(account.id, {}, ignore)).code).toBe('not_allowed');
    expect(error(await service.beginSignInWithClient(account.clientKey, ignore)).code).toBe(
      'invalid_argument',
    );
    expect(value(await service.clients()).map(({ clientId }) => clientId)).toEqual(['desk']);
  });

  test('a refresh token alone uses it at once, and keeps what it brought', async () => {
    const at = await office();
    const own = { ...loopback, port: 3000, path: '/own' };
    at.file.clients.set(clientKey, { ...(at.file.clients.get(clientKey) as Client), redirect: own });
    const { service, vault } = await at.open();
    const { refreshToken } = at.server.issue(annaHerself);
    const account = value(await service.importAccount(wish({ refreshToken: new Secret(refreshToken) })));
    expect(at.server.count(refreshes)).toBe(1);
    expect(account).toMatchObject({ clientKey, hasRefreshToken: true, expiresAt: at.clock.now() + hour });
    expect(value(await vault.tokens(account.id))?.refreshToken?.reveal()).not.toBe(refreshToken);
    expect((await service.refresh(account.id)).ok).toBe(true);
    // The client was remembered before: what an import does not know of it stays.
    expect(at.file.clients.get(clientKey)?.redirect).toEqual(own);
  });

  test.each<[string, number | undefined, number]>([
    ['good for an hour', hour, 0],
    ['of unknown expiry', undefined, 0],
    ['run out', -second, 1],
  ])('both, the access token %s', async (_what, left, requests) => {
    const at = await office();
    const { service } = await at.open();
    const { accessToken, refreshToken } = at.server.issue(annaHerself);
    const both = { accessToken: new Secret(accessToken), refreshToken: new Secret(refreshToken) };
    const expiresAt = left === undefined ? undefined : at.clock.now() + left;
    const account = value(await service.importAccount(wish({ ...both, expiresAt })));
    expect(at.server.count(refreshes)).toBe(requests);
    expect(account.expiresAt).toBe(requests === 1 ? at.clock.now() + hour : expiresAt);
  });

  test.each<[string, () => ReturnType<typeof fail> | ReturnType<typeof jsonAnswer>, string]>([
    ['dead', () => jsonAnswer(400, { error: 'invalid_grant' }), 'invalid_grant'],
    ['of another client', () => jsonAnswer(401, { error: 'invalid_client' }), 'invalid_client'],
    ['at nobody', () => fail(appError('network')), 'network'],
  ])('a refresh token that is %s keeps nothing', async (_what, answer, code) => {
    const at = await office();
    const { service } = await at.open();
    at.server.ways.instead = (_sent, path) => (path === '/token' ? (answer() as never) : undefined);
    const refused = await service.importAccount(wish({ refreshToken: new Secret('mine') }));
    expect(error(refused).code).toBe(code);
    expect(JSON.stringify(refused)).not.toContain('mine');
    expect([service.list(), at.file.commits]).toEqual([[], []]);
  });

  test('what a refresh has just brought is not lost to a vault that is busy for a moment', async () => {
    const at = await office();
    const { service, vault } = await at.open();
    vault.failCommits(appError('vault_busy'), 2);
    const { refreshToken } = at.server.issue(annaHerself);
    const importing = service.importAccount(wish({ refreshToken: new Secret(refreshToken) }));
    await at.clock.advance(minute);
    expect(value(await importing).hasRefreshToken).toBe(true);
    expect(at.server.count(refreshes)).toBe(1);
  });

  test('what a refresh is just bringing is waited for on stopping, and kept', async () => {
    const at = await office();
    const { service } = await at.open();
    const answering = gate();
    at.server.ways.instead = async (_sent, path) => {
      if (path === '/token') await answering.opened;
      // Who it is may stay unknown: nobody waits for that on stopping.
      if (path === '/userinfo') await new Promise(() => undefined);
      return undefined;
    };
    const { refreshToken } = at.server.issue(annaHerself);
    const importing = service.importAccount(wish({ refreshToken: new Secret(refreshToken) }));
    await until(() => at.server.count(refreshes) === 1);
    let isStopped = false;
    const stopping = service.stop().then(() => {
      isStopped = true;
    });
    await settled();
    expect(isStopped).toBe(false);
    answering.open();
    await stopping;
    expect(at.file.accounts.size).toBe(1);
    const { id } = value(await importing);
    expect(at.file.tokens.get(id)?.refreshToken?.reveal()).not.toBe(refreshToken);
  });

  test('once stopped, no refresh token is spent any more', async () => {
    const at = await office();
    const { service } = await at.open();
    const discovering = gate();
    at.server.ways.instead = async () => {
      await discovering.opened;
      return undefined;
    };
    const { refreshToken } = at.server.issue(annaHerself);
    const importing = service.importAccount(wish({ refreshToken: new Secret(refreshToken) }));
    await until(() => at.server.http.requests.length === 1);
    const stopping = service.stop();
    discovering.open();
    await stopping;
    expect(error(await importing).code).toBe('cancelled');
    expect([at.server.count(refreshes), at.file.commits]).toEqual([0, []]);
  });

  test('twice makes two accounts: what is there is never replaced', async () => {
    const at = await office();
    const desk = await at.open();
    await signedIn(at, desk, annaHerself, { scopes: ['openid'] });
    const labels = [];
    for (let time = 0; time < 2; time += 1) {
      const accessToken = new Secret(at.server.issue(annaHerself).accessToken);
      labels.push(value(await desk.service.importAccount(wish({ accessToken, scopes: ['openid'] }))).label);
    }
    expect(labels).toEqual(['Anna 2', 'Anna 3']);
  });

  test('goes on where nobody can say whose token it is', async () => {
    const at = await office();
    const { service } = await at.open();
    at.server.ways.instead = (_sent, path) => (path === '/userinfo' ? jsonAnswer(500, {}) : undefined);
    const account = value(await service.importAccount(wish({ accessToken: new Secret('abc') })));
    expect(account).toMatchObject({ label: 'as.example.test', identity: {}, expiresAt: undefined });
  });
});

describe('the end of an imported token', () => {
  test('is read from a JWT, with its scopes; what was entered counts for more', async () => {
    const at = await office();
    const { service } = await at.open();
    const exp = at.clock.now() / 1000 + 600;
    const accessToken = jwt({ exp, scope: 'openid calendar' });
    const read = value(await service.importAccount(wish({ accessToken })));
    expect(read).toMatchObject({
      expiresAt: exp * 1000,
      accessTokenFormat: 'jwt',
      scopesGranted: ['openid', 'calendar'],
    });
    const expiresAt = at.clock.now() + minute;
    expect(value(await service.importAccount(wish({ accessToken, expiresAt }))).expiresAt).toBe(expiresAt);
  });

  test.each([{ exp: -5 }, { exp: '9999999999' }, { exp: 1e300 }, { exp: null }, {}])(
    'is unknown where a JWT says %j',
    async (claims) => {
      const at = await office();
      const { service } = await at.open();
      const account = value(await service.importAccount(wish({ accessToken: jwt(claims) })));
      expect(account.expiresAt).toBeUndefined();
    },
  );

  test('is asked of introspection for an opaque one, and a token that is not accepted is not kept', async () => {
    const at = await office();
    const introspection_endpoint = `${at.server.issuer}/introspect`;
    at.server.ways.metadata = { introspection_endpoint };
    const { service } = await at.open();
    const exp = at.clock.now() / 1000 + 300;
    at.server.ways.instead = (_sent, path) =>
      path === '/introspect' ? jsonAnswer(200, { active: true, exp, scope: 'a b' }) : undefined;
    const accessToken = new Secret('opaque');
    const account = value(await service.importAccount(wish({ accessToken })));
    expect(account).toMatchObject({ expiresAt: exp * 1000, scopesGranted: ['a', 'b'] });
    at.server.ways.instead = (_sent, path) =>
      path === '/introspect' ? jsonAnswer(200, { active: false }) : undefined;
    expect(error(await service.importAccount(wish({ accessToken }))).code).toBe('token_rejected');
    const { refreshToken } = at.server.issue(annaHerself);
    const both = wish({ accessToken, refreshToken: new Secret(refreshToken) });
    expect(value(await service.importAccount(both)).hasRefreshToken).toBe(true);
    expect(at.server.count(refreshes)).toBe(1);
    // Without a client there is nobody who may ask.
    const asked = at.server.count('/introspect');
    value(await service.importAccount(wish({ accessToken, clientId: '' })));
    expect(at.server.count('/introspect')).toBe(asked);
  });
});

describe('what is entered', () => {
  test.each([
    ['javascript:alert(1)', 'invalid_url'],
    ['no address', 'invalid_url'],
    ['https://user:password@as.example.test/token', 'invalid_url'],
    ['http://as.example.test/token', 'insecure_url'],
  ])('must be an address that can be asked: %s', async (token, code) => {
    const at = await office();
    const { service } = await at.open();
    const server = { ...serverAt('https://as.example.test'), endpoints: { token } };
    const given = wish({ server, accessToken: new Secret('abc') });
    expect(error(await service.importAccount(given)).code).toBe(code);
    expect(at.file.commits).toEqual([]);
  });

  test.each(['abc', '  abc\n', 'Bearer abc', 'bearer   abc', '\tBEARER abc '])(
    'as %j is the token abc',
    async (text) => {
      const at = await office();
      const { service, vault } = await at.open();
      const { id } = value(await service.importAccount(wish({ accessToken: new Secret(text) })));
      expect(value(await vault.tokens(id))?.accessToken.reveal()).toBe('abc');
    },
  );

  test.each<[string, Partial<ImportRequest>, string]>([
    ['nothing', {}, 'access token'],
    ['an empty access token', { accessToken: new Secret(' ') }, 'access token'],
    ['only the word before it', { accessToken: new Secret('Bearer ') }, 'access token'],
    ['an access token of two words', { accessToken: new Secret('abc def') }, 'access token'],
    ['an access token of two lines', { accessToken: new Secret('abc\r\nX-Evil: 1') }, 'access token'],
    [
      'an access token with a letter that no header takes',
      { accessToken: new Secret('abcß') },
      'access token',
    ],
    ['an endless access token', { accessToken: new Secret('a'.repeat(70_000)) }, 'access token'],
    ['a refresh token of two words', { refreshToken: new Secret('a b') }, 'refresh token'],
    ['a refresh token without a client', { refreshToken: new Secret('a'), clientId: ' ' }, 'client ID'],
    [
      'a client without its secret',
      { refreshToken: new Secret('a'), clientAuthentication: 'client_secret_post' },
      'client secret',
    ],
    ['no issuer', { accessToken: new Secret('a'), server: serverAt('') }, 'Issuer'],
  ])('as %s is refused before anybody is asked', async (_what, members, detail) => {
    const at = await office();
    const { service } = await at.open();
    const refused = error(await service.importAccount(wish(members)));
    expect(refused).toEqual({ code: 'invalid_argument', detail });
    expect([at.server.http.requests, at.file.commits]).toEqual([[], []]);
  });

  test('for an unknown provider is refused before anybody is asked', async () => {
    const at = await office();
    const { service } = await at.open();
    const members = { accessToken: new Secret('a'), providerId: 'nobody' };
    const refused = error(await service.importAccount(wish(members)));
    expect(refused).toEqual({ code: 'provider_not_found', detail: 'nobody' });
    expect([at.server.http.requests, at.file.commits]).toEqual([[], []]);
  });
});
