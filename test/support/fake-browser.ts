// Test equipment. A browser that only remembers what it was to open.
import type { AppError } from '../../main/core/errors.ts';
import type { Browser } from '../../main/core/ports.ts';
import { fail, ok } from '../../main/core/result.ts';

export interface FakeBrowser extends Browser {
  readonly opened: readonly string[];
  /** From now on opening fails with this error, or works again. */
  failWith(error: AppError | undefined): void;
}

export function fakeBrowser(): FakeBrowser {
  const opened: string[] = [];
  let failure: AppError | undefined;
  return {
    opened,
    failWith(error) {
      failure = error;
    },
    async open(url) {
      opened.push(url);
      return failure === undefined ? ok() : fail(failure);
    },
  };
}
