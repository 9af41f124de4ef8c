import { describe, expect, test } from 'vitest';
import type { AccountsChange } from '../../../../main/core/accounts/service.ts';
import { appError } from '../../../../main/core/errors.ts';
import { fail } from '../../../../main/core/result.ts';
import { settled } from '../../../support/fake-clock.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
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

describe('an answer', () => {
  test('is committed, account and tokens together, before anybody is told', async () => {
    const { clock, file, open, seed } = await office();
    seed('anna', expired(clock));
    const { service, vault } = await open();
    const seen: unknown[] = [];
    service.onChange(({ changed }) => {
      for (const { expiresAt } of changed) {
        if (expiresAt !== clock.now() + hour) continue;
        seen.push([file.accounts.get(anna)?.expiresAt, file.tokens.get(anna)?.refreshToken?.reveal()]);
      }
    });
    const before = file.tokens.get(anna)?.refreshToken?.reveal();
    value(await service.tokenFor(anna));
    const after = file.tokens.get(anna)?.refreshToken?.reveal();
    expect(after).not.toBe(before);
    expect(seen[0]).toEqual([clock.now() + hour, after]);
    expect(file.commits.map((changes) => changes.map(({ op }) => op))).toEqual([
      ['expect_account', 'put_account', 'put_tokens', 'append_event', 'release_lease'],
    ]);
    expect(vault.calls).toMatchObject({ takeLease: 1, commit: 1 });
    expect(vault.calls['releaseLease']).toBeUndefined();
  });

  test('without a refresh token keeps the old one', async () => {
    const { clock, server, file, open, seed } = await office();
    seed('anna', expired(clock));
    server.ways.rotates = false;
    const before = file.tokens.get(anna)?.refreshToken?.reveal();
    const { service } = await open();
    value(await service.tokenFor(anna));
    expect(file.tokens.get(anna)?.refreshToken?.reveal()).toBe(before);
    expect(service.get(anna)?.hasRefreshToken).toBe(true);
  });

  test('that cannot be written at once is written later, and its refresh token is not lost', async () => {
    const { clock, server, file, open, seed } = await office();
    seed('anna', expired(clock));
    const { service, vault } = await open();
    vault.failCommits(appError('vault_busy'));
    const asked = service.tokenFor(anna);
    await clock.advance(10 * second);
    expect(error(await asked).code).toBe('vault_busy');
    vault.failCommits(appError('vault_busy'), 0);
    const token = value(await service.tokenFor(anna));
    expect(server.count(refreshes)).toBe(1);
    expect(file.tokens.get(anna)?.accessToken.reveal()).toBe(token.accessToken.reveal());
    expect(server.isLive(file.tokens.get(anna)?.refreshToken?.reveal() ?? '')).toBe(true);
  });

  test('does not undo a new name given meanwhile', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    const { service } = await open();
    const held = gate();
    server.ways.instead = async (_request, path) => {
      if (path === '/token') await held.opened;
      return undefined;
    };
    const asked = service.tokenFor(anna);
    await settled();
    value(await service.rename(anna, 'Anna'));
    held.open();
    value(await asked);
    expect(service.get(anna)).toMatchObject({ label: 'Anna', expiresAt: clock.now() + hour });
  });

  test('is remembered to have come without expiry', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    server.ways.expiresIn = undefined;
    const { service } = await open();
    expect(value(await service.tokenFor(anna)).expiresAt).toBeUndefined();
    const account = service.get(anna);
    expect(account && service.status(account)).toEqual({ kind: 'unknown_expiry' });
  });
});

describe('a refused refresh token', () => {
  test('is said at once with the server’s words, and never sent again', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    server.ways.instead = (_request, path) =>
      path === '/token'
        ? jsonAnswer(400, { error: 'invalid_grant', error_description: 'Long dead.' })
        : undefined;
    const { service } = await open();
    const refused = error(await service.tokenFor(anna));
    expect(refused).toMatchObject({
      code: 'invalid_grant',
      provider: { error: 'invalid_grant', description: 'Long dead.' },
    });
    const account = service.get(anna);
    expect(account && service.status(account)).toMatchObject({ kind: 'sign_in_again', error: refused });
    expect(account && service.nextRefreshAt(account)).toBeUndefined();
    expect(error(await service.tokenFor(anna))).toEqual(refused);
    expect(error(await service.refresh(anna))).toEqual(refused);
    expect(server.count(refreshes)).toBe(1);
    expect(value(await service.recentEvents(anna, 10))).toMatchObject([
      { kind: 'sign_in_needed', error: refused },
    ]);
  });

  test('leaves the access token usable until it expires', async () => {
    const { server, open, seed } = await office();
    seed('anna');
    const { service } = await open();
    server.ways.instead = () => jsonAnswer(400, { error: 'invalid_grant' });
    expect((await service.refresh(anna)).ok).toBe(false);
    expect((await service.tokenFor(anna)).ok).toBe(true);
  });

  test('is not sent again after an answer with a wrong ID token, which may have used it up', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    server.ways.instead = (_request, path) =>
      path === '/token'
        ? jsonAnswer(200, { access_token: 'a', token_type: 'Bearer', refresh_token: 'r', id_token: 'wrong' })
        : undefined;
    const { service } = await open();
    service.startKeepingFresh();
    expect(error(await service.tokenFor(anna)).code).toBe('invalid_id_token');
    expect(service.get(anna)?.health.kind).toBe('sign_in_again');
    await clock.advance(hour);
    expect(error(await service.refresh(anna)).code).toBe('invalid_id_token');
    expect(server.count(refreshes)).toBe(1);
  });

  test.each(['invalid_client', 'unauthorized_client', 'invalid_scope'])(
    '%s is no passing fault either, but the person may try it again',
    async (code) => {
      const { clock, server, open, seed } = await office();
      seed('anna', expired(clock));
      server.ways.instead = () => jsonAnswer(400, { error: code });
      const { service } = await open();
      expect(error(await service.tokenFor(anna)).code).toBe(code);
      expect(service.get(anna)?.health.kind).toBe('sign_in_again');
      expect(error(await service.tokenFor(anna)).code).toBe(code);
      expect(server.count(refreshes)).toBe(1);
      server.ways.instead = undefined;
      expect(value(await service.refresh(anna)).health.kind).toBe('well');
    },
  );
});

describe('a passing fault', () => {
  test.each([
    ['the network', () => fail(appError('network')), 'network'],
    ['a fault of the server', () => jsonAnswer(500, {}), 'server_error'],
    [
      'a web page in its place',
      () => ({ ...jsonAnswer(200, 0), headers: { 'content-type': 'text/html' } }),
      'malformed_response',
    ],
  ])(
    '%s: the account fails, its token stays usable, and the next try mends it',
    async (_what, instead, code) => {
      const { clock, server, open, seed } = await office();
      seed('anna');
      const { service } = await open();
      server.ways.instead = instead;
      expect(error(await service.refresh(anna)).code).toBe(code);
      const account = service.get(anna);
      expect(account?.health).toMatchObject({ kind: 'failing', attempts: 1, error: { code } });
      const wait = account?.health.kind === 'failing' ? account.health.retryAt - clock.now() : 0;
      expect(wait).toBeGreaterThanOrEqual(5 * second);
      expect(wait).toBeLessThanOrEqual(10 * second);
      expect((await service.tokenFor(anna)).ok).toBe(true);
      expect((await service.refresh(anna)).ok).toBe(false);
      expect(service.get(anna)?.health).toMatchObject({ attempts: 2 });
      server.ways.instead = undefined;
      expect(value(await service.refresh(anna)).health).toEqual({ kind: 'well' });
      const events = value(await service.recentEvents(anna, 10)).map(({ kind }) => kind);
      expect(events).toEqual(['refreshed', 'refresh_failed']);
    },
  );

  test('is written down, and the lease given back, with one commit', async () => {
    const { file, server, open, seed } = await office();
    seed('anna');
    const { service, vault } = await open();
    server.ways.instead = () => fail(appError('network'));
    expect(error(await service.refresh(anna)).code).toBe('network');
    expect(vault.calls).toMatchObject({ takeLease: 1, commit: 1 });
    expect(vault.calls['releaseLease']).toBeUndefined();
    expect(file.leases.size).toBe(0);
  });

  test('whose writing down fails is gone by all the same, and the lease given back by itself', async () => {
    const { file, server, open, seed } = await office();
    seed('anna');
    const { service, vault } = await open();
    server.ways.instead = () => fail(appError('network'));
    vault.failCommits(appError('vault_busy'));
    expect(error(await service.refresh(anna)).code).toBe('network');
    expect(service.get(anna)?.health.kind).toBe('failing');
    expect(vault.calls).toMatchObject({ releaseLease: 1 });
    expect(file.leases.size).toBe(0);
  });

  test('with Retry-After is not answered by another request before, but by force', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    const { service } = await open();
    server.ways.instead = () => jsonAnswer(429, {}, { 'retry-after': '120' });
    expect(error(await service.tokenFor(anna))).toMatchObject({
      code: 'rate_limited',
      retryAfterMs: 2 * minute,
    });
    server.ways.instead = undefined;
    await clock.advance(119 * second);
    expect(error(await service.tokenFor(anna)).code).toBe('rate_limited');
    expect(server.count(refreshes)).toBe(1);
    expect((await service.refresh(anna)).ok).toBe(true);
    expect(server.count(refreshes)).toBe(2);
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

describe('any order of events', () => {
  /** Small and seeded, so that a failure can be run again (mulberry32). */
  function chances(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  test.each(Array.from({ length: 25 }, (_, seed) => seed))(
    'of three processes asking, forcing and failing never signs anybody out (seed %i)',
    async (seed) => {
      const chance = chances(seed + 1);
      const { clock, server, file, open, seed: put } = await office();
      const ids = ['anna', 'ben'].map((name) => put(name).id);
      const desks = [await open('window'), await open('shell'), await open('script')];
      desks[0]?.service.startKeepingFresh();
      let atOnce = new Map<string, number>();
      let mostAtOnce = 0;
      server.ways.instead = async (request, path) => {
        if (path !== '/token') return undefined;
        const token = new URLSearchParams(request.body).get('refresh_token') ?? '';
        atOnce = atOnce.set(token, (atOnce.get(token) ?? 0) + 1);
        mostAtOnce = Math.max(mostAtOnce, atOnce.get(token) ?? 0);
        for (let turn = chance() * 4; turn > 1; turn -= 1) await settled();
        atOnce.set(token, (atOnce.get(token) ?? 0) - 1);
        return chance() < 0.2 ? fail(appError('network')) : undefined;
      };
      async function pass(ms: number): Promise<void> {
        for (let left = ms; left > 0; left -= 10 * second) await clock.advance(Math.min(left, 10 * second));
      }
      const asked: Promise<unknown>[] = [];
      for (let step = 0; step < 40; step += 1) {
        const desk = desks[Math.floor(chance() * desks.length)];
        const id = ids[Math.floor(chance() * ids.length)];
        if (desk === undefined || id === undefined) continue;
        const act = chance();
        if (act < 0.4) asked.push(desk.service.tokenFor(id));
        else if (act < 0.6) asked.push(desk.service.tokenFor(id, { force: true }));
        else if (act < 0.7) asked.push(desk.service.rename(id, `${id} ${step}`));
        else if (act < 0.9) await pass(chance() * 20 * minute);
        else {
          // A request lasts no hours: those under way come to an end before the clock is set.
          while (file.leases.size > 0) await clock.advance(200);
          await clock.jumpTo(clock.now() + (chance() - 0.5) * 3 * hour);
        }
      }
      await pass(10 * minute);
      await Promise.all(asked);
      await settled();
      for (const id of ids) {
        expect(server.isLive(file.tokens.get(id)?.refreshToken?.reveal() ?? '')).toBe(true);
        expect(file.accounts.get(id)?.health.kind).not.toBe('sign_in_again');
        for (const { service } of desks) expect(service.get(id)).toEqual(file.accounts.get(id));
      }
      expect(mostAtOnce).toBeLessThanOrEqual(1);
      expect(file.leases.size).toBe(0);
      await Promise.all(desks.map(({ service }) => service.stop()));
      expect(clock.timers()).toEqual([]);
    },
  );
});
