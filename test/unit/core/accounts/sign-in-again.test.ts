import { describe, expect, test } from 'vitest';
import { appError } from '../../../../main/core/errors.ts';
import { fail } from '../../../../main/core/result.ts';
import { settled } from '../../../support/fake-clock.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
import { clientKey, error, expired, gate, hour, idOf, office, value } from './desk.ts';
import { allow, annaHerself, ben, ignore, queryOf, request, serverAt } from './sign-in-desk.ts';

describe('signing in again', () => {
  const anna = idOf('anna');

  test('gives the account new tokens, keeps what is its own, and ends its trouble', async () => {
    const at = await office();
    const health = { kind: 'sign_in_again', error: appError('invalid_grant'), since: 0 } as const;
    const before = at.seed('anna', { ...expired(at.clock), label: 'At work', autoRefresh: false, health });
    const { service } = await at.open();
    const signIn = value(await service.beginSignInAgain(anna, {}, ignore));
    expect(await allow(at, signIn, annaHerself)).toMatchObject({
      kind: 'done',
      account: {
        id: anna,
        clientKey,
        label: 'At work',
        autoRefresh: false,
        createdAt: before.createdAt,
        scopesAsked: before.scopesAsked,
        health: { kind: 'well' },
        expiresAt: at.clock.now() + hour,
      },
    });
    expect((await service.tokenFor(anna)).ok).toBe(true);
  });

  test('undoes nothing that another process commits at the last instant', async () => {
    const at = await office();
    at.seed('anna', expired(at.clock));
    const [window, shell] = [await at.open('window'), await at.open('shell')];
    window.vault.beforeNextCommit(() => shell.service.rename(anna, 'At work'));
    const signIn = value(await window.service.beginSignInAgain(anna, {}, ignore));
    expect((await allow(at, signIn, annaHerself)).kind).toBe('done');
    expect(at.file.accounts.get(anna)).toMatchObject({
      label: 'At work',
      expiresAt: at.clock.now() + hour,
    });
  });

  test('as somebody else is refused, and touches neither’s tokens', async () => {
    const at = await office();
    at.seed('anna');
    at.seed('ben');
    const before = new Map(at.file.tokens);
    const { service } = await at.open();
    const last = await allow(at, value(await service.beginSignInAgain(anna, {}, ignore)), ben);
    expect(last).toEqual({ kind: 'failed', error: { code: 'other_account', detail: 'Ben' } });
    expect(at.file.tokens).toEqual(before);
    expect(at.file.commits).toEqual([]);
  });

  test('at another issuer is somebody else, whatever the subject there is', async () => {
    const at = await office();
    at.seed('anna');
    const issuer = 'https://other.example.test';
    at.server.ways.metadata = { issuer };
    const { service } = await at.open();
    const signIn = service.beginSignIn(
      request({ again: anna, server: serverAt(issuer), scopes: ['profile'] }),
      ignore,
    );
    expect(await allow(at, signIn, annaHerself)).toMatchObject({
      kind: 'failed',
      error: { code: 'other_account' },
    });
    expect(at.file.commits).toEqual([]);
  });

  test('does not ask the server for another person', async () => {
    const at = await office();
    at.seed('anna');
    at.server.ways.metadata = { prompt_values_supported: ['login', 'consent', 'select_account'] };
    const { service } = await at.open();
    const again = value(await service.beginSignInAgain(anna, {}, ignore));
    expect((await queryOf(again)).get('prompt')).toBe('consent');
    const further = service.beginSignIn(request(), ignore);
    expect((await queryOf(further)).get('prompt')).toBe('select_account consent');
    await service.stop();
  });

  test('goes on once at a time', async () => {
    const at = await office();
    at.seed('anna');
    const { service } = await at.open();
    const first = value(await service.beginSignInAgain(anna, {}, ignore));
    expect(error(await service.beginSignInAgain(anna, {}, ignore)).code).toBe('sign_in_in_progress');
    const direct = service.beginSignIn(request({ again: anna }), ignore);
    expect(await direct.finished).toMatchObject({ kind: 'failed', error: { code: 'sign_in_in_progress' } });
    first.cancel();
    await first.finished;
    const second = value(await service.beginSignInAgain(anna, {}, ignore));
    expect((await allow(at, second, annaHerself)).kind).toBe('done');
  });

  test('of an account that is gone', async () => {
    const at = await office();
    at.seed('anna');
    const { service } = await at.open();
    expect(error(await service.beginSignInAgain(idOf('nobody'), {}, ignore)).code).toBe('account_not_found');
    const signIn = value(await service.beginSignInAgain(anna, {}, ignore));
    value(await service.remove(anna, { revoke: false }));
    expect(await allow(at, signIn, annaHerself)).toMatchObject({
      kind: 'failed',
      error: { code: 'account_not_found' },
    });
    expect([at.file.accounts.size, at.file.tokens.size]).toEqual([0, 0]);
  });

  test('while a refresh of the old tokens is under way: the new ones stay', async () => {
    const at = await office();
    at.seed('anna', expired(at.clock));
    const { service } = await at.open();
    for (const answer of [
      undefined,
      fail(appError('network')),
      jsonAnswer(400, { error: 'invalid_grant' }),
    ]) {
      const held = gate();
      at.server.ways.instead = async (asked, path) => {
        if (path !== '/token' || !asked.body?.includes('grant_type=refresh_token')) return undefined;
        await held.opened;
        return answer;
      };
      const refreshing = service.tokenFor(anna, { force: true });
      await settled();
      const last = await allow(at, value(await service.beginSignInAgain(anna, {}, ignore)), annaHerself);
      const mine = at.file.tokens.get(anna)?.accessToken.reveal();
      held.open();
      expect(value(await refreshing).accessToken.reveal()).toBe(mine);
      expect(at.file.tokens.get(anna)?.accessToken.reveal()).toBe(mine);
      expect(last.kind === 'done' && service.get(anna)).toEqual(last.kind === 'done' && last.account);
    }
  });
});
