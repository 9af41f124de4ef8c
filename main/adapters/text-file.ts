// Main process and command line. One small text file of the data directory.
import { lstatSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { appError } from '../core/errors.ts';
import type { TextFile } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { attemptSystem, claimName, syncDirectory } from './vault-file.ts';
import { readRegular, replaceFile } from './whole-file.ts';

const largestFile = 1024 * 1024;

/**
 * The file at `path`; it is made when something is first written to it, for its owner alone. A link, a pipe and anything
 * else that is no regular file cannot be read, and neither can more than 1 MiB; so that much is not written either.
 */
export function textFile(path: string, now: () => number = Date.now): TextFile {
  const unusable = (why: string) => fail(appError('file_unusable', { detail: `${path} (${why})` }));
  const attempt = <T>(action: () => Result<T>) => attemptSystem(action, unusable);

  return {
    read: () =>
      attempt(() => {
        // Also where there is no O_NOFOLLOW.
        const stats = lstatSync(path, { throwIfNoEntry: false });
        if (stats === undefined) return ok(undefined);
        if (!stats.isFile()) return unusable('not a regular file');
        const file = readRegular(path, largestFile);
        return file === undefined ? unusable('more than 1 MiB') : ok(file.text);
      }),
    write: (text) =>
      attempt(() => {
        if (Buffer.byteLength(text) > largestFile) return unusable('more than 1 MiB');
        replaceFile(path, text);
        return ok();
      }),
    setAside: () =>
      attempt(() => {
        const aside = claimName(`${path}.damaged`, now());
        try {
          renameSync(path, aside);
        } catch (error) {
          rmSync(aside, { force: true });
          throw error;
        }
        syncDirectory(dirname(path));
        return ok(aside);
      }),
  };
}
