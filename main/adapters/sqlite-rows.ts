// Main process and command line. Rows and transactions of an open SQLite database.
import { damagedRow } from './sqlite-errors.ts';

export type Row = Readonly<Record<string, unknown>>;
type Value = string | number | null | Uint8Array;

interface Statement {
  get(...values: Value[]): Row | undefined;
  all(...values: Value[]): Row[];
  run(...values: Value[]): unknown;
}

/** What is used of an open database of `node:sqlite`. */
export interface Database {
  readonly isOpen: boolean;
  readonly isTransaction: boolean;
  prepare(sql: string): Statement;
  exec(sql: string): void;
  close(): void;
}

export function numberIn(row: Row, name: string): number {
  const value = row[name];
  if (typeof value !== 'number') {
    throw damagedRow;
  }
  return value;
}

export function textIn(row: Row, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') {
    throw damagedRow;
  }
  return value;
}

export function bytesIn(row: Row, name: string): Uint8Array<ArrayBuffer> {
  const value = row[name];
  if (!(value instanceof Uint8Array) || !(value.buffer instanceof ArrayBuffer)) {
    throw damagedRow;
  }
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

/** Runs `action` with the write lock taken from the start, so that nothing changes between its reads and its writes. */
export function inTransaction<T>(database: Database, action: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const value = action();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    if (database.isTransaction) {
      database.exec('ROLLBACK');
    }
    throw error;
  }
}
