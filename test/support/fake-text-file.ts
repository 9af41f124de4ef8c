// Test equipment. A small text file in memory that can be made to fail.
import { appError } from '../../main/core/errors.ts';
import type { TextFile } from '../../main/core/ports.ts';
import { fail, ok, type Result } from '../../main/core/result.ts';

export interface FakeTextFile extends TextFile {
  /** What is in the file now. */
  readonly text: () => string | undefined;
  /** Those that were set aside, oldest first. */
  readonly aside: readonly string[];
  /** What can no longer be done. */
  readonly broken: Set<'read' | 'write' | 'setAside'>;
}

export function fakeTextFile(content?: string): FakeTextFile {
  let text = content;
  const aside: string[] = [];
  const broken: FakeTextFile['broken'] = new Set();

  function unless<T>(what: 'read' | 'write' | 'setAside', action: () => T): Result<T> {
    return broken.has(what) ? fail(appError('file_unusable', { detail: '/home/it (EIO)' })) : ok(action());
  }

  return {
    text: () => text,
    aside,
    broken,
    read: () => unless('read', () => text),
    write: (next) =>
      unless('write', () => {
        text = next;
      }),
    setAside: () =>
      unless('setAside', () => {
        aside.push(text ?? '');
        text = undefined;
        return `/home/it.damaged-${aside.length}`;
      }),
  };
}
