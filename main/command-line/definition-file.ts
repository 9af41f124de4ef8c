// Command line. Reads a definition of a provider: a file, or - for standard input.
import { constants, open } from 'node:fs/promises';
import { appError } from '../core/errors.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Failure } from './failure.ts';
import { shown } from './options.ts';
import type { Terminal } from './terminal.ts';

/** A definition may have 256 KiB; what is longer is told by its reader. */
const most = 256 * 1024 + 1;

/** At most `most` bytes; undefined where it is no regular file. Errors: those of the file system. */
async function beginningOf(path: string): Promise<string | undefined> {
  // A pipe that nobody writes to would hold this process so fast that Ctrl-C could not end it.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await file.stat();
    if (!stats.isFile()) return undefined;
    if (stats.size > most) return ' '.repeat(most);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, null);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The text of the definition. Errors: `invalid_argument` where there is none that can be read. */
export async function definitionIn(
  terminal: Pick<Terminal, 'readAll'>,
  file: string,
): Promise<Result<string, Failure>> {
  if (file === '-') return ok((await terminal.readAll(most)) ?? ' '.repeat(most));
  try {
    const text = await beginningOf(file);
    if (text !== undefined) return ok(text);
    const error = appError('invalid_argument', { detail: 'file' });
    const remedy = 'Name a file, or write - and give the definition as standard input.';
    return fail({ error, words: { what: `${shown(file)} is not a file.`, remedy } });
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? ` (${String(thrown.code)})` : '';
    const error = appError('invalid_argument', { detail: 'file' });
    return fail({ error, words: { what: `The file ${shown(file)} cannot be read${code}.` } });
  }
}
