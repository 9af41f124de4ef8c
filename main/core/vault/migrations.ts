// Pure. The vault file's schema, as one list of SQL statements per version. A version that was released never changes.

export interface Migration {
  /** Counts from 1 without gaps; kept in the file as `user_version`. */
  readonly version: number;
  readonly statements: readonly string[];
}

/** Marks the file as a vault of ours: `TKDK` in ASCII. */
export const applicationId = 0x544b444b;

export const migrations: readonly Migration[] = [
  {
    version: 1,
    statements: [
      // `sealed` is NULL for a removed record. Its row stays, so that other processes learn of the removal.
      `CREATE TABLE records (
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        seq INTEGER NOT NULL,
        sealed BLOB,
        PRIMARY KEY (kind, id)
      ) STRICT`,
      'CREATE INDEX records_by_seq ON records (kind, seq)',
      'CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID',
      // One row. `last_seq` is the order of commits over all kinds and processes. Each transaction counts itself in
      // `writes`, so that the log always holds the page with the vault's id and can be told from another vault's log.
      'CREATE TABLE vault (id TEXT NOT NULL, last_seq INTEGER NOT NULL, writes INTEGER NOT NULL) STRICT',
      'INSERT INTO vault (id, last_seq, writes) VALUES (lower(hex(randomblob(16))), 0, 0)',
      "INSERT INTO meta (name, value) SELECT 'vault_id', id FROM vault",
      `CREATE TABLE leases (
        name TEXT PRIMARY KEY,
        holder TEXT NOT NULL,
        until INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID`,
      `CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        account_id TEXT NOT NULL,
        at INTEGER NOT NULL,
        sealed BLOB NOT NULL
      ) STRICT`,
      'CREATE INDEX events_by_account ON events (account_id, id)',
    ],
  },
  {
    version: 2,
    statements: [
      // A program of version 1 that still has the vault open knows only the first key. Once the key was changed it must
      // neither write nor take a lease, or what a provider gives it would be sealed with a key that is gone. It counts
      // each transaction in `writes`; from this version on they are counted in `commits`.
      'ALTER TABLE vault ADD COLUMN commits INTEGER NOT NULL DEFAULT 0',
      `CREATE TRIGGER key_changed BEFORE UPDATE OF writes ON vault
        WHEN EXISTS (SELECT 1 FROM meta WHERE name = 'key')
        BEGIN SELECT RAISE(ABORT, 'the key of the vault was changed'); END`,
    ],
  },
];
