// Tests the device flow from the request to the kept account, at a real OpenID provider over real sockets.
import { expect, test } from 'vitest';
import { Secret } from '../../../main/core/secret.ts';
import { visit } from '../../support/person-over-http.ts';
import { okValue } from '../../support/result.ts';
import { accountOf, confidential, deskAt, ignore, stateOf } from './desk.ts';

const soon = { deviceIntervalSeconds: 1 };

test('the person opens the address with the code in it, allows, and has an account that can be refreshed', async () => {
  const { at, service, browser, file, request } = await deskAt(soon);
  const signIn = service.beginSignIn(request({ flow: 'device_code' }), ignore);
  const { verificationUri, verificationUriComplete, userCode } = await stateOf(signIn, 'device');
  expect(verificationUri).toBe(`${at.issuer}/device`);
  expect(browser.opened).toEqual([verificationUriComplete]);
  expect(await visit(browser.opened[0] ?? '', { person: 'ada' })).toMatchObject({ kind: 'page' });
  const account = await accountOf(signIn);
  expect(account).toMatchObject({
    origin: 'device_code',
    redirectUri: undefined,
    label: 'Ada Moreno',
    identity: { subject: 'ada', email: 'ada@example.org' },
    hasRefreshToken: true,
  });
  expect(userCode).toMatch(/^[\w-]{6,}$/);
  okValue(await service.refresh(account.id));
  okValue(await service.refresh(account.id));
  expect(at.rotations()).toBe(2);
  // The stored ID token was verified, not only kept.
  expect(file.tokens.get(account.id)?.idToken).toBeDefined();
});

test('the person types the code in', async () => {
  const { service, request } = await deskAt(soon);
  const signIn = service.beginSignIn(request({ flow: 'device_code' }), ignore);
  const { verificationUri, userCode } = await stateOf(signIn, 'device');
  const wrong = await visit(verificationUri, { person: 'ben', userCode: 'XXXX-XXXX' });
  expect(wrong.kind === 'page' && wrong.text).toContain('not waited for');
  await visit(verificationUri, { person: 'ben', userCode });
  expect((await accountOf(signIn)).label).toBe('Ben Okafor');
});

test('the person declines', async () => {
  const { service, file, request } = await deskAt(soon);
  const signIn = service.beginSignIn(request({ flow: 'device_code' }), ignore);
  const { verificationUriComplete } = await stateOf(signIn, 'device');
  await visit(verificationUriComplete ?? '', { person: 'ada', decision: 'deny' });
  expect(await signIn.finished).toMatchObject({ kind: 'failed', error: { code: 'access_denied' } });
  expect(file.commits).toEqual([]);
});

test('cancelled, it asks no more', async () => {
  const { at, service, request } = await deskAt(soon);
  const signIn = service.beginSignIn(request({ flow: 'device_code' }), ignore);
  await stateOf(signIn, 'device');
  await expect.poll(() => at.tokenRequests().length, { timeout: 5000 }).toBeGreaterThan(0);
  signIn.cancel();
  expect(await signIn.finished).toEqual({ kind: 'failed', error: { code: 'cancelled' } });
  const asked = at.tokenRequests().length;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(at.tokenRequests().length).toBe(asked);
  expect(at.tokenRequests()[0]).toMatchObject({ error: 'authorization_pending' });
});

test.each(['client_secret_post', 'client_secret_basic'] as const)(
  'with a client that proves itself by %s',
  async (method) => {
    const { at, service, request } = await deskAt(soon);
    const pair = at.confidential[method === 'client_secret_post' ? 'post' : 'basic'];
    const flow = 'device_code';
    const signIn = service.beginSignIn(request({ flow, ...confidential(pair, method) }), ignore);
    const { verificationUriComplete } = await stateOf(signIn, 'device');
    await visit(verificationUriComplete ?? '', { person: 'chie' });
    expect((await accountOf(signIn)).clientId).toBe(pair.id);
    const wrong = { ...confidential(pair, method), clientSecret: new Secret('wrong') };
    const refused = await service.beginSignIn(request({ flow, ...wrong }), ignore).finished;
    expect(refused).toMatchObject({ kind: 'failed', error: { code: 'invalid_client' } });
  },
);
