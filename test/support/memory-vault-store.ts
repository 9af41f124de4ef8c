// Test equipment. The vault's store in memory. Several connections to the same memory stand for several processes.
import type { StoredEvent, StoredRecord, VaultStore } from '../../main/core/ports.ts';
import { ok } from '../../main/core/result.ts';

interface Memory {
  readonly records: Map<string, StoredRecord>;
  readonly meta: Map<string, string>;
  readonly leases: Map<string, { readonly holder: string; readonly until: number }>;
  readonly events: Map<string, StoredEvent[]>;
  readonly connections: Set<{ readonly listeners: Set<() => void> }>;
  seq: number;
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
  });
}

function connectTo(memory: Memory): MemoryVaultStore {
  const connection = { listeners: new Set<() => void>() };
  memory.connections.add(connection);
  const keyOf = (kind: string, id: string) => `${kind} ${id}`;

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
        if (change.op !== 'expect') return true;
        const record = memory.records.get(keyOf(change.kind, change.id));
        return record?.sealed !== undefined && record.seq === change.seq;
      });
      if (!isAsExpected) return ok(undefined);
      memory.seq += 1;
      for (const change of changes) {
        switch (change.op) {
          case 'expect':
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
            const events = [event, ...(memory.events.get(event.accountId) ?? [])];
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
      for (const other of memory.connections) {
        if (other !== connection) {
          for (const listener of other.listeners) {
            setImmediate(listener);
          }
        }
      }
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
    takeLease(name, holder, now, until) {
      const lease = memory.leases.get(name);
      const isOthers = lease !== undefined && lease.holder !== holder;
      if (isOthers && lease.until > now) {
        return ok({ kind: 'held', until: lease.until });
      }
      memory.leases.set(name, { holder, until });
      return ok({ kind: 'taken', interrupted: isOthers });
    },
    releaseLease(name, holder) {
      release(name, holder);
      return ok();
    },
    recentEvents: (accountId, limit) => ok((memory.events.get(accountId) ?? []).slice(0, limit)),
    close() {
      connection.listeners.clear();
      memory.connections.delete(connection);
    },
  };
}
