// Removing with a way back: gone from the list at once, from the vault when the time is over, and nothing lost in between.
import { describe, expect, test } from 'vitest';
import type { Account } from '../../../../main/core/accounts/account.ts';
import type {
  AccountService,
  AccountsChange,
  RemovalReport,
} from '../../../../main/core/accounts/service.ts';
import { type AppError, appError } from '../../../../main/core/errors.ts';
import type { Result } from '../../../../main/core/result.ts';
import { settled } from '../../../support/fake-clock.ts';
import { error, expired, gate, hour, idOf, minute, office, second, until, value } from './desk.ts';
import { allow, annaHerself, ignore, queryOf } from './sign-in-desk.ts';

const anna = idOf('anna');
const grace = 10 * second;

interface Ended {
  readonly account: Account;
  readonly report: Result<RemovalReport>;
}

async function removal(
  service: AccountService,
  options: { readonly revoke?: boolean; readonly id?: Account['id'] } = {},
): Promise<Ended[]> {
  const ended: Ended[] = [];
  const { revoke = false, id = anna } = options;
  value(
    await service.removeLater(id, { revoke, graceMs: grace }, (account, report) =>
      ended.push({ account, report }),
    ),
  );
  return ended;
}

const labels = (service: AccountService): readonly string[] => service.list().map(({ label }) => label);

test('it leaves the list at once and the vault when the time is over, and only then that is told', async () => {
  const { clock, file, server, open, seed } = await office();
  seed('anna');
  seed('ben');
  const { service } = await open();
  const told: AccountsChange[] = [];
  service.onChange((change) => told.push(change));
  const { undoUntil } = value(
    await service.removeLater(anna, { revoke: true, graceMs: grace }, () => undefined),
  );
  expect(undoUntil).toBe(clock.now() + grace);
  expect(labels(service)).toEqual(['ben']);
  expect(service.get(anna)).toBeUndefined();
  expect(told).toEqual([{ changed: [], removed: [anna] }]);
  await clock.advance(grace - 1);
  expect(file.accounts.has(anna)).toBe(true);
  expect(server.http.requests).toEqual([]);
  await clock.advance(1);
  expect(file.accounts.has(anna)).toBe(false);
  expect(server.revoked).toHaveLength(2);
  expect(told).toHaveLength(1);
  expect(clock.timers()).toEqual([]);
});

test('what it came to is told with the account as it was', async () => {
  const { clock, open, seed } = await office();
  const account = seed('anna');
  const { service } = await open();
  const ended = await removal(service, { revoke: true });
  await clock.advance(grace - 1);
  expect(ended).toEqual([]);
  await clock.advance(1);
  expect(ended).toEqual([{ account, report: { ok: true, value: { revocation: 'revoked' } } }]);
  expect(error(await service.undoRemoval(anna)).code).toBe('account_not_found');
});

test('undone, it is listed again as the vault has it, and stays', async () => {
  const { clock, file, server, open, seed } = await office();
  const account = seed('anna');
  const { service } = await open();
  const told: AccountsChange[] = [];
  service.onChange((change) => told.push(change));
  const ended = await removal(service, { revoke: true });
  file.accounts.set(anna, { ...account, autoRefresh: false });
  expect(value(await service.undoRemoval(anna)).autoRefresh).toBe(false);
  expect(service.get(anna)?.autoRefresh).toBe(false);
  expect(told.at(-1)?.changed.map(({ id }) => id)).toEqual([anna]);
  await clock.advance(hour);
  expect([ended, server.revoked, labels(service)]).toEqual([[], [], ['anna']]);
  expect(clock.timers()).toEqual([]);
  expect(error(await service.undoRemoval(anna)).code).toBe('account_not_found');
});

test('undone in the last moment, it stays, also while another is being named', async () => {
  const { clock, file, open, seed } = await office();
  seed('anna');
  seed('ben');
  const { service, vault } = await open();
  const ended = await removal(service);
  await clock.advance(grace - 1);
  const writing = gate();
  vault.beforeNextCommit(() => writing.opened);
  const renamed = service.rename(idOf('ben'), 'Ben');
  await settled();
  const undone = service.undoRemoval(anna);
  await clock.advance(hour);
  writing.open();
  value(await renamed);
  expect(value(await undone).label).toBe('anna');
  expect([ended, file.accounts.size, labels(service).length]).toEqual([[], 2, 2]);
});

test('it can be removed again after it was undone', async () => {
  const { clock, file, open, seed } = await office();
  seed('anna');
  const { service } = await open();
  const first = await removal(service);
  await clock.advance(grace / 2);
  value(await service.undoRemoval(anna));
  const second = await removal(service);
  await clock.advance(grace - 1);
  expect(file.accounts.size).toBe(1);
  await clock.advance(1);
  expect([first.length, second.length, file.accounts.size]).toEqual([0, 1, 0]);
});

test('a second removal of what leaves already fails, also at the same moment', async () => {
  const { clock, open, seed } = await office();
  seed('anna');
  const { service } = await open();
  let ends = 0;
  const ask = () => service.removeLater(anna, { revoke: false, graceMs: grace }, () => (ends += 1));
  const both = await Promise.all([ask(), ask()]);
  expect(both.map(({ ok }) => ok)).toEqual([true, false]);
  expect(error(await ask()).code).toBe('account_not_found');
  await clock.advance(hour);
  expect(ends).toBe(1);
});

test('of no account, and from a vault that cannot be read', async () => {
  const { open, seed } = await office();
  seed('anna');
  const { service, vault } = await open();
  const ask = (id: Account['id']) => service.removeLater(id, { revoke: false, graceMs: grace }, () => {});
  expect(error(await ask(idOf('nobody'))).code).toBe('account_not_found');
  expect(error(await service.undoRemoval(anna)).code).toBe('account_not_found');
  vault.failReads(appError('vault_busy'));
  expect(error(await ask(anna)).code).toBe('vault_busy');
  expect(labels(service)).toEqual(['anna']);
});

describe('nothing brings it back meanwhile', () => {
  test('not a refresh that ends: its tokens are kept, for the case that it is undone', async () => {
    const { clock, server, file, open, seed } = await office();
    const before = seed('anna', expired(clock));
    const { service } = await open();
    const answering = gate();
    server.ways.instead = async () => {
      await answering.opened;
      return undefined;
    };
    const asked = service.tokenFor(anna);
    await settled();
    const told: AccountsChange[] = [];
    service.onChange((change) => told.push(change));
    await removal(service);
    answering.open();
    const token = value(await asked).accessToken.reveal();
    expect(told).toEqual([{ changed: [], removed: [anna] }]);
    expect(service.list()).toEqual([]);
    expect(file.tokens.get(anna)?.accessToken.reveal()).toBe(token);
    expect(value(await service.undoRemoval(anna)).issuedAt).toBeGreaterThan(before.issuedAt);
    expect(value(await service.tokenFor(anna)).accessToken.reveal()).toBe(token);
  });

  test('not a refresh that fails', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', expired(clock));
    const { service } = await open();
    const answering = gate();
    server.ways.instead = async () => {
      await answering.opened;
      return { ok: false, error: appError('network') };
    };
    const asked = service.tokenFor(anna);
    await settled();
    await removal(service);
    answering.open();
    expect(error(await asked).code).toBe('network');
    expect(service.list()).toEqual([]);
  });

  test('not what another process commits, nor looking at it', async () => {
    const { open, seed } = await office();
    seed('anna');
    const [window, shell] = [await open('window'), await open('shell')];
    const told: AccountsChange[] = [];
    window.service.onChange((change) => told.push(change));
    await removal(window.service);
    value(await shell.service.rename(anna, 'Anna of the shell'));
    value(await window.service.setAutoRefresh(anna, false));
    await settled();
    expect(told).toEqual([{ changed: [], removed: [anna] }]);
    expect(window.service.list()).toEqual([]);
    expect(value(await window.service.undoRemoval(anna))).toMatchObject({
      label: 'Anna of the shell',
      autoRefresh: false,
    });
  });

  test('and no refresh is begun, neither by itself nor when asked for', async () => {
    const { clock, server, open, seed } = await office();
    seed('anna', { expiresAt: clock.now() + 5 * minute + 5 * second, issuedAt: clock.now() - 55 * minute });
    const { service } = await open();
    service.startKeepingFresh();
    await removal(service);
    await clock.advance(grace - 1);
    expect(error(await service.refresh(anna)).code).toBe('account_not_found');
    expect(error(await service.tokenFor(anna)).code).toBe('account_not_found');
    expect(server.http.requests).toEqual([]);
    await service.stop();
  });

  test('not even one that waits for its turn', async () => {
    const { clock, server, open, seed } = await office();
    const busy = ['a', 'b', 'c'].map((name) => seed(name, expired(clock)).id);
    seed('anna', expired(clock));
    const { service } = await open();
    const answering = gate();
    server.ways.instead = async () => {
      await answering.opened;
      return undefined;
    };
    const others = busy.map((id) => service.tokenFor(id));
    await settled();
    const waiting = service.tokenFor(anna);
    await settled();
    await removal(service);
    answering.open();
    await Promise.all(others);
    expect(error(await waiting).code).toBe('account_not_found');
    expect(server.count('/token refresh_token')).toBe(3);
  });
});

test('undone, it is kept fresh again', async () => {
  const { clock, server, open, seed } = await office();
  seed('anna');
  const { service } = await open();
  service.startKeepingFresh();
  await removal(service);
  value(await service.undoRemoval(anna));
  await clock.advance(hour);
  expect(server.count('/token refresh_token')).toBeGreaterThan(0);
  await service.stop();
});

test('a name that was given to another meanwhile comes back with a number', async () => {
  const { file, open, seed } = await office();
  seed('anna', { label: 'Work' });
  seed('ben');
  const { service } = await open();
  await removal(service);
  value(await service.rename(idOf('ben'), 'work'));
  expect(value(await service.undoRemoval(anna)).label).toBe('Work 2');
  expect(file.accounts.get(anna)?.label).toBe('Work 2');
  expect(labels(service).toSorted()).toEqual(['Work 2', 'work']);
});

test.each<[string, AppError]>([
  ['busy', appError('vault_busy')],
  ['full', appError('vault_unreadable')],
])('a removal that fails for a vault that is %s lists it again, and says so', async (_what, failure) => {
  const { clock, file, open, seed } = await office();
  seed('anna');
  const { service, vault } = await open();
  const ended = await removal(service);
  vault.failCommits(failure);
  await clock.advance(grace);
  expect(ended.map(({ report }) => error(report).code)).toEqual([failure.code]);
  expect(labels(service)).toEqual(['anna']);
  expect(file.accounts.size).toBe(1);
});

test('undone while the vault cannot be read, it is listed as it was known last', async () => {
  const { clock, file, open, seed } = await office();
  seed('anna');
  const { service, vault } = await open();
  const ended = await removal(service);
  vault.failReads(appError('vault_busy'));
  expect(value(await service.undoRemoval(anna)).label).toBe('anna');
  expect(labels(service)).toEqual(['anna']);
  await clock.advance(hour);
  expect([ended.length, file.accounts.size]).toEqual([0, 1]);
});

test.each([
  [false, 'skipped'],
  [true, { code: 'account_not_found' }],
])('removed by another process meanwhile, it is gone; to be revoked: %s', async (revoke, revocation) => {
  const { clock, open, seed } = await office();
  seed('anna');
  const [window, shell] = [await open('window'), await open('shell')];
  const ended = await removal(window.service, { revoke });
  value(await shell.service.remove(anna, { revoke: false }));
  await settled();
  await clock.advance(grace);
  expect(ended.map(({ report }) => value(report).revocation)).toEqual([revocation]);
  expect(window.service.list()).toEqual([]);
});

test('undoing what another process has removed says that it is gone', async () => {
  const { open, seed } = await office();
  seed('anna');
  const [window, shell] = [await open('window'), await open('shell')];
  await removal(window.service);
  value(await shell.service.remove(anna, { revoke: false }));
  await settled();
  expect(error(await window.service.undoRemoval(anna)).code).toBe('account_not_found');
  expect(window.service.list()).toEqual([]);
});

describe('signed in again since, it stays', () => {
  test('although the sign-in was begun before the removal, and its new tokens are not revoked', async () => {
    const at = await office();
    at.seed('anna');
    const { service } = await at.open();
    const signIn = value(await service.beginSignInAgain(anna, {}, ignore));
    await queryOf(signIn);
    const ended = await removal(service, { revoke: true });
    expect((await allow(at, signIn, annaHerself)).kind).toBe('done');
    const token = at.file.tokens.get(anna)?.accessToken.reveal();
    await at.clock.advance(grace);
    expect(labels(service)).toEqual(['anna']);
    expect([ended, at.server.revoked]).toEqual([[], []]);
    expect(value(await service.tokenFor(anna)).accessToken.reveal()).toBe(token);
    const second = await removal(service);
    await at.clock.advance(grace);
    expect([second.length, at.file.accounts.size]).toEqual([1, 0]);
  });

  test('in another process, at the last instant before it is removed', async () => {
    const at = await office();
    at.seed('anna');
    const [window, shell] = [await at.open('window'), await at.open('shell')];
    const signIn = value(await shell.service.beginSignInAgain(anna, {}, ignore));
    await queryOf(signIn);
    const ended = await removal(window.service);
    window.vault.beforeNextCommit(() => allow(at, signIn, annaHerself));
    await at.clock.advance(grace);
    await until(() => labels(window.service).length > 0);
    const known = window.service.get(anna);
    expect(known).toEqual(at.file.accounts.get(anna));
    expect([ended, known?.label]).toEqual([[], 'anna']);
  });

  test('while its old tokens are being revoked', async () => {
    const at = await office();
    at.seed('anna');
    const { service } = await at.open();
    const signIn = value(await service.beginSignInAgain(anna, {}, ignore));
    await queryOf(signIn);
    const ended = await removal(service, { revoke: true });
    const answering = gate();
    at.server.ways.instead = async (_sent, path) => {
      if (path === '/revoke') await answering.opened;
      return undefined;
    };
    await at.clock.advance(grace);
    expect((await allow(at, signIn, annaHerself)).kind).toBe('done');
    answering.open();
    await until(() => labels(service).length > 0);
    const tokens = at.file.tokens.get(anna);
    expect(at.server.revoked).not.toContain(tokens?.refreshToken?.reveal());
    expect(at.server.revoked).not.toContain(tokens?.accessToken.reveal());
    expect(ended).toEqual([]);
  });

  test('and not where that was before: what was signed in just now can be removed', async () => {
    const at = await office();
    at.seed('anna');
    const { service } = await at.open();
    await allow(at, value(await service.beginSignInAgain(anna, {}, ignore)), annaHerself);
    const ended = await removal(service, { revoke: true });
    await at.clock.advance(grace);
    expect([ended.length, at.file.accounts.size]).toEqual([1, 0]);
  });

  test('and not where the vault cannot tell: then nothing is removed, and that is said', async () => {
    const at = await office();
    at.seed('anna');
    const { service, vault } = await at.open();
    const ended = await removal(service, { revoke: true });
    const reading = vault.recentEvents;
    vault.recentEvents = async () => ({ ok: false, error: appError('vault_busy') });
    await at.clock.advance(grace);
    vault.recentEvents = reading;
    expect(ended.map(({ report }) => error(report).code)).toEqual(['vault_busy']);
    expect([labels(service), at.server.revoked]).toEqual([['anna'], []]);
  });
});

describe('on stopping', () => {
  test('what leaves is removed at once', async () => {
    const { clock, file, server, open, seed } = await office();
    seed('anna');
    seed('ben');
    const { service } = await open();
    service.startKeepingFresh();
    const ended = [await removal(service, { revoke: true }), await removal(service, { id: idOf('ben') })];
    await service.stop();
    expect(ended.flat().map(({ report }) => value(report).revocation)).toEqual(['revoked', 'skipped']);
    expect(file.accounts.size).toBe(0);
    expect(server.revoked).toHaveLength(2);
    expect(clock.timers()).toEqual([]);
    expect(clock.jumpListeners()).toBe(0);
  });

  test('it does not wait for another process that refreshes', async () => {
    const { clock, file, open, seed } = await office();
    seed('anna');
    file.leases.set(anna, { holder: 'shell', until: clock.now() + minute });
    const { service } = await open();
    await removal(service, { revoke: true });
    await service.stop();
    expect(file.accounts.size).toBe(0);
  });

  test('nothing is begun any more', async () => {
    const { clock, file, open, seed } = await office();
    seed('anna');
    const { service } = await open();
    const asked = service.removeLater(anna, { revoke: false, graceMs: grace }, () => {});
    await service.stop();
    expect(error(await asked).code).toBe('vault_locked');
    await clock.advance(hour);
    expect(file.accounts.size).toBe(1);
  });
});

test('where the process ends in the meantime nothing is lost', async () => {
  const { open, seed } = await office();
  seed('anna');
  const killed = await open('killed');
  await removal(killed.service);
  const { service } = await open('next');
  expect(labels(service)).toEqual(['anna']);
  expect(value(await service.tokenFor(anna)).tokenType).toBe('Bearer');
});

test('a sleep ends the time, as nobody looks at the offer any more', async () => {
  const { clock, file, open, seed } = await office();
  seed('anna');
  const { service } = await open();
  await removal(service);
  await clock.jumpTo(clock.now() - 24 * hour);
  expect(file.accounts.size).toBe(0);
});

test('a listener that throws does no harm', async () => {
  const { clock, file, open, seed } = await office();
  seed('anna');
  const { service, log } = await open();
  value(
    await service.removeLater(anna, { revoke: false, graceMs: grace }, () => {
      throw new TypeError('view');
    }),
  );
  await clock.advance(grace);
  expect(file.accounts.size).toBe(0);
  expect(log.entries.filter(({ event }) => event === 'internal')).toMatchObject([
    { fields: { where: 'leaving', name: 'TypeError' } },
  ]);
  await service.stop();
});
