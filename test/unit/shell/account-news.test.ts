import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Account, AccountId } from '../../../main/core/accounts/account.ts';
import type { AccountsChange } from '../../../main/core/accounts/service.ts';
import { gatherAccountNews } from '../../../main/shell/account-news.ts';
import type { Events } from '../../../preload/contract.ts';
import { account } from './fixtures.ts';

function setUp() {
  const held = new Map<AccountId, Account>();
  const listeners = new Set<(change: AccountsChange) => void>();
  const sent: Events['accountsChanged'][] = [];
  const news = gatherAccountNews(
    {
      get: (id) => held.get(id),
      status: () => ({ kind: 'valid' }),
      nextRefreshAt: () => undefined,
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    (value) => sent.push(value),
  );
  const tell = (change: AccountsChange): void => {
    for (const one of change.changed) held.set(one.id, one);
    for (const id of change.removed) held.delete(id);
    for (const listener of listeners) listener(change);
  };
  return { sent, news, tell, listeners };
}

it('sends a hundred changes of one turn as one message, of the changed accounts only', async () => {
  const { sent, tell } = setUp();
  for (let index = 0; index < 100; index += 1) tell({ changed: [account({ id: `a${index}` })], removed: [] });
  expect(sent).toEqual([]);
  await setImmediate();
  expect(sent).toHaveLength(1);
  expect(sent[0]?.changed.map((view) => view.id)).toEqual(
    Array.from({ length: 100 }, (_, index) => `a${index}`),
  );
  tell({ changed: [account({ id: 'a5' })], removed: [] });
  await setImmediate();
  expect(sent[1]?.changed.map((view) => view.id)).toEqual(['a5']);
});

it('sends each account once, as it is at the end of the turn', async () => {
  const { sent, tell } = setUp();
  tell({ changed: [account({ label: 'before' })], removed: [] });
  tell({ changed: [account({ label: 'after' })], removed: [] });
  await setImmediate();
  expect(sent.map(({ changed }) => changed.map((view) => view.label))).toEqual([['after']]);
});

it('an account changed and removed in one turn is only removed, one that came back is only changed', async () => {
  const { sent, tell } = setUp();
  tell({ changed: [account({ id: 'gone' })], removed: [] });
  tell({ changed: [], removed: ['gone' as AccountId, 'back' as AccountId] });
  tell({ changed: [account({ id: 'back' })], removed: [] });
  await setImmediate();
  expect(sent).toHaveLength(1);
  expect(sent[0]?.removed).toEqual(['gone']);
  expect(sent[0]?.changed.map((view) => view.id)).toEqual(['back']);
});

it('flushes at once when asked, and then has nothing left to send', async () => {
  const { sent, news, tell } = setUp();
  tell({ changed: [account()], removed: [] });
  news.flush();
  expect(sent).toHaveLength(1);
  await setImmediate();
  news.flush();
  expect(sent).toHaveLength(1);
});

it('sends nothing after it was stopped', async () => {
  const { sent, news, tell, listeners } = setUp();
  tell({ changed: [account()], removed: [] });
  news.stop();
  await setImmediate();
  expect(sent).toEqual([]);
  expect(listeners.size).toBe(0);
});
