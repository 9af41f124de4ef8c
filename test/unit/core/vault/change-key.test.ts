// Changing the vault's key over a store in memory: what is there afterwards, what stands in the way, and what is left of
// it when it is broken off.
import { describe, expect, test } from 'vitest';
import type { AccountId } from '../../../../main/core/accounts/account.ts';
import { appError } from '../../../../main/core/errors.ts';
import type { Progress } from '../../../../main/core/progress.ts';
import { fail, ok } from '../../../../main/core/result.ts';
import { type KeyPlace, placeInUse, unused } from '../../../../main/core/vault/key-place.ts';
import { openVault } from '../../../../main/core/vault/open-vault.ts';
import type { NewKey, Vault } from '../../../../main/core/vault/vault.ts';
import { type FakeClock, fakeClock } from '../../../support/fake-clock.ts';
import { type FakeKeychain, fakeKeychain } from '../../../support/fake-keychain.ts';
import { fakeRandom } from '../../../support/fake-random.ts';
import { type MemoryVaultStore, memoryVaultStore } from '../../../support/memory-vault-store.ts';
import { errorCode, okValue } from '../../../support/result.ts';
import { exampleAccount, exampleClient, exampleTokens, revealed } from '../../../support/vault-examples.ts';

const a = 'a' as AccountId;
const accountIds = Array.from({ length: 150 }, (_, index) => `account ${100 + index}` as AccountId);
let seeds = 0;

/** All keychains of one computer, each key by its place, and the processes that open one vault with them. */
function computer() {
  const keychains = new Map<string, FakeKeychain>();
  const clock = fakeClock();
  const keychainAt = ({ kind, id }: KeyPlace): FakeKeychain => {
    const name = `${kind} ${id}`;
    const keychain = keychains.get(name) ?? fakeKeychain({ kind });
    keychains.set(name, keychain);
    return keychain;
  };
  const first: KeyPlace = { kind: 'system', id: '' };
  return {
    clock,
    keychainAt,
    first: keychainAt(first),
    /** The places that have a key. */
    kept: () => [...keychains].flatMap(([name, { stored }]) => (stored === undefined ? [] : [name])),
    open(store: MemoryVaultStore) {
      seeds += 1;
      const place = okValue(placeInUse(store)) ?? first;
      const random = fakeRandom(`change ${seeds}`);
      return openVault({ store, keychain: keychainAt(place), place, keychainAt, random, clock });
    },
    to: (kind: KeyPlace['kind'], change?: (keychain: FakeKeychain) => void): NewKey => ({
      kind,
      keychain(id) {
        const keychain = keychainAt({ kind, id });
        change?.(keychain);
        return keychain;
      },
    }),
  };
}

function quiet(
  report: Progress['report'] = () => undefined,
  signal = new AbortController().signal,
): Progress {
  return { signal, report };
}

async function fill(vault: Vault, ids: readonly AccountId[], text = ''): Promise<void> {
  okValue(
    await vault.commit([
      { op: 'put_client', client: exampleClient() },
      ...ids.flatMap((id) => [
        { op: 'put_account' as const, account: exampleAccount(id) },
        { op: 'put_tokens' as const, accountId: id, tokens: exampleTokens(id + text) },
        { op: 'append_event' as const, accountId: id, event: { kind: 'signed_in' as const, at: 1 } },
        { op: 'append_event' as const, accountId: id, event: { kind: 'copied' as const, at: 2 } },
      ]),
    ]),
  );
}

async function expectAll(vault: Vault, ids: readonly AccountId[], text = ''): Promise<void> {
  expect(okValue(await vault.accounts()).map(({ id }) => id)).toEqual(ids);
  expect(vault.unreadableAccounts()).toEqual([]);
  expect(okValue(await vault.clients())).toEqual([exampleClient()]);
  for (const id of ids) {
    expect(revealed(okValue(await vault.tokens(id)))).toEqual(revealed(exampleTokens(id + text)));
    expect(okValue(await vault.recentEvents(id, 9)).map(({ at }) => at)).toEqual([2, 1]);
  }
}

async function stage(ids: readonly AccountId[] = [a]) {
  const machine = computer();
  const store = memoryVaultStore();
  const vault = okValue(await machine.open(store));
  await fill(vault, ids);
  const before = machine.first.stored?.slice();
  return { ...machine, store, vault, before };
}

/** Lets the clock run while something waits for its moments. */
async function passing<T>(clock: FakeClock, work: Promise<T>): Promise<T> {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  while (!isDone) await clock.advance(100);
  return done;
}

const unusedKeys = (store: MemoryVaultStore) => okValue(store.metaNames('unused_key'));

describe('a changed key', () => {
  test.each(['system', 'passphrase'] as const)(
    'opens everything from its place in the %s keychain',
    async (kind) => {
      const { vault, store, to, kept, open, before } = await stage(accountIds);
      const reported: string[] = [];
      const progress = quiet((done, total) => reported.push(`${done} of ${total}`));
      expect(okValue(await vault.changeKey(to(kind), progress))).toEqual({ unreadable: 0 });
      expect(vault.keyKind()).toBe(kind);
      await expectAll(vault, accountIds);

      const again = okValue(await open(store.connect()));
      await expectAll(again, accountIds);
      expect(kept()).toHaveLength(1);
      expect(kept()[0]).toMatch(new RegExp(`^${kind} [0-9a-f]{16}$`));
      expect(unusedKeys(store)).toEqual([]);
      expect(reported.slice(0, 2)).toEqual(['0 of 601', '64 of 601']);
      expect(reported.at(-1)).toBe('601 of 601');

      const withOld = await openVault({
        store: store.connect(),
        keychain: fakeKeychain({ key: before ?? new Uint8Array() }),
        random: fakeRandom(),
        clock: fakeClock(),
      });
      expect(errorCode(withOld)).toBe('vault_key_changed');
    },
  );

  test('seals nothing with the key before any more', async () => {
    const { vault, store, to } = await stage(accountIds);
    const all = () =>
      okValue(store.sealedRows()).map((row) =>
        Buffer.from(okValue(store.sealedContent(row)) ?? []).toString('hex'),
      );
    const sealedBefore = new Set(all());
    okValue(await vault.changeKey(to('system'), quiet()));
    expect(all()).toHaveLength(601);
    expect(all().filter((sealed) => sealedBefore.has(sealed))).toEqual([]);
  });

  test('can be changed again and again, also twice at once', async () => {
    const { vault, store, to, kept, open, clock } = await stage();
    okValue(await vault.changeKey(to('passphrase'), quiet()));
    okValue(await vault.changeKey(to('system'), quiet()));
    const both = Promise.all([
      vault.changeKey(to('system'), quiet()),
      vault.changeKey(to('passphrase'), quiet()),
    ]);
    for (const one of await passing(clock, both)) okValue(one);
    await expectAll(okValue(await open(store.connect())), [a]);
    expect(kept()).toHaveLength(1);
    expect(unusedKeys(store)).toEqual([]);
  });

  test('leaves places in the order of commits as they are, so that what was planned can be committed', async () => {
    const { vault, to } = await stage();
    const seq = okValue(await vault.account(a))?.seq ?? 0;
    okValue(await vault.changeKey(to('system'), quiet()));
    const planned = [
      { op: 'expect_account', accountId: a, seq },
      { op: 'put_account', account: exampleAccount('a', { label: 'planned' }) },
    ] as const;
    expect(okValue(await vault.commit(planned))).toBe('committed');
  });

  test('leaves a damaged record as it is, and says how many there are', async () => {
    const { vault, store, to, open } = await stage(accountIds);
    const damage = new Uint8Array(100).fill(1);
    store.tamper('account', 'account 105', damage);
    store.tamper('tokens', 'account 106', new Uint8Array());
    expect(okValue(await vault.changeKey(to('system'), quiet()))).toEqual({ unreadable: 2 });
    const again = okValue(await open(store.connect()));
    expect(okValue(await again.accounts())).toHaveLength(149);
    expect(again.unreadableAccounts()).toEqual(['account 105']);
    expect(okValue(store.get('account', 'account 105'))?.sealed).toEqual(damage);
    expect(errorCode(await again.tokens('account 106' as AccountId))).toBe('vault_corrupt');
  });
});

describe('what happens meanwhile', () => {
  test('in this process is kept: changes, removals and a refresh under way', async () => {
    const { vault, store, to, open } = await stage(accountIds);
    okValue(vault.takeLease(a, 'window 1', 0, 9e15));
    const jobs: Promise<unknown>[] = [];
    const progress = quiet((done) => {
      if (done !== 64) return;
      jobs.push(fill(vault, [accountIds[0] ?? a, a], ' new'));
      jobs.push(vault.commit([{ op: 'remove_account', accountId: accountIds[1] ?? a }]));
    });
    const changing = vault.changeKey(to('system'), progress).then(async (changed) => {
      okValue(changed);
      // The answer of the provider comes only now.
      okValue(await vault.commit([{ op: 'release_lease', accountId: a, holder: 'window 1' }]));
    });
    await changing;
    await Promise.all(jobs);
    const again = okValue(await open(store.connect()));
    expect(okValue(await again.accounts())).toHaveLength(150);
    for (const id of [a, accountIds[0] ?? a]) {
      expect(revealed(okValue(await again.tokens(id)))).toEqual(revealed(exampleTokens(`${id} new`)));
    }
    expect(okValue(await again.recentEvents(accountIds[0] ?? a, 9))).toHaveLength(4);
    expect(okValue(again.takeLease(a, 'other', 1, 2))).toEqual({ kind: 'taken', interrupted: false });
  });

  test('in another process is kept, however often it commits', async () => {
    const { vault, store, to, open, clock } = await stage(accountIds);
    const other = okValue(await open(store.connect()));
    let commits = 0;
    const progress = quiet((done) => {
      if (done === 128) void fill(other, [a]).then(() => (commits += 1));
    });
    const reseal = store.reseal.bind(store);
    store.reseal = (resealing) => {
      // Just before the exchange, and more often than is tried without a pause.
      if (commits > 0 && commits < 30) {
        commits += 1;
        const sealed = okValue(store.get('account', 'account 103'))?.sealed?.slice() ?? new Uint8Array();
        sealed[5] = commits;
        okValue(store.connect().commit([{ op: 'put', kind: 'account', id: 'account 103', sealed }]));
      }
      return reseal(resealing);
    };
    expect(okValue(await passing(clock, vault.changeKey(to('system'), progress)))).toEqual({ unreadable: 1 });
    expect(commits).toBe(30);
    const again = okValue(await open(store.connect()));
    expect(revealed(okValue(await again.tokens(a)))).toEqual(revealed(exampleTokens('a')));
    expect(again.unreadableAccounts()).toEqual([]);
    expect(okValue(await again.accounts())).toHaveLength(150);
  });

  test('a refresh under way elsewhere is waited for, and its answer kept', async () => {
    const { vault, store, to, open, clock } = await stage();
    const other = okValue(await open(store.connect()));
    okValue(other.takeLease(a, 'cli 1', clock.now(), clock.now() + 70_000));
    let isDone = false;
    const changing = vault.changeKey(to('system'), quiet()).finally(() => {
      isDone = true;
    });
    await clock.advance(20_000);
    expect(isDone).toBe(false);
    okValue(
      await other.commit([
        { op: 'put_tokens', accountId: a, tokens: exampleTokens('refreshed') },
        { op: 'release_lease', accountId: a, holder: 'cli 1' },
      ]),
    );
    okValue(await passing(clock, changing));
    const again = okValue(await open(store.connect()));
    expect(revealed(okValue(await again.tokens(a)))).toEqual(revealed(exampleTokens('refreshed')));
    expect(errorCode(other.takeLease(a, 'cli 1', clock.now(), clock.now() + 70_000))).toBe(
      'vault_key_changed',
    );
  });

  test.each([
    ['runs out', 70_000],
    ['seems to last for a year', 31_536_000_000],
  ])(
    'a lease that nobody gives back and that %s holds it up no longer than any lease lasts',
    async (_what, ms) => {
      const { vault, store, to, clock } = await stage();
      okValue(store.takeLease('account a', 'killed', clock.now(), clock.now() + ms));
      const begun = clock.now();
      okValue(await passing(clock, vault.changeKey(to('system'), quiet())));
      expect(clock.now() - begun).toBeGreaterThanOrEqual(70_000);
      expect(clock.now() - begun).toBeLessThan(90_000);
    },
  );

  test('refreshes elsewhere that never end are an error, and nothing is changed', async () => {
    const { vault, store, to, clock, kept } = await stage();
    const stop = setInterval(
      () => void store.takeLease('account a', 'busy', clock.now(), clock.now() + 60_000),
      1,
    );
    okValue(store.takeLease('account a', 'busy', clock.now(), clock.now() + 60_000));
    expect(errorCode(await passing(clock, vault.changeKey(to('system'), quiet())))).toBe('vault_busy');
    clearInterval(stop);
    expect(kept()).toEqual(['system ']);
    expect(unusedKeys(store)).toEqual([]);
    await expectAll(vault, [a]);
  });
});

describe('a process that still has the key before', () => {
  async function changedElsewhere() {
    const machine = await stage();
    const other = okValue(await machine.open(machine.store.connect()));
    okValue(await other.accounts());
    let told = 0;
    other.onKeyChanged(() => {
      told += 1;
    });
    okValue(await machine.vault.changeKey(machine.to('system'), quiet()));
    return { ...machine, other, told: () => told };
  }

  test('writes nothing, gets no lease and takes nothing for damaged', async () => {
    const { other, vault, store } = await changedElsewhere();
    const put = { op: 'put_account', account: exampleAccount('a', { label: 'x' }) } as const;
    expect(errorCode(await other.commit([put]))).toBe('vault_key_changed');
    expect(errorCode(other.takeLease(a, 'cli', 1, 2))).toBe('vault_key_changed');
    expect(okValue(store.takeLease('account a', 'z', 1, 2))).toEqual({ kind: 'taken', interrupted: false });
    expect(errorCode(await other.accounts())).toBe('vault_key_changed');
    expect(errorCode(await other.account(a))).toBe('vault_key_changed');
    expect(errorCode(await other.tokens(a))).toBe('vault_key_changed');
    expect(errorCode(await other.clients())).toBe('vault_key_changed');
    expect(errorCode(await other.client(exampleClient().key))).toBe('vault_key_changed');
    expect(errorCode(await other.recentEvents(a, 5))).toBe('vault_key_changed');
    expect(errorCode(await other.changeKey(computer().to('system'), quiet()))).toBe('vault_key_changed');
    expect(other.unreadableAccounts()).toEqual([]);
    await expectAll(vault, [a]);
  });

  test('is told of it once, and the one that changed it is not', async () => {
    const { other, vault, told } = await changedElsewhere();
    let own = 0;
    vault.onKeyChanged(() => {
      own += 1;
    });
    await expect.poll(told).toBe(1);
    await fill(vault, [a]);
    await other.accounts();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([told(), own]).toEqual([1, 0]);
  });

  test('is told of it also when it listens only afterwards, and not when it has stopped', async () => {
    const { other } = await changedElsewhere();
    await other.accounts();
    let late = 0;
    other.onKeyChanged(() => {
      late += 1;
    });
    other.onKeyChanged(() => {
      late += 10;
    })();
    await expect.poll(() => late).toBe(1);
  });

  test('that was about to open finds out that the key is elsewhere', async () => {
    const { open, store, vault, to, first } = await stage();
    const read = first.read;
    first.read = async () => {
      okValue(await vault.changeKey(to('system'), quiet()));
      first.read = read;
      return read();
    };
    expect(errorCode(await open(store.connect()))).toBe('vault_key_changed');
    await expectAll(okValue(await open(store.connect())), [a]);
  });
});

describe('nothing is changed, and the new key is forgotten', () => {
  const calls = <T>(results: readonly (() => Promise<T>)[], then: () => Promise<T>) => {
    let call = 0;
    return () => (results[call++] ?? then)();
  };
  const troubles: readonly (readonly [
    what: string,
    code: string,
    change: (keychain: FakeKeychain) => void,
  ])[] = [
    [
      'when the new keychain is locked',
      'keychain_locked',
      (keychain) => {
        keychain.write = async () => fail(appError('keychain_locked'));
      },
    ],
    [
      'when it forgets',
      'keychain_unavailable',
      (keychain) => {
        keychain.write = async () => ok();
      },
    ],
    [
      'when it gives another key back',
      'keychain_unavailable',
      (keychain) => {
        keychain.read = async () => ok(new Uint8Array(32).fill(4));
      },
    ],
    [
      'when it cannot be read',
      'keychain_denied',
      (keychain) => {
        keychain.read = async () => fail(appError('keychain_denied'));
      },
    ],
    [
      'when it has forgotten by the time that everything is sealed',
      'keychain_unavailable',
      (keychain) => {
        keychain.read = calls([keychain.read], async () => ok(undefined));
      },
    ],
    [
      'when it has another key by the time that everything is sealed',
      'keychain_unavailable',
      (keychain) => {
        keychain.read = calls([keychain.read], async () => ok(new Uint8Array(32).fill(4)));
      },
    ],
  ];

  test.each(troubles)('%s', async (_what, code, change) => {
    const { vault, store, to, kept, open } = await stage(accountIds);
    expect(errorCode(await vault.changeKey(to('passphrase', change), quiet()))).toBe(code);
    expect(kept()).toEqual(['system ']);
    expect(unusedKeys(store)).toEqual([]);
    expect(vault.keyKind()).toBe('system');
    await expectAll(vault, accountIds);
    await expectAll(okValue(await open(store.connect())), accountIds);
  });

  test.each([0, 128, 576])('when it is cancelled after %i rows', async (rows) => {
    const { vault, store, to, kept } = await stage(accountIds);
    const cancelling = new AbortController();
    const progress = quiet((done) => {
      if (done === rows) cancelling.abort();
    }, cancelling.signal);
    expect(errorCode(await vault.changeKey(to('system'), progress))).toBe('cancelled');
    expect(kept()).toEqual(['system ']);
    expect(unusedKeys(store)).toEqual([]);
    await expectAll(vault, accountIds);
  });

  test('when it is cancelled while others are waited for', async () => {
    const { vault, store, to, clock, kept } = await stage();
    okValue(store.takeLease('account a', 'other', clock.now(), clock.now() + 70_000));
    const cancelling = new AbortController();
    const changing = vault.changeKey(to('system'), quiet(undefined, cancelling.signal));
    await clock.advance(5_000);
    cancelling.abort();
    expect(errorCode(await changing)).toBe('cancelled');
    expect(kept()).toEqual(['system ']);
  });

  test('when another process took it for dead and has begun to forget the new key', async () => {
    const { vault, store, to, kept } = await stage(accountIds);
    const progress = quiet((done) => {
      if (done !== 64) return;
      const [name = ''] = unusedKeys(store);
      okValue(store.setMeta({ name, value: 'going' }));
    });
    expect(errorCode(await vault.changeKey(to('system'), progress))).toBe('vault_busy');
    expect(kept()).toEqual(['system ']);
    await expectAll(vault, accountIds);
  });

  test('when another process has taken the turn', async () => {
    const { vault, store, to, clock } = await stage(accountIds);
    const progress = quiet((done) => {
      if (done === 64)
        okValue(store.takeLease('vault key', 'other', clock.now() + 40_000, clock.now() + 70_000));
    });
    expect(errorCode(await vault.changeKey(to('system'), progress))).toBe('vault_busy');
    await expectAll(vault, accountIds);
  });

  test('when another process is changing it, for as long as that goes on', async () => {
    const { vault, store, to, clock } = await stage();
    okValue(store.takeLease('vault key', 'other', clock.now(), clock.now() + 30_000));
    const begun = clock.now();
    const extending = setInterval(
      () => void store.takeLease('vault key', 'other', clock.now(), clock.now() + 30_000),
      1,
    );
    expect(errorCode(await passing(clock, vault.changeKey(to('system'), quiet())))).toBe('vault_busy');
    clearInterval(extending);
    expect(clock.now() - begun).toBeLessThan(45_000);
    await expectAll(vault, [a]);
  });
});

describe('a key that is of no more use', () => {
  test('of a process that was killed is forgotten at the next opening, and the one in use is not', async () => {
    const { store, open, keychainAt, kept } = await stage();
    const place: KeyPlace = { kind: 'passphrase', id: '0123456789abcdef' };
    okValue(store.setMeta({ name: 'unused_key passphrase 0123456789abcdef', value: 'new' }));
    okValue(await keychainAt(place).write(new Uint8Array(32).fill(8)));
    await expectAll(okValue(await open(store.connect())), [a]);
    await expect.poll(() => [kept(), unusedKeys(store)]).toEqual([['system '], []]);
  });

  test('is not forgotten while another process is busy with keys', async () => {
    const { store, open, clock, kept, to, vault, first } = await stage();
    first.remove = async () => fail(appError('keychain_denied'));
    okValue(await vault.changeKey(to('system'), quiet()));
    okValue(store.takeLease('vault key', 'other', clock.now(), clock.now() + 30_000));
    okValue(await open(store.connect()));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(kept()).toHaveLength(2);
    expect(unusedKeys(store)).toEqual(['unused_key system']);
  });

  test('and cannot be forgotten now is forgotten later', async () => {
    const { store, open, kept, to, vault, first } = await stage();
    const { remove } = first;
    first.remove = async () => fail(appError('keychain_denied'));
    okValue(await vault.changeKey(to('passphrase'), quiet()));
    expect(kept()).toHaveLength(2);
    first.remove = remove;
    await expectAll(okValue(await open(store.connect())), [a]);
    await expect.poll(() => kept()).toHaveLength(1);
    await expect.poll(() => unusedKeys(store)).toEqual([]);
  });

  test('is kept as long as the exchange could still be lost with the log', async () => {
    const { store, kept, to, vault } = await stage();
    store.settle = () => ok(false);
    okValue(await vault.changeKey(to('system'), quiet()));
    expect(kept()).toHaveLength(2);
    store.settle = () => fail(appError('vault_unreadable'));
    okValue(await vault.changeKey(to('system'), quiet()));
    expect(kept()).toHaveLength(3);
    store.settle = () => ok(true);
    okValue(await vault.changeKey(to('system'), quiet()));
    expect(kept()).toHaveLength(1);
  });
});

describe('an exchange whose outcome is unsure', () => {
  test('is taken for done where it is there', async () => {
    const { store, vault, to, open, kept } = await stage();
    const reseal = store.reseal.bind(store);
    store.reseal = (resealing) => {
      okValue(reseal(resealing));
      return fail(appError('vault_unreadable'));
    };
    okValue(await vault.changeKey(to('system'), quiet()));
    await expectAll(vault, [a]);
    await expectAll(okValue(await open(store.connect())), [a]);
    expect(kept()).toHaveLength(1);
  });

  test('is an error where it is not there', async () => {
    const { store, vault, to, kept } = await stage();
    store.reseal = () => fail(appError('vault_unreadable'));
    expect(errorCode(await vault.changeKey(to('system'), quiet()))).toBe('vault_unreadable');
    await expectAll(vault, [a]);
    expect(kept()).toEqual(['system ']);
  });
});

test('a place that only a later version knows is not taken for another', async () => {
  for (const value of ['hardware 0123456789abcdef', 'system', 'system x', '', 'system 0123456789ABCDEF']) {
    const { store } = await stage();
    okValue(store.setMeta({ name: 'key', value }));
    expect(errorCode(placeInUse(store)), value).toBe('vault_newer');
  }
});

test('a fault while a former key is forgotten is noted, and holds nobody else up', async () => {
  const { store, first, clock, vault, to } = await stage();
  const former: KeyPlace = { kind: 'passphrase', id: '0123456789abcdef' };
  okValue(store.setMeta(unused(former, 'former')));
  const noted: string[] = [];
  const opened = await openVault({
    store: store.connect(),
    keychain: first,
    place: { kind: 'system', id: '' },
    keychainAt: () => ({ ...fakeKeychain(), remove: () => Promise.reject(new TypeError('a secret')) }),
    random: fakeRandom('faulty'),
    clock,
    log: { info: () => undefined, warn: (event, fields) => noted.push(`${event} ${fields?.['name']}`) },
  });
  okValue(opened);
  await expect.poll(() => noted).toEqual(['vault.keys_not_forgotten TypeError']);
  // The clock stands still: a turn that was kept would be waited for.
  okValue(await vault.changeKey(to('system'), quiet()));
});
