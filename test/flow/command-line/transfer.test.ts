// Exporting everything and taking it in again on the command line as a process, from one data directory to another.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type PracticeProvider, startPracticeProvider } from '../../support/practice-provider/provider.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { browserOf } from './cli-process.ts';
import { newVault, run, runWith } from './own-vault.ts';

vi.setConfig({ testTimeout: 180_000 });

let provider: PracticeProvider;
beforeEach(async () => {
  provider = await startPracticeProvider({ accessTokenSeconds: 300 });
});
afterEach(async () => {
  await provider.close();
});

const passphrase = 'open sesame, please';
const stdin = '--backup-passphrase-stdin';

async function homeWithAccount(): Promise<string> {
  const home = await newVault();
  const server = ['openid', '--issuer', provider.issuer, '--dangerously-allow-http-on-loopback'];
  const client = ['--client-id', provider.publicClientId];
  const ended = await runWith(home, ['login', ...server, ...client, '--name', 'work'], {
    env: { BROWSER: browserOf('ada', 'allow') },
  });
  expect(ended, ended.err).toMatchObject({ code: 0 });
  return home;
}

test('an account moves with its tokens, which are renewed there', async () => {
  const home = await homeWithAccount();
  const path = join(temporaryDirectory(), 'all.tokendeck');
  const exported = await runWith(home, ['backup', path, stdin, '--json'], { lines: [passphrase] });
  expect(exported, exported.err).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(exported.out)).toEqual({ file: path, accounts: 1, unreadable: 0 });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  for (const secret of provider.secretsSeen()) expect(readFileSync(path).includes(secret)).toBe(false);

  const other = await newVault();
  const restored = await runWith(other, ['restore', path, stdin], { lines: [passphrase] });
  expect(restored, restored.err).toMatchObject({ code: 0, out: '1 account added.\n', err: '' });
  expect((await run(other, 'token', 'work')).out).toBe((await run(home, 'token', 'work')).out);
  const refreshed = await run(other, 'refresh', 'work');
  expect(refreshed, refreshed.err).toMatchObject({ code: 0 });
  expect(provider.reuses()).toBe(0);

  const again = await runWith(other, ['restore', path, stdin, '--json'], { lines: [passphrase] });
  expect(JSON.parse(again.out)).toMatchObject({ isComplete: true, added: 0, kept: 1 });
});

test('what is wrong is told, and changes nothing', async () => {
  const home = await newVault();
  const directory = temporaryDirectory();
  const path = join(directory, 'all.tokendeck');
  const attempt = (args: readonly string[], ...lines: readonly string[]) =>
    runWith(home, [...args, stdin, '--json'], { lines });
  const codeIn = (err: string) => JSON.parse(err).error.code;

  const short = await attempt(['backup', path], 'short');
  expect([short.code, codeIn(short.err)]).toEqual([2, 'passphrase_too_short']);
  const none = await attempt(['backup', path]);
  expect([none.code, codeIn(none.err)]).toEqual([2, 'invalid_argument']);
  expect((await attempt(['backup', path], passphrase)).code).toBe(0);
  const before = readFileSync(path);
  const taken = await attempt(['backup', path], passphrase);
  expect([taken.code, codeIn(taken.err)]).toEqual([2, 'invalid_argument']);
  expect(readFileSync(path)).toEqual(before);
  expect((await attempt(['backup', path, '--replace'], passphrase)).code).toBe(0);
  expect(readFileSync(path)).not.toEqual(before);

  const wrong = await attempt(['restore', path], 'another passphrase');
  expect([wrong.code, codeIn(wrong.err)]).toEqual([6, 'backup_passphrase_wrong']);
  expect(wrong.err).not.toContain('another passphrase');
  const missing = await attempt(['restore', join(directory, 'missing')], passphrase);
  expect(codeIn(missing.err)).toBe('file_unusable');
  writeFileSync(path, before.subarray(0, -1));
  const damaged = await attempt(['restore', path], passphrase);
  expect([damaged.code, codeIn(damaged.err)]).toEqual([2, 'backup_damaged']);
  writeFileSync(path, '{"accounts":[]}');
  const foreign = await attempt(['restore', path], passphrase);
  expect([foreign.code, codeIn(foreign.err)]).toEqual([2, 'not_a_backup']);
});
