// Test equipment. What every store of the vault must do, as tests that the real one and the one in memory both run.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { RecordChange, VaultStore } from '../../main/core/ports.ts';
import { okValue } from './result.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** The `seq` given to a change. */
function committed(store: VaultStore, change: RecordChange): number {
  return okValue(store.commit([change])) ?? Number.NaN;
}

/** `open` gives two connections to the same new content, as two processes have them. */
export function testVaultStore(name: string, open: () => readonly [VaultStore, VaultStore]): void {
  const opened = () => {
    const stores = open();
    onTestFinished(() => {
      for (const store of stores) {
        store.close();
      }
    });
    return stores;
  };

  describe(`${name} as a store`, () => {
    test('keeps what was committed, and other connections see it', () => {
      const [one, other] = opened();
      const seq = okValue(
        one.commit([
          { op: 'put', kind: 'account', id: 'a', sealed: bytes('A') },
          { op: 'put', kind: 'tokens', id: 'a', sealed: bytes('T') },
        ]),
      );
      expect(okValue(other.get('account', 'a'))).toEqual({
        kind: 'account',
        id: 'a',
        seq,
        sealed: bytes('A'),
      });
      expect(okValue(other.get('tokens', 'a'))?.sealed).toEqual(bytes('T'));
      expect(okValue(other.get('client', 'a'))).toBeUndefined();
    });

    test('gives growing places in the order of commits, over all connections and kinds', () => {
      const [one, other] = opened();
      const first = committed(one, { op: 'put', kind: 'account', id: 'a', sealed: bytes('1') });
      const second = committed(other, { op: 'put', kind: 'client', id: 'c', sealed: bytes('2') });
      const third = committed(one, { op: 'put', kind: 'account', id: 'b', sealed: bytes('3') });
      expect(second).toBeGreaterThan(first);
      expect(third).toBeGreaterThan(second);
      expect(okValue(other.changedSince('account', 0)).map(({ id }) => id)).toEqual(['a', 'b']);
      expect(okValue(other.changedSince('account', first)).map(({ id }) => id)).toEqual(['b']);
      expect(okValue(other.changedSince('account', third))).toEqual([]);
    });

    test('writes nothing where a record is not as expected', () => {
      const [one, other] = opened();
      const put = (text: string) => ({ op: 'put', kind: 'account', id: 'a', sealed: bytes(text) }) as const;
      const expected = (seq: number, id = 'a') => ({ op: 'expect', kind: 'account', id, seq }) as const;
      const further = [
        { op: 'put', kind: 'tokens', id: 'a', sealed: bytes('T') },
        { op: 'append_event', event: { accountId: 'a', at: 1, sealed: bytes('E') } },
        { op: 'release_lease', name: 'x', holder: 'A' },
      ] as const;
      okValue(one.takeLease('x', 'A', 1000, 2000));
      const first = committed(one, put('1'));
      const second = okValue(other.commit([expected(first), put('2')])) ?? 0;
      expect(second).toBeGreaterThan(first);

      expect(okValue(one.commit([expected(first), put('3'), ...further]))).toBeUndefined();
      expect(okValue(one.commit([put('3'), ...further, expected(first)]))).toBeUndefined();
      expect(okValue(one.commit([expected(second), expected(1, 'never there'), put('3')]))).toBeUndefined();
      expect(okValue(other.get('account', 'a'))).toMatchObject({ seq: second, sealed: bytes('2') });
      expect(okValue(other.get('tokens', 'a'))).toBeUndefined();
      expect(okValue(other.recentEvents('a', 1))).toEqual([]);
      expect(okValue(other.takeLease('x', 'B', 1001, 2001)).kind).toBe('held');

      okValue(other.commit([{ op: 'remove', kind: 'account', id: 'a' }]));
      const removed = okValue(one.get('account', 'a'))?.seq ?? 0;
      for (const seq of [second, removed]) {
        expect(okValue(one.commit([expected(seq), put('3')]))).toBeUndefined();
      }
      expect(okValue(other.get('account', 'a'))?.sealed).toBeUndefined();
    });

    test('tells of a removal to those who read before it, and only to them', () => {
      const [one, other] = opened();
      const put = committed(one, { op: 'put', kind: 'account', id: 'a', sealed: bytes('A') });
      const removed = committed(one, { op: 'remove', kind: 'account', id: 'a' });
      expect(okValue(other.changedSince('account', 0))).toEqual([]);
      expect(okValue(other.changedSince('account', put))).toEqual([
        { kind: 'account', id: 'a', seq: removed, sealed: undefined },
      ]);
      okValue(one.commit([{ op: 'remove', kind: 'account', id: 'a' }]));
      expect(okValue(other.changedSince('account', removed))).toEqual([]);
      okValue(one.commit([{ op: 'remove', kind: 'account', id: 'never there' }]));
      expect(okValue(other.changedSince('account', removed))).toEqual([]);
    });

    test('lets the first value of a name stand', () => {
      const [one, other] = opened();
      expect(okValue(one.getMeta('id'))).toBeUndefined();
      expect(okValue(one.putMetaOnce('id', 'first'))).toBe('first');
      expect(okValue(other.putMetaOnce('id', 'second'))).toBe('first');
      expect(okValue(one.getMeta('id'))).toBe('first');
    });

    test('lends a lease to one holder at a time', () => {
      const [one, other] = opened();
      expect(okValue(one.takeLease('x', 'A', 1000, 2000))).toEqual({ kind: 'taken', interrupted: false });
      expect(okValue(other.takeLease('x', 'B', 1999, 2999))).toEqual({ kind: 'held', until: 2000 });
      expect(okValue(other.takeLease('y', 'B', 1999, 2999))).toEqual({ kind: 'taken', interrupted: false });
      expect(okValue(one.takeLease('x', 'A', 1999, 2999))).toEqual({ kind: 'taken', interrupted: false });
      okValue(other.releaseLease('x', 'B'));
      expect(okValue(other.takeLease('x', 'B', 2000, 3000))).toEqual({ kind: 'held', until: 2999 });
      okValue(one.releaseLease('x', 'A'));
      expect(okValue(other.takeLease('x', 'B', 2000, 3000))).toEqual({ kind: 'taken', interrupted: false });
    });

    test('says that an exchange was interrupted when a lease runs out in other hands', () => {
      const [one, other] = opened();
      okValue(one.takeLease('x', 'A', 1000, 2000));
      expect(okValue(other.takeLease('x', 'B', 2000, 3000))).toEqual({ kind: 'taken', interrupted: true });
      expect(okValue(one.takeLease('x', 'A', 2500, 3500))).toEqual({ kind: 'held', until: 3000 });
      expect(okValue(other.takeLease('x', 'B', 9000, 9999))).toEqual({ kind: 'taken', interrupted: false });
    });

    test('gives a lease back with a commit, but nobody else’s', () => {
      const [one, other] = opened();
      okValue(one.takeLease('x', 'A', 1000, 2000));
      okValue(one.takeLease('y', 'A', 1000, 2000));
      okValue(other.commit([{ op: 'release_lease', name: 'x', holder: 'B' }]));
      expect(okValue(other.takeLease('x', 'B', 1001, 2001))).toEqual({ kind: 'held', until: 2000 });
      okValue(one.commit([{ op: 'release_lease', name: 'x', holder: 'A' }]));
      expect(okValue(other.takeLease('x', 'B', 1001, 2001))).toEqual({ kind: 'taken', interrupted: false });
      expect(okValue(other.takeLease('y', 'B', 1001, 2001))).toEqual({ kind: 'held', until: 2000 });
    });

    test('keeps the newest hundred events of each account, newest first', () => {
      const [one, other] = opened();
      const append = (accountId: string, at: number, sealed: string) =>
        okValue(one.commit([{ op: 'append_event', event: { accountId, at, sealed: bytes(sealed) } }]));
      append('b', 1, 'b');
      for (let at = 1; at <= 130; at += 1) {
        append('a', at, `${at}`);
      }
      const events = okValue(other.recentEvents('a', 500));
      expect(events.map(({ at }) => at)).toEqual(Array.from({ length: 100 }, (_, index) => 130 - index));
      expect(events[0]).toEqual({ accountId: 'a', at: 130, sealed: bytes('130') });
      expect(okValue(other.recentEvents('a', 3)).map(({ at }) => at)).toEqual([130, 129, 128]);
      okValue(one.commit([{ op: 'remove_events', accountId: 'a' }]));
      expect(okValue(other.recentEvents('a', 500))).toEqual([]);
      expect(okValue(other.recentEvents('b', 500))).toHaveLength(1);
    });

    test('calls back after a commit of another connection, not after one of its own', async () => {
      const [one, other] = opened();
      let notices = 0;
      const stop = one.onForeignCommit(() => {
        notices += 1;
      });
      okValue(one.commit([{ op: 'put', kind: 'account', id: 'own', sealed: bytes('A') }]));
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(notices).toBe(0);
      okValue(other.commit([{ op: 'put', kind: 'account', id: 'foreign', sealed: bytes('A') }]));
      await expect.poll(() => notices, { timeout: 5000 }).toBe(1);
      stop();
      okValue(other.commit([{ op: 'put', kind: 'account', id: 'later', sealed: bytes('A') }]));
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(notices).toBe(1);
    });
  });
}
