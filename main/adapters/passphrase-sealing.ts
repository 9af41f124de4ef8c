// Main process and command line. Sealing under a passphrase: scrypt (RFC 7914) makes the key, AES-256-GCM seals with it.
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { appError } from '../core/errors.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Secret } from '../core/secret.ts';

const shortestPassphrase = 8;
const keyLength = 32;
const tagLength = 16;

/** RFC 7914 section 2: memory is 128 * N * r bytes. */
export interface ScryptParameters {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** What is kept beside the sealed bytes; none of it is a secret. */
export interface Sealing {
  readonly parameters: ScryptParameters;
  readonly salt: Buffer;
  readonly nonce: Buffer;
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

/** Exactly so many bytes written in base64; undefined for anything else. */
export function bytesOf(value: unknown, length: number): Buffer | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === length && bytes.toString('base64') === value ? bytes : undefined;
}

/** Parameters, salt and nonce from the members of a file; undefined where one is not usable. */
export function parseSealing(member: (name: string) => unknown): Sealing | undefined {
  const parameters = { N: Number(member('N')), r: Number(member('r')), p: Number(member('p')) };
  const salt = bytesOf(member('salt'), 16);
  const nonce = bytesOf(member('nonce'), 12);
  return member('kdf') === 'scrypt' && isAcceptable(parameters) && salt !== undefined && nonce !== undefined
    ? { parameters, salt, nonce }
    : undefined;
}

/** The members that `parseSealing` reads. */
export function sealingMembers({ parameters, salt, nonce }: Sealing): Readonly<Record<string, unknown>> {
  return {
    kdf: 'scrypt',
    ...parameters,
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
  };
}

/** A new salt and nonce, and the parameters that are chosen today. */
export function newSealing(): Sealing {
  return { parameters: chosenParameters, salt: randomBytes(16), nonce: randomBytes(12) };
}

/** Whether a passphrase is fit to be chosen. Errors: `passphrase_too_short`. */
export function judgePassphrase(passphrase: Secret): Result<void> {
  return [...passphrase.reveal().normalize('NFKC')].length < shortestPassphrase
    ? fail(appError('passphrase_too_short', { detail: String(shortestPassphrase) }))
    : ok();
}

/** The same passphrase gives the same key whichever way a keyboard composes its characters (Unicode NFKC). */
function keyFrom(passphrase: Secret, { salt, parameters: { N, r, p } }: Sealing): Promise<Buffer> {
  const options = { N, r, p, maxmem: 2 * mostMemory };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.reveal().normalize('NFKC'), salt, keyLength, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

/** The sealed bytes are as many as the plain ones and 16 more. */
export async function sealUnder(
  passphrase: Secret,
  plain: Uint8Array<ArrayBuffer>,
  sealing: Sealing,
  associatedData: Buffer,
): Promise<Buffer> {
  const key = await keyFrom(passphrase, sealing);
  const cipher = createCipheriv('aes-256-gcm', key, sealing.nonce);
  cipher.setAAD(associatedData);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  key.fill(0);
  return sealed;
}

/** Undefined where the passphrase, the sealed bytes or what they are bound to is another. */
export async function openUnder(
  passphrase: Secret,
  sealed: Buffer,
  sealing: Sealing,
  associatedData: Buffer,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (sealed.length < tagLength) {
    return undefined;
  }
  const end = sealed.length - tagLength;
  const key = await keyFrom(passphrase, sealing);
  const decipher = createDecipheriv('aes-256-gcm', key, sealing.nonce);
  decipher.setAAD(associatedData);
  decipher.setAuthTag(sealed.subarray(end));
  const unproven = decipher.update(sealed.subarray(0, end));
  try {
    decipher.final();
    return new Uint8Array(unproven);
  } catch {
    return undefined;
  } finally {
    unproven.fill(0);
    key.fill(0);
  }
}
