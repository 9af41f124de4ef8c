// Renewing everything: what can be renewed is, a few at a time, and it can be called off.
import { expect, test } from 'vitest';
import { appError } from '../../../../main/core/errors.ts';
import type { Progress } from '../../../../main/core/progress.ts';
import { settled } from '../../../support/fake-clock.ts';
import { gate, hour, idOf, minute, office, value } from './desk.ts';

function progress(): Progress & { readonly told: (readonly number[])[]; cancel(): void } {
  const cancelling = new AbortController();
  const told: (readonly number[])[] = [];
  return {
    told,
    signal: cancelling.signal,
    report: (...numbers) => void told.push(numbers),
    cancel: () => cancelling.abort(),
  };
}

test('what can be renewed without a person is renewed, also where it is not kept fresh', async () => {
  const { clock, server, file, open, seed } = await office();
  const error = appError('invalid_grant');
  seed('well');
  seed('by hand', { autoRefresh: false });
  seed('failing', {
    health: { kind: 'failing', error: appError('network'), attempts: 9, retryAt: clock.now() + hour },
  });
  seed('dead', { health: { kind: 'sign_in_again', error, since: clock.now() } });
  seed('imported', { origin: 'imported', clientId: '' });
  seed('no refresh token', { hasRefreshToken: false });
  const { service } = await open();
  const all = progress();
  expect(await service.refreshAll(all)).toEqual({ refreshed: 3, failed: 0, skipped: 3 });
  expect(all.told).toEqual([
    [0, 3],
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
  expect(server.count('/token refresh_token')).toBe(3);
  expect(file.accounts.get(idOf('failing'))?.health.kind).toBe('well');
});

test('nothing at all', async () => {
  const { open } = await office();
  const { service } = await open();
  const all = progress();
  expect(await service.refreshAll(all)).toEqual({ refreshed: 0, failed: 0, skipped: 0 });
  expect(all.told).toEqual([[0, 0]]);
});

test('failures are counted, and do not hold up the others', async () => {
  const { server, open, seed } = await office();
  for (let number = 0; number < 8; number += 1) seed(`account ${number}`);
  const { service } = await open();
  let asked = 0;
  server.ways.instead = () =>
    (asked++ % 2 === 0 ? { ok: false, error: appError('network') } : undefined) as never;
  const all = progress();
  expect(await service.refreshAll(all)).toEqual({ refreshed: 4, failed: 4, skipped: 0 });
  expect(all.told.at(-1)).toEqual([8, 8]);
});

test('a server that asked to be left alone is', async () => {
  const { clock, server, open, seed } = await office();
  const error = appError('rate_limited', { retryAfterMs: hour });
  seed('told to wait', { health: { kind: 'failing', error, attempts: 1, retryAt: clock.now() + hour } });
  const { service } = await open();
  expect(await service.refreshAll(progress())).toEqual({ refreshed: 0, failed: 1, skipped: 0 });
  expect(server.http.requests).toEqual([]);
});

test('three at a time of one issuer, and others meanwhile', async () => {
  const { server, open, seed } = await office();
  for (let number = 0; number < 5; number += 1) seed(`one ${number}`);
  for (let number = 0; number < 5; number += 1) seed(`other ${number}`, { issuer: 'https://other.example' });
  const { service, vault } = await open();
  const answering = gate();
  server.ways.instead = async () => {
    await answering.opened;
    return undefined;
  };
  const done = service.refreshAll(progress());
  await settled();
  // One client, so one host to the refresher; but both issuers have had their turn.
  expect(server.http.requests).toHaveLength(3);
  expect(vault.calls['account']).toBeLessThanOrEqual(6 + 3);
  answering.open();
  expect((await done).refreshed).toBe(10);
});

test('ten thousand are not begun at once', async () => {
  const { server, file, open, seed } = await office();
  const model = seed('model');
  const tokens = file.tokens.get(model.id);
  if (tokens === undefined) throw new Error('no tokens');
  for (let number = 0; number < 10_000; number += 1) {
    const id = idOf(`account ${number}`);
    file.accounts.set(id, { ...model, id, label: `account ${number}` });
    file.tokens.set(id, tokens);
  }
  const { service, vault } = await open();
  const answering = gate();
  server.ways.instead = async () => {
    await answering.opened;
    return { ok: false, error: appError('network') };
  };
  const all = progress();
  const done = service.refreshAll(all);
  await settled();
  expect(vault.calls['account']).toBeLessThan(20);
  expect(all.told).toEqual([[0, 10_001]]);
  all.cancel();
  answering.open();
  const { refreshed, failed, skipped } = await done;
  expect([refreshed, skipped]).toEqual([0, 0]);
  expect(failed).toBeGreaterThan(0);
  expect(failed).toBeLessThanOrEqual(6);
});

test('called off, what is under way ends and its tokens are kept', async () => {
  const { server, file, open, seed } = await office();
  const accounts = Array.from({ length: 9 }, (_, number) => seed(`account ${number}`));
  const { service } = await open();
  const answering = gate();
  server.ways.instead = async () => {
    await answering.opened;
    return undefined;
  };
  const all = progress();
  const done = service.refreshAll(all);
  await settled();
  all.cancel();
  answering.open();
  const { refreshed, failed } = await done;
  expect([refreshed, failed]).toEqual([3, 0]);
  const renewed = accounts.filter(({ id, issuedAt }) => file.accounts.get(id)?.issuedAt !== issuedAt);
  expect(renewed.length).toBeLessThanOrEqual(3);
  expect(server.count('/token refresh_token')).toBe(3);
});

test('called off before it began, it asks nobody', async () => {
  const { server, open, seed } = await office();
  seed('anna');
  const { service } = await open();
  const all = progress();
  all.cancel();
  expect(await service.refreshAll(all)).toEqual({ refreshed: 0, failed: 0, skipped: 0 });
  expect(server.http.requests).toEqual([]);
});

test('one that is removed meanwhile is neither a failure nor renewed', async () => {
  const { server, open, seed } = await office();
  const ids = ['a', 'b', 'c', 'd'].map((name) => seed(name).id);
  const { service } = await open();
  const answering = gate();
  server.ways.instead = async () => {
    await answering.opened;
    return undefined;
  };
  const done = service.refreshAll(progress());
  await settled();
  value(await service.remove(ids[3] ?? idOf(''), { revoke: false }));
  answering.open();
  expect(await done).toEqual({ refreshed: 3, failed: 0, skipped: 0 });
});

test('stopping ends it', async () => {
  const { clock, server, open, seed } = await office();
  for (let number = 0; number < 12; number += 1) seed(`account ${number}`);
  const { service } = await open();
  const answering = gate();
  server.ways.instead = async () => {
    await answering.opened;
    return undefined;
  };
  const done = service.refreshAll(progress());
  await settled();
  const stopped = service.stop();
  answering.open();
  await clock.advance(minute);
  await stopped;
  expect((await done).failed).toBe(0);
  expect(server.count('/token refresh_token')).toBeLessThanOrEqual(6);
});
