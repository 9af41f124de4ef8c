// Test equipment, run as a process of its own: commits to a vault without end, as refreshes do, and says after each
// commit what is durable. Arguments: the vault's path, this process's name, how many rounds (0: until it is killed).
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqliteVault } from '../../main/adapters/sqlite-vault.ts';
import type { AccountId } from '../../main/core/accounts/account.ts';
import { openVault } from '../../main/core/vault/open-vault.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { fakeRandom } from '../support/fake-random.ts';
import { okValue } from '../support/result.ts';
import { exampleAccount, exampleTokens } from '../support/vault-examples.ts';

const [path = '', name = '', rounds = '0'] = process.argv.slice(2);
const { store, setAside } = okValue(openSqliteVault(path));
if (setAside !== undefined) {
  throw new Error(`set aside: ${setAside}`);
}
const vault = okValue(
  await openVault({
    store,
    keychain: fakeKeychain({ key: new Uint8Array(32).fill(3) }),
    random: fakeRandom(`${name} ${process.pid}`),
    clock: fakeClock(),
  }),
);

const say = (line: string) => writeSync(1, `${line}\n`);
const accountId = `account of ${name}` as AccountId;
const holder = `${name} ${process.pid}`;
const before = okValue(await vault.account(accountId));
let count = before?.account.issuedAt ?? 0;

/** Adds one to an account that all processes change, where there is one. */
async function addOne(): Promise<void> {
  for (;;) {
    const found = okValue(await vault.account('counter' as AccountId));
    if (found === undefined) return;
    const { account, seq } = found;
    const outcome = okValue(
      await vault.commit([
        { op: 'expect_account', accountId: account.id, seq },
        { op: 'put_account', account: { ...account, issuedAt: account.issuedAt + 1 } },
      ]),
    );
    if (outcome === 'committed') return;
  }
}

for (let round = 1; rounds === '0' || round <= Number(rounds); round += 1) {
  const now = Date.now();
  say(`taking ${now}`);
  const lease = okValue(vault.takeLease(accountId, holder, now, now + 60_000));
  say(`${lease.kind}`);
  // The exchange with the server.
  await sleep(Math.random() * 3);
  count += 1;
  okValue(
    await vault.commit([
      { op: 'put_account', account: exampleAccount(accountId, { issuedAt: count }) },
      { op: 'put_tokens', accountId, tokens: exampleTokens(`${count} ${'x'.repeat(3000)}`) },
      { op: 'put_account', account: exampleAccount('shared', { label: name, issuedAt: count }) },
      { op: 'append_event', accountId, event: { kind: 'refreshed', at: count } },
      { op: 'release_lease', accountId, holder },
    ]),
  );
  say(`committed ${count}`);
  await addOne();
}
vault.close();
