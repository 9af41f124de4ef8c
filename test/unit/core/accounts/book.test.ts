import { describe, expect, test } from 'vitest';
import { isSame } from '../../../../main/core/accounts/book.ts';
import type { AccountsChange } from '../../../../main/core/accounts/service.ts';
import { settled } from '../../../support/fake-clock.ts';
import { idOf, office, value } from './desk.ts';

describe('being the same', () => {
  test.each<[unknown, unknown, boolean]>([
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: 1, b: undefined }, { a: 1 }, true],
    [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 2 }] } }, true],
    [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 3 }] } }, false],
    [{ a: [1, 2] }, { a: [2, 1] }, false],
    [{ a: [1] }, { a: [1, 2] }, false],
    [{ a: [] }, { a: {} }, false],
    [{ a: null }, { a: {} }, false],
    [{ a: 0 }, { a: '0' }, false],
    [undefined, {}, false],
  ])('%j and %j: %s', (one, other, same) => {
    expect(isSame(one, other)).toBe(same);
    expect(isSame(other, one)).toBe(same);
  });
});

test('what another process commits is told once, and not at all where it is known already', async () => {
  const { open, seed } = await office();
  const account = seed('anna');
  const [window, shell] = [await open('window'), await open('shell')];
  const told: AccountsChange[] = [];
  window.service.onChange((change) => told.push(change));
  const before = window.service.list();
  // As another decoder would have it.
  const turned = Object.fromEntries(Object.entries(account).reverse()) as unknown as typeof account;
  value(await shell.vault.commit([{ op: 'put_account', account: turned }]));
  await settled();
  expect(told).toEqual([]);
  expect(window.service.list()).toBe(before);
  value(await shell.vault.commit([{ op: 'put_account', account: { ...turned, label: 'Anna' } }]));
  await settled();
  expect(told.map(({ changed }) => changed.map(({ label }) => label))).toEqual([['Anna']]);
});

test('each listener is told until it stops, also one that was given twice', async () => {
  const { open, seed } = await office();
  seed('anna');
  const { service } = await open();
  let told = 0;
  const listener = (): void => {
    told += 1;
  };
  const stops = [service.onChange(listener), service.onChange(listener)];
  value(await service.rename(idOf('anna'), 'one'));
  expect(told).toBe(2);
  stops[0]?.();
  stops[0]?.();
  value(await service.rename(idOf('anna'), 'two'));
  expect(told).toBe(3);
  stops[1]?.();
  value(await service.rename(idOf('anna'), 'three'));
  await settled();
  expect(told).toBe(3);
});
