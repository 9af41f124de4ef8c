// Main process and command line. Notices that another process has written to the vault, without looking at it regularly.
import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** A commit touches the vault's files several times; one look is enough. */
const settleMs = 30;

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
  let settling: NodeJS.Timeout | undefined;
  let lastVersion: number | undefined;

  function look(): void {
    settling = undefined;
    const version = dataVersion();
    if (version !== undefined && version !== lastVersion) {
      lastVersion = version;
      for (const listener of [...listeners]) {
        listener();
      }
    }
  }

  function stop(): void {
    clearTimeout(settling);
    settling = undefined;
    watcher?.close();
    watcher = undefined;
  }

  function start(): void {
    lastVersion = dataVersion();
    try {
      watcher = watch(dirname(path), { persistent: false }, (_event, file) => {
        if (file === null || file.startsWith(name)) {
          settling ??= setTimeout(look, settleMs).unref();
        }
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
