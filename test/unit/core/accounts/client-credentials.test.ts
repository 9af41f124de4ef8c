import { describe, expect, test } from 'vitest';
import { appError } from '../../../../main/core/errors.ts';
import { fail } from '../../../../main/core/result.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
import { error, expired, hour, idOf, minute, office, second, value } from './desk.ts';
import { accountOf, bySecret, ignore, request } from './sign-in-desk.ts';

const grants = '/token client_credentials';
const wish = request({ flow: 'client_credentials', scopes: ['calendar'], ...bySecret('hush-hush') });
const robot = idOf('robot');
const asItself = { origin: 'client_credentials', hasRefreshToken: false, identity: {} } as const;

describe('a client that signs in as itself', () => {
  test('has an account without a person, and nobody is asked for anything', async () => {
    const at = await office();
    const { service } = await at.open();
    const account = await accountOf(service.beginSignIn(wish, ignore));
    expect(account).toMatchObject({
      origin: 'client_credentials',
      label: 'as.example.test',
      identity: {},
      redirectUri: undefined,
      scopesAsked: ['calendar'],
      hasRefreshToken: false,
      expiresAt: at.clock.now() + hour,
    });
    expect([at.browser.opened, at.receiver.listening, at.server.count('/userinfo')]).toEqual([[], [], 0]);
    const sent = new URLSearchParams(at.server.http.requests.at(-1)?.body);
    expect(sent.get('scope')).toBe('calendar');
  });

  test('keeps no refresh token, should one come', async () => {
    const at = await office();
    at.server.ways.instead = (_sent, path) =>
      path === '/token'
        ? jsonAnswer(200, { access_token: 'a', token_type: 'bearer', refresh_token: 'r', id_token: 'x' })
        : undefined;
    const { service, vault } = await at.open('window', {
      discovery: false,
      endpoints: endpointsOf(at.server.issuer),
    });
    const account = await accountOf(service.beginSignIn(wish, ignore));
    expect(value(await vault.tokens(account.id))?.refreshToken).toBeUndefined();
    expect(account.hasRefreshToken).toBe(false);
  });

  test('asks again when due, once for all who want it', async () => {
    const { clock, server, open, seed } = await office();
    seed('robot', asItself);
    const { service } = await open();
    service.startKeepingFresh();
    expect(service.nextRefreshAt(value(service.find('robot')))).toBeGreaterThan(clock.now() + 50 * minute);
    await clock.advance(56 * minute);
    expect(server.count(grants)).toBe(1);
    expect(service.get(robot)).toMatchObject({
      health: { kind: 'well' },
      scopesAsked: ['openid', 'offline_access'],
    });
    await Promise.all(Array.from({ length: 8 }, () => service.tokenFor(robot, { force: true })));
    expect(server.count(grants)).toBe(2);
    expect(server.count('/token refresh_token')).toBe(0);
    await service.stop();
  });

  test('shares one request among processes', async () => {
    const { clock, server, open, seed } = await office();
    seed('robot', { ...asItself, ...expired(clock) });
    const [window, shell] = [await open('window'), await open('shell')];
    const both = [window, shell].map(({ service }) => service.tokenFor(robot));
    await clock.advance(second);
    const texts = (await Promise.all(both)).map((one) => value(one).accessToken.reveal());
    expect(new Set(texts).size).toBe(1);
    expect(server.count(grants)).toBe(1);
  });

  test('can be renewed, and says so, when its token has run out', async () => {
    const { clock, open, seed } = await office();
    const account = seed('robot', { ...asItself, ...expired(clock) });
    const { service } = await open();
    expect(service.status(account)).toEqual({ kind: 'expired', refreshable: true });
    const imported = { ...account, origin: 'imported', clientId: '' } as const;
    expect(service.status(imported)).toEqual({ kind: 'expired', refreshable: false });
    expect(service.nextRefreshAt(imported)).toBeUndefined();
  });

  test('that is refused waits for the person; a fault passes', async () => {
    const { clock, server, open, seed } = await office();
    seed('robot', { ...asItself, ...expired(clock) });
    const { service } = await open();
    server.ways.instead = (_sent, path) => (path === '/token' ? fail(appError('network')) : undefined);
    expect(error(await service.tokenFor(robot)).code).toBe('network');
    expect(service.get(robot)?.health.kind).toBe('failing');
    server.ways.instead = (_sent, path) =>
      path === '/token' ? jsonAnswer(401, { error: 'invalid_client' }) : undefined;
    expect(error(await service.tokenFor(robot, { force: true })).code).toBe('invalid_client');
    expect(service.get(robot)?.health.kind).toBe('sign_in_again');
    server.ways.instead = undefined;
    const again = value(await service.beginSignInAgain(robot, {}, ignore));
    // The desk's client has no secret to prove itself with.
    expect(await again.finished).toMatchObject({
      error: { code: 'invalid_argument', detail: 'client secret' },
    });
  });

  test('is one account for the same scopes, another for others or under another name', async () => {
    const at = await office();
    const { service } = await at.open();
    const ids = [];
    for (const members of [{}, {}, { scopes: ['openid'] }, { label: 'Robot' }, {}]) {
      ids.push((await accountOf(service.beginSignIn({ ...wish, ...members }, ignore))).id);
    }
    const [first, ...others] = ids;
    expect(others.map((id) => id === first)).toEqual([true, false, false, true]);
    expect(service.list()).toHaveLength(3);
  });
});

function endpointsOf(issuer: string) {
  return { token: `${issuer}/token` };
}
