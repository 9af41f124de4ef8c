// Accounts whose provider is not known any more: its definition was removed, or is broken just now.
import { expect, test } from 'vitest';
import { error, expired, idOf, office, provider, value } from './desk.ts';

const anna = idOf('anna');

async function desk() {
  const at = await office();
  at.seed('anna', expired(at.clock));
  const { service } = await at.open('window', { ...provider, id: 'other', dialect: {} });
  return { at, service };
}

test('nothing is asked in a form that the server may not know, and the refresh token stays', async () => {
  const { at, service } = await desk();
  const before = at.file.tokens.get(anna)?.refreshToken?.reveal() ?? '';
  at.file.clients.forEach((client, key) => {
    at.file.clients.set(key, { ...client, providerId: 'gone' });
  });
  for (const asked of [
    await service.tokenFor(anna),
    await service.refresh(anna),
    await service.revoke(anna),
    await service.whoAmI(anna),
    await service.verify(anna),
    await service.askProvider(anna, 'introspection'),
  ]) {
    expect(error(asked)).toEqual({ code: 'provider_not_found', detail: 'gone' });
  }
  expect(at.server.count('/token refresh_token')).toBe(0);
  expect(at.server.count('/revoke')).toBe(0);
  expect(at.server.isLive(before)).toBe(true);
  expect(at.file.tokens.get(anna)?.refreshToken?.reveal()).toBe(before);
  expect(service.get(anna)?.health).toMatchObject({ kind: 'failing' });
});

test('the account can be looked at and removed all the same', async () => {
  const { at, service } = await desk();
  at.file.clients.forEach((client, key) => {
    at.file.clients.set(key, { ...client, providerId: 'gone' });
  });
  expect(Object.values(value(await service.abilities(anna)))).toEqual([false, false, false, false, false]);
  const { revocation } = value(await service.remove(anna, { revoke: true }));
  expect(revocation).toMatchObject({ code: 'provider_not_found' });
  expect(service.get(anna)).toBeUndefined();
});

test('once the definition is back the account is renewed', async () => {
  const { at, service } = await desk();
  const client = [...at.file.clients.values()][0];
  if (client === undefined) throw new Error('no client');
  at.file.clients.set(client.key, { ...client, providerId: 'gone' });
  error(await service.tokenFor(anna));
  at.file.clients.set(client.key, { ...client, providerId: 'other' });
  value(await service.tokenFor(anna));
  expect(service.get(anna)?.health).toEqual({ kind: 'well' });
});
