// Main process and command line. Reading and writing the files of exports.
import { constants, existsSync, realpathSync, statSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { appError } from '../core/errors.ts';
import type { ExportStore } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { publish, thrownCode } from './vault-file.ts';
import { putInPlace, unfinishedName } from './whole-file.ts';

/** 256 MiB: ten thousand accounts need a tenth of it. */
export const largestExport = 256 * 2 ** 20;

/** What a system's code means for a file; any other is shown as it is. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'this user may not use it',
  EPERM: 'this user may not use it',
  EROFS: 'its disk cannot be written to',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
};

function unusable(path: string, error: unknown): Result<never> {
  return unusableBecause(path, thrownCode(error));
}

function unusableBecause(path: string, code: string): Result<never> {
  return fail(appError('file_unusable', { detail: `${path} (${reasons[code] ?? code})` }));
}

async function writeDurably(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** As many bytes as the file had when it was opened: it may grow meanwhile. */
async function contentOf(file: FileHandle, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const content = new Uint8Array(size);
  let at = 0;
  while (at < size) {
    const { bytesRead } = await file.read(content, at, size - at, at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return content.subarray(0, at);
}

/** Whether the file would be among those of the data directory: it could take the place of the vault or of its key. */
function isWithin(path: string, directory: string): boolean {
  const way = relative(realpathSync(directory), realpathSync(dirname(path)));
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Nothing is written into `dataDirectory`. */
export function createExportStore(dataDirectory: string): ExportStore {
  return {
    isThere: (path) => existsSync(path) && !isFolder(path),
    async write(path, content, signal, { replace } = { replace: true }) {
      const unfinished = unfinishedName(path);
      try {
        if (isWithin(path, dataDirectory)) {
          return fail(appError('file_unusable', { detail: `${path} is in Tokendeck’s own folder` }));
        }
        await writeDurably(unfinished, content);
        if (signal.aborted) {
          await rm(unfinished, { force: true });
          return fail(appError('cancelled'));
        }
        // At once: whoever cancels from here on is told that it is done.
        if (replace) putInPlace(unfinished, path);
        else if (!publish(unfinished, path)) {
          if (isFolder(path)) return unusableBecause(path, 'EISDIR');
          return fail(appError('invalid_argument', { detail: `there is a file already: ${path}` }));
        }
        return ok();
      } catch (error) {
        await rm(unfinished, { force: true }).catch(() => undefined);
        return unusable(path, error);
      }
    },
    async read(path) {
      try {
        // A pipe is not to hold it up.
        const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
        try {
          const stats = await file.stat();
          if (!stats.isFile()) return fail(appError('file_unusable', { detail: `${path} is not a file` }));
          return stats.size > largestExport
            ? fail(appError('backup_too_large'))
            : ok(await contentOf(file, stats.size));
        } finally {
          await file.close();
        }
      } catch (error) {
        return unusable(path, error);
      }
    },
  };
}
