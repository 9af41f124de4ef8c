// Main process and command line. The Log port: JSON lines in a file for this user alone, without secrets.
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  openSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import type { Log, LogFields } from '../core/ports.ts';
import { isSecretName, redact } from './log-redaction.ts';

export interface FileLogOptions {
  /** The directory must exist. The one old file is beside it, with `.old` after the name. */
  readonly path: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Size at which a new file is begun, in bytes; 1 MiB by default. */
  readonly maxBytes?: number;
}

const usualMaxBytes = 1024 * 1024;
const mode = 0o600;
// A link put in the place of the file is not followed, and a pipe there is not waited for. Windows has no such flags.
const flags =
  constants.O_APPEND |
  constants.O_CREAT |
  constants.O_WRONLY |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0);

// JSON leaves these as they are; a terminal or an editor may obey them.
const controls = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

function escaped(json: string): string {
  return json.replaceAll(controls, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function cleanFields(fields: LogFields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (typeof value !== 'string') return [redact(name), value];
      return [redact(name), isSecretName(name) ? '[redacted]' : redact(value)];
    }),
  );
}

/** Begins a new file once the present one is full. Looks again, as another process may just have done the same. */
function makeRoom(path: string, descriptor: number, room: number): boolean {
  if (fstatSync(descriptor).size <= room || statSync(path).size <= room) return false;
  renameSync(path, `${path}.old`);
  return true;
}

function append(path: string, line: string, maxBytes: number): void {
  const descriptor = openSync(path, flags, mode);
  let full: boolean;
  try {
    if (!fstatSync(descriptor).isFile()) return;
    full = makeRoom(path, descriptor, Math.max(0, maxBytes - Buffer.byteLength(line)));
    if (!full) {
      fchmodSync(descriptor, mode);
      writeSync(descriptor, line);
    }
  } finally {
    closeSync(descriptor);
  }
  if (full) append(path, line, Number.POSITIVE_INFINITY);
}

/**
 * Creates the Log port. Each line is one write to the end of the file, so that several processes can share it. A file
 * that cannot be written is no reason to fail: the line is lost and the program goes on.
 */
export function createFileLog({ path, now, maxBytes = usualMaxBytes }: FileLogOptions): Log {
  function write(level: 'info' | 'warn', event: string, fields?: LogFields): void {
    try {
      const entry = { at: new Date(now()).toISOString(), level, event: redact(event) };
      const whole = fields === undefined ? entry : { ...entry, fields: cleanFields(fields) };
      append(path, `${escaped(JSON.stringify(whole))}\n`, maxBytes);
    } catch {
      // Nobody is there to be told: this is where it would be noted.
    }
  }
  return {
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
  };
}
