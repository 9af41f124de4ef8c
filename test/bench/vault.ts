// Benchmark. Opening and listing the vault, and committing tokens to it, with few and with many accounts.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { okValue } from '../support/result.ts';
import { type Deck, makeDeck } from './deck.ts';
import { medianTime, printRow } from './rows.ts';

const sizes = [10, 1_000, 10_000] as const;
const commits = 200;

async function openAndList(deck: Deck): Promise<void> {
  const vault = await deck.openVault();
  okValue(await vault.accounts());
  vault.close();
}

/** Milliseconds of one durable commit of the same two rows to a bare SQLite file with the same settings. */
async function bareCommit(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tokendeck-bench-'));
  const database = new DatabaseSync(join(folder, 'bare.sqlite'));
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE r (id TEXT PRIMARY KEY, b BLOB)',
  );
  const put = database.prepare('INSERT INTO r VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET b = excluded.b');
  // Other bytes each time: SQLite does not write what is there already.
  const fresh = (length: number) => randomBytes(length);
  const time = await medianTime(commits, () => {
    database.exec('BEGIN IMMEDIATE');
    put.run('account', fresh(600));
    put.run('tokens', fresh(2600));
    database.exec('COMMIT');
  });
  database.close();
  rmSync(folder, { recursive: true });
  return time;
}

export async function benchVault(): Promise<void> {
  const bare = await bareCommit();
  let fewest: { readonly open: number; readonly commit: number } | undefined;
  for (const size of sizes) {
    const deck = await makeDeck({ accounts: size });
    const open = await medianTime(7, () => openAndList(deck));
    const vault = await deck.openVault();
    let turn = 0;
    const commit = await medianTime(commits, () => {
      turn += 7;
      return deck.commitTokens(vault, turn % size);
    });
    vault.close();
    deck.remove();
    const name = `${size.toLocaleString('en-GB')} accounts`;
    printRow({
      name: `vault, open and list, ${name}`,
      value: open,
      unit: 'ms',
      ...(fewest && { against: { what: '10 accounts', value: fewest.open } }),
    });
    printRow({
      name: `vault, commit a token set, ${name}`,
      value: commit,
      unit: 'ms',
      against: { what: 'a bare durable SQLite commit', value: bare },
    });
    fewest ??= { open, commit };
  }
}
