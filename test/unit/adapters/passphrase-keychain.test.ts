// The key under a passphrase: chosen once, opened only by it, and no file can make the program work itself to death.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasPassphrase, passphraseKeychain } from '../../../main/adapters/passphrase-keychain.ts';
import { Secret } from '../../../main/core/secret.ts';
import { errorCode, okValue } from '../../support/result.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const key = () => new Uint8Array(32).map((_, index) => index * 7);
const passphrase = new Secret('correct horse battery');

let made: string | undefined;

/** A directory with a key under the passphrase; it is slow to make, so it is made once and copied. */
async function protectedDirectory(): Promise<string> {
  const directory = temporaryDirectory();
  const path = join(directory, 'vault-key.json');
  if (made === undefined) {
    okValue(await passphraseKeychain(directory, passphrase).write(key()));
    made = readFileSync(path, 'utf8');
  } else {
    writeFileSync(path, made, { mode: 0o600 });
  }
  return directory;
}

function change(directory: string, members: Readonly<Record<string, unknown>>): void {
  const path = join(directory, 'vault-key.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...members }));
}

describe('a chosen passphrase', () => {
  test('gives the key back, from a file for its owner only', async () => {
    const directory = await protectedDirectory();
    expect(okValue(await passphraseKeychain(directory, passphrase).read())).toEqual(key());
    expect(readdirSync(directory)).toEqual(['vault-key.json']);
    expect(statSync(join(directory, 'vault-key.json')).mode & 0o777).toBe(0o600);
    expect(hasPassphrase(directory)).toBe(true);
  });

  test('takes at least 64 MiB to try', async () => {
    const directory = await protectedDirectory();
    const { kdf, N, r } = JSON.parse(readFileSync(join(directory, 'vault-key.json'), 'utf8'));
    expect(kdf).toBe('scrypt');
    expect(128 * N * r).toBeGreaterThanOrEqual(64 * 2 ** 20);
  });

  test('is the same however its characters are composed', async () => {
    const directory = temporaryDirectory();
    okValue(await passphraseKeychain(directory, new Secret('Zu\u0308richsee')).write(key()));
    expect(okValue(await passphraseKeychain(directory, new Secret('Z\u00fcrichsee')).read())).toEqual(key());
  });

  test('is asked for, and another one is refused', async () => {
    const directory = await protectedDirectory();
    expect(errorCode(await passphraseKeychain(directory, undefined).read())).toBe('passphrase_needed');
    const other = new Secret('Correct horse battery');
    expect(errorCode(await passphraseKeychain(directory, other).read())).toBe('passphrase_wrong');
    expect(errorCode(await passphraseKeychain(directory, new Secret('')).read())).toBe('passphrase_wrong');
  });

  test('is never replaced by a second key', async () => {
    const directory = await protectedDirectory();
    const before = readFileSync(join(directory, 'vault-key.json'));
    okValue(await passphraseKeychain(directory, new Secret('another passphrase')).write(new Uint8Array(32)));
    expect(readFileSync(join(directory, 'vault-key.json'))).toEqual(before);
    expect(readdirSync(directory)).toEqual(['vault-key.json']);
  });
});

describe('before one is chosen', () => {
  test('there is no key and no file', async () => {
    const directory = temporaryDirectory();
    expect(okValue(await passphraseKeychain(directory, undefined).read())).toBeUndefined();
    expect(errorCode(await passphraseKeychain(directory, undefined).write(key()))).toBe('passphrase_needed');
    expect(existsSync(join(directory, 'vault-key.json'))).toBe(false);
    expect(hasPassphrase(directory)).toBe(false);
  });

  test.each(['', '1234567', '🗝🗝🗝🗝🗝🗝🗝', 'e\u0301'.repeat(7)])('%o is too short', async (short) => {
    const directory = temporaryDirectory();
    expect(errorCode(await passphraseKeychain(directory, new Secret(short)).write(key()))).toBe(
      'passphrase_too_short',
    );
    expect(readdirSync(directory)).toEqual([]);
  });

  test('a directory that cannot be written to is an error', async () => {
    const missing = join(temporaryDirectory(), 'missing');
    expect(errorCode(await passphraseKeychain(missing, passphrase).write(key()))).toBe('vault_unreadable');
  });
});

describe('a changed key', () => {
  const id = '0123456789abcdef';

  test('has a file of its own, beside the one before', async () => {
    const directory = await protectedDirectory();
    const other = new Secret('another passphrase');
    okValue(await passphraseKeychain(directory, other, id).write(new Uint8Array(32).fill(1)));
    expect(readdirSync(directory).sort()).toEqual([`vault-key.${id}.json`, 'vault-key.json']);
    expect(statSync(join(directory, `vault-key.${id}.json`)).mode & 0o777).toBe(0o600);
    expect(okValue(await passphraseKeychain(directory, other, id).read())).toEqual(
      new Uint8Array(32).fill(1),
    );
    expect(errorCode(await passphraseKeychain(directory, passphrase, id).read())).toBe('passphrase_wrong');
    expect(okValue(await passphraseKeychain(directory, passphrase).read())).toEqual(key());
    writeFileSync(join(directory, `vault-key.${id}.json`), '{');
    expect(await passphraseKeychain(directory, other, id).read()).toMatchObject({
      error: { code: 'vault_corrupt', detail: `vault-key.${id}.json` },
    });
  });

  test('is forgotten without its passphrase, with what a killed process left of it, and no other', async () => {
    const directory = await protectedDirectory();
    for (const name of [`vault-key.${id}.json`, `vault-key.${id}.json.new-2026`, 'vault-key.json.new-2026']) {
      writeFileSync(join(directory, name), '{}');
    }
    okValue(await passphraseKeychain(directory, undefined, id).remove());
    expect(readdirSync(directory).sort()).toEqual(['vault-key.json', 'vault-key.json.new-2026']);
    okValue(await passphraseKeychain(directory, undefined, id).remove());
    okValue(await passphraseKeychain(directory, undefined).remove());
    expect(readdirSync(directory)).toEqual([]);
    expect(hasPassphrase(directory)).toBe(false);
    const missing = join(directory, 'missing');
    expect(errorCode(await passphraseKeychain(missing, undefined).remove())).toBe('vault_unreadable');
  });
});

describe('a file that is not right', () => {
  test.each<readonly [what: string, members: Readonly<Record<string, unknown>>, code: string]>([
    ['demands 64 GiB', { N: 2 ** 26, r: 8 }, 'vault_corrupt'],
    ['demands 1 GiB', { N: 2 ** 20, r: 8 }, 'vault_corrupt'],
    ['demands a long time', { p: 1000 }, 'vault_corrupt'],
    ['was weakened', { N: 2 ** 10 }, 'vault_corrupt'],
    ['has an N that is no power of two', { N: 2 ** 17 - 1 }, 'vault_corrupt'],
    ['has a negative N', { N: -(2 ** 17) }, 'vault_corrupt'],
    ['has N as text', { N: 'many' }, 'vault_corrupt'],
    ['has an r of nothing', { r: 0 }, 'vault_corrupt'],
    ['has a broken p', { p: 1.5 }, 'vault_corrupt'],
    ['names another function', { kdf: 'md5' }, 'vault_corrupt'],
    ['has a short salt', { salt: 'AAAA' }, 'vault_corrupt'],
    ['has a nonce that is not base64', { nonce: '!!!!!!!!!!!!!!!!' }, 'vault_corrupt'],
    ['has a list for a key', { wrapped: [1, 2, 3] }, 'vault_corrupt'],
    ['has an odd version', { version: 'one' }, 'vault_corrupt'],
    ['is newer', { version: 2, kdf: 'argon2id' }, 'vault_newer'],
    ['has another salt', { salt: Buffer.alloc(16).toString('base64') }, 'passphrase_wrong'],
    ['has other parameters', { p: 2 }, 'passphrase_wrong'],
    ['has another key', { wrapped: Buffer.alloc(48).toString('base64') }, 'passphrase_wrong'],
  ])('%s', async (_what, members, code) => {
    const directory = await protectedDirectory();
    change(directory, members);
    expect(errorCode(await passphraseKeychain(directory, passphrase).read())).toBe(code);
  });

  test.each([
    ['empty', ''],
    ['cut off', '{"version":1,"kdf":"scr'],
    ['null', 'null'],
    ['a list', '[]'],
    ['noise', '\u0000\u0001\u0002'],
    ['endless', `{"version":1,"padding":"${'x'.repeat(100_000)}"}`],
  ])('is %s', async (_what, text) => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'vault-key.json'), text);
    expect(errorCode(await passphraseKeychain(directory, passphrase).read())).toBe('vault_corrupt');
    expect(readFileSync(join(directory, 'vault-key.json'), 'utf8')).toBe(text);
  });

  test('is a directory', async () => {
    const directory = temporaryDirectory();
    mkdirSync(join(directory, 'vault-key.json'));
    expect(errorCode(await passphraseKeychain(directory, passphrase).read())).toBe('vault_unreadable');
  });
});
