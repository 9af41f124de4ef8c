import { describe, expect, test } from 'vitest';
import { appError } from '../../../../main/core/errors.ts';
import { fail } from '../../../../main/core/result.ts';
import { settled } from '../../../support/fake-clock.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
import { type Desk, expired, gate, hour, idOf, minute, office, second, value } from './desk.ts';

const refreshes = '/token refresh_token';
const anna = idOf('anna');
const day = 24 * hour;

function statusOf({ service }: Desk, id = anna): string | undefined {
  const account = service.get(id);
  return account && service.status(account).kind;
}

describe('keeping fresh', () => {
  test('refreshes each hour’s token in its last minutes before it counts as expiring, day after day', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna');
    const desk = await open();
    const seen = new Set<string>();
    desk.service.onChange(({ changed }) => {
      for (const account of changed) seen.add(desk.service.status(account).kind);
    });
    desk.service.startKeepingFresh();
    await clock.advance(54 * minute - second);
    expect(server.count(refreshes)).toBe(0);
    await clock.advance(minute + 2 * second);
    expect(server.count(refreshes)).toBe(1);
    await clock.advance(day);
    expect(server.count(refreshes)).toBeGreaterThanOrEqual(1 + 26);
    expect(server.count(refreshes)).toBeLessThanOrEqual(1 + 27);
    expect([...seen].sort()).toEqual(['refreshing', 'valid']);
    await desk.service.stop();
  });

  test('has one timer for a thousand accounts, and none without accounts', async () => {
    const { clock, open, seed } = await office();
    const empty = await open('empty');
    empty.service.startKeepingFresh();
    expect(clock.timers()).toEqual([]);
    await empty.service.stop();
    for (let number = 0; number < 1000; number += 1) seed(`account ${number}`);
    const { service } = await open();
    service.startKeepingFresh();
    expect(clock.timers()).toHaveLength(1);
    const earliest = Math.min(...service.list().map((account) => service.nextRefreshAt(account) ?? 0));
    expect(clock.timers()).toEqual([earliest]);
    await service.stop();
    expect(clock.timers()).toEqual([]);
    expect(clock.jumpListeners()).toBe(0);
  });

  test('does nothing by itself before it is started: that is the window’s part', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    await open();
    expect(clock.timers()).toEqual([]);
    await clock.advance(day);
    expect(server.http.requests).toEqual([]);
  });

  test.each([
    ['switched off', { autoRefresh: false }],
    ['without a refresh token', { hasRefreshToken: false }],
  ])('leaves alone an account that is %s, and tells of its transitions once each', async (_what, members) => {
    const { clock, server, open, seed } = await office();
    seed('anna', members);
    const desk = await open();
    desk.service.startKeepingFresh();
    const told: unknown[] = [];
    desk.service.onChange(() => told.push([clock.now(), statusOf(desk)]));
    const start = clock.now();
    await clock.advance(2 * day);
    expect(told).toEqual([
      [start + 55 * minute, 'expiring'],
      [start + hour, 'expired'],
    ]);
    expect(server.http.requests).toEqual([]);
    expect(clock.timers()).toEqual([]);
  });

  test('begins when it is switched on, and ends when it is switched off', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', { ...expired(clock), autoRefresh: false });
    const { service } = await open();
    service.startKeepingFresh();
    await clock.advance(minute);
    expect(server.count(refreshes)).toBe(0);
    value(await service.setAutoRefresh(anna, true));
    await clock.advance(second);
    expect(server.count(refreshes)).toBe(1);
    value(await service.setAutoRefresh(anna, false));
    await clock.advance(day);
    expect(server.count(refreshes)).toBe(1);
  });

  test('refreshes overdue accounts a few at a time, each once', async () => {
    const { clock, server, open, seed } = await office();
    for (let number = 0; number < 50; number += 1) seed(`account ${number}`, expired(clock));
    const { service } = await open();
    const held = gate();
    server.ways.instead = async () => {
      await held.opened;
      return undefined;
    };
    service.startKeepingFresh();
    await settled();
    expect(server.count(refreshes)).toBe(3);
    expect(service.list().filter((account) => service.status(account).kind === 'refreshing')).toHaveLength(3);
    service.wake();
    await settled();
    expect(server.count(refreshes)).toBe(3);
    held.open();
    for (let turn = 0; turn < 20; turn += 1) await settled();
    expect(server.count(refreshes)).toBe(50);
    expect(service.list().every((account) => service.status(account).kind === 'valid')).toBe(true);
  });

  test('leaves alone what was switched off while it waited for its turn', async () => {
    const { clock, server, open, seed } = await office();
    for (let number = 0; number < 10; number += 1) seed(`account ${number}`, expired(clock));
    const { service } = await open();
    const held = gate();
    server.ways.instead = async () => {
      await held.opened;
      return undefined;
    };
    service.startKeepingFresh();
    await settled();
    value(await service.setAutoRefresh(idOf('account 9'), false));
    held.open();
    for (let turn = 0; turn < 10; turn += 1) await settled();
    expect(server.count(refreshes)).toBe(9);
  });

  test('lets what a person waits for go before what is only due', async () => {
    const { clock, server, file, open, seed } = await office();
    for (let number = 0; number < 50; number += 1) seed(`account ${number}`, expired(clock));
    const { service } = await open();
    const refreshToken = file.tokens.get(idOf('account 40'))?.refreshToken?.reveal() ?? '';
    const held = gate();
    server.ways.instead = async () => {
      await held.opened;
      return undefined;
    };
    service.startKeepingFresh();
    await settled();
    const asked = service.tokenFor(idOf('account 40'));
    await settled();
    held.open();
    for (let turn = 0; turn < 20; turn += 1) await settled();
    expect((await asked).ok).toBe(true);
    const sent = server.http.requests.map(({ body }) => new URLSearchParams(body).get('refresh_token'));
    expect(sent).toHaveLength(50);
    expect(sent.indexOf(refreshToken)).toBe(3);
  });

  test('follows a refresh by another process instead of doing it again', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', { issuedAt: clock.now() - 50 * minute, expiresAt: clock.now() + 10 * minute });
    const [window, shell] = [await open('window'), await open('shell')];
    window.service.startKeepingFresh();
    value(await shell.service.refresh(anna));
    await clock.advance(20 * minute);
    expect(server.count(refreshes)).toBe(1);
  });

  test('takes up an account that another process added', async () => {
    const { clock, server, file, open, seed } = await office();
    const [window, shell] = [await open('window'), await open('shell')];
    window.service.startKeepingFresh();
    const account = seed('anna', expired(clock));
    const tokens = file.tokens.get(anna);
    if (tokens === undefined) throw new Error('seeded without tokens');
    value(
      await shell.vault.commit([
        { op: 'put_account', account },
        { op: 'put_tokens', accountId: anna, tokens },
      ]),
    );
    await clock.advance(second);
    expect(window.service.list().map(({ id }) => id)).toEqual([anna]);
    expect(server.count(refreshes)).toBe(1);
  });

  test('forgets an account that was removed', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna');
    const { service } = await open();
    service.startKeepingFresh();
    value(await service.remove(anna, { revoke: false }));
    expect(clock.timers()).toEqual([]);
    await clock.advance(day);
    expect(server.http.requests).toEqual([]);
  });
});

describe('failures', () => {
  test('are tried again, further and further apart, and told while the token lives', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna');
    const desk = await open();
    server.ways.instead = () => fail(appError('network'));
    desk.service.startKeepingFresh();
    await clock.advance(55 * minute + second);
    expect(statusOf(desk)).toBe('failing');
    expect((await desk.service.tokenFor(anna)).ok).toBe(true);
    await clock.advance(5 * minute);
    const tries = server.count(refreshes);
    expect(tries).toBeGreaterThanOrEqual(4);
    expect(tries).toBeLessThanOrEqual(8);
    await clock.advance(day);
    expect(server.count(refreshes)).toBeLessThanOrEqual(tries + 4 * 48);
    expect(server.count(refreshes)).toBeGreaterThanOrEqual(tries + 4 * 24);
    server.ways.instead = undefined;
    await clock.advance(15 * minute);
    expect(statusOf(desk)).toBe('valid');
    expect(value(await desk.service.recentEvents(anna, 200)).map(({ kind }) => kind)).toEqual([
      'refreshed',
      'refresh_failed',
    ]);
  });

  test('are tried at once on coming online, unless the server asked to wait', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    const desk = await open();
    server.ways.instead = () => jsonAnswer(503, {}, { 'retry-after': '600' });
    desk.service.startKeepingFresh();
    await settled();
    const leases = desk.vault.calls['takeLease'];
    desk.service.wake();
    await settled();
    expect(server.count(refreshes)).toBe(1);
    expect(desk.vault.calls['takeLease']).toBe(leases);
    server.ways.instead = () => fail(appError('network'));
    await clock.advance(11 * minute);
    expect(server.count(refreshes)).toBeGreaterThan(1);
    server.ways.instead = undefined;
    const before = server.count(refreshes);
    desk.service.wake();
    await settled();
    expect(server.count(refreshes)).toBe(before + 1);
    expect(statusOf(desk)).toBe('valid');
  });

  test('honour Retry-After', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    const { service } = await open();
    server.ways.instead = () => jsonAnswer(429, {}, { 'retry-after': '3600' });
    service.startKeepingFresh();
    await clock.advance(59 * minute);
    expect(server.count(refreshes)).toBe(1);
    await clock.advance(10 * minute);
    expect(server.count(refreshes)).toBe(2);
  });

  test('of a dead refresh token end it', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    const desk = await open();
    server.ways.instead = () => jsonAnswer(400, { error: 'invalid_grant' });
    desk.service.startKeepingFresh();
    await clock.advance(day);
    desk.service.wake();
    await clock.jumpTo(clock.now() + day);
    expect(server.count(refreshes)).toBe(1);
    expect(statusOf(desk)).toBe('sign_in_again');
    expect(clock.timers()).toEqual([]);
  });

  test('of the vault are tried again half a minute later, not in a circle', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    const { service, vault } = await open();
    vault.failReads(appError('vault_locked'));
    service.startKeepingFresh();
    await clock.advance(5 * minute);
    expect(vault.calls['takeLease']).toBeLessThanOrEqual(11);
    expect(server.count(refreshes)).toBe(0);
    vault.failReads(undefined);
    await clock.advance(30 * second);
    expect(server.count(refreshes)).toBe(1);
  });

  test('of a server whose tokens have run out when they come do not make it ask in a circle', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    server.ways.expiresIn = 0;
    const { service } = await open();
    service.startKeepingFresh();
    await clock.advance(5 * minute);
    expect(server.count(refreshes)).toBeLessThanOrEqual(11);
    expect(server.count(refreshes)).toBeGreaterThanOrEqual(9);
  });
});

describe('the clock', () => {
  test('after a day of sleep what is overdue is refreshed, and told', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna');
    seed('ben', { autoRefresh: false });
    const desk = await open();
    desk.service.startKeepingFresh();
    const told: string[] = [];
    desk.service.onChange(({ changed }) => {
      for (const { id } of changed) told.push(`${id} ${statusOf(desk, id)}`);
    });
    await clock.jumpTo(clock.now() + day);
    expect(server.count(refreshes)).toBe(1);
    expect(statusOf(desk)).toBe('valid');
    expect(told.filter((line) => line.startsWith('ben'))).toEqual(['ben expired']);
    expect(told.filter((line) => line.startsWith('anna')).at(-1)).toBe('anna valid');
  });

  test('set back by a day: tokens are asked for anew, and then as usual', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna');
    const desk = await open();
    desk.service.startKeepingFresh();
    await clock.jumpTo(clock.now() - day);
    expect(server.count(refreshes)).toBe(1);
    await clock.advance(50 * minute);
    expect(server.count(refreshes)).toBe(1);
    await clock.advance(6 * minute);
    expect(server.count(refreshes)).toBe(2);
  });

  test('set forward by a day: the same', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna');
    const desk = await open();
    desk.service.startKeepingFresh();
    await clock.jumpTo(clock.now() + day);
    await clock.advance(50 * minute);
    expect(server.count(refreshes)).toBe(1);
    await clock.jumpTo(clock.now() - day);
    expect(server.count(refreshes)).toBe(2);
    expect(statusOf(desk)).toBe('valid');
  });

  test('set back while an account waits for its next try does not make it wait a day', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    const desk = await open();
    server.ways.instead = () => fail(appError('network'));
    desk.service.startKeepingFresh();
    await clock.advance(minute);
    server.ways.instead = undefined;
    await clock.jumpTo(clock.now() - day);
    expect(statusOf(desk)).toBe('valid');
  });

  test('a token of fifty days waits for its time with one timer', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', { expiresAt: clock.now() + 50 * day });
    const { service } = await open();
    service.startKeepingFresh();
    await clock.advance(49 * day);
    expect(server.count(refreshes)).toBe(0);
    await clock.advance(day - 4 * minute);
    expect(server.count(refreshes)).toBe(1);
  });
});
