// Changing the vault's key: processes that are killed in the middle of it, and others that refresh at the same time.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { AccountId } from '../../main/core/accounts/account.ts';
import type { Vault } from '../../main/core/vault/vault.ts';
import { okValue } from '../support/result.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { exampleAccount, exampleClient, exampleTokens, revealed } from '../support/vault-examples.ts';
import { clockAhead, keyFiles, openOwn } from './own-keys.ts';

const keyWorker = fileURLToPath(new URL('./key-worker.ts', import.meta.url));
const refreshWorker = fileURLToPath(new URL('./refresh-worker.ts', import.meta.url));
const accountIds = Array.from({ length: 200 }, (_, index) => `account ${100 + index}` as AccountId);
const eventsEach = 3;

interface Running {
  readonly child: ChildProcess;
  lines(): readonly string[];
  errors(): string;
  readonly ended: Promise<void>;
}

function run(program: string, commandArguments: readonly (string | number)[]): Running {
  const child = spawn(process.execPath, [program, ...commandArguments.map(String)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  onTestFinished(() => {
    child.kill('SIGKILL');
    return ended;
  });
  return { child, lines: () => output.split('\n').slice(0, -1), errors: () => errors, ended };
}

async function fill(vault: Vault): Promise<void> {
  okValue(
    await vault.commit([
      { op: 'put_client', client: exampleClient() },
      ...accountIds.flatMap((accountId) => [
        { op: 'put_account' as const, account: exampleAccount(accountId) },
        { op: 'put_tokens' as const, accountId, tokens: exampleTokens(accountId) },
        ...Array.from({ length: eventsEach }, (_, index) => ({
          op: 'append_event' as const,
          accountId,
          event: { kind: 'refreshed' as const, at: index },
        })),
      ]),
    ]),
  );
}

/** Every record and event, byte by byte, as it was put in. */
async function expectAll(vault: Vault): Promise<void> {
  expect(okValue(await vault.accounts())).toEqual(accountIds.map((id) => exampleAccount(id)));
  expect(vault.unreadableAccounts()).toEqual([]);
  expect(okValue(await vault.clients())).toEqual([exampleClient()]);
  for (const id of accountIds) {
    expect(revealed(okValue(await vault.tokens(id)))).toEqual(revealed(exampleTokens(id)));
    expect(okValue(await vault.recentEvents(id, 9))).toHaveLength(eventsEach);
  }
}

async function newVault(): Promise<string> {
  const directory = temporaryDirectory();
  const { vault } = okValue(await openOwn(directory, clockAhead(0), 'maker'));
  await fill(vault);
  vault.close();
  return directory;
}

/** Resolves so many milliseconds after the next exchange: the moments around it are short. */
async function nextExchange(directory: string, ms: number): Promise<void> {
  const database = new DatabaseSync(join(directory, 'vault.db'), { readOnly: true, timeout: 5_000 });
  const key = database.prepare("SELECT value FROM meta WHERE name = 'key'");
  const before = key.get()?.['value'];
  const giveUpAt = performance.now() + 60_000;
  while (key.get()?.['value'] === before && performance.now() < giveUpAt) await sleep(1);
  database.close();
  await sleep(ms);
}

const kills = Number(process.env['TOKENDECK_TEST_KILLS'] ?? 48);

test('a process killed at any instant of a change leaves a vault that opens, with everything, and no second key', async () => {
  const directory = await newVault();
  let ahead = 0;
  let [before, after, leftBehind] = [0, 0, 0];
  for (let kill = 0; kill < kills; kill += 1) {
    ahead += 120_000;
    const changer = run(keyWorker, [directory, ahead, 0]);
    await expect.poll(() => changer.lines().length, { timeout: 60_000, interval: 5 }).toBeGreaterThan(0);
    if (kill % 3 === 0) await sleep(Math.random() * 400);
    else await nextExchange(directory, kill % 3 === 1 ? Math.random() * 300 : Math.random() * 12);
    changer.child.kill('SIGKILL');
    await changer.ended;
    expect(changer.errors()).not.toContain('Error');

    const said = changer.lines().findLast((line) => /^(opened|changed) /.test(line)) ?? '';
    const keysLeft = keyFiles(directory).length;
    const { vault, store, place } = okValue(
      await openOwn(directory, clockAhead(ahead + 60_000), `checker ${kill}`),
    );
    // What was announced is in use, or what came after it without being announced.
    if (said.includes(` ${place.kind} ${place.id}`)) before += 1;
    else after += 1;
    leftBehind += keysLeft > 1 ? 1 : 0;
    await expectAll(vault);
    await expect
      .poll(() => keyFiles(directory), { timeout: 10_000 })
      .toEqual([`key ${place.kind} ${place.id}`]);
    await expect.poll(() => okValue(store.metaNames('unused_key')), { timeout: 10_000 }).toEqual([]);
    vault.close();
  }
  console.log(
    `killed ${kills} times: before the exchange ${before}, after it ${after}, two keys ${leftBehind}`,
  );
  expect(before).toBeGreaterThan(0);
  expect(after).toBeGreaterThan(0);
  expect(leftBehind).toBeGreaterThan(0);
}, 600_000);

test('two processes that refresh while a third changes the key, and is killed now and then, lose no refresh token', async () => {
  const directory = await newVault();
  const names = ['one', 'two'];
  const { vault } = okValue(await openOwn(directory, clockAhead(0), 'seeder'));
  okValue(
    await vault.commit(
      names.flatMap((name) => [
        { op: 'put_account' as const, account: exampleAccount(name) },
        { op: 'put_tokens' as const, accountId: name as AccountId, tokens: exampleTokens('0') },
      ]),
    ),
  );
  vault.close();
  const refreshers = names.map((name) => run(refreshWorker, [directory, name]));
  await expect
    .poll(() => refreshers.every(({ lines }) => lines().length > 0), { timeout: 60_000 })
    .toBe(true);

  let changes = 0;
  for (const howOften of [3, 0, 3]) {
    const changer = run(keyWorker, [directory, 0, howOften]);
    if (howOften === 0) {
      await expect
        .poll(() => changer.lines().filter((line) => line.startsWith('changed')).length, { timeout: 120_000 })
        .toBeGreaterThan(0);
      await sleep(Math.random() * 400);
      changer.child.kill('SIGKILL');
    }
    await changer.ended;
    expect(changer.errors()).not.toContain('Error');
    const changed = changer.lines().filter((line) => line.startsWith('changed'));
    for (const line of changed) expect(line).toMatch(/ 0$/);
    if (howOften > 0) expect(changer.lines().slice(1)).toEqual(changed);
    changes += changed.length;
  }

  for (const { child } of refreshers) child.kill('SIGTERM');
  for (const { ended, errors, lines, child } of refreshers) {
    await ended;
    expect(errors()).not.toContain('Error');
    expect(child.exitCode).toBe(0);
    console.log(`${changes} changes and more; ${lines().at(-1)}`);
    const [, refreshed, openings] = /^refreshed (\d+) opened (\d+)$/.exec(lines().at(-1) ?? '') ?? [];
    expect(Number(refreshed)).toBeGreaterThan(20);
    expect(Number(openings)).toBeGreaterThan(3);
  }
  const again = okValue(await openOwn(directory, clockAhead(200_000), 'checker'));
  expect(okValue(await again.vault.accounts())).toHaveLength(202);
  for (const name of names) {
    const live = readFileSync(join(directory, `provider of ${name}`), 'utf8');
    expect(revealed(okValue(await again.vault.tokens(name as AccountId)))).toEqual(
      revealed(exampleTokens(live)),
    );
  }
  await expect.poll(() => keyFiles(directory), { timeout: 10_000 }).toHaveLength(1);
  again.vault.close();
}, 600_000);
