import { describe, expect, test } from 'vitest';
import type { SignInRequest } from '../../../../main/core/accounts/sign-in.ts';
import { appError } from '../../../../main/core/errors.ts';
import { Secret } from '../../../../main/core/secret.ts';
import { clientKey, error, hour, idOf, office, second, value } from './desk.ts';
import { allow, annaHerself, ben, ignore, queryOf, request, signedIn } from './sign-in-desk.ts';

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
