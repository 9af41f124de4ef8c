// Main process and command line. Puts everything in the vault under another key, in one transaction.
import type {
  MetaValue,
  RecordKind,
  ResealedRow,
  Resealing,
  ResealOutcome,
  ResealStore,
  SealedRow,
  StoredLease,
} from '../core/ports.ts';
import { ok, type Result } from '../core/result.ts';
import { nonceAt, nonceLength, rowName } from '../core/vault/sealed-form.ts';
import { attempt } from './sqlite-errors.ts';
import { bytesIn, type Database, inTransaction, numberIn, type Row, textIn } from './sqlite-rows.ts';

/** The nonce. SQL counts bytes from 1. */
const sealSql = `hex(substr(sealed, ${nonceAt + 1}, ${nonceLength}))`;

function recordRow(row: Row): SealedRow {
  return { kind: textIn(row, 'kind') as RecordKind, id: textIn(row, 'id'), seal: textIn(row, 'seal') };
}

function eventRow(row: Row): SealedRow {
  return {
    kind: 'event',
    row: numberIn(row, 'id'),
    accountId: textIn(row, 'account_id'),
    at: numberIn(row, 'at'),
    seal: textIn(row, 'seal'),
  };
}

function leaseIn(row: Row): StoredLease {
  return { name: textIn(row, 'name'), holder: textIn(row, 'holder'), until: numberIn(row, 'until') };
}

export function createResealing(parts: {
  readonly database: Database;
  readonly path: string;
  readonly isInPlace: () => Result<void>;
  readonly isMeta: (meta: MetaValue) => boolean;
  readonly setMeta: (meta: MetaValue) => void;
  /** To be wrapped around the writes of each transaction. */
  readonly counted: <T>(action: () => T) => T;
  /** To be called after each commit. */
  readonly touch: () => void;
}): ResealStore {
  const { database, path, isInPlace, isMeta, setMeta, counted, touch } = parts;
  const sql = {
    records: database.prepare(`SELECT kind, id, ${sealSql} AS seal FROM records WHERE sealed IS NOT NULL`),
    events: database.prepare(`SELECT id, account_id, at, ${sealSql} AS seal FROM events`),
    record: database.prepare(`SELECT sealed FROM records WHERE kind = ? AND id = ? AND ${sealSql} = ?`),
    event: database.prepare(`SELECT sealed FROM events WHERE id = ? AND ${sealSql} = ?`),
    putRecord: database.prepare('UPDATE records SET sealed = ? WHERE kind = ? AND id = ?'),
    putEvent: database.prepare('UPDATE events SET sealed = ? WHERE id = ?'),
    leases: database.prepare('SELECT name, holder, until FROM leases'),
    settle: database.prepare('PRAGMA wal_checkpoint(TRUNCATE)'),
  };

  function rows(): readonly SealedRow[] {
    return [...sql.records.all().map(recordRow), ...sql.events.all().map(eventRow)];
  }

  function put({ row, sealed }: ResealedRow): void {
    if (sealed === undefined) return;
    if (row.kind === 'event') sql.putEvent.run(sealed, row.row);
    else sql.putRecord.run(sealed, row.kind, row.id);
  }

  function reseal({ expected, lease, isInTheWay, rows: resealed, meta }: Resealing): ResealOutcome {
    const leases = sql.leases.all().map(leaseIn);
    const isHeld = leases.some(({ name, holder }) => name === lease.name && holder === lease.holder);
    if (!isHeld || !expected.every(isMeta)) return 'refused';
    if (leases.some(isInTheWay)) return 'leased';
    const ready = new Map(resealed.map((one) => [rowName(one.row), one]));
    const present = rows();
    if (present.some((row) => ready.get(rowName(row))?.row.seal !== row.seal)) return 'outdated';
    counted(() => {
      // What was removed meanwhile is not among them.
      for (const row of present) put(ready.get(rowName(row)) ?? { row, sealed: undefined });
      for (const value of meta) setMeta(value);
    });
    return 'resealed';
  }

  return {
    sealedRows: () => {
      // Both tables as of one moment.
      return attempt(path, () => {
        database.exec('BEGIN');
        try {
          return rows();
        } finally {
          database.exec('ROLLBACK');
        }
      });
    },
    sealedContent: (row) =>
      attempt(path, () => {
        const found =
          row.kind === 'event'
            ? sql.event.get(row.row, row.seal)
            : sql.record.get(row.kind, row.id, row.seal);
        return found && bytesIn(found, 'sealed');
      }),
    reseal(resealing) {
      const inPlace = isInPlace();
      if (!inPlace.ok) return inPlace;
      const outcome = attempt(path, () => inTransaction(database, () => reseal(resealing)));
      touch();
      return outcome;
    },
    settle() {
      const inPlace = isInPlace();
      if (!inPlace.ok) return inPlace;
      const settled = attempt(path, () => numberIn(sql.settle.get() ?? {}, 'busy') === 0);
      return settled.ok || settled.error.code !== 'vault_busy' ? settled : ok(false);
    },
  };
}
