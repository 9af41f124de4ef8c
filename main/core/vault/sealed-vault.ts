// Pure. The vault's records between their sealed form in the store and the core's types.
import type { AccountId } from '../accounts/account.ts';
import { appError } from '../errors.ts';
import type { RecordChange, RecordKind, StoredRecord, VaultStore } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import {
  decodeAccount,
  decodeClient,
  decodeEvent,
  decodeTokens,
  encodeAccount,
  encodeClient,
  encodeEvent,
  encodeTokens,
} from './codec.ts';
import { createForeignWatch } from './foreign-watch.ts';
import type { Place, Sealer } from './sealing.ts';
import type { Vault, VaultChange } from './vault.ts';

type Decode<T> = (bytes: Uint8Array<ArrayBuffer>) => T | undefined;

/** Enough to keep the thread pool busy, and few enough to leave it to others in between. */
const openedAtOnce = 64;

/** Events are bound to their account and moment. */
function eventPlace(accountId: string, at: number): Place {
  return { kind: 'event', id: `${at} ${accountId}` };
}

function leaseName(accountId: AccountId): string {
  return `account ${accountId}`;
}

/** Runs one task after the other, in the order of the calls. */
function createQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const next = last.then(task, task);
    last = next;
    return next;
  };
}

export function createSealedVault(store: VaultStore, sealer: Sealer): Vault {
  const unreadable = new Set<AccountId>();
  // Sealing takes turns in a thread pool: without a queue a later change could be committed before an earlier one.
  const inOrder = createQueue();

  async function openRecord<T>(record: StoredRecord, decode: Decode<T>): Promise<T | undefined> {
    if (record.sealed === undefined) {
      return undefined;
    }
    const bytes = await sealer.open({ kind: record.kind, id: record.id }, record.sealed);
    return bytes === undefined ? undefined : decode(bytes);
  }

  async function stored<T>(
    kind: RecordKind,
    id: string,
    decode: Decode<T>,
  ): Promise<Result<{ readonly value: T; readonly seq: number } | undefined>> {
    const record = store.get(kind, id);
    if (!record.ok) {
      return record;
    }
    if (record.value?.sealed === undefined) {
      return ok(undefined);
    }
    const value = await openRecord(record.value, decode);
    return value === undefined
      ? fail(appError('vault_corrupt', { detail: `${kind} ${id}` }))
      : ok({ value, seq: record.value.seq });
  }

  async function one<T>(kind: RecordKind, id: string, decode: Decode<T>): Promise<Result<T | undefined>> {
    const found = await stored(kind, id, decode);
    return found.ok ? ok(found.value?.value) : found;
  }

  async function readable<T>(
    records: readonly StoredRecord[],
    decode: Decode<T>,
    onOpened?: (record: StoredRecord, value: T | undefined) => void,
  ): Promise<readonly T[]> {
    const values: T[] = [];
    for (let start = 0; start < records.length; start += openedAtOnce) {
      const batch = records.slice(start, start + openedAtOnce);
      const opened = await Promise.all(batch.map((record) => openRecord(record, decode)));
      for (const [index, record] of batch.entries()) {
        const value = opened[index];
        onOpened?.(record, value);
        if (value !== undefined) {
          values.push(value);
        }
      }
    }
    return values;
  }

  const readableAccounts = (records: readonly StoredRecord[]) =>
    readable(records, decodeAccount, (record, value) => {
      const id = record.id as AccountId;
      if (value === undefined) {
        unreadable.add(id);
      } else {
        unreadable.delete(id);
      }
    });

  const foreign = createForeignWatch(store, readableAccounts);

  async function sealedChanges(change: VaultChange): Promise<readonly RecordChange[]> {
    const put = async (kind: RecordKind, id: string, bytes: Uint8Array<ArrayBuffer>) =>
      [{ op: 'put', kind, id, sealed: await sealer.seal({ kind, id }, bytes) }] as const;
    switch (change.op) {
      case 'expect_account':
        return [{ op: 'expect', kind: 'account', id: change.accountId, seq: change.seq }];
      case 'put_client':
        return put('client', change.client.key, encodeClient(change.client));
      case 'put_account':
        return put('account', change.account.id, encodeAccount(change.account));
      case 'put_tokens':
        return put('tokens', change.accountId, encodeTokens(change.tokens));
      case 'remove_account':
        return [
          { op: 'remove', kind: 'account', id: change.accountId },
          { op: 'remove', kind: 'tokens', id: change.accountId },
          { op: 'remove_events', accountId: change.accountId },
        ];
      case 'append_event': {
        const { accountId, event } = change;
        const sealed = await sealer.seal(eventPlace(accountId, event.at), encodeEvent(event));
        return [{ op: 'append_event', event: { accountId, at: event.at, sealed } }];
      }
      case 'release_lease':
        return [{ op: 'release_lease', name: leaseName(change.accountId), holder: change.holder }];
    }
  }

  return {
    async accounts() {
      const records = store.changedSince('account', 0);
      if (!records.ok) {
        return records;
      }
      foreign.seen(records.value);
      return ok(await readableAccounts(records.value));
    },
    unreadableAccounts: () => [...unreadable],
    async account(id) {
      const found = await stored('account', id, decodeAccount);
      return found.ok ? ok(found.value && { account: found.value.value, seq: found.value.seq }) : found;
    },
    tokens: (id) => one('tokens', id, decodeTokens),
    async clients() {
      const records = store.changedSince('client', 0);
      return records.ok ? ok(await readable(records.value, decodeClient)) : records;
    },
    client: (key) => one('client', key, decodeClient),

    commit: (changes) =>
      inOrder(async () => {
        const sealed = (await Promise.all(changes.map(sealedChanges))).flat();
        const seq = store.commit(sealed);
        if (!seq.ok) {
          return seq;
        }
        if (seq.value === undefined) {
          return ok('outdated');
        }
        foreign.committed(seq.value);
        for (const change of changes) {
          if (change.op === 'put_account') {
            unreadable.delete(change.account.id);
          } else if (change.op === 'remove_account') {
            unreadable.delete(change.accountId);
          }
        }
        return ok('committed');
      }),

    onForeignChanges: foreign.onChanges,

    async recentEvents(accountId, limit) {
      const stored = store.recentEvents(accountId, limit);
      if (!stored.ok) {
        return stored;
      }
      const opened = await Promise.all(
        stored.value.map(async ({ at, sealed }) => {
          const bytes = await sealer.open(eventPlace(accountId, at), sealed);
          return bytes === undefined ? undefined : decodeEvent(bytes);
        }),
      );
      return ok(opened.filter((event) => event !== undefined));
    },

    takeLease: (accountId, holder, now, until) => store.takeLease(leaseName(accountId), holder, now, until),
    releaseLease: (accountId, holder) => store.releaseLease(leaseName(accountId), holder),

    close() {
      foreign.stop();
      store.close();
    },
  };
}
