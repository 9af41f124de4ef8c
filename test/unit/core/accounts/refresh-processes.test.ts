import { describe, expect, test } from 'vitest';
import type { AccountsChange } from '../../../../main/core/accounts/service.ts';
import { appError } from '../../../../main/core/errors.ts';
import { fail } from '../../../../main/core/result.ts';
import { settled } from '../../../support/fake-clock.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
import { error, expired, gate, hour, idOf, minute, office, second, value } from './desk.ts';

const refreshes = '/token refresh_token';
const anna = idOf('anna');

describe('several processes on one vault', () => {
  test('two that need the same token make one request between them', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    const [window, shell] = [await open('window'), await open('shell')];
    const both = [window.service.tokenFor(anna), shell.service.tokenFor(anna)];
    await clock.advance(second);
    const [one, other] = (await Promise.all(both)).map(value);
    expect(server.count(refreshes)).toBe(1);
    expect(one?.accessToken.reveal()).toBe(other?.accessToken.reveal());
    expect(window.service.get(anna)).toEqual(shell.service.get(anna));
  });

  test('two that force it in the same millisecond make one request between them', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna');
    const [window, shell] = [await open('window'), await open('shell')];
    const both = [window, shell].map(({ service }) => service.tokenFor(anna, { force: true }));
    await clock.advance(second);
    expect((await Promise.all(both)).every(({ ok }) => ok)).toBe(true);
    expect(server.count(refreshes)).toBe(1);
  });

  test('one whose wait brought only a token that has run out asks by itself', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    const [window, shell] = [await open('window'), await open('shell')];
    const held = gate();
    server.ways.expiresIn = 0;
    server.ways.instead = async (_request, path) => {
      if (path === '/token') await held.opened;
      return undefined;
    };
    const one = window.service.tokenFor(anna);
    await settled();
    const other = shell.service.tokenFor(anna);
    await settled();
    held.open();
    await one;
    server.ways.expiresIn = 3600;
    await clock.advance(second);
    expect(value(await other).expiresAt).toBeGreaterThan(clock.now() + minute);
    expect(server.count(refreshes)).toBe(2);
  });

  test('by force counts a refresh of another process that began before and ended after', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna');
    const [window, shell] = [await open('window'), await open('shell')];
    const held = gate();
    server.ways.instead = async (_request, path) => {
      if (path === '/token') await held.opened;
      return undefined;
    };
    const one = window.service.tokenFor(anna, { force: true });
    await settled();
    const other = shell.service.tokenFor(anna, { force: true });
    await clock.advance(20 * second);
    held.open();
    await clock.advance(second);
    expect(value(await other).accessToken.reveal()).toBe(value(await one).accessToken.reveal());
    expect(server.count(refreshes)).toBe(1);
  });

  test('the other’s failure is no reason not to try', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    const [window, shell] = [await open('window'), await open('shell')];
    const held = gate();
    let requests = 0;
    server.ways.instead = async (_request, path) => {
      if (path !== '/token') return undefined;
      requests += 1;
      if (requests > 1) return undefined;
      await held.opened;
      return fail(appError('network'));
    };
    const one = window.service.tokenFor(anna);
    await settled();
    const other = shell.service.tokenFor(anna);
    await settled();
    held.open();
    await clock.advance(second);
    expect(error(await one).code).toBe('network');
    expect((await other).ok).toBe(true);
    expect(server.count(refreshes)).toBe(2);
  });

  test('what another process has found dead is not asked for again', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    const [window, shell] = [await open('window'), await open('shell')];
    server.ways.instead = (_request, path) =>
      path === '/token' ? jsonAnswer(400, { error: 'invalid_grant' }) : undefined;
    const both = [window.service.tokenFor(anna), shell.service.tokenFor(anna)];
    await clock.advance(second);
    expect((await Promise.all(both)).map((token) => error(token).code)).toEqual([
      'invalid_grant',
      'invalid_grant',
    ]);
    expect(server.count(refreshes)).toBe(1);
  });

  test('losing the race signs nobody out', async () => {
    const { clock, server, file, open, seed } = await office();
    seed('anna', expired(clock));
    const { service } = await open('window');
    const held = gate();
    server.ways.instead = async (_request, path) => {
      if (path === '/token') await held.opened;
      return undefined;
    };
    const asked = service.tokenFor(anna);
    await settled();
    // Another program without our lease: it uses the refresh token up, and commits.
    server.ways.instead = undefined;
    file.leases.clear();
    const other = await open('shell');
    const theirs = value(await other.service.tokenFor(anna));
    held.open();
    expect(value(await asked).accessToken.reveal()).toBe(theirs.accessToken.reveal());
    expect(service.get(anna)?.health.kind).toBe('well');
  });

  test('a lease whose holder was killed is waited for, then said to be in doubt, and the token is tried', async () => {
    const { clock, server, file, open, seed } = await office();
    seed('anna', expired(clock));
    file.leases.set(anna, { holder: 'killed', until: clock.now() + 30 * second });
    const { service } = await open();
    const asked = service.tokenFor(anna);
    await clock.advance(29 * second);
    expect(server.http.requests).toEqual([]);
    await clock.advance(2 * second);
    expect((await asked).ok).toBe(true);
    const events = value(await service.recentEvents(anna, 10)).map(({ kind }) => kind);
    expect(events).toEqual(['refreshed', 'refresh_interrupted']);
    expect(file.leases.size).toBe(0);
  });

  test('a lease that seems to end tomorrow, for the clock was set back, is not waited for until then', async () => {
    const { clock, file, open, seed } = await office();
    seed('anna', expired(clock));
    file.leases.set(anna, { holder: 'killed', until: clock.now() + 24 * hour });
    const { service } = await open();
    const asked = service.tokenFor(anna);
    await clock.advance(2 * minute);
    expect((await asked).ok).toBe(true);
  });

  test('nor is one whose holder was killed, when the clock is set back while waiting', async () => {
    const { clock, file, open, seed } = await office();
    seed('anna', expired(clock));
    file.leases.set(anna, { holder: 'killed', until: clock.now() + minute });
    const { service } = await open();
    const asked = service.tokenFor(anna, { force: true });
    await clock.advance(10 * second);
    await clock.jumpTo(clock.now() - 24 * hour);
    await clock.advance(2 * minute);
    expect((await asked).ok).toBe(true);
  });

  test('the list follows what others commit', async () => {
    const { open, seed, file } = await office();
    seed('anna');
    const [window, shell] = [await open('window'), await open('shell')];
    const told: AccountsChange[] = [];
    window.service.onChange((change) => told.push(change));
    await shell.service.rename(anna, 'Anna at work');
    await settled();
    expect(window.service.get(anna)?.label).toBe('Anna at work');
    await shell.service.remove(anna, { revoke: false });
    await settled();
    expect(window.service.list()).toEqual([]);
    expect(told.map(({ changed, removed }) => [changed.length, removed])).toEqual([
      [1, []],
      [0, [anna]],
    ]);
    expect(file.accounts.size).toBe(0);
  });

  test('an account that was removed while it was being refreshed stays removed', async () => {
    const { clock, server, file, open, seed } = await office();
    seed('anna', expired(clock));
    const [window, shell] = [await open('window'), await open('shell')];
    const held = gate();
    server.ways.instead = async (_request, path) => {
      if (path === '/token') await held.opened;
      return undefined;
    };
    const asked = window.service.tokenFor(anna);
    await settled();
    value(await shell.service.remove(anna, { revoke: false }));
    held.open();
    expect(error(await asked).code).toBe('account_not_found');
    expect([file.accounts.size, file.tokens.size]).toEqual([0, 0]);
  });
});

describe('another process that commits at the last instant', () => {
  async function two() {
    const one = await office();
    one.seed('anna', expired(one.clock));
    const [window, shell] = [await one.open('window'), await one.open('shell')];
    return { ...one, window, shell };
  }

  test('with a new name: name and tokens both stand', async () => {
    const { clock, server, file, window, shell } = await two();
    window.vault.beforeNextCommit(() => shell.service.rename(anna, 'Anna at work'));
    const token = value(await window.service.tokenFor(anna));
    expect(server.count(refreshes)).toBe(1);
    expect(file.accounts.get(anna)).toMatchObject({ label: 'Anna at work', expiresAt: clock.now() + hour });
    expect(file.tokens.get(anna)?.accessToken.reveal()).toBe(token.accessToken.reveal());
    expect(window.service.get(anna)).toEqual(file.accounts.get(anna));
    expect(file.leases.size).toBe(0);
    const events = value(await window.service.recentEvents(anna, 9)).map(({ kind }) => kind);
    expect(events).toEqual(['refreshed', 'renamed']);
  });

  test('with new tokens: a new name and the tokens both stand', async () => {
    const { clock, file, window, shell } = await two();
    window.vault.beforeNextCommit(() => shell.service.refresh(anna));
    expect(value(await window.service.rename(anna, 'Anna at work')).expiresAt).toBe(clock.now() + hour);
    expect(file.accounts.get(anna)).toMatchObject({ label: 'Anna at work', expiresAt: clock.now() + hour });
  });

  test('with another switch: a new name and the switch both stand', async () => {
    const { file, window, shell } = await two();
    window.vault.beforeNextCommit(() => shell.service.setAutoRefresh(anna, false));
    value(await window.service.rename(anna, 'Anna at work'));
    expect(file.accounts.get(anna)).toMatchObject({ label: 'Anna at work', autoRefresh: false });
  });

  test('with a new name: a failure does not undo it', async () => {
    const { server, file, window, shell } = await two();
    server.ways.instead = () => fail(appError('network'));
    window.vault.beforeNextCommit(() => shell.service.rename(anna, 'Anna at work'));
    expect(error(await window.service.tokenFor(anna)).code).toBe('network');
    expect(file.accounts.get(anna)).toMatchObject({ label: 'Anna at work', health: { attempts: 1 } });
  });

  test.each<[string, 'answered' | 'failing' | 'renaming']>([
    ['new tokens do', 'answered'],
    ['a failure does', 'failing'],
    ['a new name does', 'renaming'],
  ])('with its removal: %s not bring the account back', async (_what, job) => {
    const { server, file, window, shell } = await two();
    if (job === 'failing') server.ways.instead = () => fail(appError('network'));
    window.vault.beforeNextCommit(() => shell.service.remove(anna, { revoke: false }));
    const done =
      job === 'renaming' ? window.service.rename(anna, 'Anna at work') : window.service.tokenFor(anna);
    expect(error(await done).code).toBe('account_not_found');
    expect([file.accounts.size, file.tokens.size, file.leases.size]).toEqual([0, 0, 0]);
    expect(window.service.list()).toEqual([]);
  });
});
