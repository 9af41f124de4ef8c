// Main process and command line. The file of an export: a line of JSON that tells nothing of its content, and the content
// sealed under a passphrase.
import { createHash } from 'node:crypto';
import { appError } from '../core/errors.ts';
import type { ExportSealer } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { largestExport } from './export-file.ts';
import {
  judgePassphrase,
  newSealing,
  openUnder,
  parseSealing,
  type Sealing,
  sealingMembers,
  sealUnder,
} from './passphrase-sealing.ts';

const magic = 'tokendeck export';
const version = 1;
const opening = Buffer.from(`{"magic":"${magic}"`);
const longestHeader = 4096;
const lastMoment = 8.64e15;

interface Judged {
  readonly createdAt: number;
  readonly sealing: Sealing;
  /** The header but for the length and the digest of what is sealed: what that is bound to. */
  readonly bound: Buffer;
  readonly sealed: Buffer;
}

/** Damage is told by this before the passphrase is asked for; against forgery there is the seal. */
function digestOf(bound: Buffer, sealed: Buffer): string {
  return createHash('sha256').update(bound).update('\n').update(sealed).digest('hex');
}

function damaged(detail: string): Result<never> {
  return fail(appError('backup_damaged', { detail }));
}

/** The header's members; undefined where it is no JSON object. */
function membersOf(line: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line.toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function judgeFile(file: Uint8Array<ArrayBuffer>): Result<Judged> {
  if (file.length > largestExport) return fail(appError('backup_too_large'));
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (!bytes.subarray(0, opening.length).equals(opening)) return fail(appError('not_a_backup'));
  const end = bytes.subarray(0, longestHeader).indexOf('\n');
  const members = end < 0 ? undefined : membersOf(bytes.subarray(0, end));
  if (members === undefined) return damaged('its beginning cannot be read');
  if (typeof members['version'] === 'number' && members['version'] > version) {
    return fail(appError('backup_newer'));
  }
  const { length, sha256, ...rest } = members;
  const bound = Buffer.from(JSON.stringify(rest));
  const sealed = bytes.subarray(end + 1);
  if (length !== sealed.length) return damaged('it is not complete');
  if (sha256 !== digestOf(bound, sealed)) return damaged('its content was changed');
  const { createdAt } = members;
  const sealing = parseSealing((name) => (Object.hasOwn(members, name) ? members[name] : undefined));
  return members['version'] === version &&
    sealing !== undefined &&
    typeof createdAt === 'number' &&
    Math.abs(createdAt) <= lastMoment
    ? ok({ createdAt, sealing, bound, sealed })
    : damaged('its beginning is not valid');
}

export function createExportSealer(): ExportSealer {
  return {
    judgePassphrase,
    async seal(content, passphrase, createdAt) {
      if (content.length > largestExport - 2 * longestHeader) return fail(appError('backup_too_large'));
      const sealing = newSealing();
      const members = { magic, version, createdAt, ...sealingMembers(sealing) };
      const bound = Buffer.from(JSON.stringify(members));
      const sealed = await sealUnder(passphrase, content, sealing, bound);
      const header = { ...members, length: sealed.length, sha256: digestOf(bound, sealed) };
      return ok(new Uint8Array(Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), sealed])));
    },
    judge(file) {
      const judged = judgeFile(file);
      return judged.ok ? ok({ createdAt: judged.value.createdAt }) : judged;
    },
    async open(file, passphrase) {
      const judged = judgeFile(file);
      if (!judged.ok) return judged;
      const { sealed, sealing, bound } = judged.value;
      const content = await openUnder(passphrase, sealed, sealing, bound);
      return content === undefined ? fail(appError('backup_passphrase_wrong')) : ok(content);
    },
  };
}
