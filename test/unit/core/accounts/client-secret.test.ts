import { describe, expect, test } from 'vitest';
import type { Client, ClientKey } from '../../../../main/core/accounts/account.ts';
import { appError, type ErrorCode } from '../../../../main/core/errors.ts';
import { Secret } from '../../../../main/core/secret.ts';
import { settled } from '../../../support/fake-clock.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
import { clientKey, error, expired, gate, idOf, type Office, office, value } from './desk.ts';
import {
  accountOf,
  allow,
  annaHerself,
  bySecret,
  ignore,
  request,
  signedIn,
  waiting,
} from './sign-in-desk.ts';

const anna = idOf('anna');
const waits = (code: ErrorCode) => ({ kind: 'sign_in_again', error: appError(code), since: 0 }) as const;

function confidential({ file }: Office, authentication: Client['authentication']): void {
  const client = file.clients.get(clientKey);
  if (client) file.clients.set(clientKey, { ...client, authentication });
}

function secretsIn({ file }: Office): unknown {
  return [...file.clients.values()].map(({ authentication }) => [
    authentication.method,
    authentication.method === 'none' ? undefined : authentication.secret.reveal(),
  ]);
}

describe('replacing the secret of a client', () => {
  test('makes the accounts well that waited because it was refused, and no others', async () => {
    const at = await office();
    confidential(at, { method: 'client_secret_post', secret: new Secret('old') });
    at.seed('anna', { ...expired(at.clock), health: waits('invalid_client') });
    at.seed('ben', { health: waits('unauthorized_client') });
    const cem = at.seed('cem', { health: waits('invalid_grant') });
    const other = at.seed('other', { clientKey: 'elsewhere' as ClientKey, health: waits('invalid_client') });
    const dora = at.seed('dora');
    const { service } = await at.open();
    value(await service.replaceClientSecret(clientKey, new Secret('new'), 'client_secret_post'));
    expect(['anna', 'ben'].map((id) => service.get(idOf(id))?.health.kind)).toEqual(['well', 'well']);
    expect([cem, other, dora].map(({ id }) => service.get(id))).toEqual([cem, other, dora]);
    expect(value(await service.recentEvents(anna, 9)).map(({ kind }) => kind)).toEqual(['secret_replaced']);
    expect(value(await service.recentEvents(idOf('dora'), 9))).toEqual([]);
    value(await service.tokenFor(anna));
    expect(new URLSearchParams(at.server.http.requests.at(-1)?.body).get('client_secret')).toBe('new');
    expect([at.file.leases.size, at.file.clients.size]).toEqual([0, 1]);
  });

  test('is not undone by the refusal of a request with the old one', async () => {
    const at = await office();
    confidential(at, { method: 'client_secret_post', secret: new Secret('old') });
    at.seed('anna', expired(at.clock));
    const { service } = await at.open();
    const held = gate();
    at.server.ways.instead = async (sent, path) => {
      if (path !== '/token' || !sent.body?.includes('client_secret=old')) return undefined;
      await held.opened;
      return jsonAnswer(401, { error: 'invalid_client' });
    };
    const refused = service.tokenFor(anna);
    await settled();
    const replaced = service.replaceClientSecret(clientKey, new Secret('new'), 'client_secret_post');
    await settled();
    held.open();
    expect(error(await refused).code).toBe('invalid_client');
    value(await replaced);
    expect(service.get(anna)?.health).toEqual({ kind: 'well' });
    expect((await service.tokenFor(anna)).ok).toBe(true);
  });

  test.each(['client_secret_post', 'client_secret_basic'] as const)(
    'is not undone by a sign-in that had begun with the old one (%s)',
    async (method) => {
      const at = await office();
      confidential(at, { method: 'client_secret_post', secret: new Secret('old') });
      const { service } = await at.open();
      const signIn = value(await service.beginSignInWithClient(clientKey, ignore));
      await waiting(signIn);
      value(await service.replaceClientSecret(clientKey, new Secret('new'), method));
      await allow(at, signIn, annaHerself);
      expect((await accountOf(signIn)).clientKey).toBe(clientKey);
      expect(secretsIn(at)).toEqual([[method, 'new']]);
    },
  );

  test('is not done by an import that does not show whether the secret is right', async () => {
    const at = await office();
    confidential(at, { method: 'client_secret_post', secret: new Secret('right') });
    const ben = at.seed('ben', { health: waits('invalid_client') });
    const { service } = await at.open();
    const { flow: _flow, redirect: _redirect, ...entry } = request(bySecret('mistyped'));
    const { accessToken } = at.server.issue({ sub: 'anna' });
    const given = { accessToken: new Secret(accessToken), refreshToken: undefined, expiresAt: undefined };
    expect(value(await service.importAccount({ ...entry, ...given })).clientKey).toBe(clientKey);
    expect(secretsIn(at)).toEqual([['client_secret_post', 'right']]);
    expect(service.get(ben.id)).toEqual(ben);
  });

  test('keeps the encoding that was found out, and takes another way to send it', async () => {
    const at = await office();
    confidential(at, { method: 'client_secret_basic', secret: new Secret('old'), encoding: 'raw' });
    const { service } = await at.open();
    value(await service.replaceClientSecret(clientKey, new Secret('new'), 'client_secret_basic'));
    expect(at.file.clients.get(clientKey)?.authentication).toMatchObject({ encoding: 'raw' });
    value(await service.replaceClientSecret(clientKey, new Secret('newer'), 'client_secret_post'));
    const { authentication } = at.file.clients.get(clientKey) ?? {};
    expect(authentication?.method).toBe('client_secret_post');
    expect(authentication?.method !== 'none' && authentication?.secret.reveal()).toBe('newer');
  });

  test.each<[string, ClientKey, string, string]>([
    ['an unknown client', 'nobody' as ClientKey, 'new', 'client'],
    ['no secret', clientKey, '', 'client secret'],
  ])('is refused with %s', async (_what, key, secret, detail) => {
    const at = await office();
    const { service } = await at.open();
    const refused = await service.replaceClientSecret(key, new Secret(secret), 'client_secret_post');
    expect(error(refused)).toEqual({ code: 'invalid_argument', detail });
    expect(at.file.commits).toEqual([]);
  });

  test('is refused for a client that has none: the provider would not take it any more', async () => {
    const at = await office();
    const { service } = await at.open();
    const before = secretsIn(at);
    const refused = await service.replaceClientSecret(clientKey, new Secret('new'), 'client_secret_post');
    expect(error(refused).code).toBe('not_allowed');
    expect(secretsIn(at)).toEqual(before);
  });

  test('gives the vault’s error', async () => {
    const at = await office();
    confidential(at, { method: 'client_secret_post', secret: new Secret('old') });
    const { service, vault } = await at.open();
    vault.failCommits(appError('vault_busy'));
    const refused = await service.replaceClientSecret(clientKey, new Secret('new'), 'client_secret_post');
    expect(error(refused).code).toBe('vault_busy');
  });
});

describe('a sign-in with another secret', () => {
  test('lets the other accounts of the client work with it', async () => {
    const at = await office();
    confidential(at, { method: 'client_secret_post', secret: new Secret('old') });
    at.seed('ben', { ...expired(at.clock), health: waits('invalid_client') });
    const cem = at.seed('cem', { health: waits('invalid_grant') });
    const desk = await at.open();
    const account = await signedIn(at, desk, annaHerself, bySecret('new'));
    expect(account.clientKey).toBe(clientKey);
    expect(desk.service.get(idOf('ben'))?.health).toEqual({ kind: 'well' });
    expect(desk.service.get(idOf('cem'))).toEqual(cem);
    value(await desk.service.tokenFor(idOf('ben')));
    expect(new URLSearchParams(at.server.http.requests.at(-1)?.body).get('client_secret')).toBe('new');
  });

  test('but the same as before tells nobody anything', async () => {
    const at = await office();
    confidential(at, { method: 'client_secret_post', secret: new Secret('same') });
    const ben = at.seed('ben', { health: waits('invalid_client') });
    const desk = await at.open();
    await signedIn(at, desk, annaHerself, bySecret('same'));
    expect(desk.service.get(ben.id)).toEqual(ben);
  });
});

describe('a client', () => {
  test('at another server behind the same origin is another one', async () => {
    const at = await office();
    const { issuer } = at.server;
    const desk = await at.open('window', {
      discovery: false,
      issuer: '',
      parameters: [{ name: 'realm', label: 'Realm', hint: '', kind: 'segment' }],
      endpoints: { authorization: `${issuer}/authorize`, token: `${issuer}/{realm}/token` },
    });
    at.server.ways.instead = (_sent, path) =>
      path.endsWith('/token') ? jsonAnswer(200, { access_token: 'a', token_type: 'bearer' }) : undefined;
    const keys = [];
    for (const realm of ['one', 'two', 'one']) {
      const server = { parameters: { realm }, endpoints: {} };
      keys.push((await signedIn(at, desk, annaHerself, { server, scopes: [] })).clientKey);
    }
    expect(keys[0]).not.toBe(keys[1]);
    expect(keys[2]).toBe(keys[0]);
  });
});
