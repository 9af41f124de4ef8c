// Pure. Tells what other processes have committed, each change once and none of our own.
import type { Account, AccountId } from '../accounts/account.ts';
import type { StoredRecord, VaultStore } from '../ports.ts';
import type { ForeignChanges } from './vault.ts';

export interface ForeignWatch {
  /** The account records just read: what they hold need not be told again. */
  seen(records: readonly StoredRecord[]): void;
  /** The place in the order of commits that a commit of our own got. */
  committed(seq: number): void;
  onChanges(listener: (changes: ForeignChanges) => void): () => void;
  stop(): void;
}

/** `open` turns account records into accounts, leaving out those that are damaged. */
export function createForeignWatch(
  store: VaultStore,
  open: (records: readonly StoredRecord[]) => Promise<readonly Account[]>,
): ForeignWatch {
  const listeners = new Set<(changes: ForeignChanges) => void>();
  const own = new Set<number>();
  let lastSeq = 0;
  let stopWatching: (() => void) | undefined;
  let reading: Promise<void> | undefined;
  let again = false;

  /** Records come in the order of `seq`. */
  function advance(records: readonly StoredRecord[]): void {
    lastSeq = Math.max(lastSeq, records.at(-1)?.seq ?? 0);
    for (const seq of own) {
      if (seq <= lastSeq) {
        own.delete(seq);
      }
    }
  }

  async function read(): Promise<void> {
    const records = store.changedSince('account', lastSeq);
    if (!records.ok) {
      return;
    }
    const others = records.value.filter((record) => !own.has(record.seq));
    advance(records.value);
    const changed = await open(others.filter((record) => record.sealed !== undefined));
    const removed = others
      .filter((record) => record.sealed === undefined)
      .map((record) => record.id as AccountId);
    if (changed.length + removed.length > 0) {
      for (const listener of listeners) {
        listener({ changed, removed });
      }
    }
  }

  /** One reading at a time; a notice during one leads to one more. */
  function notice(): void {
    if (reading !== undefined) {
      again = true;
      return;
    }
    reading = read().finally(() => {
      reading = undefined;
      if (again) {
        again = false;
        notice();
      }
    });
  }

  return {
    seen: advance,
    committed(seq) {
      if (seq === lastSeq + 1) {
        lastSeq = seq;
      } else {
        own.add(seq);
      }
    },
    onChanges(listener) {
      listeners.add(listener);
      if (stopWatching === undefined) {
        stopWatching = store.onForeignCommit(notice);
        // What was committed between the first reading and now.
        notice();
      }
      return () => {
        listeners.delete(listener);
      };
    },
    stop() {
      listeners.clear();
      stopWatching?.();
      stopWatching = undefined;
    },
  };
}
