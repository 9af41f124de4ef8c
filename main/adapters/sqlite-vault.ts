// Main process and command line. Opens the vault's SQLite file, or makes it; judges it before anything is written to it.
import type { Stats } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { appError } from '../core/errors.ts';
import type { VaultStore } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { applicationId, type Migration, migrations as ourMigrations } from '../core/vault/migrations.ts';
import { attempt } from './sqlite-errors.ts';
import { type Database, inTransaction } from './sqlite-rows.ts';
import { createSqliteStore } from './sqlite-store.ts';
import {
  attemptFile,
  claimName,
  hasLog,
  publish,
  restrictToOwner,
  sameFile,
  setAside,
  setLogAside,
  vaultFileStats,
} from './vault-file.ts';

export interface SqliteVaultOptions {
  readonly migrations?: readonly Migration[];
  /** Epoch milliseconds; dates the names of copies and of files set aside. */
  readonly now?: () => number;
  /** How long one call may wait for another process's commit, in milliseconds; 3,000 by default. */
  readonly busyTimeoutMs?: number;
}

export interface OpenedSqliteVault {
  readonly store: VaultStore;
  /** Where a damaged vault was put, when there was one. It is for the person to know. */
  readonly setAside: string | undefined;
}

interface Settings {
  readonly migrations: readonly Migration[];
  readonly now: () => number;
  readonly busyTimeoutMs: number;
}

/** `bad_log`: the vault is sound, but the log beside it is damaged or was written by another vault. */
type Condition = 'sound' | 'newer' | 'damaged' | 'bad_log';

function newestOf(migrations: readonly Migration[]): number {
  return Math.max(...migrations.map(({ version }) => version));
}

function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

function connect(path: string, settings: Settings): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: settings.busyTimeoutMs });
  try {
    database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function vaultIdIn(database: DatabaseSync): unknown {
  return database.prepare('SELECT id FROM vault').get()?.['id'];
}

/** Looks at a file through a connection that cannot write; `vault_corrupt` where SQLite cannot make sense of it. */
function look<T>(path: string, address: string | URL, action: (database: DatabaseSync) => T): Result<T> {
  return attempt(path, () => {
    const database = new DatabaseSync(address, { readOnly: true, timeout: 1000 });
    try {
      return action(database);
    } finally {
      database.close();
    }
  });
}

function judge(database: DatabaseSync, path: string, newestVersion: number, id: unknown): Condition {
  const version = pragma(database, 'user_version');
  if (pragma(database, 'application_id') !== applicationId || typeof version !== 'number') {
    return 'damaged';
  }
  if (version > newestVersion) {
    // What a later version calls sound is not for this one to judge.
    return 'newer';
  }
  if (id !== undefined && vaultIdIn(database) !== id) {
    return 'bad_log';
  }
  if (pragma(database, 'quick_check(1)') !== 'ok') {
    return 'damaged';
  }
  if (version === newestVersion) {
    // Every table and column is there, or this throws.
    createSqliteStore(database, path, () => ok());
  }
  return 'sound';
}

function damagedOr(condition: Result<Condition>): Result<Condition> {
  return !condition.ok && condition.error.code === 'vault_corrupt' ? ok('damaged') : condition;
}

/**
 * Judges the vault before anything can be written to it, so that a damaged or newer one stays as it is. SQLite reads
 * any log that is intact in itself, and would write a foreign one over the vault; so the vault is also judged alone.
 */
function inspect(path: string, newestVersion: number): Result<Condition> {
  const alone = pathToFileURL(path);
  alone.searchParams.set('immutable', '1');
  const id = look(path, alone, vaultIdIn);
  const condition = damagedOr(
    look(path, path, (database) => judge(database, path, newestVersion, id.ok ? id.value : undefined)),
  );
  if (!condition.ok || condition.value !== 'damaged' || !hasLog(path)) {
    return condition;
  }
  const conditionAlone = look(path, alone, (database) => judge(database, path, newestVersion, undefined));
  return ok(conditionAlone.ok && conditionAlone.value === 'sound' ? 'bad_log' : 'damaged');
}

function apply(database: DatabaseSync, migrations: readonly Migration[]): void {
  for (const { version, statements } of migrations) {
    for (const statement of statements) {
      database.exec(statement);
    }
    database.exec(`PRAGMA user_version = ${version}`);
  }
}

/** Makes a new vault beside its place and puts it there finished: an empty file there is never a new vault. */
function create(path: string, settings: Settings): Result<void> {
  const unfinished = attemptFile(path, () => claimName(`${path}.new`, settings.now()));
  if (!unfinished.ok) {
    return unfinished;
  }
  const made = attempt(path, () => {
    const database = connect(unfinished.value, settings);
    try {
      database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA journal_mode = WAL`);
      inTransaction(database, () => apply(database, settings.migrations));
    } finally {
      database.close();
    }
  });
  return made.ok ? attemptFile(path, () => void publish(unfinished.value, path)) : made;
}

/** Brings the schema forward in one transaction; a copy of the vault as it was is made first and stays. */
function migrate(path: string, database: DatabaseSync, settings: Settings): Result<void> {
  const before = Number(pragma(database, 'user_version'));
  if (settings.migrations.every(({ version }) => version <= before)) {
    return ok();
  }
  const copy = attemptFile(path, () => claimName(`${path}.version-${before}`, settings.now()));
  if (!copy.ok) {
    return copy;
  }
  return attempt(path, () => {
    database.prepare('VACUUM INTO ?').run(copy.value);
    inTransaction(database, () => {
      // Another process may have done it meanwhile.
      const version = Number(pragma(database, 'user_version'));
      apply(
        database,
        settings.migrations.filter((migration) => migration.version > version),
      );
    });
  });
}

function openSound(path: string, seen: Stats, settings: Settings): Result<VaultStore> {
  const opened = attempt(path, () => connect(path, settings));
  if (!opened.ok) {
    return opened;
  }
  const database = opened.value;
  const migrated = migrate(path, database, settings);
  const store = migrated.ok
    ? attempt(path, () => {
        database.exec('PRAGMA journal_mode = WAL');
        return createSqliteStore(database satisfies Database, path, () => sameFile(path, seen));
      })
    : migrated;
  if (!store.ok) {
    database.close();
  }
  return store;
}

/**
 * Opens the vault at `path`, or makes a new one there; its directory must exist. A damaged file is set aside under a
 * dated name, never overwritten, and a new vault is made. Errors: `vault_unreadable` (no permission, not a file, disk
 * full) and `vault_newer`, both leaving the file as it is; `vault_busy`; `vault_corrupt` where a migration failed.
 */
export function openSqliteVault(path: string, options: SqliteVaultOptions = {}): Result<OpenedSqliteVault> {
  const { migrations = ourMigrations, now = Date.now, busyTimeoutMs = 3000 } = options;
  const settings: Settings = { migrations, now, busyTimeoutMs };
  let aside: string | undefined;

  // Each round mends one thing: nothing there, something damaged there. Another process may be mending as well.
  for (let round = 0; round < 6; round += 1) {
    const stats = vaultFileStats(path);
    if (!stats.ok) {
      return stats;
    }
    if (stats.value === undefined) {
      const orphaned = hasLog(path) ? setAside(path, undefined, now()) : ok(undefined);
      if (!orphaned.ok) {
        return orphaned;
      }
      aside ??= orphaned.value;
      const created = create(path, settings);
      if (!created.ok) {
        return created;
      }
      continue;
    }
    const restricted = restrictToOwner(path, stats.value);
    if (!restricted.ok) {
      return restricted;
    }
    const condition = inspect(path, newestOf(migrations));
    if (!condition.ok) {
      return condition;
    }
    if (condition.value === 'newer') {
      return fail(appError('vault_newer', { detail: path }));
    }
    if (condition.value !== 'sound') {
      const moved =
        condition.value === 'bad_log' ? setLogAside(path, now()) : setAside(path, stats.value, now());
      if (!moved.ok) {
        return moved;
      }
      aside ??= moved.value;
      continue;
    }
    const store = openSound(path, stats.value, settings);
    return store.ok ? ok({ store: store.value, setAside: aside }) : store;
  }
  return fail(appError('vault_unreadable', { detail: dirname(path) }));
}
