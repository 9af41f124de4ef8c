// Tests clients that sign in as themselves, at a real OpenID provider over real sockets.
import { expect, test } from 'vitest';
import { Secret } from '../../../main/core/secret.ts';
import { errorCode, okValue } from '../../support/result.ts';
import { accountOf, confidential, deskAt, ignore } from './desk.ts';

const flow = 'client_credentials';

test.each(['client_secret_post', 'client_secret_basic'] as const)(
  'by %s: a token without a person, asked for again when due, by force and on signing in again',
  async (method) => {
    const { at, service, browser, file, request } = await deskAt();
    const pair = at.confidential[method === 'client_secret_post' ? 'post' : 'basic'];
    const wish = request({ flow, scopes: ['api.read'], ...confidential(pair, method) });
    const account = await accountOf(service.beginSignIn(wish, ignore));
    expect(account).toMatchObject({
      origin: flow,
      label: 'Practice',
      identity: {},
      hasRefreshToken: false,
      scopesAsked: ['api.read'],
      scopesGranted: ['api.read'],
    });
    const first = okValue(await service.tokenFor(account.id)).accessToken.reveal();
    const second = okValue(await service.tokenFor(account.id, { force: true })).accessToken.reveal();
    expect(second).not.toBe(first);
    file.accounts.set(account.id, { ...account, expiresAt: Date.now() - 1 });
    expect(
      okValue(await service.tokenFor(account.id, { minValidMs: 200_000 })).accessToken.reveal(),
    ).not.toBe(second);
    const again = okValue(await service.beginSignInAgain(account.id, {}, ignore));
    expect((await accountOf(again)).id).toBe(account.id);
    expect(browser.opened).toEqual([]);
    expect(at.tokenRequests().map(({ grantType }) => grantType)).toEqual(Array(4).fill(flow));
    // The same client with the same scopes is the same account.
    expect((await accountOf(service.beginSignIn(wish, ignore))).id).toBe(account.id);
    expect(service.list()).toHaveLength(1);
  },
);

test('a refused secret is said, and a right one put in its place makes the account well', async () => {
  const { at, service, file, request } = await deskAt();
  const { post } = at.confidential;
  const wish = request({ flow, scopes: [], ...confidential(post, 'client_secret_post') });
  const account = await accountOf(service.beginSignIn(wish, ignore));
  okValue(await service.replaceClientSecret(account.clientKey, new Secret('wrong'), 'client_secret_post'));
  expect(errorCode(await service.refresh(account.id))).toBe('invalid_client');
  expect(service.get(account.id)?.health.kind).toBe('sign_in_again');
  okValue(
    await service.replaceClientSecret(account.clientKey, new Secret(post.secret), 'client_secret_post'),
  );
  expect(service.get(account.id)?.health).toEqual({ kind: 'well' });
  okValue(await service.refresh(account.id));
  expect(file.clients.size).toBe(1);
});

test('a client without a secret is not sent', async () => {
  const { at, service, request } = await deskAt();
  const last = await service.beginSignIn(request({ flow, scopes: [] }), ignore).finished;
  expect(last).toMatchObject({ kind: 'failed', error: { code: 'invalid_argument' } });
  expect(at.tokenRequests()).toEqual([]);
});
