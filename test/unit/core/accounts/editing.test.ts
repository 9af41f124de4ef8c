import { describe, expect, test } from 'vitest';
import type { AccountsChange } from '../../../../main/core/accounts/service.ts';
import { appError } from '../../../../main/core/errors.ts';
import { fail } from '../../../../main/core/result.ts';
import { Secret } from '../../../../main/core/secret.ts';
import { settled } from '../../../support/fake-clock.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
import { clientKey, error, expired, gate, hour, idOf, minute, office, second, value } from './desk.ts';

const anna = idOf('anna');
const nobody = idOf('nobody');

describe('finding', () => {
  test.each([
    ['Anna at work', 'anna'],
    ['ANNA AT WORK', 'anna'],
    [' anna at work ', 'anna'],
    ['ben', 'ben'],
    ['cem', 'cem'],
  ])('%j', async (nameOrId, id) => {
    const { open, seed } = await office();
    seed('cem', { label: 'Ben' });
    seed('anna', { label: 'Anna at work' });
    // By its id an account is found before any that only bears it as a name.
    seed('ben', { label: 'Ben’s' });
    const { service } = await open();
    expect(value(service.find(nameOrId)).id).toBe(id);
  });

  test.each(['', 'nobody', 'anna at'])('no account for %j', async (name) => {
    const { open, seed } = await office();
    seed('anna', { label: 'Anna at work' });
    const { service } = await open();
    expect(error(service.find(name))).toEqual({ code: 'account_not_found', detail: name });
  });
});

describe('the list', () => {
  test('is the same array until something changes', async () => {
    const { open, seed } = await office();
    seed('anna');
    seed('ben');
    const { service } = await open();
    const before = service.list();
    expect(service.list()).toBe(before);
    value(await service.rename(anna, 'Anna'));
    expect(service.list()).not.toBe(before);
    expect(service.list().map(({ label }) => label)).toEqual(['Anna', 'ben']);
    expect(before.map(({ label }) => label)).toEqual(['anna', 'ben']);
  });

  test('is not had from a vault that cannot be read', async () => {
    const { open, file } = await office();
    const { vault } = await open();
    vault.failReads(appError('vault_locked'));
    expect(error(await vault.accounts()).code).toBe('vault_locked');
    expect(file.accounts.size).toBe(0);
  });
});

describe('renaming', () => {
  test('changes the name, tells, and is remembered, with one commit', async () => {
    const { file, open, seed } = await office();
    seed('anna');
    const { service, vault } = await open();
    const told: AccountsChange[] = [];
    const stop = service.onChange((change) => told.push(change));
    expect(value(await service.rename(anna, '  Anna ')).label).toBe('Anna');
    expect(file.accounts.get(anna)?.label).toBe('Anna');
    expect(told.map(({ changed }) => changed.map(({ label }) => label))).toEqual([['Anna']]);
    expect(value(await service.recentEvents(anna, 9))).toMatchObject([{ kind: 'renamed' }]);
    expect(vault.calls['commit']).toBe(1);
    stop();
    value(await service.rename(anna, 'ANNA'));
    expect(told).toHaveLength(1);
  });

  test.each([
    ['', 'invalid_name'],
    ['a\nb', 'invalid_name'],
    ['x'.repeat(81), 'invalid_name'],
    ['ben', 'name_taken'],
    [' BEN ', 'name_taken'],
  ])('to %j is refused', async (label, code) => {
    const { file, open, seed } = await office();
    seed('anna');
    seed('ben', { label: 'Ben' });
    const { service } = await open();
    expect(error(await service.rename(anna, label)).code).toBe(code);
    expect(file.commits).toEqual([]);
  });

  test('two to one name at once gives it to one', async () => {
    const { open, seed } = await office();
    seed('anna');
    seed('ben');
    const { service } = await open();
    const both = await Promise.all([service.rename(anna, 'Boss'), service.rename(idOf('ben'), 'boss')]);
    expect(both.map(({ ok }) => ok)).toEqual([true, false]);
  });

  test('and switching at once: neither undoes the other', async () => {
    const { file, open, seed } = await office();
    seed('anna');
    const { service } = await open();
    await Promise.all([service.rename(anna, 'Anna'), service.setAutoRefresh(anna, false)]);
    expect(file.accounts.get(anna)).toMatchObject({ label: 'Anna', autoRefresh: false });
    expect(service.get(anna)).toMatchObject({ label: 'Anna', autoRefresh: false });
  });

  test('of no account', async () => {
    const { open } = await office();
    const { service } = await open();
    expect(error(await service.rename(nobody, 'Anna')).code).toBe('account_not_found');
    expect(error(await service.setAutoRefresh(nobody, true)).code).toBe('account_not_found');
    expect(error(await service.remove(nobody, { revoke: true })).code).toBe('account_not_found');
  });
});

describe('removing', () => {
  test('with revocation ends the tokens at the provider, the refresh token first, and here', async () => {
    const { server, file, open, seed } = await office();
    seed('anna');
    const tokens = file.tokens.get(anna);
    const { service } = await open();
    expect(value(await service.remove(anna, { revoke: true }))).toEqual({ revocation: 'revoked' });
    expect(server.revoked).toEqual([tokens?.refreshToken?.reveal(), tokens?.accessToken.reveal()]);
    expect([file.accounts.size, file.tokens.size, service.list().length]).toEqual([0, 0, 0]);
    expect(file.clients.size).toBe(1);
    expect(file.leases.size).toBe(0);
  });

  test('without revocation asks nobody', async () => {
    const { server, file, open, seed } = await office();
    seed('anna');
    const { service } = await open();
    expect(value(await service.remove(anna, { revoke: false }))).toEqual({ revocation: 'skipped' });
    expect(server.http.requests).toEqual([]);
    expect(file.accounts.size).toBe(0);
  });

  test.each([
    ['the provider cannot be reached', () => fail(appError('network')), { code: 'network' }],
    [
      'the provider has a fault',
      () => jsonAnswer(500, {}),
      { code: 'server_error', status: 500, detail: 'as.example.test' },
    ],
  ])('is done here also where %s, and that is reported', async (_what, instead, revocation) => {
    const { server, file, open, seed } = await office();
    seed('anna');
    server.ways.instead = instead;
    const { service } = await open();
    expect(value(await service.remove(anna, { revoke: true })).revocation).toEqual(revocation);
    expect(file.accounts.size).toBe(0);
  });

  test('says honestly that the provider has no revocation', async () => {
    const { server, file, open, seed } = await office();
    seed('anna');
    const client = file.clients.get(clientKey);
    if (client === undefined) throw new Error('no client');
    const { revocation_endpoint: _gone, ...metadata } = client.metadata;
    file.clients.set(clientKey, { ...client, metadata });
    const { service } = await open();
    expect(value(await service.remove(anna, { revoke: true })).revocation).toBe('unsupported');
    expect(server.http.requests).toEqual([]);
  });

  test('with revocation waits for a refresh under way, and revokes what that brought', async () => {
    const { clock, server, file, open, seed } = await office();
    seed('anna', expired(clock));
    const { service } = await open();
    const [refreshing, revoking] = [gate(), gate()];
    server.ways.instead = async (_request, path) => {
      await (path === '/token' ? refreshing : revoking).opened;
      return undefined;
    };
    const asked = service.tokenFor(anna);
    await settled();
    const removed = service.remove(anna, { revoke: true });
    await settled();
    expect(server.count('/revoke')).toBe(0);
    refreshing.open();
    const newest = value(await asked).accessToken.reveal();
    await settled();
    expect(server.count('/revoke')).toBe(1);
    const late = service.tokenFor(anna, { force: true });
    await settled();
    revoking.open();
    expect(value(await removed).revocation).toBe('revoked');
    expect(server.revoked).toContain(newest);
    expect(error(await late).code).toBe('account_not_found');
    expect([file.accounts.size, file.leases.size]).toEqual([0, 0]);
    expect(server.count('/token refresh_token')).toBe(1);
  });

  test('with revocation does not wait for ever for a process that was killed', async () => {
    const { clock, file, open, seed } = await office();
    seed('anna');
    file.leases.set(anna, { holder: 'killed', until: clock.now() + 40 * second });
    const { service } = await open();
    const removed = service.remove(anna, { revoke: true });
    await clock.advance(minute);
    expect(value(await removed).revocation).toBe('revoked');
  });
});

describe('looking into an account', () => {
  test('decodes a JWT, and leaves opaque tokens alone', async () => {
    const { file, open, seed } = await office();
    seed('anna');
    seed('ben');
    const part = (members: object) => Buffer.from(JSON.stringify(members)).toString('base64url');
    const jwt = `${part({ alg: 'ES256' })}.${part({ sub: 'anna', scope: 'openid' })}.${part({})}`;
    file.tokens.set(anna, { accessToken: new Secret(jwt), refreshToken: undefined, idToken: undefined });
    const { service } = await open();
    expect(value(await service.inspect(anna))).toMatchObject({
      kind: 'signed',
      header: { alg: 'ES256' },
      claims: { sub: 'anna', scope: 'openid' },
    });
    expect(value(await service.inspect(idOf('ben')))).toEqual({ kind: 'opaque' });
    expect(error(await service.inspect(nobody)).code).toBe('account_not_found');
  });

  test('remembers what was done with it, the newest first', async () => {
    const { clock, open, seed } = await office();
    seed('anna');
    const { service } = await open();
    const start = clock.now();
    await service.noteEvent(anna, 'copied');
    await clock.advance(second);
    value(await service.refresh(anna));
    expect(value(await service.recentEvents(anna, 9))).toEqual([
      { kind: 'refreshed', at: start + second },
      { kind: 'copied', at: start },
    ]);
    expect(value(await service.recentEvents(anna, 1))).toHaveLength(1);
  });

  test('tells when it refreshes next', async () => {
    const { clock, open, seed } = await office();
    const account = seed('anna');
    const { service } = await open();
    const next = service.nextRefreshAt(account) ?? 0;
    expect(next).toBeGreaterThan(clock.now() + 53 * minute);
    expect(next).toBeLessThanOrEqual(clock.now() + 55 * minute);
    expect(service.nextRefreshAt({ ...account, expiresAt: undefined })).toBeUndefined();
    expect(service.status({ ...account, expiresAt: clock.now() - hour }).kind).toBe('expired');
  });
});
