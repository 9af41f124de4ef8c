// The file of an export: opened only by its passphrase, and told apart when it is damaged, foreign, newer or too large.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { largestExport } from '../../../main/adapters/export-file.ts';
import { createExportSealer } from '../../../main/adapters/export-sealing.ts';
import { Secret } from '../../../main/core/secret.ts';
import { errorCode, okValue } from '../../support/result.ts';

const sealer = createExportSealer();
const passphrase = new Secret('correct horse battery');
const marked = 'the-marked-secret';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const createdAt = 1_800_000_000_000;

// Slow to make, so it is made once.
const made = sealer.seal(bytesOf(`tokendeck content 1\n${marked}\n`), passphrase, createdAt).then(okValue);

function parts(file: Uint8Array): readonly [header: Record<string, unknown>, sealed: Buffer] {
  const bytes = Buffer.from(file);
  const end = bytes.indexOf('\n');
  return [JSON.parse(bytes.toString('utf8', 0, end)), bytes.subarray(end + 1)];
}

/** The file with other members in its header; its length and digest are put right where `isForged`. */
async function changed(
  members: Readonly<Record<string, unknown>>,
  { isForged = false, sealed: other }: { isForged?: boolean; sealed?: Buffer } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const [header, before] = parts(await made);
  const sealed = other ?? before;
  const { length, sha256, ...rest } = { ...header, ...members };
  const digest = createHash('sha256').update(JSON.stringify(rest)).update('\n').update(sealed).digest('hex');
  const ends = isForged ? { length: sealed.length, sha256: digest } : { length, sha256 };
  return new Uint8Array(Buffer.concat([Buffer.from(`${JSON.stringify({ ...rest, ...ends })}\n`), sealed]));
}

test('gives its content back for its passphrase, and says before when it was made', async () => {
  const file = await made;
  expect(okValue(sealer.judge(file))).toEqual({ createdAt });
  const content = okValue(await sealer.open(file, passphrase));
  expect(new TextDecoder().decode(content)).toContain(marked);
});

test('tells nothing of its content', async () => {
  const file = await made;
  expect(Buffer.from(file).includes(marked)).toBe(false);
  expect(Object.keys(parts(file)[0])).toEqual([
    'magic',
    'version',
    'createdAt',
    'kdf',
    'N',
    'r',
    'p',
    'salt',
    'nonce',
    'length',
    'sha256',
  ]);
});

test('takes at least 64 MiB to try, and is never the same twice', async () => {
  const [{ N, r, salt, nonce }] = parts(await made);
  expect(128 * Number(N) * Number(r)).toBeGreaterThanOrEqual(64 * 2 ** 20);
  const again = parts(okValue(await sealer.seal(bytesOf('x'), passphrase, createdAt)))[0];
  expect([again['salt'], again['nonce']]).not.toEqual([salt, nonce]);
  expect(again['salt']).not.toBe(salt);
});

test.each(['Correct horse battery', '', 'correct horse battery '])(
  '%o is not its passphrase',
  async (other) => {
    expect(errorCode(await sealer.open(await made, new Secret(other)))).toBe('backup_passphrase_wrong');
  },
);

test('takes the same passphrases as the vault', () => {
  expect(errorCode(sealer.judgePassphrase(new Secret('🗝🗝🗝🗝🗝🗝🗝')))).toBe('passphrase_too_short');
  expect(okValue(sealer.judgePassphrase(new Secret('12345678')))).toBeUndefined();
});

describe('a file that is not right', () => {
  test.each<readonly [what: string, content: string, code: string]>([
    ['empty', '', 'not_a_backup'],
    ['a letter', '{', 'not_a_backup'],
    ['other JSON', '{"accounts":[]}\n', 'not_a_backup'],
    ['a picture', '\u0089PNG\r\n\u001a\n', 'not_a_backup'],
    ['of the same name only', '{"magic":"tokendeck"}\n', 'not_a_backup'],
    ['cut in its first line', '{"magic":"tokendeck export","version":1,"cre', 'backup_damaged'],
    ['of one endless line', `{"magic":"tokendeck export",${' '.repeat(100_000)}`, 'backup_damaged'],
    ['only a header', '{"magic":"tokendeck export","version":1}\n', 'backup_damaged'],
    [
      'newer, whatever else it is',
      '{"magic":"tokendeck export","version":2,"kdf":"argon2id"}\nabc',
      'backup_newer',
    ],
    ['of a version before the first', '{"magic":"tokendeck export","version":0}\n', 'backup_damaged'],
    ['of a version in words', '{"magic":"tokendeck export","version":"one"}\n', 'backup_damaged'],
  ])('%s', async (_what, content, code) => {
    const file = bytesOf(content);
    expect(errorCode(sealer.judge(file))).toBe(code);
    expect(errorCode(await sealer.open(file, passphrase))).toBe(code);
  });

  test('damaged at any place is found before the passphrase is asked for', async () => {
    const file = await made;
    for (let at = 30; at < file.length; at += 1) {
      const damaged = file.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      const code = errorCode(sealer.judge(damaged));
      expect([at, ['backup_damaged', 'backup_newer'].includes(code)]).toEqual([at, true]);
    }
  });

  test.each([1, 16, 40])('cut by %d bytes', async (count) => {
    expect(errorCode(sealer.judge((await made).slice(0, -count)))).toBe('backup_damaged');
  });

  test('made longer', async () => {
    const file = await made;
    expect(errorCode(sealer.judge(new Uint8Array([...file, 0])))).toBe('backup_damaged');
  });

  test.each<readonly [what: string, members: Readonly<Record<string, unknown>>]>([
    ['demands 64 GiB', { N: 2 ** 26 }],
    ['demands 1 GiB', { N: 2 ** 20 }],
    ['demands a long time', { p: 1000 }],
    ['was weakened', { N: 2 ** 10 }],
    ['has an N that is no power of two', { N: 2 ** 17 - 1 }],
    ['has N as text', { N: 'many' }],
    ['names another function', { kdf: 'md5' }],
    ['has a short salt', { salt: 'AAAA' }],
    ['has a nonce that is not base64', { nonce: '!!!!!!!!!!!!!!!!' }],
    ['was made after the end of time', { createdAt: 9e15 }],
    ['was made at no time', { createdAt: null }],
  ])('made with care that %s', async (_what, members) => {
    expect(errorCode(sealer.judge(await changed(members, { isForged: true })))).toBe('backup_damaged');
  });

  test.each<readonly [what: string, members: Readonly<Record<string, unknown>>]>([
    ['another time', { createdAt: createdAt + 1 }],
    ['another salt', { salt: Buffer.alloc(16).toString('base64') }],
    ['a member more', { note: 'trust me' }],
  ])('forged with %s does not open', async (_what, members) => {
    const forged = await changed(members, { isForged: true });
    expect(sealer.judge(forged).ok).toBe(true);
    expect(errorCode(await sealer.open(forged, passphrase))).toBe('backup_passphrase_wrong');
  });

  test.each([0, 1, 15, 16, 17])('forged with %d sealed bytes does not open', async (count) => {
    const forged = await changed({}, { isForged: true, sealed: Buffer.alloc(count) });
    expect(errorCode(await sealer.open(forged, passphrase))).toBe('backup_passphrase_wrong');
  });

  test('larger than any export', () => {
    expect(errorCode(sealer.judge(new Uint8Array(largestExport + 1)))).toBe('backup_too_large');
  });

  test('a content that is too large is not sealed', async () => {
    const content = new Uint8Array(largestExport);
    expect(errorCode(await sealer.seal(content, passphrase, createdAt))).toBe('backup_too_large');
  });
});
