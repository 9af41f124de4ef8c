// Main process and command line. The vault's file among other files: its mode, its copies, and damaged ones set aside.
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { appError } from '../core/errors.ts';
import { fail, ok, type Result } from '../core/result.ts';

const companions = ['-wal', '-shm'] as const;

/** The code of a system error, such as `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The same for what was thrown; anything but a system error is a fault of ours and is thrown on. */
export function thrownCode(error: unknown): string {
  const code = systemCode(error);
  if (code === undefined) throw error;
  return code;
}

/** What `action` returns, or `onCode` for the code of the system error that it throws. */
export function attemptSystem<T>(action: () => T, onCode: (code: string) => T): T {
  try {
    return action();
  } catch (error) {
    return onCode(thrownCode(error));
  }
}

/** Errors: `vault_unreadable`. */
export function attemptFile<T>(path: string, action: () => T): Result<T> {
  return attemptSystem<Result<T>>(
    () => ok(action()),
    (code) => fail(appError('vault_unreadable', { detail: `${path} (${code})` })),
  );
}

/** A moment as part of a file name, to the second and in UTC. */
function stamp(now: number): string {
  return new Date(now).toISOString().replace(/\.\d+/, '').replaceAll(':', '-');
}

/** Claims a file name that nothing has yet, as an empty file that only its owner may read. */
export function claimName(base: string, now: number): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? `${base}-${stamp(now)}` : `${base}-${stamp(now)}-${count}`;
    try {
      closeSync(openSync(name, 'wx', 0o600));
      return name;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') {
        throw error;
      }
    }
  }
}

/** Makes a rename or a new name in a directory durable. Windows neither needs nor allows it. */
export function syncDirectory(path: string): void {
  if (process.platform === 'win32') {
    return;
  }
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

/** The vault file's facts; undefined where there is none. Anything but a regular file is refused. */
export function vaultFileStats(path: string): Result<Stats | undefined> {
  const stats = attemptFile(path, () => statSync(path, { throwIfNoEntry: false }));
  if (stats.ok && stats.value?.isFile() === false) {
    return fail(appError('vault_unreadable', { detail: `${path} is not a file` }));
  }
  return stats;
}

/** Fails with `vault_unreadable` where the file at `path` is no longer the one seen before. */
export function sameFile(path: string, seen: Stats): Result<void> {
  const present = vaultFileStats(path);
  if (!present.ok) {
    return present;
  }
  return present.value?.ino === seen.ino && present.value.dev === seen.dev
    ? ok()
    : fail(
        appError('vault_unreadable', { detail: `${path} was moved, removed or replaced while it was open` }),
      );
}

/** Takes read and write permission from everybody but the owner. */
export function restrictToOwner(path: string, stats: Stats): Result<void> {
  if (process.platform !== 'win32' && (stats.mode & 0o077) !== 0) {
    return attemptFile(path, () => chmodSync(path, 0o600));
  }
  return ok();
}

/** Renames `path` and what SQLite keeps beside it, as far as they are there. */
function moveAll(suffixes: readonly string[], path: string, aside: string): void {
  for (const suffix of suffixes) {
    if (existsSync(path + suffix)) {
      renameSync(path + suffix, aside + suffix);
    }
  }
  syncDirectory(dirname(path));
}

/**
 * Moves a damaged vault out of the way, with SQLite's files beside it, under a dated name. Returns that name, or
 * undefined where another process has just done so.
 */
export function setAside(path: string, seen: Stats | undefined, now: number): Result<string | undefined> {
  return attemptFile(path, () => {
    const present = statSync(path, { throwIfNoEntry: false });
    if (present?.ino !== seen?.ino) {
      return undefined;
    }
    const aside = claimName(`${path}.damaged`, now);
    // The vault first: were it last and the program killed in between, it would be opened without its latest commits.
    moveAll(['', ...companions], path, aside);
    return aside;
  });
}

/**
 * Moves SQLite's log out of the way and leaves the vault. Returns the dated name of an empty file that marks the place;
 * the log lies beside it.
 */
export function setLogAside(path: string, now: number): Result<string> {
  return attemptFile(path, () => {
    const aside = claimName(`${path}.damaged`, now);
    moveAll(companions, path, aside);
    return aside;
  });
}

/** Whether SQLite's log of the latest commits lies there. Without its vault it would be read into the next one. */
export function hasLog(path: string): boolean {
  return existsSync(`${path}-wal`);
}

/** What systems answer where a file system has no hard links; Windows gives EISDIR for exFAT. */
const withoutLinks: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR']);

/**
 * Gives a finished file its name, unless something has it: another process was faster. Returns whether it did; the
 * file's first name is gone afterwards.
 */
export function publish(unfinished: string, path: string): boolean {
  let isPublished = true;
  try {
    linkSync(unfinished, path);
  } catch (error) {
    const code = thrownCode(error);
    if (code !== 'EEXIST' && !withoutLinks.has(code)) throw error;
    isPublished = code !== 'EEXIST' && !existsSync(path);
    if (isPublished) renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
  syncDirectory(dirname(path));
  return isPublished;
}
