// Test equipment: the stand-in for Electron. One instance per data folder, across processes. The lock is that of an open
// SQLite transaction: the system gives it back whatever ends the process. What a second instance was started with
// reaches the first as a file.
import {
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { argv, cwd, pid } from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { appEvents } from './lifecycle.ts';
import { getPath } from './paths.ts';

interface Held {
  readonly lock: DatabaseSync;
  readonly watcher: FSWatcher;
}

interface Started {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly additionalData: unknown;
}

const inboxName = 'stand-in-instances';
const lockName = 'stand-in.lock';

let held: Held | undefined;

function readInbox(inbox: string): void {
  for (const name of readdirSync(inbox).filter((file) => file.endsWith('.json'))) {
    const path = join(inbox, name);
    const started = JSON.parse(readFileSync(path, 'utf8')) as Started;
    rmSync(path, { force: true });
    appEvents.emit('second-instance', {}, [...started.argv], started.cwd, started.additionalData);
  }
}

/** Takes the lock of the data folder, or tells the instance that has it and returns false. */
export function requestLock(additionalData: unknown): boolean {
  if (held !== undefined) return true;
  const inbox = join(getPath('userData'), inboxName);
  mkdirSync(inbox, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(getPath('userData'), lockName));
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    const started: Started = { argv, cwd: cwd(), additionalData };
    const path = join(inbox, `${pid}`);
    writeFileSync(`${path}.part`, JSON.stringify(started), { mode: 0o600 });
    renameSync(`${path}.part`, `${path}.json`);
    return false;
  }
  for (const stale of readdirSync(inbox)) rmSync(join(inbox, stale), { force: true });
  const watcher = watch(inbox, () => readInbox(inbox));
  watcher.unref();
  held = { lock, watcher };
  return true;
}

export function hasLock(): boolean {
  return held !== undefined;
}

export function releaseLock(): void {
  held?.watcher.close();
  held?.lock.close();
  held = undefined;
}
