// The vault's file: what is kept in it, how it is judged when opened, and what becomes of one that cannot be used.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSqliteVault, type SqliteVaultOptions } from '../../../main/adapters/sqlite-vault.ts';
import type { VaultStore } from '../../../main/core/ports.ts';
import { applicationId, type Migration, migrations } from '../../../main/core/vault/migrations.ts';
import { errorCode, okValue } from '../../support/result.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { testVaultStore } from '../../support/vault-store-contract.ts';

const newest = migrations.length;
const sealed = (length = 1000, fill = 7) => new Uint8Array(length).fill(fill);

function vaultPath(): string {
  return join(temporaryDirectory(), 'vault.db');
}

function open(path: string, options?: SqliteVaultOptions) {
  const opened = okValue(openSqliteVault(path, options));
  onTestFinished(() => opened.store.close());
  return opened;
}

/** A closed vault with some records. */
function usedVault(records = 200): string {
  const path = vaultPath();
  const { store } = okValue(openSqliteVault(path));
  put(store, records);
  store.close();
  return path;
}

function put(store: VaultStore, records: number, fill = 7): void {
  const changes = Array.from(
    { length: records },
    (_, index) => ({ op: 'put', kind: 'account', id: `a${index}`, sealed: sealed(1000, fill) }) as const,
  );
  okValue(store.commit(changes));
}

function accounts(store: VaultStore): number {
  return okValue(store.changedSince('account', 0)).length;
}

function sql(path: string, statements: string): void {
  const database = new DatabaseSync(path);
  database.exec(statements);
  database.close();
}

testVaultStore('sqlite', () => {
  const path = vaultPath();
  return [okValue(openSqliteVault(path)).store, okValue(openSqliteVault(path)).store];
});

describe('a new vault', () => {
  test('is readable by its owner only, with the files beside it', () => {
    const path = vaultPath();
    const { store, setAside } = open(path);
    put(store, 1);
    expect(setAside).toBeUndefined();
    for (const suffix of ['', '-wal', '-shm']) {
      expect(statSync(path + suffix).mode & 0o777, suffix).toBe(0o600);
    }
  });

  test('leaves nothing but the vault in the directory', () => {
    const path = usedVault();
    expect(readdirSync(join(path, '..'))).toEqual(['vault.db']);
  });

  test('waits for the disk at each commit', () => {
    const path = vaultPath();
    const { store } = open(path);
    put(store, 1);
    const database = new DatabaseSync(path, { readOnly: true });
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    database.close();
  });

  test('takes rights that others have on an existing file', () => {
    const path = usedVault();
    sql(path, 'SELECT 1');
    copyFileSync(path, `${path}.copy`);
    writeFileSync(path, readFileSync(`${path}.copy`), { mode: 0o644 });
    open(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});

describe('a vault that is opened again', () => {
  test('has everything', () => {
    const { store } = open(usedVault(200));
    expect(accounts(store)).toBe(200);
  });

  test('has what was committed when the process ended without closing', () => {
    const path = vaultPath();
    const { store } = open(path);
    put(store, 5);
    const copy = join(temporaryDirectory(), 'vault.db');
    for (const suffix of ['', '-wal']) {
      copyFileSync(path + suffix, copy + suffix);
    }
    expect(accounts(open(copy).store)).toBe(5);
  });
});

const damages: readonly (readonly [what: string, damage: (path: string) => void])[] = [
  ['an empty file', (path) => truncateSync(path, 0)],
  ['cut off within the header', (path) => truncateSync(path, 50)],
  ['cut off after the first page', (path) => truncateSync(path, 4096)],
  ['cut off in the middle of a page', (path) => truncateSync(path, 50_001)],
  ['cut off by its last page', (path) => truncateSync(path, statSync(path).size - 4096)],
  ['not a database', (path) => writeFileSync(path, 'these are not the bytes you look for\n'.repeat(1000))],
  ['zeroes', (path) => writeFileSync(path, new Uint8Array(65_536))],
  [
    'a page of noise',
    (path) =>
      overwrite(
        path,
        4096,
        new Uint8Array(4096).map((_, index) => index * 31),
      ),
  ],
  ['a flipped bit in the header of a page', (path) => flipBit(path, 2 * 4096 + 3)],
  ['a flipped bit in the file’s own mark', (path) => flipBit(path, 70)],
  ['a database of something else', replaceWithOtherDatabase],
  ['our mark over missing tables', (path) => sql(path, 'DROP TABLE leases')],
];

function overwrite(path: string, at: number, bytes: Uint8Array): void {
  const content = readFileSync(path);
  content.set(bytes, at);
  writeFileSync(path, content);
}

function flipBit(path: string, at: number): void {
  const content = readFileSync(path);
  content[at] = (content[at] ?? 0) ^ 0x08;
  writeFileSync(path, content);
}

function replaceWithOtherDatabase(path: string): void {
  const other = `${path}.other`;
  sql(other, 'CREATE TABLE recipes (name TEXT)');
  copyFileSync(other, path);
}

describe('a damaged vault is set aside and a new one begun', () => {
  test.each(damages)('%s', (_what, damage) => {
    const path = usedVault();
    damage(path);
    const damaged = readFileSync(path);
    const now = () => Date.UTC(2026, 0, 5, 10, 30, 15, 250);
    const opened = open(path, { now });
    expect(basename(opened.setAside ?? 'nothing')).toBe('vault.db.damaged-2026-01-05T10-30-15Z');
    expect(readFileSync(opened.setAside ?? '')).toEqual(damaged);
    expect(accounts(opened.store)).toBe(0);
    put(opened.store, 3);
    expect(accounts(opened.store)).toBe(3);
  });

  test('and a second one in the same second gets a name of its own', () => {
    const path = usedVault();
    const now = () => 0;
    const names = [1, 2, 3].map((count) => {
      writeFileSync(path, `damage ${count}`.repeat(100));
      const opened = okValue(openSqliteVault(path, { now }));
      opened.store.close();
      return opened.setAside ?? '';
    });
    expect(new Set(names).size).toBe(3);
    expect(names.map((name) => readFileSync(name, 'utf8').slice(0, 8))).toEqual([
      'damage 1',
      'damage 2',
      'damage 3',
    ]);
  });

  test('with the log beside it, which holds the latest commits', () => {
    const path = vaultPath();
    const { store } = open(path);
    put(store, 50);
    const copy = join(temporaryDirectory(), 'vault.db');
    writeFileSync(copy, 'noise'.repeat(2000));
    copyFileSync(`${path}-wal`, `${copy}-wal`);
    const opened = open(copy);
    expect(readFileSync(`${opened.setAside}-wal`)).toEqual(readFileSync(`${path}-wal`));
    expect(accounts(opened.store)).toBe(0);
  });

  test('and a log without its vault is not read into the new vault', () => {
    const path = vaultPath();
    const { store } = open(path);
    put(store, 50);
    const copy = join(temporaryDirectory(), 'vault.db');
    copyFileSync(`${path}-wal`, `${copy}-wal`);
    const opened = open(copy);
    expect(accounts(opened.store)).toBe(0);
    expect(existsSync(`${opened.setAside}-wal`)).toBe(true);
  });
});

describe('a log that another vault left is set aside, and the vault stays', () => {
  const writes: readonly (readonly [what: string, write: (store: VaultStore) => void])[] = [
    ['records', (store) => put(store, 20, 1)],
    ['a lease', (store) => okValue(store.takeLease('x', 'A', 1, 2))],
    [
      'an event',
      (store) =>
        okValue(store.commit([{ op: 'append_event', event: { accountId: 'a0', at: 1, sealed: sealed() } }])),
    ],
    ['a value', (store) => okValue(store.putMetaOnce('key_check', 'other'))],
  ];
  // The log of a vault of equal size fits page by page.
  const cases = [0, 300].flatMap((size) => writes.map(([what, write]) => ({ size, what, write })));

  test.each(cases)('with $what in it, beside a vault of $size records', ({ size, write }) => {
    const mine = usedVault(size);
    const other = vaultPath();
    write(open(other).store);
    const log = readFileSync(`${other}-wal`);
    writeFileSync(`${mine}-wal`, log);
    const opened = open(mine);
    expect(accounts(opened.store)).toBe(size);
    expect(okValue(opened.store.getMeta('key_check'))).toBeUndefined();
    expect(okValue(opened.store.recentEvents('a0', 1))).toEqual([]);
    expect(okValue(opened.store.takeLease('x', 'B', 1, 2))).toEqual({ kind: 'taken', interrupted: false });
    expect(readFileSync(`${opened.setAside}-wal`)).toEqual(log);
    opened.store.close();
    expect(open(mine).setAside).toBeUndefined();
  });
});

test('a torn end of the log loses nothing that was committed before it', () => {
  const path = vaultPath();
  const { store } = open(path);
  put(store, 5, 1);
  const length = statSync(`${path}-wal`).size;
  put(store, 9, 2);
  const copy = join(temporaryDirectory(), 'vault.db');
  copyFileSync(path, copy);
  copyFileSync(`${path}-wal`, `${copy}-wal`);
  truncateSync(`${copy}-wal`, length + 1000);
  const opened = open(copy);
  expect(opened.setAside).toBeUndefined();
  expect(accounts(opened.store)).toBe(5);
});

describe('a vault that cannot be used is left alone', () => {
  const later: Migration = {
    version: newest + 1,
    statements: ['ALTER TABLE records ADD COLUMN colour TEXT', "INSERT INTO meta VALUES ('made', 'later')"],
  };

  test('one of a newer version', () => {
    const path = vaultPath();
    okValue(openSqliteVault(path, { migrations: [...migrations, later] })).store.close();
    const before = readFileSync(path);
    expect(errorCode(openSqliteVault(path))).toBe('vault_newer');
    expect(readFileSync(path)).toEqual(before);
  });

  test('one of a newer version that also looks damaged', () => {
    const path = usedVault();
    sql(path, 'PRAGMA user_version = 7');
    overwrite(path, 4096, new Uint8Array(4096).fill(0xaa));
    const before = readFileSync(path);
    expect(errorCode(openSqliteVault(path))).toBe('vault_newer');
    expect(readFileSync(path)).toEqual(before);
  });

  test.each([
    ['a directory', (path: string) => mkdirSync(path)],
    ['a device', (path: string) => symlinkSync('/dev/zero', path)],
    ['a link that leads to itself', (path: string) => symlinkSync(path, path)],
  ])('%s in its place', (_what, place) => {
    const path = vaultPath();
    place(path);
    const opened = openSqliteVault(path);
    expect(errorCode(opened)).toBe('vault_unreadable');
    expect(JSON.stringify(opened)).toContain('vault.db');
    expect(readdirSync(join(path, '..'))).toEqual(['vault.db']);
  });

  test.each([
    ['a directory that is not there', (directory: string) => join(directory, 'missing', 'vault.db')],
    [
      'a file where the directory should be',
      (directory: string) => {
        writeFileSync(join(directory, 'file'), '');
        return join(directory, 'file', 'vault.db');
      },
    ],
  ])('%s', (_what, place) => {
    expect(errorCode(openSqliteVault(place(temporaryDirectory())))).toBe('vault_unreadable');
  });
});

describe('a vault of an earlier version', () => {
  const second: Migration = {
    version: newest + 1,
    statements: ['ALTER TABLE events ADD COLUMN weight INTEGER', "INSERT INTO meta VALUES ('steps', '2')"],
  };
  const third: Migration = {
    version: newest + 2,
    statements: ["UPDATE meta SET value = '2 3' WHERE name = 'steps'"],
  };

  test('is brought forward through each version, and a copy of it is kept', () => {
    const path = usedVault(40);
    const opened = open(path, { migrations: [...migrations, second, third], now: () => 0 });
    expect(okValue(opened.store.getMeta('steps'))).toBe('2 3');
    expect(accounts(opened.store)).toBe(40);
    const copy = `${path}.version-${newest}-1970-01-01T00-00-00Z`;
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    const kept = new DatabaseSync(copy, { readOnly: true });
    expect(kept.prepare('PRAGMA user_version').get()).toEqual({ user_version: newest });
    expect(kept.prepare('SELECT count(*) AS count FROM records').get()).toEqual({ count: 40 });
    kept.close();
  });

  test('is brought forward once', () => {
    const path = usedVault(1);
    const options = { migrations: [...migrations, second] };
    open(path, options);
    open(path, options);
    const copies = readdirSync(join(path, '..')).filter((name) => name.includes(`version-${newest}`));
    expect(copies).toHaveLength(1);
  });

  test('stays as it was when a step fails', () => {
    const path = usedVault(40);
    const broken: Migration = {
      version: newest + 2,
      statements: ['DELETE FROM records', 'UPDATE nothing SET x = 1'],
    };
    expect(errorCode(openSqliteVault(path, { migrations: [...migrations, second, broken] }))).toBe(
      'vault_corrupt',
    );
    const opened = open(path);
    expect(opened.setAside).toBeUndefined();
    expect(accounts(opened.store)).toBe(40);
    expect(okValue(opened.store.getMeta('steps'))).toBeUndefined();
  });
});

describe('the key of a vault', () => {
  /** A program of version 1 at work: what it does in each transaction, see the history of `sqlite-store.ts`. */
  function programOfVersion1(path: string) {
    const database = new DatabaseSync(path);
    onTestFinished(() => database.close());
    const countWrite = database.prepare('UPDATE vault SET writes = writes + 1');
    const putLease = database.prepare("INSERT OR REPLACE INTO leases VALUES ('account a', 'old', 1)");
    return () => {
      database.exec('BEGIN IMMEDIATE');
      try {
        countWrite.run();
        putLease.run();
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    };
  }

  test('that was changed keeps programs from writing that know only the first, though they have it open', () => {
    const path = vaultPath();
    sql(
      path,
      [
        `PRAGMA application_id = ${applicationId}; PRAGMA journal_mode = WAL; PRAGMA user_version = 1`,
        ...(migrations[0]?.statements ?? []),
      ].join(';'),
    );
    const write = programOfVersion1(path);
    write();
    const { store } = open(path);
    write();
    put(store, 1);
    okValue(store.setMeta({ name: 'key', value: 'system 0123456789abcdef' }));
    expect(write).toThrow('the key of the vault was changed');
    put(store, 2);
    expect(accounts(store)).toBe(2);
  });

  test('that was changed no longer hangs on the log once it is settled', () => {
    const path = vaultPath();
    const { store } = open(path);
    put(store, 50);
    okValue(store.setMeta({ name: 'key', value: 'system 0123456789abcdef' }));
    const without = join(temporaryDirectory(), 'vault.db');
    copyFileSync(path, without);
    expect(okValue(open(without).store.getMeta('key'))).toBeUndefined();
    expect(okValue(store.settle())).toBe(true);
    expect(statSync(`${path}-wal`).size).toBe(0);
    copyFileSync(path, without);
    const alone = open(without);
    expect([alone.setAside, okValue(alone.store.getMeta('key')), accounts(alone.store)]).toEqual([
      undefined,
      'system 0123456789abcdef',
      50,
    ]);
  });

  test('is not settled while another process reads what was there before', () => {
    const path = vaultPath();
    const { store } = open(path, { busyTimeoutMs: 50 });
    put(store, 5);
    const reader = new DatabaseSync(path, { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM records').get();
    put(store, 6);
    expect(okValue(store.settle())).toBe(false);
    reader.close();
    expect(okValue(store.settle())).toBe(true);
  });

  test('is not exchanged in a file that lost its name', () => {
    const path = vaultPath();
    const { store } = open(path);
    put(store, 5);
    renameSync(path, `${path}.moved`);
    const lease = { name: 'x', holder: 'y' };
    const resealing = { expected: [], lease, isInTheWay: () => false, rows: [], meta: [] };
    expect(errorCode(store.reseal(resealing))).toBe('vault_unreadable');
    expect(errorCode(store.settle())).toBe('vault_unreadable');
  });
});

describe('while it is open', () => {
  test('a change that fails takes the whole commit back', () => {
    const path = vaultPath();
    const { store } = open(path);
    put(store, 1);
    sql(
      path,
      `CREATE TRIGGER refuse BEFORE INSERT ON records WHEN new.id = 'refused'
       BEGIN SELECT RAISE(ABORT, 'refused'); END`,
    );
    const change = (id: string) => ({ op: 'put', kind: 'account', id, sealed: sealed() }) as const;
    expect(() => store.commit([change('b'), change('refused')])).toThrow('refused');
    expect(accounts(store)).toBe(1);
    put(store, 4);
    expect(accounts(store)).toBe(4);
  });

  test('a vault that another process holds is busy, and free again later', () => {
    const path = vaultPath();
    const { store } = open(path, { busyTimeoutMs: 20 });
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    const change = { op: 'put', kind: 'account', id: 'a', sealed: sealed() } as const;
    expect(errorCode(store.commit([change]))).toBe('vault_busy');
    expect(errorCode(store.takeLease('x', 'A', 1, 2))).toBe('vault_busy');
    expect(accounts(store)).toBe(0);
    other.close();
    expect(errorCode(store.commit([change]))).toBe('no error');
  });

  test('asking for a lease that somebody else holds writes nothing', () => {
    const path = vaultPath();
    const { store } = open(path);
    okValue(open(path).store.takeLease('x', 'B', 1000, 5000));
    const watcher = new DatabaseSync(path);
    onTestFinished(() => watcher.close());
    const written = () => [
      watcher.prepare('SELECT writes FROM vault').get(),
      watcher.prepare('PRAGMA data_version').get(),
    ];
    const before = written();
    for (let now = 1001; now < 1020; now += 1) {
      expect(okValue(store.takeLease('x', 'A', now, 9000)).kind).toBe('held');
    }
    expect(written()).toEqual(before);
    expect(okValue(store.takeLease('x', 'A', 5000, 9000)).kind).toBe('taken');
    expect(written()).not.toEqual(before);
  });

  test.each<[string, (path: string) => void]>([
    ['removed', (path) => rmSync(path)],
    ['moved', (path) => renameSync(path, `${path}.elsewhere`)],
    [
      'replaced',
      (path) => {
        copyFileSync(path, `${path}.copy`);
        renameSync(`${path}.copy`, path);
      },
    ],
  ])('nothing is written once the file was %s', (_what, disturb) => {
    const path = vaultPath();
    const { store } = open(path);
    put(store, 1);
    disturb(path);
    const change = { op: 'put', kind: 'account', id: 'b', sealed: sealed() } as const;
    const failures = [
      store.takeLease('x', 'A', 1, 2),
      store.commit([change]),
      store.putMetaOnce('name', 'value'),
      store.releaseLease('x', 'A'),
    ];
    expect(failures.map(errorCode)).toEqual(Array(4).fill('vault_unreadable'));
    expect(JSON.stringify(failures)).toContain('while it was open');
    expect(accounts(store)).toBe(1);
  });

  test('a closed vault gives an error, and may be closed twice', () => {
    const { store } = open(vaultPath());
    store.close();
    store.close();
    expect(errorCode(store.get('account', 'a'))).toBe('vault_unreadable');
    expect(errorCode(store.commit([]))).toBe('vault_unreadable');
  });
});
