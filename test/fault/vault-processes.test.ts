// Several processes at one vault, and processes that are killed in the middle of what they do.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteVault } from '../../main/adapters/sqlite-vault.ts';
import type { AccountId } from '../../main/core/accounts/account.ts';
import { openVault } from '../../main/core/vault/open-vault.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { fakeRandom } from '../support/fake-random.ts';
import { okValue } from '../support/result.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { exampleAccount, exampleTokens, revealed } from '../support/vault-examples.ts';

const worker = fileURLToPath(new URL('./vault-worker.ts', import.meta.url));

interface Running {
  readonly child: ChildProcess;
  readonly lines: string[];
  readonly errors: string[];
  readonly ended: Promise<void>;
}

function run(command: string, commandArguments: readonly string[]): Running {
  const child = spawn(command, commandArguments, { stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  const errors: string[] = [];
  const running: Running = {
    child,
    get lines() {
      return output.join('').split('\n').slice(0, -1);
    },
    errors,
    ended: new Promise((resolve) => child.once('close', () => resolve())),
  };
  child.stdout.on('data', (chunk) => output.push(String(chunk)));
  child.stderr.on('data', (chunk) => errors.push(String(chunk)));
  onTestFinished(() => {
    child.kill('SIGKILL');
    return running.ended;
  });
  return running;
}

const startWorker = (path: string, name: string, rounds: number) =>
  run(process.execPath, [worker, path, name, String(rounds)]);

async function openAgain(path: string) {
  const { store, setAside } = okValue(openSqliteVault(path));
  const keychain = fakeKeychain({ key: new Uint8Array(32).fill(3) });
  const vault = okValue(await openVault({ store, keychain, random: fakeRandom('test'), clock: fakeClock() }));
  return { vault, setAside };
}

function lastCommitted(lines: readonly string[]): number {
  const last = lines.findLast((line) => line.startsWith('committed '));
  return Number(last?.split(' ')[1] ?? 0);
}

test('three processes that start at a new vault at once all commit, and nothing is lost', async () => {
  const path = join(temporaryDirectory(), 'vault.db');
  const workers = ['one', 'two', 'three'].map((name) => startWorker(path, name, 60));
  for (const { child, errors, ended } of workers) {
    await ended;
    expect(errors.join('')).not.toContain('Error');
    expect(child.exitCode).toBe(0);
  }
  const { vault, setAside } = await openAgain(path);
  expect(setAside).toBeUndefined();
  const accounts = okValue(await vault.accounts());
  expect(accounts.filter(({ id }) => id !== 'shared').map(({ issuedAt }) => issuedAt)).toEqual([60, 60, 60]);
  vault.close();
  expect(readdirSync(dirname(path))).toEqual(['vault.db']);
});

test('three processes that change one account at once lose no change', async () => {
  const path = join(temporaryDirectory(), 'vault.db');
  const { vault } = await openAgain(path);
  okValue(await vault.commit([{ op: 'put_account', account: exampleAccount('counter', { issuedAt: 0 }) }]));
  const workers = ['one', 'two', 'three'].map((name) => startWorker(path, name, 60));
  for (const { child, errors, ended } of workers) {
    await ended;
    expect(errors.join('')).not.toContain('Error');
    expect(child.exitCode).toBe(0);
  }
  expect(okValue(await vault.account('counter' as AccountId))?.account.issuedAt).toBe(180);
  vault.close();
});

test('a process killed at any instant leaves a vault that opens, with all that it had announced', async () => {
  const path = join(temporaryDirectory(), 'vault.db');
  const accountId = 'account of victim' as AccountId;
  let interruptions = 0;
  for (let kill = 0; kill < 20; kill += 1) {
    const victim = startWorker(path, 'victim', 0);
    await expect.poll(() => victim.lines.length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(3);
    await sleep(Math.random() * 40);
    victim.child.kill('SIGKILL');
    await victim.ended;
    expect(victim.errors.join('')).not.toContain('Error');

    const { vault, setAside } = await openAgain(path);
    expect(setAside).toBeUndefined();
    expect(vault.unreadableAccounts()).toEqual([]);
    const announced = lastCommitted(victim.lines);
    const count = okValue(await vault.account(accountId))?.account.issuedAt ?? 0;
    // The last commit may be durable without its announcement.
    expect([announced, announced + 1]).toContain(count);
    expect(okValue(await vault.account('shared' as AccountId))?.account.issuedAt).toBe(count);
    const tokens = revealed(okValue(await vault.tokens(accountId)));
    expect(tokens).toEqual(revealed(exampleTokens(`${count} ${'x'.repeat(3000)}`)));

    // Who comes next is told of an interrupted exchange exactly when there was one.
    const lease = okValue(vault.takeLease(accountId, 'next', Date.now() + 120_000, Date.now() + 180_000));
    const said = victim.lines.at(-1) ?? '';
    if (said === 'taken') {
      expect(lease).toEqual({ kind: 'taken', interrupted: count === announced });
    } else if (said === `committed ${count}`) {
      expect(lease).toEqual({ kind: 'taken', interrupted: false });
    }
    const [event] = okValue(await vault.recentEvents(accountId, 1));
    expect(event?.at ?? 0).toBe(count);
    interruptions += lease.kind === 'taken' && lease.interrupted ? 1 : 0;
    okValue(vault.releaseLease(accountId, 'next'));
    vault.close();
  }
  expect(interruptions).toBeGreaterThan(0);
}, 120_000);

test('a full disk is an error, and the vault keeps what it had', async () => {
  const path = join(temporaryDirectory(), 'vault.db');
  const first = startWorker(path, 'first', 3);
  await first.ended;
  // The shell lets no file of its child grow above 64 blocks of 1 KiB.
  const command = `ulimit -f 64; exec "$@"`;
  const full = run('bash', ['-c', command, 'bash', process.execPath, worker, path, 'first', '0']);
  await full.ended;
  expect(full.errors.join('')).toContain('vault_unreadable');
  const { vault, setAside } = await openAgain(path);
  expect(setAside).toBeUndefined();
  const count = okValue(await vault.account('account of first' as AccountId))?.account.issuedAt;
  expect(count).toBeGreaterThanOrEqual(3);
  expect(count).toBe(Math.max(3, lastCommitted(full.lines)));
  vault.close();
});
