// Main process and command line. The person's own definitions of providers: JSON files in a folder of the data directory.
import { type BigIntStats, chmodSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type AppError, appError } from '../core/errors.ts';
import type { ProviderFile, ProviderFiles } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { attemptSystem, syncDirectory } from './vault-file.ts';
import { readRegular, replaceFile } from './whole-file.ts';

const largestFile = 256 * 1024;
const mostFiles = 500;

/** Ids of providers. Other names in the folder are not ours: copies of editors, unfinished files. */
const usableName = /^[a-z][a-z0-9-]{0,39}$/;

interface Seen {
  /** Changes whenever the file is written or replaced. */
  readonly stamp: string;
  readonly text: string;
}

/**
 * The folder is made when something is first written to it, for its owner alone (0700, files 0600). Links, pipes and
 * other things that are no regular files are passed over, and so are files of more than 256 KiB. Files are only read
 * again after they have changed.
 */
export function createProviderFiles(folder: string): ProviderFiles {
  let seen: ReadonlyMap<string, Seen> = new Map();

  function read(name: string): Seen | undefined {
    const path = pathOf(name);
    // One file that went away or may not be read hides no other.
    return attemptSystem(
      () => {
        const stats = lstatSync(path, { bigint: true });
        const known = seen.get(name);
        if (!stats.isFile() || stats.size > largestFile) return undefined;
        return known?.stamp === stampOf(stats) ? known : readSeen(path);
      },
      () => undefined,
    );
  }

  /** One more than can be listed would be kept and never seen again. */
  function hasRoomFor(name: string): boolean {
    const names = namesIn(folder);
    return names.includes(name) || names.length < mostFiles;
  }

  const pathOf = (name: string) => join(folder, `${name}.json`);

  return {
    folder,
    list() {
      return attempt(folder, () => {
        if (!isThere(folder)) return [];
        seen = new Map(
          namesIn(folder)
            .slice(0, mostFiles)
            .flatMap((name) => {
              const file = read(name);
              return file === undefined ? [] : [[name, file] as const];
            }),
        );
        return [...seen].map(([name, { text }]): ProviderFile => ({ name, text }));
      });
    },
    write({ name, text }) {
      if (!usableName.test(name)) return fail(unusable(`${name}.json`));
      const written = attempt(folder, () => {
        if (!isThere(folder)) mkdirSync(folder, 0o700);
        if (!hasRoomFor(name)) return false;
        replaceFile(pathOf(name), text);
        return true;
      });
      if (!written.ok) return written;
      return written.value ? ok() : fail(unusable(`${folder} (more than ${mostFiles} definitions)`));
    },
    remove(name) {
      if (!usableName.test(name)) return fail(unusable(`${name}.json`));
      return attempt(folder, () => {
        if (!isThere(folder)) return;
        rmSync(pathOf(name), { force: true });
        syncDirectory(folder);
      });
    },
  };
}

/** In alphabetical order. */
function namesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .filter((name) => usableName.test(name))
    .sort();
}

/**
 * Whether the folder is there, and for its owner alone: whoever could write to it could name the servers that tokens are
 * sent to. Throws where it is another user's.
 */
function isThere(folder: string): boolean {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  if (process.platform === 'win32' || process.getuid === undefined) return true;
  if (stats.uid !== process.getuid()) throw Object.assign(new Error('not ours'), { code: 'EPERM' });
  if ((stats.mode & 0o077) !== 0) chmodSync(folder, 0o700);
  return true;
}

/** Reads what is a regular file even if it has become something else since it was looked at. */
function readSeen(path: string): Seen | undefined {
  const file = readRegular(path, largestFile);
  return file && { stamp: stampOf(file.stats), text: file.text };
}

function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(':');
}

function unusable(what: string, code?: string): AppError {
  return appError('provider_files', { detail: code === undefined ? what : `${what} (${code})` });
}

function attempt<T>(folder: string, action: () => T): Result<T> {
  return attemptSystem<Result<T>>(
    () => ok(action()),
    (code) => fail(unusable(folder, code)),
  );
}
