// Main process and command line. Where the vault, its passphrase key and the log file are.
import { accessSync, chmodSync, constants, existsSync, mkdirSync, type Stats, statSync } from 'node:fs';
import { dirname, posix, win32 } from 'node:path';
import { type AppError, appError } from '../core/errors.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { systemCode, thrownCode } from './vault-file.ts';

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly workingDirectory: string;
}

export interface DataDirectory {
  readonly path: string;
  /** Whether `TOKENDECK_HOME` names it. */
  readonly chosen: boolean;
}

/**
 * `TOKENDECK_HOME` where it is set; otherwise the platform's place: `$XDG_DATA_HOME/tokendeck` or
 * `~/.local/share/tokendeck`, `~/Library/Application Support/Tokendeck`, `%APPDATA%\\Tokendeck`.
 */
export function dataDirectory({
  environment,
  platform,
  home,
  workingDirectory,
}: Surroundings): DataDirectory {
  const path = platform === 'win32' ? win32 : posix;
  const chosen = environment['TOKENDECK_HOME'];
  if (chosen !== undefined && chosen !== '') {
    return { path: path.resolve(workingDirectory, chosen), chosen: true };
  }
  /** A relative path there is invalid and ignored (XDG Base Directory Specification, section "Basics"). */
  const absolute = (name: string) => {
    const value = environment[name];
    return value !== undefined && path.isAbsolute(value) ? value : undefined;
  };
  switch (platform) {
    case 'win32':
      return {
        path: path.join(absolute('APPDATA') ?? path.join(home, 'AppData', 'Roaming'), 'Tokendeck'),
        chosen: false,
      };
    case 'darwin':
      return { path: path.join(home, 'Library', 'Application Support', 'Tokendeck'), chosen: false };
    default:
      return {
        path: path.join(absolute('XDG_DATA_HOME') ?? path.join(home, '.local', 'share'), 'tokendeck'),
        chosen: false,
      };
  }
}

function unusable(path: string, why: string): AppError {
  return appError('vault_unreadable', { detail: `${path} ${why}` });
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'may not be used by this user',
  EPERM: 'may not be used by this user',
  EROFS: 'is on a disk that cannot be written to',
  ENOSPC: 'is on a disk that is full',
  ENOTDIR: 'cannot be made: something on the way to it is not a directory',
  ENOENT: 'cannot be made there',
  ELOOP: 'is a link that leads back to itself',
  ENAMETOOLONG: 'is too long a name',
};

function reasonFor(error: unknown): string {
  const code = thrownCode(error);
  return reasons[code] ?? `cannot be used (${code})`;
}

/**
 * Makes a directory and what is missing on the way to it. Not left to `mkdir`'s own recursion,
 * which never ends where a file system refuses new directories with ENOENT, as `/proc` does.
 */
function makeDirectory(path: string): void {
  try {
    mkdirSync(path, 0o700);
    return;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') {
      return;
    }
    if (code !== 'ENOENT' || existsSync(dirname(path))) {
      throw error;
    }
  }
  makeDirectory(dirname(path));
  makeDirectory(path);
}

/** Whether another local user could put other files in the place of ours. */
function isOpenToOthers(stats: Stats): boolean {
  const isOurs = process.getuid === undefined || stats.uid === process.getuid();
  return process.platform !== 'win32' && (!isOurs || (stats.mode & 0o022) !== 0);
}

/**
 * Makes the directory where it is missing, for its owner only (0700), and makes sure that it can be used and that no
 * other user can write to it. A directory that the person chose keeps its rights. Errors: `vault_unreadable`.
 */
export function prepareDataDirectory({ path, chosen }: DataDirectory): Result<string> {
  if (path.includes('\0')) {
    return fail(unusable('TOKENDECK_HOME', 'holds a character that no name can have'));
  }
  try {
    makeDirectory(path);
    const stats = statSync(path);
    if (!stats.isDirectory()) {
      return fail(unusable(path, 'is not a directory'));
    }
    if (chosen && isOpenToOthers(stats)) {
      return fail(unusable(path, 'belongs to another user, or other users may write to it'));
    }
    if (!chosen) {
      chmodSync(path, 0o700);
    }
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return ok(path);
  } catch (error) {
    return fail(unusable(path, reasonFor(error)));
  }
}
