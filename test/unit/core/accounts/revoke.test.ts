// Revoking an account's tokens while keeping the account.
import { describe, expect, test } from 'vitest';
import { appError } from '../../../../main/core/errors.ts';
import { fail } from '../../../../main/core/result.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
import { clientKey, error, gate, hour, idOf, office, until, value } from './desk.ts';

const anna = idOf('anna');
const refreshes = '/token refresh_token';

async function revoked() {
  const at = await office();
  at.seed('anna');
  const desk = await at.open();
  expect(value(await desk.service.revoke(anna))).toBe('revoked');
  return { at, ...desk };
}

describe('revoking', () => {
  test('takes both tokens back at the provider, and the account waits for a sign-in', async () => {
    const { at, service } = await revoked();
    const tokens = at.file.tokens.get(anna);
    expect(at.server.revoked).toEqual([tokens?.refreshToken?.reveal(), tokens?.accessToken.reveal()]);
    expect(service.get(anna)?.health).toEqual({
      kind: 'sign_in_again',
      error: { code: 'revoked' },
      since: at.clock.now(),
    });
    // It counts as run out, whatever was left of its time.
    expect(service.get(anna)?.expiresAt).toBe(at.clock.now());
    expect(value(await service.recentEvents(anna, 5))).toEqual([{ kind: 'revoked', at: at.clock.now() }]);
    expect(at.file.leases.size).toBe(0);
  });

  test('leaves nothing that would be handed out or renewed, whoever asks', async () => {
    const { at, service } = await revoked();
    for (const options of [{}, { minValidMs: 0 }, { force: true }]) {
      expect(error(await service.tokenFor(anna, options)).code).toBe('revoked');
    }
    expect(error(await service.refresh(anna)).code).toBe('revoked');
    service.startKeepingFresh();
    await at.clock.advance(48 * hour);
    expect(at.server.count(refreshes)).toBe(0);
    await service.stop();
    const { service: other } = await at.open('other');
    expect(error(await other.tokenFor(anna)).code).toBe('revoked');
    expect(at.server.count(refreshes)).toBe(0);
  });

  test('twice is no mistake', async () => {
    const { service } = await revoked();
    expect(value(await service.revoke(anna))).toBe('revoked');
  });

  test('changes nothing where the provider has no revocation', async () => {
    const at = await office();
    const before = at.seed('anna');
    const client = at.file.clients.get(clientKey);
    if (client !== undefined)
      at.file.clients.set(clientKey, { ...client, metadata: { issuer: client.issuer } });
    const { service } = await at.open();
    expect(value(await service.revoke(anna))).toBe('unsupported');
    expect(service.get(anna)).toEqual(before);
    expect(value(await service.recentEvents(anna, 5))).toEqual([]);
  });

  test.each([
    ['no network', fail(appError('network')), 'network'],
    ['a fault', jsonAnswer(503, {}), 'server_error'],
    ['a refusal', jsonAnswer(400, { error: 'invalid_client' }), 'invalid_client'],
  ])('changes nothing where it fails: %s', async (_row, answer, code) => {
    const at = await office();
    const before = at.seed('anna');
    at.server.ways.instead = () => answer;
    const { service } = await at.open();
    expect(error(await service.revoke(anna)).code).toBe(code);
    expect(service.get(anna)).toEqual(before);
    at.server.ways.instead = undefined;
    value(await service.tokenFor(anna));
  });

  test('waits for a refresh that is under way, and revokes what that one brings', async () => {
    const at = await office();
    at.seed('anna');
    const { service } = await at.open();
    const door = gate();
    at.server.ways.instead = async (_request, path) => {
      if (path === '/token') await door.opened;
      return undefined;
    };
    const refreshing = service.refresh(anna);
    await until(() => at.server.count(refreshes) === 1);
    const revoking = service.revoke(anna);
    door.open();
    value(await refreshing);
    expect(value(await revoking)).toBe('revoked');
    expect(at.server.revoked).toContain(at.file.tokens.get(anna)?.refreshToken?.reveal());
    expect(service.get(anna)?.health.kind).toBe('sign_in_again');
  });
});
