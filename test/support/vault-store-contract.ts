// Test equipment. What every store of the vault must do, as tests that the real one and the one in memory both run.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { RecordChange, Resealing, VaultStore } from '../../main/core/ports.ts';
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

    test('sets small values and removes them, and finds them by how their names begin', () => {
      const [one, other] = opened();
      okValue(one.setMeta({ name: 'unused b', value: '1' }));
      okValue(one.setMeta({ name: 'unused a', value: '2' }));
      okValue(one.setMeta({ name: 'Unused c', value: '3' }));
      okValue(one.setMeta({ name: 'unused a', value: '4' }));
      expect(okValue(other.getMeta('unused a'))).toBe('4');
      expect(okValue(other.metaNames('unused '))).toEqual(['unused a', 'unused b']);
      expect(okValue(other.metaNames('unused %'))).toEqual([]);
      okValue(other.setMeta({ name: 'unused a', value: undefined }));
      okValue(other.setMeta({ name: 'never there', value: undefined }));
      expect(okValue(one.getMeta('unused a'))).toBeUndefined();
      expect(okValue(one.metaNames('unused '))).toEqual(['unused b']);
    });

    test('commits nothing and gives no lease where a small value is another', () => {
      const [one, other] = opened();
      const put = { op: 'put', kind: 'account', id: 'a', sealed: bytes('A') } as const;
      const keyIs = (value: string | undefined) => ({ name: 'key', value });
      const commit = (value: string | undefined) =>
        okValue(one.commit([put, { op: 'expect_meta', meta: keyIs(value) }]));
      const lease = (value: string | undefined) =>
        okValue(one.takeLease('x', 'A', 1, 2, { expected: keyIs(value), behind: undefined })).kind;
      expect([commit('new'), lease('new')]).toEqual([undefined, 'refused']);
      expect(okValue(one.get('account', 'a'))).toBeUndefined();
      expect([commit(undefined), lease(undefined)]).toEqual([1, 'taken']);
      okValue(other.setMeta(keyIs('new')));
      expect([commit(undefined), lease(undefined)]).toEqual([undefined, 'refused']);
      expect([commit('new'), lease('new')]).toEqual([2, 'taken']);
    });

    test('lends nothing behind a lease that is held, whoever asks', () => {
      const [one, other] = opened();
      const take = (now: number) =>
        okValue(
          one.takeLease('x', 'A', now, now + 10, {
            expected: { name: 'key', value: undefined },
            behind: 'gate',
          }),
        );
      okValue(other.takeLease('gate', 'B', 1000, 2000));
      expect(take(1999)).toEqual({ kind: 'held', until: 2000 });
      expect(okValue(other.takeLease('x', 'B', 1999, 2999))).toEqual({ kind: 'taken', interrupted: false });
      okValue(other.releaseLease('x', 'B'));
      expect(take(2000).kind).toBe('taken');
      okValue(other.takeLease('gate', 'B', 2000, 3000));
      okValue(other.releaseLease('gate', 'B'));
      expect(take(2005).kind).toBe('taken');
    });

    describe('sealing everything anew', () => {
      const sealed = (seal: number, length = 40) => new Uint8Array(length).fill(seal);

      function filled() {
        const [one, other] = opened();
        okValue(one.takeLease('turn', 'A', 1000, 2000));
        okValue(
          one.commit([
            { op: 'put', kind: 'client', id: 'c', sealed: sealed(1) },
            { op: 'put', kind: 'account', id: 'a', sealed: sealed(2) },
            { op: 'put', kind: 'tokens', id: 'a', sealed: sealed(3) },
            { op: 'put', kind: 'account', id: 'gone', sealed: sealed(4) },
            { op: 'append_event', event: { accountId: 'a', at: 1, sealed: sealed(5) } },
            { op: 'append_event', event: { accountId: 'a', at: 1, sealed: sealed(6) } },
          ]),
        );
        okValue(one.commit([{ op: 'remove', kind: 'account', id: 'gone' }]));
        const reseal = (change: Partial<Resealing> = {}) => {
          const rows = okValue(one.sealedRows()).map((row) => ({ row, sealed: sealed(9) }));
          return okValue(one.reseal({ ...usual, rows, ...change }));
        };
        const usual: Resealing = {
          expected: [{ name: 'key', value: undefined }],
          lease: { name: 'turn', holder: 'A' },
          isInTheWay: () => false,
          rows: [],
          meta: [
            { name: 'key', value: 'new' },
            { name: 'old', value: undefined },
          ],
        };
        const content = () => [
          okValue(other.get('client', 'c'))?.sealed?.[0],
          okValue(other.get('account', 'a'))?.sealed?.[0],
          okValue(other.get('tokens', 'a'))?.sealed?.[0],
          ...okValue(other.recentEvents('a', 9)).map((event) => event.sealed[0]),
        ];
        return { one, other, reseal, content };
      }

      test('names every row and gives its content as long as it is that', () => {
        const { one, other } = filled();
        const rows = okValue(other.sealedRows());
        expect(rows.map(({ kind }) => kind).sort()).toEqual([
          'account',
          'client',
          'event',
          'event',
          'tokens',
        ]);
        expect(new Set(rows.map(({ seal }) => seal)).size).toBe(5);
        for (const row of rows) expect(okValue(other.sealedContent(row))).toHaveLength(40);
        const account = rows.find(({ kind }) => kind === 'account');
        const event = rows.find(({ kind }) => kind === 'event');
        okValue(one.commit([{ op: 'put', kind: 'account', id: 'a', sealed: sealed(7) }]));
        okValue(one.commit([{ op: 'remove_events', accountId: 'a' }]));
        okValue(one.commit([{ op: 'append_event', event: { accountId: 'a', at: 1, sealed: sealed(8) } }]));
        expect(account && okValue(other.sealedContent(account))).toBeUndefined();
        expect(event && okValue(other.sealedContent(event))).toBeUndefined();
      });

      test('exchanges all rows and small values at once, and leaves their places in the order as they are', () => {
        const { one, other, reseal, content } = filled();
        okValue(one.setMeta({ name: 'old', value: 'there' }));
        const seqs = () => okValue(one.changedSince('account', 1)).map(({ id, seq }) => [id, seq]);
        const before = seqs();
        expect(reseal()).toBe('resealed');
        expect(content()).toEqual([9, 9, 9, 9, 9]);
        expect(seqs()).toEqual(before);
        expect(okValue(other.get('account', 'gone'))?.sealed).toBeUndefined();
        expect(okValue(other.getMeta('key'))).toBe('new');
        expect(okValue(other.getMeta('old'))).toBeUndefined();
      });

      test('leaves rows as they are that have nothing new', () => {
        const { one, reseal, content } = filled();
        const rows = okValue(one.sealedRows()).map((row) => ({
          row,
          sealed: row.kind === 'tokens' ? undefined : sealed(9),
        }));
        expect(reseal({ rows })).toBe('resealed');
        expect(content()).toEqual([9, 9, 3, 9, 9]);
      });

      test.each<readonly [what: string, change: (store: VaultStore) => unknown]>([
        ['changed', (store) => store.commit([{ op: 'put', kind: 'tokens', id: 'a', sealed: sealed(7) }])],
        ['added', (store) => store.commit([{ op: 'put', kind: 'tokens', id: 'b', sealed: sealed(7) }])],
        [
          'added as an event',
          (store) =>
            store.commit([{ op: 'append_event', event: { accountId: 'a', at: 1, sealed: sealed(7) } }]),
        ],
        [
          'exchanged for another event with its number',
          (store) =>
            store.commit([
              { op: 'remove_events', accountId: 'a' },
              { op: 'append_event', event: { accountId: 'a', at: 1, sealed: sealed(7) } },
            ]),
        ],
      ])('writes nothing where a row was %s meanwhile', (_what, change) => {
        const { one, other, reseal, content } = filled();
        const rows = okValue(one.sealedRows()).map((row) => ({ row, sealed: sealed(9) }));
        change(other);
        const before = content();
        expect(reseal({ rows })).toBe('outdated');
        expect(content()).toEqual(before);
        expect(okValue(other.getMeta('key'))).toBeUndefined();
        expect(reseal()).toBe('resealed');
      });

      test('does not mind what was removed meanwhile', () => {
        const { one, other, reseal, content } = filled();
        const rows = okValue(one.sealedRows()).map((row) => ({ row, sealed: sealed(9) }));
        okValue(other.commit([{ op: 'remove', kind: 'tokens', id: 'a' }]));
        okValue(other.commit([{ op: 'remove_events', accountId: 'a' }]));
        expect(reseal({ rows })).toBe('resealed');
        expect(content()).toEqual([9, 9, undefined]);
        expect(okValue(other.sealedRows())).toHaveLength(2);
      });

      test.each<readonly [what: string, outcome: string, change: Partial<Resealing>]>([
        ['a small value is another', 'refused', { expected: [{ name: 'key', value: 'x' }] }],
        ['the lease is in other hands', 'refused', { lease: { name: 'turn', holder: 'B' } }],
        ['the lease is not there', 'refused', { lease: { name: 'x', holder: 'A' } }],
        [
          'another lease is in the way',
          'leased',
          { isInTheWay: ({ name, until }) => name === 'turn' && until === 2000 },
        ],
      ])('writes nothing where %s', (_what, outcome, change) => {
        const { other, reseal, content } = filled();
        expect(reseal(change)).toBe(outcome);
        expect(content()).toEqual([1, 2, 3, 6, 5]);
        expect(okValue(other.getMeta('key'))).toBeUndefined();
      });
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
