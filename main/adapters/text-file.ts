// Main process and command line. One small text file of the data directory.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { appError } from '../core/errors.ts';
import type { TextFile } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';

/** The file at `path`; it is made when something is first written to it. */
export function textFile(path: string): TextFile {
  function attempt<T>(action: () => T): Result<T> {
    try {
      return ok(action());
    } catch {
      return fail(appError('file_unusable', { detail: path }));
    }
  }
  return {
    read: () => attempt(() => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)),
    write: (text) =>
      attempt(() => {
        writeFileSync(`${path}.new`, text, { mode: 0o600 });
        renameSync(`${path}.new`, path);
      }),
    setAside: () =>
      attempt(() => {
        const aside = `${path}.damaged`;
        renameSync(path, aside);
        return aside;
      }),
  };
}
