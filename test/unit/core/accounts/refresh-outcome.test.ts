import { describe, expect, test } from 'vitest';
import { appError } from '../../../../main/core/errors.ts';
import { fail } from '../../../../main/core/result.ts';
import { settled } from '../../../support/fake-clock.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
import { error, expired, gate, hour, idOf, minute, office, second, value } from './desk.ts';

const refreshes = '/token refresh_token';
const anna = idOf('anna');

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

  test.each([
    [false, 'keeps its end too', 1_900_000_000_000],
    [true, 'that is new has no end that anybody knows', undefined],
  ])('with rotation %s: the refresh token %s', async (rotates, _what, expected) => {
    const { clock, server, open, seed } = await office();
    seed('anna', { ...expired(clock), refreshExpiresAt: 1_900_000_000_000 });
    server.ways.rotates = rotates;
    const { service } = await open();
    value(await service.tokenFor(anna));
    expect(service.get(anna)?.refreshExpiresAt).toBe(expected);
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
