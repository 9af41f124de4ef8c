// The vault over a store and a keychain: its key, its records, what another process does to them, and damage.
import { describe, expect, test } from 'vitest';
import type { AccountEvent, AccountId } from '../../../../main/core/accounts/account.ts';
import { appError } from '../../../../main/core/errors.ts';
import { openVault } from '../../../../main/core/vault/open-vault.ts';
import { createSealer } from '../../../../main/core/vault/sealing.ts';
import type { ForeignChanges, Vault } from '../../../../main/core/vault/vault.ts';
import { vaultId } from '../../../../main/core/vault/vault-key.ts';
import { fakeClock } from '../../../support/fake-clock.ts';
import { type FakeKeychain, fakeKeychain } from '../../../support/fake-keychain.ts';
import { fakeRandom } from '../../../support/fake-random.ts';
import { type MemoryVaultStore, memoryVaultStore } from '../../../support/memory-vault-store.ts';
import { errorCode, okValue } from '../../../support/result.ts';
import { exampleAccount, exampleClient, exampleTokens, revealed } from '../../../support/vault-examples.ts';

const a = 'a' as AccountId;
let seeds = 0;

function open(store: MemoryVaultStore, keychain: FakeKeychain) {
  seeds += 1;
  return openVault({ store, keychain, random: fakeRandom(`vault ${seeds}`), clock: fakeClock() });
}

async function newVault() {
  const store = memoryVaultStore();
  const keychain = fakeKeychain();
  return { store, keychain, vault: okValue(await open(store, keychain)) };
}

async function fill(vault: Vault, id: string, text = id): Promise<void> {
  okValue(
    await vault.commit([
      { op: 'put_client', client: exampleClient() },
      { op: 'put_account', account: exampleAccount(id) },
      { op: 'put_tokens', accountId: id as AccountId, tokens: exampleTokens(text) },
    ]),
  );
}

async function note(vault: Vault, event: AccountEvent): Promise<void> {
  okValue(await vault.commit([{ op: 'append_event', accountId: a, event }]));
}

describe('records', () => {
  test('come back after opening again', async () => {
    const { store, keychain, vault } = await newVault();
    await fill(vault, 'a');
    vault.close();
    const again = okValue(await open(store.connect(), keychain));
    expect(okValue(await again.accounts())).toEqual([exampleAccount('a')]);
    expect(okValue(await again.account(a))?.account).toEqual(exampleAccount('a'));
    expect(revealed(okValue(await again.tokens(a)))).toEqual(revealed(exampleTokens('a')));
    expect(okValue(await again.clients())).toEqual([exampleClient()]);
    expect(okValue(await again.client(exampleClient().key))).toEqual(exampleClient());
  });

  test('that were never there are not an error', async () => {
    const { vault } = await newVault();
    expect(okValue(await vault.account(a))).toBeUndefined();
    expect(okValue(await vault.tokens(a))).toBeUndefined();
    expect(okValue(await vault.accounts())).toEqual([]);
  });

  test('are committed in the order of the calls, however long each takes to seal', async () => {
    const { vault } = await newVault();
    const named = (label: string) =>
      vault.commit([{ op: 'put_account', account: exampleAccount('a', { label }) }]);
    await Promise.all([named('x'.repeat(8_000_000)), named('second'), named('third')]);
    expect(okValue(await vault.account(a))?.account.label).toBe('third');
  });

  test('are committed together only while the account is as it was read', async () => {
    const { store, keychain, vault } = await newVault();
    await fill(vault, 'a');
    const other = okValue(await open(store.connect(), keychain));
    const seq = okValue(await vault.account(a))?.seq ?? 0;
    const named = (label: string) =>
      [
        { op: 'expect_account', accountId: a, seq },
        { op: 'put_account', account: exampleAccount('a', { label }) },
        { op: 'put_tokens', accountId: a, tokens: exampleTokens(label) },
      ] as const;
    expect(okValue(await other.commit(named('theirs')))).toBe('committed');
    expect(okValue(await vault.commit(named('mine')))).toBe('outdated');
    expect(okValue(await vault.account(a))?.account.label).toBe('theirs');
    expect(revealed(okValue(await vault.tokens(a)))).toEqual(revealed(exampleTokens('theirs')));
    okValue(await other.commit([{ op: 'remove_account', accountId: a }]));
    expect(okValue(await vault.commit(named('mine')))).toBe('outdated');
    expect(okValue(await vault.account(a))).toBeUndefined();
  });

  test('of a removed account are gone with its events, and its client stays', async () => {
    const { vault } = await newVault();
    await fill(vault, 'a');
    await fill(vault, 'b');
    await note(vault, { kind: 'copied', at: 5 });
    okValue(await vault.commit([{ op: 'remove_account', accountId: a }]));
    expect(okValue(await vault.account(a))).toBeUndefined();
    expect(okValue(await vault.tokens(a))).toBeUndefined();
    expect(okValue(await vault.recentEvents(a, 10))).toEqual([]);
    expect(okValue(await vault.accounts()).map(({ id }) => id)).toEqual(['b']);
    expect(okValue(await vault.clients())).toHaveLength(1);
  });

  test('hold no readable word in the store', async () => {
    const { store, vault } = await newVault();
    await fill(vault, 'a', 'MARKED');
    await note(vault, {
      kind: 'refresh_failed',
      at: 1,
      error: appError('network', { detail: 'MARKED' }),
    });
    const stored = [
      ...(['client', 'account', 'tokens'] as const).flatMap((kind) => okValue(store.changedSince(kind, 0))),
      ...okValue(store.recentEvents('a', 10)),
    ];
    expect(stored).toHaveLength(4);
    for (const { sealed } of stored) {
      expect(Buffer.from(sealed ?? []).toString('latin1')).not.toMatch(
        /MARKED|clientsecret|as\.example|refresh/,
      );
    }
  });

  test('events come back newest first', async () => {
    const { vault } = await newVault();
    await note(vault, { kind: 'signed_in', at: 1 });
    await note(vault, { kind: 'copied', at: 2 });
    expect(okValue(await vault.recentEvents(a, 10))).toEqual([
      { kind: 'copied', at: 2 },
      { kind: 'signed_in', at: 1 },
    ]);
  });

  test('leases of different accounts do not meet', async () => {
    const { vault } = await newVault();
    expect(okValue(vault.takeLease(a, 'A', 1, 10))).toEqual({ kind: 'taken', interrupted: false });
    expect(okValue(vault.takeLease(a, 'B', 2, 12))).toEqual({ kind: 'held', until: 10 });
    expect(okValue(vault.takeLease('b' as AccountId, 'B', 2, 12)).kind).toBe('taken');
    okValue(vault.releaseLease(a, 'A'));
    expect(okValue(vault.takeLease(a, 'A', 2, 12))).toEqual({ kind: 'taken', interrupted: false });
    okValue(await vault.commit([{ op: 'release_lease', accountId: a, holder: 'A' }]));
    expect(okValue(vault.takeLease(a, 'B', 2, 12))).toEqual({ kind: 'taken', interrupted: false });
  });
});

describe('the key', () => {
  test('of a new vault is in the keychain before anything is sealed with it', async () => {
    const store = memoryVaultStore();
    const keychain = fakeKeychain();
    keychain.error = appError('keychain_locked');
    expect(errorCode(await open(store, keychain))).toBe('keychain_locked');
    expect(okValue(store.getMeta('key_check'))).toBeUndefined();
    keychain.error = undefined;
    okValue(await open(store, keychain));
    expect(keychain.stored).toHaveLength(32);
  });

  test('is never made anew for a vault that has content', async () => {
    const { store, vault } = await newVault();
    await fill(vault, 'a');
    const empty = fakeKeychain();
    expect(errorCode(await open(store.connect(), empty))).toBe('vault_key_missing');
    expect(empty.calls.write).toBe(0);
  });

  test('is told to be in the keychain that is gone only where it is there', async () => {
    const gone = fakeKeychain();
    gone.error = appError('keychain_unavailable');
    const { store, vault } = await newVault();
    await fill(vault, 'a');
    expect(errorCode(await open(store.connect(), gone))).toBe('keychain_needed');
    expect(errorCode(await open(memoryVaultStore(), gone))).toBe('keychain_unavailable');
    gone.error = appError('keychain_locked');
    expect(errorCode(await open(store.connect(), gone))).toBe('keychain_locked');
  });

  test('is refused when it is another', async () => {
    const { store, keychain, vault } = await newVault();
    await fill(vault, 'a');
    for (const key of [new Uint8Array(32).fill(9), new Uint8Array(16), new Uint8Array(0)]) {
      expect(errorCode(await open(store.connect(), fakeKeychain({ key })))).toBe('vault_wrong_key');
    }
    expect(errorCode(await open(store.connect(), keychain))).toBe('no error');
  });

  test('is refused when it is another and the key check was lost', async () => {
    const { vault, store, keychain } = await newVault();
    await fill(vault, 'a');
    const bare = memoryVaultStore();
    bare.tamper('account', 'a', okValue(store.get('account', 'a'))?.sealed ?? new Uint8Array());
    expect(errorCode(await open(bare, fakeKeychain({ key: new Uint8Array(32).fill(9) })))).toBe(
      'vault_wrong_key',
    );
    expect(errorCode(await open(bare, keychain))).toBe('no error');
  });

  test('check that is no base64, or of another kind, is not a right key', async () => {
    for (const value of ['', '!!!', 'AAAA']) {
      const store = memoryVaultStore();
      okValue(store.putMetaOnce('key_check', value));
      const keychain = fakeKeychain({ key: new Uint8Array(32).fill(1) });
      expect(errorCode(await open(store, keychain)), value).toBe('vault_wrong_key');
    }
  });

  test('of a keychain that forgets is not used', async () => {
    const keychain = fakeKeychain();
    keychain.write = async () => ({ ok: true, value: undefined });
    const store = memoryVaultStore();
    expect(errorCode(await open(store, keychain))).toBe('keychain_unavailable');
    expect(okValue(store.getMeta('key_check'))).toBeUndefined();
  });

  test.each([0, 5, 20])(
    'is one for two processes that start at once, with a keychain of %i ms',
    async (delayMs) => {
      const store = memoryVaultStore();
      const keychain = fakeKeychain({ delayMs });
      const clock = fakeClock();
      const start = (seed: string, connection: MemoryVaultStore) =>
        openVault({ store: connection, keychain, random: fakeRandom(seed), clock });
      const opening = Promise.all([
        start('one', store),
        start('other', store.connect()),
        start('third', store.connect()),
      ]);
      let done = false;
      void opening.then(() => {
        done = true;
      });
      while (!done) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        await clock.advance(50);
      }
      const [one, other, third] = (await opening).map(okValue);
      expect(keychain.calls.write).toBe(1);
      await fill(one as Vault, 'a');
      await fill(other as Vault, 'b');
      await fill(third as Vault, 'c');
      const later = okValue(await open(store.connect(), keychain));
      expect(okValue(await later.accounts())).toHaveLength(3);
    },
  );

  test('is kept under an id that stays with the vault', () => {
    const store = memoryVaultStore();
    const id = okValue(vaultId(store, fakeRandom('one')));
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(okValue(vaultId(store.connect(), fakeRandom('other')))).toBe(id);
  });
});

describe('damage to one record', () => {
  const damages: readonly (readonly [
    what: string,
    damage: (store: MemoryVaultStore, keychain: FakeKeychain) => unknown,
  ])[] = [
    ['noise', (store) => store.tamper('account', 'a', new Uint8Array(100).fill(5))],
    ['nothing', (store) => store.tamper('account', 'a', new Uint8Array())],
    [
      'the record of another account',
      (store) => store.tamper('account', 'a', okValue(store.get('account', 'b'))?.sealed ?? new Uint8Array()),
    ],
    [
      'its own tokens',
      (store) => store.tamper('account', 'a', okValue(store.get('tokens', 'a'))?.sealed ?? new Uint8Array()),
    ],
    [
      'something that opens and is no account',
      async (store, keychain) => {
        const sealer = await createSealer(keychain.stored ?? new Uint8Array(), fakeRandom('x'));
        const content = new TextEncoder().encode('{"id":"a"}');
        store.tamper('account', 'a', await sealer.seal({ kind: 'account', id: 'a' }, content));
      },
    ],
  ];

  test.each(damages)('%s in its place: the others are there, and it is named', async (_what, damage) => {
    const { store, keychain, vault } = await newVault();
    await fill(vault, 'a');
    await fill(vault, 'b');
    await damage(store, keychain);
    expect(okValue(await vault.accounts()).map(({ id }) => id)).toEqual(['b']);
    expect(vault.unreadableAccounts()).toEqual(['a']);
    expect(errorCode(await vault.account(a))).toBe('vault_corrupt');
    expect(revealed(okValue(await vault.tokens(a)))).toEqual(revealed(exampleTokens('a')));
    await fill(vault, 'a');
    expect(vault.unreadableAccounts()).toEqual([]);
    expect(okValue(await vault.accounts())).toHaveLength(2);
  });

  test('swapped tokens of two accounts open for neither', async () => {
    const { store, vault } = await newVault();
    await fill(vault, 'a');
    await fill(vault, 'b');
    const mine = okValue(store.get('tokens', 'a'))?.sealed ?? new Uint8Array();
    store.tamper('tokens', 'a', okValue(store.get('tokens', 'b'))?.sealed ?? new Uint8Array());
    store.tamper('tokens', 'b', mine);
    expect(errorCode(await vault.tokens(a))).toBe('vault_corrupt');
    expect(errorCode(await vault.tokens('b' as AccountId))).toBe('vault_corrupt');
  });
});

describe('what another process commits', () => {
  async function two() {
    const { store, keychain, vault: mine } = await newVault();
    const theirs = okValue(await open(store.connect(), keychain));
    const told: ForeignChanges[] = [];
    return { mine, theirs, told, listener: (changes: ForeignChanges) => void told.push(changes) };
  }

  test('is told once, without our own', async () => {
    const { mine, theirs, told, listener } = await two();
    await fill(mine, 'own');
    okValue(await mine.accounts());
    mine.onForeignChanges(listener);
    await fill(mine, 'own too');
    await fill(theirs, 'a');
    await expect.poll(() => told).toEqual([{ changed: [exampleAccount('a')], removed: [] }]);
    await fill(mine, 'own again');
    await fill(theirs, 'b');
    await expect.poll(() => told.length).toBe(2);
    expect(told[1]).toEqual({ changed: [exampleAccount('b')], removed: [] });
  });

  test('is told also when it came between reading and listening', async () => {
    const { mine, theirs, told, listener } = await two();
    okValue(await mine.accounts());
    await fill(theirs, 'a');
    mine.onForeignChanges(listener);
    await expect.poll(() => told).toEqual([{ changed: [exampleAccount('a')], removed: [] }]);
  });

  test('is told without our own that came after it', async () => {
    const { mine, theirs, told, listener } = await two();
    okValue(await mine.accounts());
    await fill(theirs, 'a');
    await fill(mine, 'own');
    mine.onForeignChanges(listener);
    await expect.poll(() => told).toEqual([{ changed: [exampleAccount('a')], removed: [] }]);
  });

  test('may be a removal', async () => {
    const { mine, theirs, told, listener } = await two();
    await fill(mine, 'a');
    mine.onForeignChanges(listener);
    okValue(await theirs.commit([{ op: 'remove_account', accountId: a }]));
    await expect.poll(() => told).toEqual([{ changed: [], removed: ['a'] }]);
    expect(okValue(await mine.account(a))).toBeUndefined();
  });

  test('is not told to those who stopped listening', async () => {
    const { mine, theirs, told, listener } = await two();
    const stop = mine.onForeignChanges(listener);
    const others: ForeignChanges[] = [];
    mine.onForeignChanges((changes) => void others.push(changes));
    stop();
    await fill(theirs, 'a');
    await expect.poll(() => others).toHaveLength(1);
    expect(told).toEqual([]);
  });
});
