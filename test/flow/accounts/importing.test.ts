// Tests taking in tokens from elsewhere, at a real OpenID provider over real sockets.
import { expect, test } from 'vitest';
import type { TokenSet } from '../../../main/core/accounts/account.ts';
import { Secret } from '../../../main/core/secret.ts';
import { visitAndReturn } from '../../support/person-over-http.ts';
import type { PracticeOptions } from '../../support/practice-provider/provider.ts';
import { errorCode, okValue } from '../../support/result.ts';
import { accountOf, confidential, deskAt, ignore, stateOf } from './desk.ts';

/** A desk, and tokens that another program got. */
async function withTokens(options: PracticeOptions = {}, isConfidential = false) {
  const desk = await deskAt(options);
  const by = isConfidential ? confidential(desk.at.confidential.post, 'client_secret_post') : {};
  const signIn = desk.service.beginSignIn(desk.request(by), ignore);
  await visitAndReturn((await stateOf(signIn, 'waiting')).url, { person: 'ada' });
  const { id } = await accountOf(signIn);
  const tokens = desk.file.tokens.get(id) as TokenSet;
  okValue(await desk.service.remove(id, { revoke: false }));
  const nothing = { accessToken: undefined, refreshToken: undefined, expiresAt: undefined };
  const wish = { ...desk.client, ...by, ...nothing, scopes: ['openid'], label: undefined };
  return { ...desk, wish, accessToken: tokens.accessToken, refreshToken: tokens.refreshToken };
}

test('a refresh token alone is used at once, and what it brought can be refreshed', async () => {
  const { at, service, wish, refreshToken } = await withTokens();
  const account = okValue(await service.importAccount({ ...wish, refreshToken }));
  expect(account).toMatchObject({
    origin: 'imported',
    label: 'Ada Moreno',
    identity: { subject: 'ada' },
    hasRefreshToken: true,
  });
  okValue(await service.refresh(account.id));
  expect(at.rotations()).toBe(2);
  expect(at.reuses()).toBe(0);
  expect(okValue(await service.recentEvents(account.id, 9)).map(({ kind }) => kind)).toEqual([
    'refreshed',
    'imported',
  ]);
});

test('an access token that is good is kept as it is', async () => {
  const { at, service, file, wish, accessToken, refreshToken } = await withTokens();
  const expiresAt = Date.now() + 60_000;
  const account = okValue(
    await service.importAccount({ ...wish, accessToken, refreshToken, expiresAt, label: 'Mine' }),
  );
  expect(account).toMatchObject({ label: 'Mine', expiresAt, identity: { name: 'Ada Moreno' } });
  expect(file.tokens.get(account.id)?.accessToken.reveal()).toBe(accessToken.reveal());
  expect(at.rotations()).toBe(0);
});

test('the end of an opaque token is asked of the provider, of a JWT read from it', async () => {
  const opaque = await withTokens({ accessTokenSeconds: 300 }, true);
  const kept = okValue(
    await opaque.service.importAccount({ ...opaque.wish, accessToken: opaque.accessToken }),
  );
  const jwt = await withTokens({ accessTokenSeconds: 300, jwtAccessTokens: true });
  const read = okValue(
    await jwt.service.importAccount({ ...jwt.wish, clientId: '', accessToken: jwt.accessToken }),
  );
  for (const { expiresAt = 0 } of [kept, read]) {
    expect(Math.abs(expiresAt - Date.now() - 300_000)).toBeLessThan(30_000);
  }
  expect(read).toMatchObject({ accessTokenFormat: 'jwt', clientId: '', hasRefreshToken: false });
  expect(okValue(await jwt.service.clients()).map(({ clientId }) => clientId)).not.toContain('');
  expect(errorCode(await jwt.service.beginSignInAgain(read.id, {}, ignore))).toBe('not_allowed');
  // Who asks without a client is refused there, and the account goes all the same.
  const removed = okValue(await jwt.service.remove(read.id, { revoke: true }));
  expect(removed.revocation).toMatchObject({ code: 'invalid_request' });
  expect(jwt.service.list()).toEqual([]);
});

test('a dead refresh token is refused, and nothing is kept', async () => {
  const { service, file, wish } = await withTokens();
  const refreshToken = new Secret('not-a-token');
  expect(errorCode(await service.importAccount({ ...wish, refreshToken }))).toBe('invalid_grant');
  expect(service.list()).toEqual([]);
  expect(file.tokens.size).toBe(0);
});
