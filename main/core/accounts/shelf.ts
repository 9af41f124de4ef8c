// Pure. Reading and writing accounts in the vault with the book in memory kept level.
import { appError } from '../errors.ts';
import type { Log } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Vault, VaultChange } from '../vault/vault.ts';
import type { Account, AccountEvent, AccountId } from './account.ts';
import type { Book } from './book.ts';
import { type OneAtATime, oneAtATime } from './waiting.ts';

export interface Shelf {
  /** Reads the account anew, so that another process's commit is seen. Errors: `account_not_found`, `vault_*`. */
  read(id: AccountId): Promise<Result<Account>>;
  /** Makes the changes durable, then tells. */
  commit(changes: readonly VaultChange[]): Promise<Result<void>>;
  /** Reads the account, commits what `change` makes of it, and returns that. Errors also from `change`. */
  update(id: AccountId, change: (account: Account) => Result<Account>): Promise<Result<Account>>;
  /** Keeps apart what reads an account in order to write it. */
  readonly edits: OneAtATime<AccountId>;
  /** Keeps apart what looks at all accounts in order to add or name one; taken before `edits`. */
  readonly naming: OneAtATime<'all'>;
  /** Adds to the account's history; a failure is only logged. */
  note(id: AccountId, event: AccountEvent): Promise<void>;
}

export function createShelf(vault: Vault, book: Book, log: Log): Shelf {
  const edits = oneAtATime<AccountId>();

  async function read(id: AccountId): Promise<Result<Account>> {
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
      book.put([found.value]);
      return ok(found.value);
    }
  }

  async function commit(changes: readonly VaultChange[]): Promise<Result<void>> {
    const committed = await vault.commit(changes);
    if (!committed.ok) return committed;
    book.put(
      changes.flatMap((change) => (change.op === 'put_account' ? [change.account] : [])),
      changes.flatMap((change) => (change.op === 'remove_account' ? [change.accountId] : [])),
    );
    return committed;
  }

  return {
    read,
    commit,
    update: (id, change) =>
      edits.run(id, async () => {
        const current = await read(id);
        const changed = current.ok ? change(current.value) : current;
        if (!changed.ok) return changed;
        const committed = await commit([{ op: 'put_account', account: changed.value }]);
        return committed.ok ? changed : committed;
      }),
    edits,
    naming: oneAtATime(),
    async note(id, event) {
      const noted = await vault.appendEvent(id, event);
      if (!noted.ok) log.warn('event.not_kept', { account: id, kind: event.kind, code: noted.error.code });
    },
  };
}
