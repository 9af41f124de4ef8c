// Test equipment. The vault's store in memory. Several connections to the same memory stand for several processes.
import type { MetaValue, SealedRow, StoredEvent, StoredRecord, VaultStore } from '../../main/core/ports.ts';
import { ok } from '../../main/core/result.ts';

interface Memory {
  readonly records: Map<string, StoredRecord>;
  readonly meta: Map<string, string>;
  readonly leases: Map<string, { readonly holder: string; readonly until: number }>;
  /** Each has a number of its own; the newest first. */
  readonly events: Map<string, (StoredEvent & { readonly row: number })[]>;
  readonly connections: Set<{ readonly listeners: Set<() => void> }>;
  seq: number;
  eventRows: number;
}

export interface MemoryVaultStore extends VaultStore {
  /** Another connection to the same content. */
  connect(): MemoryVaultStore;
  /** Puts something else in the place of a record's sealed bytes. */
  tamper(kind: StoredRecord['kind'], id: string, sealed: Uint8Array<ArrayBuffer>): void;
}

export function memoryVaultStore(): MemoryVaultStore {
  return connectTo({
    records: new Map(),
    meta: new Map(),
    leases: new Map(),
    events: new Map(),
    connections: new Set(),
    seq: 0,
    eventRows: 0,
  });
}

function connectTo(memory: Memory): MemoryVaultStore {
  const connection = { listeners: new Set<() => void>() };
  memory.connections.add(connection);
  const keyOf = (kind: string, id: string) => `${kind} ${id}`;

  function tellOthers(): void {
    for (const other of memory.connections) {
      if (other !== connection) {
        for (const listener of other.listeners) {
          setImmediate(listener);
        }
      }
    }
  }

  function isMeta({ name, value }: MetaValue): boolean {
    return memory.meta.get(name) === value;
  }

  function setMeta({ name, value }: MetaValue): void {
    if (value === undefined) memory.meta.delete(name);
    else memory.meta.set(name, value);
  }

  const sealOf = (sealed: Uint8Array) => Buffer.from(sealed.subarray(1, 13)).toString('hex');

  function sealedRows(): readonly SealedRow[] {
    const records = [...memory.records.values()].flatMap(({ kind, id, sealed }): SealedRow[] =>
      sealed === undefined ? [] : [{ kind, id, seal: sealOf(sealed) }],
    );
    const events = [...memory.events.values()].flat().map(
      ({ accountId, at, row, sealed }): SealedRow => ({
        kind: 'event',
        row,
        accountId,
        at,
        seal: sealOf(sealed),
      }),
    );
    return [...records, ...events];
  }

  function sealedAt(row: SealedRow): Uint8Array<ArrayBuffer> | undefined {
    if (row.kind !== 'event') return memory.records.get(keyOf(row.kind, row.id))?.sealed;
    return memory.events.get(row.accountId)?.find((event) => event.row === row.row)?.sealed;
  }

  function putSealed(row: SealedRow, sealed: Uint8Array<ArrayBuffer>): void {
    if (row.kind === 'event') {
      const events = memory.events.get(row.accountId) ?? [];
      memory.events.set(
        row.accountId,
        events.map((event) => (event.row === row.row ? { ...event, sealed } : event)),
      );
      return;
    }
    const record = memory.records.get(keyOf(row.kind, row.id));
    if (record !== undefined) memory.records.set(keyOf(row.kind, row.id), { ...record, sealed });
  }

  function release(name: string, holder: string): void {
    if (memory.leases.get(name)?.holder === holder) {
      memory.leases.delete(name);
    }
  }

  return {
    connect: () => connectTo(memory),
    tamper(kind, id, sealed) {
      const record = memory.records.get(keyOf(kind, id));
      memory.seq += 1;
      memory.records.set(keyOf(kind, id), { kind, id, seq: record?.seq ?? memory.seq, sealed });
    },
    get: (kind, id) => ok(memory.records.get(keyOf(kind, id))),
    changedSince: (kind, after) =>
      ok(
        [...memory.records.values()]
          .filter((record) => record.kind === kind && record.seq > after)
          .filter((record) => after > 0 || record.sealed !== undefined)
          .sort((one, other) => one.seq - other.seq || (one.id < other.id ? -1 : 1)),
      ),
    commit(changes) {
      const isAsExpected = changes.every((change) => {
        if (change.op === 'expect_meta') return isMeta(change.meta);
        if (change.op !== 'expect') return true;
        const record = memory.records.get(keyOf(change.kind, change.id));
        return record?.sealed !== undefined && record.seq === change.seq;
      });
      if (!isAsExpected) return ok(undefined);
      memory.seq += 1;
      for (const change of changes) {
        switch (change.op) {
          case 'expect':
          case 'expect_meta':
            break;
          case 'put': {
            const { kind, id, sealed } = change;
            memory.records.set(keyOf(kind, id), { kind, id, seq: memory.seq, sealed: sealed.slice() });
            break;
          }
          case 'remove': {
            const { kind, id } = change;
            if (memory.records.get(keyOf(kind, id))?.sealed !== undefined) {
              memory.records.set(keyOf(kind, id), { kind, id, seq: memory.seq, sealed: undefined });
            }
            break;
          }
          case 'append_event': {
            const { event } = change;
            memory.eventRows += 1;
            const events = [
              { ...event, row: memory.eventRows },
              ...(memory.events.get(event.accountId) ?? []),
            ];
            memory.events.set(event.accountId, events.slice(0, 100));
            break;
          }
          case 'remove_events':
            memory.events.delete(change.accountId);
            break;
          case 'release_lease':
            release(change.name, change.holder);
            break;
        }
      }
      tellOthers();
      return ok(memory.seq);
    },
    onForeignCommit(listener) {
      connection.listeners.add(listener);
      return () => void connection.listeners.delete(listener);
    },
    getMeta: (name) => ok(memory.meta.get(name)),
    putMetaOnce(name, value) {
      const standing = memory.meta.get(name) ?? value;
      memory.meta.set(name, standing);
      return ok(standing);
    },
    setMeta(meta) {
      setMeta(meta);
      return ok();
    },
    metaNames: (prefix) => ok([...memory.meta.keys()].filter((name) => name.startsWith(prefix)).sort()),
    takeLease(name, holder, now, until, conditions) {
      const gate = memory.leases.get(conditions?.behind ?? '');
      if (gate !== undefined && gate.until > now) return ok({ kind: 'held', until: gate.until });
      const lease = memory.leases.get(name);
      const isOthers = lease !== undefined && lease.holder !== holder;
      if (isOthers && lease.until > now) {
        return ok({ kind: 'held', until: lease.until });
      }
      if (conditions !== undefined && !isMeta(conditions.expected)) return ok({ kind: 'refused' });
      memory.leases.set(name, { holder, until });
      return ok({ kind: 'taken', interrupted: isOthers });
    },
    releaseLease(name, holder) {
      release(name, holder);
      return ok();
    },
    recentEvents: (accountId, limit) =>
      ok((memory.events.get(accountId) ?? []).slice(0, limit).map(({ row: _row, ...event }) => event)),

    sealedRows: () => ok(sealedRows()),
    sealedContent(row) {
      const sealed = sealedAt(row);
      return ok(sealed !== undefined && sealOf(sealed) === row.seal ? sealed : undefined);
    },
    reseal({ expected, lease, isInTheWay, rows, meta }) {
      if (memory.leases.get(lease.name)?.holder !== lease.holder || !expected.every(isMeta))
        return ok('refused');
      if ([...memory.leases].some(([name, other]) => isInTheWay({ name, ...other }))) return ok('leased');
      const nameOf = (row: SealedRow) =>
        row.kind === 'event' ? `event ${row.row}` : keyOf(row.kind, row.id);
      const ready = new Map(rows.map((one) => [nameOf(one.row), one]));
      const present = sealedRows();
      if (present.some((row) => ready.get(nameOf(row))?.row.seal !== row.seal)) return ok('outdated');
      for (const row of present) {
        const sealed = ready.get(nameOf(row))?.sealed;
        if (sealed !== undefined) putSealed(row, sealed);
      }
      for (const value of meta) setMeta(value);
      tellOthers();
      return ok('resealed');
    },
    settle: () => ok(true),

    close() {
      connection.listeners.clear();
      memory.connections.delete(connection);
    },
  };
}
