// Pure. Reading and writing accounts in the vault with the book in memory kept level.
import { appError } from '../errors.ts';
import type { Log } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import type { CommitOutcome, StoredAccount, Vault, VaultChange } from '../vault/vault.ts';
import type { Account, AccountEvent, AccountId } from './account.ts';
import type { Book } from './book.ts';
import { type OneAtATime, oneAtATime } from './waiting.ts';

/** What is to be written because of how an account is. */
export interface Revision<T> {
  /** Made durable together; none where nothing is to be written. */
  readonly changes: readonly VaultChange[];
  readonly value: T;
  /** Called once the changes are durable. */
  readonly written?: () => void;
}

export interface Shelf {
  /** Reads the account anew, so that another process's commit is seen. Errors: `account_not_found`, `vault_*`. */
  read(id: AccountId): Promise<Result<Account>>;
  /** Makes the changes durable, then tells. */
  commit(changes: readonly VaultChange[]): Promise<Result<CommitOutcome>>;
  /**
   * Reads the account and commits what is planned for it as it is. Where another process was faster, so that it no
   * longer is so, nothing is written and it is read and planned anew. Errors: those of `read` and of `plan`.
   */
  revise<T>(id: AccountId, plan: (account: Account) => Promise<Result<Revision<T>>>): Promise<Result<T>>;
  /** Keeps apart what reads an account in order to write it; `revise` does so by itself. */
  readonly edits: OneAtATime<AccountId>;
  /** Keeps apart what looks at all accounts in order to add or name one; taken before `edits`. */
  readonly naming: OneAtATime<'all'>;
  /** Adds to the account's history; a failure is only logged. */
  note(id: AccountId, event: AccountEvent): Promise<void>;
}

export function createShelf(vault: Vault, book: Book, log: Log): Shelf {
  const edits = oneAtATime<AccountId>();

  async function readStored(id: AccountId): Promise<Result<StoredAccount>> {
    for (;;) {
      const before = book.get(id);
      const found = await vault.account(id);
      if (!found.ok) return found;
      // Something newer may have come into the book while the row was being opened. Which is newer the vault knows.
      if (book.get(id) !== before) continue;
      if (found.value === undefined) {
        book.put([], [id]);
        return fail(appError('account_not_found'));
      }
      book.put([found.value.account]);
      return ok(found.value);
    }
  }

  async function read(id: AccountId): Promise<Result<Account>> {
    const found = await readStored(id);
    return found.ok ? ok(found.value.account) : found;
  }

  async function commit(changes: readonly VaultChange[]): Promise<Result<CommitOutcome>> {
    const committed = await vault.commit(changes);
    if (!committed.ok || committed.value === 'outdated') return committed;
    book.put(
      changes.flatMap((change) => (change.op === 'put_account' ? [change.account] : [])),
      changes.flatMap((change) => (change.op === 'remove_account' ? [change.accountId] : [])),
    );
    return committed;
  }

  return {
    read,
    commit,
    revise: (id, plan) =>
      edits.run(id, async () => {
        for (;;) {
          const current = await readStored(id);
          if (!current.ok) return current;
          const { account, seq } = current.value;
          const planned = await plan(account);
          if (!planned.ok) return planned;
          const { changes, value, written } = planned.value;
          if (changes.length === 0) return ok(value);
          const committed = await commit([{ op: 'expect_account', accountId: id, seq }, ...changes]);
          if (!committed.ok) return committed;
          if (committed.value === 'outdated') continue;
          written?.();
          return ok(value);
        }
      }),
    edits,
    naming: oneAtATime(),
    async note(id, event) {
      const noted = await vault.commit([{ op: 'append_event', accountId: id, event }]);
      if (!noted.ok) log.warn('event.not_kept', { account: id, kind: event.kind, code: noted.error.code });
    },
  };
}
