// Main process and command line. The vault's rows, over an open SQLite database.
import { utimesSync } from 'node:fs';
import type {
  LeaseOutcome,
  MetaValue,
  RecordChange,
  RecordKind,
  StoredRecord,
  VaultStore,
} from '../core/ports.ts';
import type { Result } from '../core/result.ts';
import { createCommitNotices } from './foreign-commits.ts';
import { attempt } from './sqlite-errors.ts';
import { createResealing } from './sqlite-resealing.ts';
import { bytesIn, type Database, inTransaction, numberIn, type Row, textIn } from './sqlite-rows.ts';

const eventsKept = 100;

function recordIn(kind: RecordKind, row: Row): StoredRecord {
  return {
    kind,
    id: textIn(row, 'id'),
    seq: numberIn(row, 'seq'),
    sealed: row['sealed'] === null ? undefined : bytesIn(row, 'sealed'),
  };
}

/**
 * The store over `database`. `isInPlace` is asked before anything is written, and its failure is what the write returns:
 * what goes into a file that lost its name is lost with it.
 */
export function createSqliteStore(
  database: Database,
  path: string,
  isInPlace: () => Result<void>,
): VaultStore {
  const sql = {
    get: database.prepare('SELECT id, seq, sealed FROM records WHERE kind = ? AND id = ?'),
    all: database.prepare(
      'SELECT id, seq, sealed FROM records WHERE kind = ? AND sealed IS NOT NULL ORDER BY seq, id',
    ),
    changed: database.prepare(
      'SELECT id, seq, sealed FROM records WHERE kind = ? AND seq > ? ORDER BY seq, id',
    ),
    nextSeq: database.prepare('UPDATE vault SET last_seq = last_seq + 1 RETURNING last_seq'),
    countWrite: database.prepare('UPDATE vault SET commits = commits + 1'),
    put: database.prepare(`INSERT INTO records (kind, id, seq, sealed) VALUES (?, ?, ?, ?)
      ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, sealed = excluded.sealed`),
    remove: database.prepare(
      'UPDATE records SET seq = ?, sealed = NULL WHERE kind = ? AND id = ? AND sealed IS NOT NULL',
    ),
    removeEvents: database.prepare('DELETE FROM events WHERE account_id = ?'),
    getMeta: database.prepare('SELECT value FROM meta WHERE name = ?'),
    putMeta: database.prepare('INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING'),
    setMeta: database.prepare(`INSERT INTO meta (name, value) VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value`),
    removeMeta: database.prepare('DELETE FROM meta WHERE name = ?'),
    metaNames: database.prepare('SELECT name FROM meta WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name'),
    getLease: database.prepare('SELECT holder, until FROM leases WHERE name = ?'),
    putLease: database.prepare(`INSERT INTO leases (name, holder, until) VALUES (?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until`),
    removeLease: database.prepare('DELETE FROM leases WHERE name = ? AND holder = ?'),
    putEvent: database.prepare('INSERT INTO events (account_id, at, sealed) VALUES (?, ?, ?)'),
    trimEvents: database.prepare(`DELETE FROM events WHERE account_id = ? AND id <=
      (SELECT id FROM events WHERE account_id = ? ORDER BY id DESC LIMIT 1 OFFSET ${eventsKept})`),
    recentEvents: database.prepare(
      'SELECT account_id, at, sealed FROM events WHERE account_id = ? ORDER BY id DESC LIMIT ?',
    ),
    dataVersion: database.prepare('PRAGMA data_version'),
  };

  const notices = createCommitNotices(path, () => {
    const version = attempt(path, () => numberIn(sql.dataVersion.get() ?? {}, 'data_version'));
    return version.ok ? version.value : undefined;
  });

  function isAsExpected(change: RecordChange): boolean {
    if (change.op === 'expect_meta') return isMeta(change.meta);
    if (change.op !== 'expect') return true;
    const row = sql.get.get(change.kind, change.id);
    return row !== undefined && row['sealed'] !== null && numberIn(row, 'seq') === change.seq;
  }

  function apply(change: RecordChange, seq: number): void {
    switch (change.op) {
      case 'expect':
      case 'expect_meta':
        return;
      case 'put':
        sql.put.run(change.kind, change.id, seq, change.sealed);
        return;
      case 'remove':
        sql.remove.run(seq, change.kind, change.id);
        return;
      case 'append_event': {
        const { accountId, at, sealed } = change.event;
        sql.putEvent.run(accountId, at, sealed);
        sql.trimEvents.run(accountId, accountId);
        return;
      }
      case 'remove_events':
        sql.removeEvents.run(change.accountId);
        return;
      case 'release_lease':
        sql.removeLease.run(change.name, change.holder);
        return;
    }
  }

  function metaValue(name: string): string | undefined {
    const row = sql.getMeta.get(name);
    return row === undefined ? undefined : textIn(row, 'value');
  }

  function isMeta({ name, value }: MetaValue): boolean {
    return metaValue(name) === value;
  }

  function setMeta({ name, value }: MetaValue): void {
    if (value === undefined) sql.removeMeta.run(name);
    else sql.setMeta.run(name, value);
  }

  /** What taking the lease would come to; nothing is written. */
  function leaseOutcome(name: string, holder: string, now: number, behind: string | undefined): LeaseOutcome {
    const gate = behind === undefined ? undefined : sql.getLease.get(behind);
    const gateUntil = gate === undefined ? now : numberIn(gate, 'until');
    if (gateUntil > now) return { kind: 'held', until: gateUntil };
    const row = sql.getLease.get(name);
    const isOthers = row !== undefined && textIn(row, 'holder') !== holder;
    const heldUntil = row === undefined ? now : numberIn(row, 'until');
    return isOthers && heldUntil > now
      ? { kind: 'held', until: heldUntil }
      : { kind: 'taken', interrupted: isOthers };
  }

  const takeLease: VaultStore['takeLease'] = (name, holder, now, until, conditions) => {
    const inPlace = isInPlace();
    if (!inPlace.ok) return inPlace;
    // Whoever waits for a lease asks often: a commit each time would wear out the disk and wake every other process.
    const seen = attempt(path, () => leaseOutcome(name, holder, now, conditions?.behind));
    if (!seen.ok || seen.value.kind === 'held') return seen;
    return attempt(path, () =>
      inTransaction(database, () => {
        if (conditions !== undefined && !isMeta(conditions.expected)) return { kind: 'refused' };
        const outcome = leaseOutcome(name, holder, now, conditions?.behind);
        if (outcome.kind === 'taken') counted(() => sql.putLease.run(name, holder, until));
        return outcome;
      }),
    );
  };

  /** Windows tells watchers of a file's content late; of its times at once. */
  function touch(): void {
    if (process.platform === 'win32') {
      const now = new Date();
      try {
        utimesSync(path, now, now);
      } catch {
        // Other processes learn of this commit with the next one.
      }
    }
  }

  function write<T>(action: () => T): Result<T> {
    const inPlace = isInPlace();
    if (!inPlace.ok) return inPlace;
    return attempt(path, () => inTransaction(database, () => counted(action)));
  }

  /** Undefined where `condition` does not hold; nothing is written then. */
  function writeIf<T>(condition: () => boolean, action: () => T): Result<T | undefined> {
    const inPlace = isInPlace();
    if (!inPlace.ok) return inPlace;
    return attempt(path, () => inTransaction(database, () => (condition() ? counted(action) : undefined)));
  }

  function counted<T>(action: () => T): T {
    sql.countWrite.run();
    return action();
  }

  return {
    get: (kind, id) =>
      attempt(path, () => {
        const row = sql.get.get(kind, id);
        return row === undefined ? undefined : recordIn(kind, row);
      }),
    changedSince: (kind, after) =>
      attempt(path, () =>
        (after > 0 ? sql.changed.all(kind, after) : sql.all.all(kind)).map((row) => recordIn(kind, row)),
      ),
    commit(changes) {
      const seq = writeIf(
        () => changes.every(isAsExpected),
        () => {
          const next = numberIn(sql.nextSeq.get() ?? {}, 'last_seq');
          for (const change of changes) {
            apply(change, next);
          }
          return next;
        },
      );
      touch();
      return seq;
    },
    onForeignCommit: notices.onForeignCommit,

    getMeta: (name) => attempt(path, () => metaValue(name)),
    putMetaOnce: (name, value) =>
      write(() => {
        sql.putMeta.run(name, value);
        return metaValue(name) ?? value;
      }),
    setMeta: (meta) => write(() => setMeta(meta)),
    metaNames: (prefix) => attempt(path, () => sql.metaNames.all(prefix).map((row) => textIn(row, 'name'))),

    takeLease,
    releaseLease: (name, holder) =>
      write(() => {
        sql.removeLease.run(name, holder);
      }),

    recentEvents: (accountId, limit) =>
      attempt(path, () =>
        sql.recentEvents.all(accountId, limit).map((row) => ({
          accountId: textIn(row, 'account_id'),
          at: numberIn(row, 'at'),
          sealed: bytesIn(row, 'sealed'),
        })),
      ),

    ...createResealing({ database, path, isInPlace, isMeta, setMeta, counted, touch }),

    close() {
      notices.close();
      if (database.isOpen) {
        database.close();
      }
    },
  };
}
