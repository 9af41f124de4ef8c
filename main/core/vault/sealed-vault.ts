// Pure. The vault's records between their sealed form in the store and the core's types.
import type { AccountId } from '../accounts/account.ts';
import { appError } from '../errors.ts';
import type { RecordChange, RecordKind, StoredRecord } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { changeKey, exchangeName } from './change-key.ts';
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
import type { ForgettingParts } from './forget-keys.ts';
import type { KeyInUse } from './key-in-use.ts';
import { inUse } from './key-place.ts';
import { eventPlace, type Sealer } from './sealing.ts';
import type { Vault, VaultChange } from './vault.ts';

type Decode<T> = (bytes: Uint8Array<ArrayBuffer>) => T | undefined;

/** Enough to keep the thread pool busy, and few enough to leave it to others in between. */
const openedAtOnce = 64;

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

export function createSealedVault(parts: ForgettingParts, key: KeyInUse): Vault {
  const { store } = parts;
  /** Those that leases were taken for here. */
  const holders = new Set<string>();
  let changing = 0;
  const unreadable = new Set<AccountId>();
  // Sealing takes turns in a thread pool: without a queue a later change could be committed before an earlier one.
  const inOrder = createQueue();

  /** With the key held when the record was read: it may be changed while others are being opened. */
  async function openRecord<T>(
    record: StoredRecord,
    decode: Decode<T>,
    { sealer } = key.held(),
  ): Promise<T | undefined> {
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
      ? key.explain(fail(appError('vault_corrupt', { detail: `${kind} ${id}` })))
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
  ): Promise<Result<readonly T[]>> {
    const values: T[] = [];
    const held = key.held();
    for (let start = 0; start < records.length; start += openedAtOnce) {
      const batch = records.slice(start, start + openedAtOnce);
      const opened = await Promise.all(batch.map((record) => openRecord(record, decode, held)));
      for (const [index, record] of batch.entries()) {
        const value = opened[index];
        // Nothing is damaged: it is for another key.
        if (value === undefined && key.isChanged()) {
          return fail(appError('vault_key_changed'));
        }
        onOpened?.(record, value);
        if (value !== undefined) {
          values.push(value);
        }
      }
    }
    return ok(values);
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

  const foreign = createForeignWatch(store, async (records) => {
    const accounts = await readableAccounts(records);
    return accounts.ok ? accounts.value : [];
  });

  async function sealedChanges(change: VaultChange, sealer: Sealer): Promise<readonly RecordChange[]> {
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
      return readableAccounts(records.value);
    },
    unreadableAccounts: () => [...unreadable],
    async account(id) {
      const found = await stored('account', id, decodeAccount);
      return found.ok ? ok(found.value && { account: found.value.value, seq: found.value.seq }) : found;
    },
    tokens: (id) => one('tokens', id, decodeTokens),
    async clients() {
      const records = store.changedSince('client', 0);
      return records.ok ? readable(records.value, decodeClient) : records;
    },
    client: (key) => one('client', key, decodeClient),

    commit: (changes) =>
      inOrder(async () => {
        const { place, sealer } = key.held();
        const sealed = await Promise.all(changes.map((change) => sealedChanges(change, sealer)));
        const seq = store.commit([{ op: 'expect_meta', meta: inUse(place) }, ...sealed.flat()]);
        if (!seq.ok) {
          return seq;
        }
        if (seq.value === undefined) {
          return key.explain(ok('outdated'));
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
      const { sealer } = key.held();
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
      const events = opened.filter((event) => event !== undefined);
      return events.length === opened.length ? ok(events) : key.explain(ok(events));
    },

    takeLease(accountId, holder, now, until) {
      holders.add(holder);
      const taken = store.takeLease(leaseName(accountId), holder, now, until, {
        expected: inUse(key.held().place),
        // The answer of this process is kept whenever it comes.
        behind: changing > 0 ? undefined : exchangeName,
      });
      if (!taken.ok) {
        return taken;
      }
      const { value } = taken;
      return value.kind === 'refused' ? key.explain(fail(appError('vault_key_changed'))) : ok(value);
    },
    releaseLease: (accountId, holder) => store.releaseLease(leaseName(accountId), holder),

    keyKind: () => key.held().place.kind,
    async changeKey(to, progress) {
      changing += 1;
      try {
        const isOurs = (holder: string) => holders.has(holder);
        return await changeKey({ ...parts, key, alone: inOrder, isOurs }, to, progress);
      } finally {
        changing -= 1;
      }
    },
    onKeyChanged: key.onChanged,

    close() {
      foreign.stop();
      key.stop();
      store.close();
    },
  };
}
