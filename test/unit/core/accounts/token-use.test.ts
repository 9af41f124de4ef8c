// When a token was copied is remembered with the account, and never at the cost of anything else.
import { expect, test } from 'vitest';
import { appError } from '../../../../main/core/errors.ts';
import { settled } from '../../../support/fake-clock.ts';
import { gate, idOf, office, second, value } from './desk.ts';

const anna = idOf('anna');

test('a copy is remembered with the account, in the commit of its event', async () => {
  const { clock, file, open, seed } = await office();
  seed('anna');
  const { service, vault } = await open();
  await clock.advance(second);
  await service.noteEvent(anna, 'copied');
  expect(file.accounts.get(anna)?.lastCopiedAt).toBe(clock.now());
  expect(service.get(anna)?.lastCopiedAt).toBe(clock.now());
  expect(value(await service.recentEvents(anna, 9))).toEqual([{ kind: 'copied', at: clock.now() }]);
  expect(vault.calls['commit']).toBe(1);
});

test('other events leave the account as it is', async () => {
  const { file, open, seed } = await office();
  const account = seed('anna');
  const { service } = await open();
  await service.noteEvent(anna, 'token_rejected');
  expect(file.accounts.get(anna)).toEqual(account);
  expect(value(await service.recentEvents(anna, 9))).toMatchObject([{ kind: 'token_rejected' }]);
});

test('a refresh at the same time loses nothing, nor does the copy', async () => {
  const { server, file, open, seed } = await office();
  seed('anna');
  const { service } = await open();
  const answering = gate();
  server.ways.instead = async () => {
    await answering.opened;
    return undefined;
  };
  const before = file.tokens.get(anna)?.accessToken.reveal();
  const refreshed = service.refresh(anna);
  await settled();
  answering.open();
  await Promise.all([refreshed, service.noteEvent(anna, 'copied')]);
  const after = file.accounts.get(anna);
  expect(after?.lastCopiedAt).toBeDefined();
  expect(value(await refreshed).issuedAt).toBe(after?.issuedAt);
  expect(file.tokens.get(anna)?.accessToken.reveal()).not.toBe(before);
});

test('another process that is faster loses nothing either', async () => {
  const { clock, file, open, seed } = await office();
  seed('anna');
  const [window, shell] = [await open('window'), await open('shell')];
  window.vault.beforeNextCommit(() => shell.service.rename(anna, 'Anna'));
  await window.service.noteEvent(anna, 'copied');
  expect(file.accounts.get(anna)).toMatchObject({ label: 'Anna', lastCopiedAt: clock.now() });
});

test('what cannot be kept is only logged', async () => {
  const { file, open, seed } = await office();
  seed('anna');
  const { service, vault, log } = await open();
  vault.failCommits(appError('vault_busy'));
  await service.noteEvent(anna, 'copied');
  await service.noteEvent(idOf('nobody'), 'copied');
  expect(file.accounts.get(anna)?.lastCopiedAt).toBeUndefined();
  expect(log.entries.filter(({ event }) => event === 'event.not_kept').map(({ fields }) => fields)).toEqual([
    { account: anna, kind: 'copied', code: 'vault_busy' },
    { account: 'nobody', kind: 'copied', code: 'account_not_found' },
  ]);
});
