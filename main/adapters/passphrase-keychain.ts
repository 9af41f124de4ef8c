// Main process and command line. The vault key in a file, wrapped under a passphrase: for machines without a keychain,
// and only where the person has chosen it.
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { appError } from '../core/errors.ts';
import type { Keychain } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Secret } from '../core/secret.ts';
import { attemptFile, claimName, publish } from './vault-file.ts';

const fileName = 'vault-key.json';
const largestFile = 16_384;
const shortestPassphrase = 8;
const keyLength = 32;

/** RFC 7914 section 2: memory is 128 * N * r bytes. */
interface ScryptParameters {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

interface WrappedKey {
  readonly parameters: ScryptParameters;
  readonly salt: Buffer;
  readonly nonce: Buffer;
  readonly wrapped: Buffer;
}

/** 64 MiB. */
const chosenParameters: ScryptParameters = { N: 2 ** 16, r: 8, p: 1 };
const leastMemory = 64 * 2 ** 20;
const mostMemory = 512 * 2 ** 20;

/** Bounds the work that a file may ask for, from below against weakened files, from above against hostile ones. */
function isAcceptable({ N, r, p }: ScryptParameters): boolean {
  const memory = 128 * N * r;
  return (
    [N, r, p].every(Number.isSafeInteger) &&
    N > 1 &&
    Number.isInteger(Math.log2(N)) &&
    r >= 1 &&
    r <= 32 &&
    p >= 1 &&
    p <= 4 &&
    memory >= leastMemory &&
    memory <= mostMemory
  );
}

function bytesOf(value: unknown, length: number): Buffer | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === length && bytes.toString('base64') === value ? bytes : undefined;
}

function parse(text: string): Result<WrappedKey> {
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
  const parameters = { N: Number(member('N')), r: Number(member('r')), p: Number(member('p')) };
  const salt = bytesOf(member('salt'), 16);
  const nonce = bytesOf(member('nonce'), 12);
  const wrapped = bytesOf(member('wrapped'), keyLength + 16);
  return version === 1 &&
    member('kdf') === 'scrypt' &&
    isAcceptable(parameters) &&
    salt !== undefined &&
    nonce !== undefined &&
    wrapped !== undefined
    ? ok({ parameters, salt, nonce, wrapped })
    : damaged;
}

function format({ parameters, salt, nonce, wrapped }: WrappedKey): string {
  return `${JSON.stringify({
    version: 1,
    kdf: 'scrypt',
    ...parameters,
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    wrapped: wrapped.toString('base64'),
  })}\n`;
}

/** The same passphrase gives the same key whichever way a keyboard composes its characters (Unicode NFKC). */
function wrappingKey(passphrase: Secret, salt: Buffer, { N, r, p }: ScryptParameters): Promise<Buffer> {
  const options = { N, r, p, maxmem: 2 * mostMemory };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.reveal().normalize('NFKC'), salt, keyLength, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

function associatedData({ N, r, p }: ScryptParameters): Buffer {
  return Buffer.from(JSON.stringify(['tokendeck vault key', 1, 'scrypt', N, r, p]));
}

async function wrap(passphrase: Secret, key: Uint8Array<ArrayBuffer>): Promise<WrappedKey> {
  const parameters = chosenParameters;
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await wrappingKey(passphrase, salt, parameters), nonce);
  cipher.setAAD(associatedData(parameters));
  const wrapped = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return { parameters, salt, nonce, wrapped };
}

async function unwrap(
  passphrase: Secret,
  { parameters, salt, nonce, wrapped }: WrappedKey,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const decipher = createDecipheriv('aes-256-gcm', await wrappingKey(passphrase, salt, parameters), nonce);
  decipher.setAAD(associatedData(parameters));
  decipher.setAuthTag(wrapped.subarray(keyLength));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(wrapped.subarray(0, keyLength)), decipher.final()]));
  } catch {
    return undefined;
  }
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

/** Puts the finished, durable file in its place, unless there is one already: a key is never replaced. */
function writeOnce(path: string, text: string): Result<void> {
  return attemptFile(path, () => {
    const unfinished = claimName(`${path}.new`, Date.now());
    try {
      const file = openSync(unfinished, 'w', 0o600);
      try {
        writeSync(file, text);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      publish(unfinished, path);
    } finally {
      rmSync(unfinished, { force: true });
    }
  });
}

/** Whether the person has chosen a passphrase for the vault in this directory. */
export function hasPassphrase(directory: string): boolean {
  return existsSync(join(directory, fileName));
}

/**
 * The keychain of a data directory whose vault is protected by a passphrase. Writing chooses the passphrase, and a key
 * that is there is kept: what `read` then gives is the one that stands. Errors: `passphrase_needed` where none is
 * given, `passphrase_too_short` for a new one, `passphrase_wrong`, `vault_corrupt`, `vault_newer`, `vault_unreadable`.
 */
export function passphraseKeychain(directory: string, passphrase: Secret | undefined): Keychain {
  const path = join(directory, fileName);

  return {
    kind: 'passphrase',

    async read() {
      const text = readText(path);
      if (!text.ok || text.value === undefined) {
        return text.ok ? ok(undefined) : text;
      }
      const wrapped = parse(text.value);
      if (!wrapped.ok) {
        return wrapped;
      }
      if (passphrase === undefined) {
        return fail(appError('passphrase_needed'));
      }
      const key = await unwrap(passphrase, wrapped.value);
      return key === undefined ? fail(appError('passphrase_wrong')) : ok(key);
    },

    async write(key) {
      if (passphrase === undefined) {
        return fail(appError('passphrase_needed'));
      }
      if ([...passphrase.reveal().normalize('NFKC')].length < shortestPassphrase) {
        return fail(appError('passphrase_too_short', { detail: String(shortestPassphrase) }));
      }
      return writeOnce(path, format(await wrap(passphrase, key)));
    },
  };
}
