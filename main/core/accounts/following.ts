// Pure. Keeps the book level with what other processes commit to the vault.
import type { Vault } from '../vault/vault.ts';
import type { Account } from './account.ts';
import type { Book } from './book.ts';
import type { Shelf } from './shelf.ts';

/** Returns the way to stop. */
export function followOthers(vault: Vault, book: Book, shelf: Shelf): () => void {
  // News from outside may be older than what was committed here while it was on its way.
  function isLate({ id, issuedAt }: Account): boolean {
    const known = book.get(id);
    return known !== undefined && known.issuedAt > issuedAt;
  }

  return vault.onForeignChanges(({ changed, removed }) => {
    book.put(
      changed.filter((account) => !isLate(account)),
      removed,
    );
    for (const account of changed.filter(isLate)) void shelf.read(account.id);
  });
}
