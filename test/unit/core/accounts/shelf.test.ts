import { describe, expect, test } from 'vitest';
import { createBook } from '../../../../main/core/accounts/book.ts';
import { followOthers } from '../../../../main/core/accounts/following.ts';
import { createShelf } from '../../../../main/core/accounts/shelf.ts';
import { oneAtATime } from '../../../../main/core/accounts/waiting.ts';
import type { ForeignChanges } from '../../../../main/core/vault/vault.ts';
import { settled } from '../../../support/fake-clock.ts';
import { fakeLog } from '../../../support/fake-log.ts';
import { gate, idOf, office, value } from './desk.ts';

const anna = idOf('anna');

/** A shelf over a vault whose reading of accounts and whose news from outside the test holds in its hands. */
async function shelfInHand() {
  const { clock, file, seed } = await office();
  const account = seed('anna');
  const memory = file.open();
  let held: Promise<void> = Promise.resolve();
  let tell = (_: ForeignChanges): void => {};
  const vault: typeof memory = {
    ...memory,
    async account(id) {
      const waitFor = held;
      held = Promise.resolve();
      const found = await memory.account(id);
      await waitFor;
      return found;
    },
    onForeignChanges(listener) {
      tell = listener;
      return () => {};
    },
  };
  const log = fakeLog();
  const book = createBook(clock, log, [account]);
  const shelf = createShelf(vault, book, log);
  followOthers(vault, book, shelf, log);
  return {
    account,
    book,
    file,
    shelf,
    holdNextRead(until: Promise<void>) {
      held = until;
    },
    tell: (changes: ForeignChanges) => tell(changes),
  };
}

describe('what is in memory', () => {
  test('is not put back by a reading that began before a commit and ended after', async () => {
    const { account, book, shelf, holdNextRead } = await shelfInHand();
    const held = gate();
    holdNextRead(held.opened);
    const reading = shelf.read(anna);
    await settled();
    value(await shelf.commit([{ op: 'put_account', account: { ...account, label: 'New' } }]));
    held.open();
    expect(value(await reading).label).toBe('New');
    expect(book.get(anna)?.label).toBe('New');
  });

  test('is not brought to life by a reading that began before a removal', async () => {
    const { book, shelf, holdNextRead } = await shelfInHand();
    const held = gate();
    holdNextRead(held.opened);
    const reading = shelf.read(anna);
    await settled();
    value(await shelf.commit([{ op: 'remove_account', accountId: anna }]));
    held.open();
    expect((await reading).ok).toBe(false);
    expect(book.list()).toEqual([]);
  });

  test('is not put back by late news of another process', async () => {
    const { account, book, shelf, tell } = await shelfInHand();
    value(await shelf.commit([{ op: 'put_account', account: { ...account, label: 'New' } }]));
    tell({ changed: [{ ...account, label: 'Older news' }], removed: [] });
    await settled();
    expect(book.get(anna)?.label).toBe('New');
  });
});

test('jobs of one key run one after the other, also after one that failed; those of other keys do not wait', async () => {
  const jobs = oneAtATime<string>();
  const started: string[] = [];
  const held = gate();
  const failing = jobs.run('a', async () => {
    started.push('a1');
    await held.opened;
    throw new Error('its own mistake');
  });
  const next = jobs.run('a', async () => started.push('a2'));
  await jobs.run('b', async () => started.push('b1'));
  expect(started).toEqual(['a1', 'b1']);
  held.open();
  await expect(failing).rejects.toThrow('its own mistake');
  await next;
  expect(started).toEqual(['a1', 'b1', 'a2']);
});
