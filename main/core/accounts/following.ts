// Pure. Keeps the book level with what other processes commit to the vault.
import type { Log } from '../ports.ts';
import type { Vault } from '../vault/vault.ts';
import type { AccountId } from './account.ts';
import { type Book, isSame } from './book.ts';
import type { Shelf } from './shelf.ts';

/** Returns the way to stop. */
export function followOthers(vault: Vault, book: Book, shelf: Shelf, log: Log): () => void {
  async function readAgain(id: AccountId): Promise<void> {
    const read = await shelf.read(id);
    if (!read.ok && read.error.code !== 'account_not_found') {
      log.warn('accounts.not_followed', { account: id, code: read.error.code });
    }
  }

  return vault.onForeignChanges(({ changed, removed }) => {
    book.put([], removed);
    // What is told may be older than what was committed here while it was on its way: the vault has the last word.
    for (const account of changed) {
      if (!isSame(book.get(account.id), account)) void readAgain(account.id);
    }
  });
}
