import { describe, expect, test } from 'vitest';
import type { Client, ClientKey } from '../../../../main/core/accounts/account.ts';
import { appError, type ErrorCode } from '../../../../main/core/errors.ts';
import { Secret } from '../../../../main/core/secret.ts';
import { settled } from '../../../support/fake-clock.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
import { clientKey, error, expired, gate, idOf, type Office, office, value } from './desk.ts';

const anna = idOf('anna');
const waits = (code: ErrorCode) => ({ kind: 'sign_in_again', error: appError(code), since: 0 }) as const;

function confidential({ file }: Office, authentication: Client['authentication']): void {
  const client = file.clients.get(clientKey);
  if (client) file.clients.set(clientKey, { ...client, authentication });
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

  test('gives the vault’s error', async () => {
    const at = await office();
    const { service, vault } = await at.open();
    vault.failCommits(appError('vault_busy'));
    const refused = await service.replaceClientSecret(clientKey, new Secret('new'), 'client_secret_post');
    expect(error(refused).code).toBe('vault_busy');
  });
});
