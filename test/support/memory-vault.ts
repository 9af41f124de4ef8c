// Test equipment. A vault in memory, for unit tests of what stands on it; the real one has its own tests.
import type {
  Account,
  AccountEvent,
  AccountId,
  Client,
  ClientKey,
  TokenSet,
} from '../../main/core/accounts/account.ts';
import { type AppError, appError } from '../../main/core/errors.ts';
import { fail, ok } from '../../main/core/result.ts';
import type { ForeignChanges, StoredAccount, Vault, VaultChange } from '../../main/core/vault/vault.ts';

/** What all processes share. */
export interface MemoryVaultFile {
  /** One process's view of it. */
  open(): MemoryVault;
  readonly accounts: Map<AccountId, Account>;
  readonly tokens: Map<AccountId, TokenSet>;
  readonly clients: Map<ClientKey, Client>;
  readonly leases: Map<string, { readonly holder: string; readonly until: number }>;
  /** Every commit, in order. */
  readonly commits: readonly (readonly VaultChange[])[];
}

export interface MemoryVault extends Vault {
  /** How often each method was called. */
  readonly calls: Readonly<Record<string, number>>;
  /** The next `times` commits, or all, fail with this error. */
  failCommits(error: AppError, times?: number): void;
  /** Does something, such as another process's commit, at the last instant before the next commit. */
  beforeNextCommit(job: () => Promise<unknown>): void;
  /** All reads fail with this error, until told otherwise. */
  failReads(error: AppError | undefined): void;
}

export function memoryVaultFile(): MemoryVaultFile {
  const accounts = new Map<AccountId, Account>();
  const tokens = new Map<AccountId, TokenSet>();
  const clients = new Map<ClientKey, Client>();
  const leases = new Map<string, { readonly holder: string; readonly until: number }>();
  const events = new Map<AccountId, AccountEvent[]>();
  /** Tests put accounts in directly: each object is a state of its own. */
  const seqs = new WeakMap<Account, number>();
  let nextSeq = 1;
  const commits: (readonly VaultChange[])[] = [];
  const views = new Set<(changes: ForeignChanges) => void>();

  function release(accountId: AccountId, holder: string): void {
    if (leases.get(accountId)?.holder === holder) leases.delete(accountId);
  }

  function stored(id: AccountId): StoredAccount | undefined {
    const account = accounts.get(id);
    if (account === undefined) return undefined;
    const seq = seqs.get(account) ?? nextSeq++;
    seqs.set(account, seq);
    return { account, seq };
  }

  function isAsExpected(change: VaultChange): boolean {
    return change.op !== 'expect_account' || stored(change.accountId)?.seq === change.seq;
  }

  function apply(change: VaultChange): void {
    switch (change.op) {
      case 'expect_account':
        return;
      case 'put_client':
        clients.set(change.client.key, change.client);
        return;
      case 'put_account':
        accounts.set(change.account.id, change.account);
        return;
      case 'put_tokens':
        tokens.set(change.accountId, change.tokens);
        return;
      case 'remove_account':
        accounts.delete(change.accountId);
        tokens.delete(change.accountId);
        events.delete(change.accountId);
        return;
      case 'append_event':
        events.set(change.accountId, [change.event, ...(events.get(change.accountId) ?? [])].slice(0, 100));
        return;
      case 'release_lease':
        release(change.accountId, change.holder);
        return;
    }
  }

  function tellOthers(own: (changes: ForeignChanges) => void, changes: readonly VaultChange[]): void {
    const told: ForeignChanges = {
      changed: changes.flatMap((change) => (change.op === 'put_account' ? [change.account] : [])),
      removed: changes.flatMap((change) => (change.op === 'remove_account' ? [change.accountId] : [])),
    };
    for (const tell of views) if (tell !== own) setImmediate(() => tell(told));
  }

  function open(): MemoryVault {
    const calls: Record<string, number> = {};
    const listeners = new Set<(changes: ForeignChanges) => void>();
    const tell = (changes: ForeignChanges) => {
      for (const listener of listeners) listener(changes);
    };
    views.add(tell);
    let commitFailure: { readonly error: AppError; left: number } | undefined;
    let readFailure: AppError | undefined;
    let beforeCommit: (() => Promise<unknown>) | undefined;

    const called = (name: string) => {
      calls[name] = (calls[name] ?? 0) + 1;
    };
    /** The row is read at once and opened later, as the real vault does it. */
    async function read<T>(name: string, value: T) {
      called(name);
      const failure = readFailure;
      await turn();
      return failure === undefined ? ok(value) : fail(failure);
    }

    return {
      calls,
      failCommits(error, times = Number.POSITIVE_INFINITY) {
        commitFailure = { error, left: times };
      },
      beforeNextCommit(job) {
        beforeCommit = job;
      },
      failReads(error) {
        readFailure = error;
      },
      accounts: () => read('accounts', [...accounts.values()]),
      unreadableAccounts: () => [],
      account: (id) => read('account', stored(id)),
      tokens: (id) => read('tokens', tokens.get(id)),
      clients: () => read('clients', [...clients.values()]),
      client: (key) => read('client', clients.get(key)),
      async commit(changes) {
        called('commit');
        await turn();
        const first = beforeCommit;
        beforeCommit = undefined;
        await first?.();
        if (commitFailure !== undefined && commitFailure.left > 0) {
          commitFailure.left -= 1;
          return fail(commitFailure.error);
        }
        if (!changes.every(isAsExpected)) return ok('outdated');
        commits.push(changes);
        for (const change of changes) apply(change);
        tellOthers(tell, changes);
        return ok('committed');
      },
      onForeignChanges(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      recentEvents: (accountId, limit) => read('recentEvents', (events.get(accountId) ?? []).slice(0, limit)),
      takeLease(accountId, holder, now, until) {
        called('takeLease');
        const held = leases.get(accountId);
        if (held !== undefined && held.holder !== holder && held.until > now) {
          return ok({ kind: 'held', until: held.until });
        }
        leases.set(accountId, { holder, until });
        return ok({ kind: 'taken', interrupted: held !== undefined });
      },
      releaseLease(accountId, holder) {
        called('releaseLease');
        release(accountId, holder);
        return ok();
      },
      keyKind: () => 'system',
      changeKey: async () => fail(appError('not_allowed')),
      onKeyChanged: () => () => undefined,
      close() {
        views.delete(tell);
      },
    };
  }

  return { open, accounts, tokens, clients, leases, commits };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
