// Test equipment, run as a process of its own: refreshes one account again and again, as against a provider that rotates
// refresh tokens, and opens the vault anew whenever another process has changed its key. What the provider gave last
// stands in a file; it is lost for ever unless it is committed. Arguments: the directory, this process's name.
import { writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountId } from '../../main/core/accounts/account.ts';
import { leaseMs } from '../../main/core/accounts/policy.ts';
import type { Vault } from '../../main/core/vault/vault.ts';
import { okValue } from '../support/result.ts';
import { exampleTokens } from '../support/vault-examples.ts';
import { clockAhead, openOwn } from './own-keys.ts';

const [directory = '', name = ''] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);
const accountId = name as AccountId;
const clock = clockAhead(0);
const holder = `${name} ${process.pid}`;
let isAsked = false;
process.on('SIGTERM', () => {
  isAsked = true;
});

let count = 0;
let openings = 0;

async function open(): Promise<Vault> {
  for (;;) {
    openings += 1;
    const opened = await openOwn(directory, clock, `${holder} ${openings}`);
    if (opened.ok) return opened.value.vault;
    say(`not opened ${opened.error.code}`);
    if (opened.error.code !== 'vault_key_changed') throw new Error(opened.error.code);
  }
}

/** Whether the vault is still of use. */
async function refresh(vault: Vault): Promise<boolean> {
  const now = clock.now();
  const lease = vault.takeLease(accountId, holder, now, now + leaseMs);
  if (!lease.ok) {
    if (lease.error.code !== 'vault_key_changed') throw new Error(lease.error.code);
    return false;
  }
  if (lease.value.kind === 'held') return true;
  const held = okValue(await vault.tokens(accountId));
  if (held?.refreshToken?.reveal() !== `refresh ${count}`) throw new Error('the refresh token is an old one');
  // From here on only the provider knows the live refresh token.
  count += 1;
  writeFileSync(join(directory, `provider of ${name}`), String(count));
  await sleep(Math.random() * 8);
  const commit = await vault.commit([
    { op: 'put_tokens', accountId, tokens: exampleTokens(String(count)) },
    { op: 'append_event', accountId, event: { kind: 'refreshed', at: count } },
    { op: 'release_lease', accountId, holder },
  ]);
  if (!commit.ok) throw new Error(`lost a refresh token: ${commit.error.code}`);
  return true;
}

say('started');
while (!isAsked) {
  const vault = await open();
  while (!isAsked && (await refresh(vault))) await sleep(Math.random() * 4);
  vault.close();
}
say(`refreshed ${count} opened ${openings}`);
