// Main process and command line. What SQLite's result codes mean for the vault.
import { type AppError, appError } from '../core/errors.ts';
import { fail, ok, type Result } from '../core/result.ts';

/** Primary result codes, https://www.sqlite.org/rescode.html; the higher bits of a code only tell more. */
const busyCodes: ReadonlySet<number> = new Set([5, 6]);
const corruptCodes: ReadonlySet<number> = new Set([11, 24, 26]);
const unreadableCodes: ReadonlySet<number> = new Set([3, 7, 8, 10, 13, 14, 23]);

/** Thrown where a row does not hold what its table promises. */
export const damagedRow = new Error('a row of the vault does not hold what its table promises');

function member(error: unknown, name: 'code' | 'errcode' | 'errstr'): unknown {
  return typeof error === 'object' && error !== null
    ? Object.getOwnPropertyDescriptor(error, name)?.value
    : undefined;
}

/** The coded error for something thrown by `node:sqlite`, or undefined for anything else, which is a fault of ours. */
function storeError(error: unknown, path: string): AppError | undefined {
  if (error === damagedRow) {
    return appError('vault_corrupt', { detail: path });
  }
  if (member(error, 'code') === 'ERR_INVALID_STATE') {
    return appError('vault_unreadable', { detail: `${path} is closed` });
  }
  const errcode = member(error, 'errcode');
  if (member(error, 'code') !== 'ERR_SQLITE_ERROR' || typeof errcode !== 'number') {
    return undefined;
  }
  const primary = errcode & 0xff;
  if (busyCodes.has(primary)) {
    return appError('vault_busy');
  }
  if (corruptCodes.has(primary)) {
    return appError('vault_corrupt', { detail: path });
  }
  if (unreadableCodes.has(primary)) {
    return appError('vault_unreadable', { detail: `${path} (${String(member(error, 'errstr'))})` });
  }
  // `no such table` and the like: the file has our mark but not our schema.
  return primary === 1 ? appError('vault_corrupt', { detail: path }) : undefined;
}

/** Runs `action`; what SQLite throws becomes a coded error. */
export function attempt<T>(path: string, action: () => T): Result<T> {
  try {
    return ok(action());
  } catch (error) {
    const known = storeError(error, path);
    if (known === undefined) {
      throw error;
    }
    return fail(known);
  }
}
