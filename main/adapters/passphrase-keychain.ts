// Main process and command line. The vault key in a file, wrapped under a passphrase: for machines without a keychain,
// and only where the person has chosen it.
import { closeSync, existsSync, openSync, readdirSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { appError } from '../core/errors.ts';
import type { Keychain } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Secret } from '../core/secret.ts';
import {
  bytesOf,
  judgePassphrase,
  newSealing,
  openUnder,
  parseSealing,
  type Sealing,
  sealingMembers,
  sealUnder,
} from './passphrase-sealing.ts';
import { attemptFile, syncDirectory } from './vault-file.ts';
import { writeOnce } from './whole-file.ts';

const largestFile = 16_384;
const keyLength = 32;

interface WrappedKey {
  readonly sealing: Sealing;
  readonly wrapped: Buffer;
}

/** `keyId` is empty for the key that the vault was made with. */
function fileNameOf(keyId: string): string {
  return keyId === '' ? 'vault-key.json' : `vault-key.${keyId}.json`;
}

function parse(text: string, fileName: string): Result<WrappedKey> {
  const damaged = fail(appError('vault_corrupt', { detail: fileName }));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return damaged;
  }
  if (typeof value !== 'object' || value === null) {
    return damaged;
  }
  const member = (name: string): unknown => Object.getOwnPropertyDescriptor(value, name)?.value;
  const version = member('version');
  if (typeof version === 'number' && version > 1) {
    return fail(appError('vault_newer', { detail: fileName }));
  }
  const sealing = parseSealing(member);
  const wrapped = bytesOf(member('wrapped'), keyLength + 16);
  return version === 1 && sealing !== undefined && wrapped !== undefined ? ok({ sealing, wrapped }) : damaged;
}

function format({ sealing, wrapped }: WrappedKey): string {
  return `${JSON.stringify({ version: 1, ...sealingMembers(sealing), wrapped: wrapped.toString('base64') })}\n`;
}

function associatedData({ parameters: { N, r, p } }: Sealing): Buffer {
  return Buffer.from(JSON.stringify(['tokendeck vault key', 1, 'scrypt', N, r, p]));
}

async function wrap(passphrase: Secret, key: Uint8Array<ArrayBuffer>): Promise<WrappedKey> {
  const sealing = newSealing();
  return { sealing, wrapped: await sealUnder(passphrase, key, sealing, associatedData(sealing)) };
}

/** The file's text, or undefined where there is no file. One that is too long is cut, and so no longer parses. */
function readText(path: string): Result<string | undefined> {
  if (!existsSync(path)) {
    return ok(undefined);
  }
  return attemptFile(path, () => {
    const file = openSync(path, 'r');
    try {
      const buffer = Buffer.alloc(largestFile);
      return buffer.toString('utf8', 0, readSync(file, buffer, 0, largestFile, 0));
    } finally {
      closeSync(file);
    }
  });
}

/** Removes the file, and what a process that was killed while writing it may have left of it. */
function removeAll(directory: string, fileName: string): Result<void> {
  return attemptFile(join(directory, fileName), () => {
    for (const name of readdirSync(directory)) {
      if (name === fileName || name.startsWith(`${fileName}.`))
        rmSync(join(directory, name), { force: true });
    }
    syncDirectory(directory);
  });
}

/** Whether the person has chosen a passphrase for the vault in this directory when it was made. */
export function hasPassphrase(directory: string): boolean {
  return existsSync(join(directory, fileNameOf('')));
}

/**
 * The keychain of a data directory whose vault is protected by a passphrase; each key has a file of its own. Writing
 * chooses the passphrase, and a key that is there is kept: what `read` then gives is the one that stands. Errors:
 * `passphrase_needed` where none is given, `passphrase_too_short` for a new one, `passphrase_wrong`, `vault_corrupt`,
 * `vault_newer`, `vault_unreadable`.
 */
export function passphraseKeychain(directory: string, passphrase: Secret | undefined, keyId = ''): Keychain {
  const fileName = fileNameOf(keyId);
  const path = join(directory, fileName);

  return {
    kind: 'passphrase',

    async read() {
      const text = readText(path);
      if (!text.ok || text.value === undefined) {
        return text.ok ? ok(undefined) : text;
      }
      const wrapped = parse(text.value, fileName);
      if (!wrapped.ok) {
        return wrapped;
      }
      if (passphrase === undefined) {
        return fail(appError('passphrase_needed'));
      }
      const { sealing, wrapped: sealed } = wrapped.value;
      const key = await openUnder(passphrase, sealed, sealing, associatedData(sealing));
      return key === undefined ? fail(appError('passphrase_wrong')) : ok(key);
    },

    async write(key) {
      if (passphrase === undefined) {
        return fail(appError('passphrase_needed'));
      }
      const judged = judgePassphrase(passphrase);
      if (!judged.ok) {
        return judged;
      }
      const text = format(await wrap(passphrase, key));
      // A key is never replaced.
      return attemptFile(path, () => writeOnce(path, text));
    },

    remove: async () => removeAll(directory, fileName),
  };
}
