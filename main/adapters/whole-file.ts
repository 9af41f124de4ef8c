// Main process and command line. Small files that are read only where they are regular files, and written whole or not at
// all.
import { randomBytes } from 'node:crypto';
import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { publish, syncDirectory } from './vault-file.ts';

export interface RegularFile {
  readonly stats: BigIntStats;
  readonly text: string;
}

/**
 * Undefined for what is no regular file, and for one of more than `largest` bytes. Links are not followed unless
 * that is said, and a pipe does not hold it up. Throws system errors.
 */
export function readRegular(
  path: string,
  largest: number,
  { followLinks = false } = {},
): RegularFile | undefined {
  const noFollow = followLinks ? 0 : (constants.O_NOFOLLOW ?? 0);
  const file = openSync(path, constants.O_RDONLY | noFollow | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(file, { bigint: true });
    if (!stats.isFile() || stats.size > largest) return undefined;
    return { stats, text: readFileSync(file, 'utf8') };
  } finally {
    closeSync(file);
  }
}

/** A name beside `path` for what is to be put there. */
export function unfinishedName(path: string): string {
  return `${path}.${randomBytes(6).toString('hex')}`;
}

/**
 * Writes a file beside `path`, for its owner alone, and gives it that name once it is whole and on the disk. A link of that
 * name is replaced, not followed. Throws system errors.
 */
export function replaceFile(path: string, text: string): void {
  writeBeside(path, text, (unfinished) => putInPlace(unfinished, path));
}

/** The same, but what has that name already stays as it is. */
export function writeOnce(path: string, text: string): void {
  writeBeside(path, text, (unfinished) => publish(unfinished, path));
}

/** Gives a finished file its name, durably; what had it is replaced. */
export function putInPlace(unfinished: string, path: string): void {
  renameSync(unfinished, path);
  syncDirectory(dirname(path));
}

function writeBeside(path: string, text: string, place: (unfinished: string) => void): void {
  const unfinished = unfinishedName(path);
  try {
    const file = openSync(unfinished, 'wx', 0o600);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    place(unfinished);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
