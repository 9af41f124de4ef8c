import { describe, expect, test } from 'vitest';
import type { AccountsChange } from '../../../../main/core/accounts/service.ts';
import { appError } from '../../../../main/core/errors.ts';
import { fail } from '../../../../main/core/result.ts';
import { settled } from '../../../support/fake-clock.ts';
import { error, expired, gate, hour, idOf, minute, office, second, value } from './desk.ts';

const refreshes = '/token refresh_token';
const anna = idOf('anna');

describe('a token asked for', () => {
  test('is served from the vault with one read while it is good for long enough', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', { expiresAt: clock.now() + 61 * second });
    const { service, vault } = await open();
    const readsBefore = { ...vault.calls };
    const token = value(await service.tokenFor(anna));
    expect(token.accessToken.reveal()).toMatch(/^access-/);
    expect(token.expiresAt).toBe(clock.now() + 61 * second);
    expect(server.http.requests).toEqual([]);
    expect(vault.calls).toEqual({ ...readsBefore, tokens: 1 });
  });

  test.each([
    ['59 s are left', 59 * second, undefined, 1],
    ['60 s are left', 60 * second, undefined, 0],
    ['it has run out', -second, undefined, 1],
    ['it runs out now', 0, 0, 1],
    ['5 minutes are left and 10 are wanted', 5 * minute, 10 * minute, 1],
    ['10 s are left and 5 are wanted', 10 * second, 5 * second, 0],
  ])('is refreshed first if need be: %s', async (_what, left, minValidMs, requests) => {
    const { clock, server, file, open, seed } = await office();
    seed('anna', { issuedAt: clock.now() - hour, expiresAt: clock.now() + left });
    const before = file.tokens.get(anna)?.accessToken.reveal();
    const { service } = await open();
    const token = value(await service.tokenFor(anna, minValidMs === undefined ? {} : { minValidMs }));
    expect(server.count(refreshes)).toBe(requests);
    expect(token.accessToken.reveal() === before).toBe(requests === 0);
  });

  test('that lives for 45 s is not refreshed each time, unless more is wanted', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    const { service } = await open();
    server.ways.expiresIn = 45;
    value(await service.tokenFor(anna));
    await clock.advance(22 * second);
    value(await service.tokenFor(anna));
    expect(server.count(refreshes)).toBe(1);
    await clock.advance(second);
    value(await service.tokenFor(anna));
    expect(server.count(refreshes)).toBe(2);
    value(await service.tokenFor(anna, { minValidMs: minute }));
    expect(server.count(refreshes)).toBe(3);
  });

  test('is served as it is where its expiry is not known', async () => {
    const { server, open, seed } = await office();
    seed('anna', { expiresAt: undefined });
    const { service } = await open();
    expect(value(await service.tokenFor(anna)).expiresAt).toBeUndefined();
    expect(server.http.requests).toEqual([]);
  });

  test('is always refreshed by force, also at the same millisecond', async () => {
    const { server, open, seed } = await office();
    seed('anna');
    const { service } = await open();
    const first = value(await service.tokenFor(anna, { force: true }));
    const again = value(await service.tokenFor(anna, { force: true }));
    expect(server.count(refreshes)).toBe(2);
    expect(again.accessToken.reveal()).not.toBe(first.accessToken.reveal());
  });

  test('cannot be had without a refresh token once it has run out', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', { ...expired(clock), hasRefreshToken: false });
    const { service } = await open();
    expect(error(await service.tokenFor(anna)).code).toBe('no_refresh_token');
    expect(error(await service.refresh(anna)).code).toBe('no_refresh_token');
    expect(server.http.requests).toEqual([]);
  });

  test('of no account', async () => {
    const { open } = await office();
    const { service } = await open();
    expect(error(await service.tokenFor(idOf('nobody'))).code).toBe('account_not_found');
  });

  test('is asked of the server anew after the clock was set back behind its issue', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna');
    const { service } = await open();
    await clock.jumpTo(clock.now() - 24 * hour);
    const token = value(await service.tokenFor(anna));
    expect(server.count(refreshes)).toBe(1);
    expect(token.expiresAt).toBe(clock.now() + hour);
  });
});

describe('single flight', () => {
  test('sixteen at once on one expired account make one request', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    const { service } = await open();
    const tokens = await Promise.all(Array.from({ length: 16 }, () => service.tokenFor(anna)));
    expect(server.count(refreshes)).toBe(1);
    expect(new Set(tokens.map((token) => value(token).accessToken.reveal())).size).toBe(1);
  });

  test('sixteen by force at once make one request', async () => {
    const { server, open, seed } = await office();
    seed('anna');
    const { service } = await open();
    const all = await Promise.all(Array.from({ length: 16 }, () => service.tokenFor(anna, { force: true })));
    expect(all.every(({ ok }) => ok)).toBe(true);
    expect(server.count(refreshes)).toBe(1);
  });

  test('by force joins a request that is under way', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    const { service } = await open();
    const held = gate();
    server.ways.instead = async (_request, path) => {
      if (path === '/token') await held.opened;
      return undefined;
    };
    const first = service.tokenFor(anna);
    await settled();
    const forced = service.tokenFor(anna, { force: true });
    await settled();
    held.open();
    expect(value(await forced).accessToken.reveal()).toBe(value(await first).accessToken.reveal());
    expect(server.count(refreshes)).toBe(1);
  });

  test('a hundred expired accounts make a hundred requests, three at a time', async () => {
    const { clock, server, open, seed } = await office();
    const ids = Array.from({ length: 100 }, (_, number) => seed(`account ${number}`, expired(clock)).id);
    const { service } = await open();
    let atOnce = 0;
    let most = 0;
    server.ways.instead = async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await settled();
      atOnce -= 1;
      return undefined;
    };
    const tokens = await Promise.all(ids.map((id) => service.tokenFor(id)));
    expect(tokens.every(({ ok }) => ok)).toBe(true);
    expect(server.count(refreshes)).toBe(100);
    expect(most).toBe(3);
  });

  test('one failure is everybody’s who waited, and no more requests', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    const { service } = await open();
    server.ways.instead = () => fail(appError('network'));
    const tokens = await Promise.all(Array.from({ length: 16 }, () => service.tokenFor(anna)));
    expect(tokens.map((token) => error(token).code)).toEqual(Array(16).fill('network'));
    expect(server.count(refreshes)).toBe(1);
  });
});

describe('faults of this program’s surroundings', () => {
  test('a vault that cannot be read gives its error and changes nothing', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    const { service, vault } = await open();
    vault.failReads(appError('vault_locked'));
    expect(error(await service.tokenFor(anna)).code).toBe('vault_locked');
    vault.failReads(undefined);
    expect((await service.tokenFor(anna)).ok).toBe(true);
    expect(server.count(refreshes)).toBe(1);
  });

  test('a listener that throws harms nobody', async () => {
    const { clock, open, seed } = await office();
    seed('anna', expired(clock));
    const { service, log } = await open();
    const told: AccountsChange[] = [];
    service.onChange(() => {
      throw new TypeError('the listener’s own mistake');
    });
    service.onChange((change) => told.push(change));
    expect((await service.tokenFor(anna)).ok).toBe(true);
    expect(told.length).toBeGreaterThan(0);
    expect(log.entries.map(({ event }) => event)).toContain('accounts.listener_failed');
  });

  test('stopping waits for the request under way, keeps its answer, and leaves nothing', async () => {
    const { clock, server, file, open, seed } = await office();
    seed('anna', expired(clock));
    seed('ben', expired(clock));
    file.leases.set(idOf('ben'), { holder: 'another', until: clock.now() + minute });
    const { service } = await open();
    service.startKeepingFresh();
    const held = gate();
    server.ways.instead = async () => {
      await held.opened;
      return undefined;
    };
    const asked = service.tokenFor(anna);
    await settled();
    const stopped = service.stop();
    let isStopped = false;
    void stopped.then(() => {
      isStopped = true;
    });
    await settled();
    expect(isStopped).toBe(false);
    held.open();
    await stopped;
    expect((await asked).ok).toBe(true);
    expect(file.accounts.get(anna)?.expiresAt).toBe(clock.now() + hour);
    expect(clock.timers()).toEqual([]);
    expect(clock.jumpListeners()).toBe(0);
    expect(server.count(refreshes)).toBe(1);
  });
});
