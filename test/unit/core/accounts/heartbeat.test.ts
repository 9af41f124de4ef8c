// Validation as often as a provider demands it.
import { describe, expect, test } from 'vitest';
import { appError } from '../../../../main/core/errors.ts';
import type { Provider } from '../../../../main/core/providers/provider.ts';
import { fail } from '../../../../main/core/result.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
import { gate, hour, idOf, minute, type Office, office, provider, second, until, value } from './desk.ts';

const anna = idOf('anna');
const refreshes = '/token refresh_token';
const day = 24 * hour;
const path = '/validate';
/** Renewed by nobody during a test, and good for all of it. */
const lasting = { hasRefreshToken: false, expiresAt: Date.UTC(2030, 0, 1) };

const demanding: Partial<Provider> = {
  ...provider,
  endpoints: { validation: `https://as.example.test${path}` },
  validation: { scheme: 'OAuth', everyMinutes: 60, members: {} },
};

/** Counts validations and answers them. */
function validating({ server }: Office, answer = () => jsonAnswer(200, {}) as ReturnType<typeof jsonAnswer>) {
  server.ways.instead = (_request, at) => (at === path ? answer() : undefined);
  return () => server.http.requests.filter(({ url }) => url.endsWith(path)).length;
}

describe('the heartbeat', () => {
  test('is at start and then hourly, never later, and stops', async () => {
    const at = await office();
    const asked = validating(at);
    at.seed('anna', lasting);
    const { service } = await at.open('window', demanding);
    await at.clock.advance(day);
    expect(asked()).toBe(0);
    service.startKeepingFresh();
    await at.clock.advance(10 * second);
    expect(asked()).toBe(1);
    await at.clock.advance(50 * minute);
    expect(asked()).toBe(1);
    await at.clock.advance(10 * minute);
    expect(asked()).toBe(2);
    await at.clock.advance(day);
    expect(asked()).toBeGreaterThanOrEqual(2 + 24);
    expect(asked()).toBeLessThanOrEqual(2 + 27);
    await service.stop();
    const before = asked();
    expect(at.clock.timers()).toEqual([]);
    expect(at.clock.jumpListeners()).toBe(0);
    await at.clock.advance(day);
    expect(asked()).toBe(before);
  });

  test('is for providers that demand it alone', async () => {
    const at = await office();
    const asked = validating(at);
    at.seed('anna', lasting);
    const { everyMinutes: _none, ...validation } = demanding.validation ?? { scheme: 'OAuth', members: {} };
    const { service } = await at.open('window', { ...demanding, validation });
    service.startKeepingFresh();
    await at.clock.advance(day);
    expect(asked()).toBe(0);
    await service.stop();
  });

  test('that hears a 401 renews the token at once', async () => {
    const at = await office();
    let isGood = false;
    const asked = validating(at, () => jsonAnswer(isGood ? 200 : 401, {}));
    at.seed('anna');
    const { service } = await at.open('window', demanding);
    service.startKeepingFresh();
    const before = at.file.tokens.get(anna)?.accessToken.reveal();
    await at.clock.advance(10 * second);
    isGood = true;
    expect([asked(), at.server.count(refreshes)]).toEqual([1, 1]);
    expect(at.file.tokens.get(anna)?.accessToken.reveal()).not.toBe(before);
    expect(service.get(anna)?.health).toEqual({ kind: 'well' });
    await service.stop();
  });

  test('that hears a 401 marks at once what cannot be renewed, tells, and asks no more', async () => {
    const at = await office();
    const asked = validating(at, () => jsonAnswer(401, {}));
    at.seed('anna', lasting);
    const { service } = await at.open('window', demanding);
    const told: string[] = [];
    service.onChange(({ changed }) => told.push(...changed.map(({ health }) => health.kind)));
    service.startKeepingFresh();
    await at.clock.advance(10 * second);
    expect(told).toEqual(['sign_in_again']);
    expect(value(await service.recentEvents(anna, 5)).map(({ kind }) => kind)).toEqual(['token_rejected']);
    await at.clock.advance(day);
    expect(asked()).toBe(1);
    await service.stop();
  });

  test.each([
    ['no network', fail(appError('network'))],
    ['a fault', jsonAnswer(503, {})],
    ['nonsense', { status: 200, headers: {}, body: new TextEncoder().encode('<p>') }],
  ])('that fails marks nothing and is tried again after five minutes: %s', async (_row, answer) => {
    const at = await office();
    at.seed('anna', lasting);
    at.server.ways.instead = () => answer;
    const asked = () => at.server.http.requests.length;
    const { service } = await at.open('window', demanding);
    service.startKeepingFresh();
    await at.clock.advance(10 * second);
    expect(asked()).toBe(1);
    await at.clock.advance(4 * minute);
    expect(asked()).toBe(1);
    await at.clock.advance(minute);
    expect(asked()).toBe(2);
    expect(service.get(anna)?.health).toEqual({ kind: 'well' });
    await service.stop();
  });

  test('leaves out who waits for a sign-in, and takes up who has signed in', async () => {
    const at = await office();
    const asked = validating(at);
    const health = { kind: 'sign_in_again', error: appError('invalid_grant'), since: 0 } as const;
    const account = at.seed('anna', { ...lasting, health });
    const { service, vault } = await at.open('window', demanding);
    const { vault: elsewhere } = await at.open('elsewhere', demanding);
    service.startKeepingFresh();
    await at.clock.advance(day);
    expect(asked()).toBe(0);
    value(await elsewhere.commit([{ op: 'put_account', account: { ...account, health: { kind: 'well' } } }]));
    await at.clock.advance(minute);
    expect(vault.calls['account']).toBeGreaterThan(0);
    await at.clock.advance(hour);
    expect(asked()).toBe(1);
    await service.stop();
  });

  test('forgets an account that is removed', async () => {
    const at = await office();
    const asked = validating(at);
    at.seed('anna', lasting);
    const { service } = await at.open('window', demanding);
    service.startKeepingFresh();
    await at.clock.advance(10 * second);
    value(await service.remove(anna, { revoke: false }));
    await at.clock.advance(day);
    expect(asked()).toBe(1);
    await service.stop();
  });

  test('asks at once after the machine has slept', async () => {
    const at = await office();
    const asked = validating(at);
    at.seed('anna', lasting);
    const { service } = await at.open('window', demanding);
    service.startKeepingFresh();
    await at.clock.advance(10 * second);
    await at.clock.jumpTo(at.clock.now() + day);
    await at.clock.advance(10 * second);
    expect(asked()).toBe(2);
    await service.stop();
  });

  test('asks about a hundred accounts two at a time, each once', async () => {
    const at = await office();
    for (let number = 0; number < 100; number += 1) at.seed(`account ${number}`, lasting);
    const door = gate();
    let now = 0;
    let most = 0;
    at.server.ways.instead = async () => {
      now += 1;
      most = Math.max(most, now);
      await door.opened;
      now -= 1;
      return jsonAnswer(200, {});
    };
    const { service } = await at.open('window', demanding);
    service.startKeepingFresh();
    await at.clock.advance(10 * second);
    // Again while they are waiting for their turn.
    await at.clock.jumpTo(at.clock.now() + day);
    await at.clock.advance(10 * second);
    expect([at.server.http.requests.length, most]).toEqual([2, 2]);
    door.open();
    await until(() => at.server.http.requests.length >= 100);
    await at.clock.advance(minute);
    expect([at.server.http.requests.length, most]).toEqual([100, 2]);
    await service.stop();
  });

  test('starts nothing new once it was told to stop, and waits for what is under way', async () => {
    const at = await office();
    for (const name of ['a', 'b', 'c', 'd']) at.seed(name, lasting);
    const door = gate();
    at.server.ways.instead = async () => {
      await door.opened;
      return jsonAnswer(200, {});
    };
    const { service } = await at.open('window', demanding);
    service.startKeepingFresh();
    await at.clock.advance(10 * second);
    let isStopped = false;
    const stopping = service.stop().then(() => {
      isStopped = true;
    });
    await at.clock.advance(second);
    expect(isStopped).toBe(false);
    door.open();
    await stopping;
    expect(at.server.http.requests).toHaveLength(2);
  });
});
