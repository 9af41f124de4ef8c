// Main process and command line. Notices that another process has written to the vault, without looking at it regularly.
import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/**
 * Milliseconds from one look to the next after the vault's files were touched. A commit touches them several times, so the
 * first look waits a little; it can be seen only once it is on the disk, and then without a further touch, so that on a
 * busy disk one of the later looks is the one that sees it.
 */
const waits = [30, 200, 1000, 5000] as const;

export interface CommitNotices {
  onForeignCommit(listener: () => void): () => void;
  close(): void;
}

/**
 * Watches the vault's directory. `dataVersion` gives a number that changes when another connection has committed,
 * and undefined when it cannot be told. Neither the watching nor the waiting keeps the process alive.
 */
export function createCommitNotices(path: string, dataVersion: () => number | undefined): CommitNotices {
  const listeners = new Set<() => void>();
  const name = basename(path);
  let watcher: FSWatcher | undefined;
  let waiting: NodeJS.Timeout | undefined;
  /** Which look is waited for. */
  let turn = 0;
  let lastVersion: number | undefined;

  function wait(next: number): void {
    clearTimeout(waiting);
    turn = next;
    const ms = waits[next];
    waiting = ms === undefined ? undefined : setTimeout(look, ms).unref();
  }

  function touched(): void {
    // The first look is not put off by what follows.
    if (waiting === undefined || turn > 0) wait(0);
  }

  function look(): void {
    wait(turn + 1);
    const version = dataVersion();
    if (version !== undefined && version !== lastVersion) {
      lastVersion = version;
      for (const listener of [...listeners]) {
        listener();
      }
    }
  }

  function stop(): void {
    clearTimeout(waiting);
    waiting = undefined;
    watcher?.close();
    watcher = undefined;
  }

  function start(): void {
    lastVersion = dataVersion();
    try {
      watcher = watch(dirname(path), { persistent: false }, (_event, file) => {
        if (file === null || file.startsWith(name)) touched();
      });
      // The directory was removed, or the system ran out of watches: what was read so far stays as it is.
      watcher.on('error', stop);
    } catch {
      stop();
    }
  }

  return {
    onForeignCommit(listener) {
      listeners.add(listener);
      if (watcher === undefined) {
        start();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          stop();
        }
      };
    },
    close() {
      listeners.clear();
      stop();
    },
  };
}
