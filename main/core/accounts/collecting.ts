// Pure. Reading all that is kept, for an export.
import { appError } from '../errors.ts';
import type { Progress } from '../progress.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Holding } from '../transfer/content.ts';
import type { Vault } from '../vault/vault.ts';
import type { AccountId } from './account.ts';
import type { Book } from './book.ts';
import type { AccountService, Collected } from './service.ts';

/** Enough to keep the thread pool busy, and few enough to leave it to others in between. */
const readAtOnce = 32;
/** The vault keeps no more. */
const eventsPerAccount = 100;

export function createCollecting({
  vault,
  book,
}: {
  readonly vault: Vault;
  readonly book: Book;
}): Pick<AccountService, 'collect'> {
  /** Undefined where it was removed meanwhile. Its tokens are read again where they were renewed in between. */
  async function holding(id: AccountId): Promise<Result<Holding | undefined>> {
    for (;;) {
      const before = await vault.account(id);
      if (!before.ok) return before;
      const tokens = await vault.tokens(id);
      if (!tokens.ok) return tokens;
      const events = await vault.recentEvents(id, eventsPerAccount);
      if (!events.ok) return events;
      const after = await vault.account(id);
      if (!after.ok) return after;
      if (before.value?.seq !== after.value?.seq) continue;
      if (after.value === undefined || tokens.value === undefined) return ok(undefined);
      return ok({ account: after.value.account, tokens: tokens.value, events: events.value });
    }
  }

  async function collect({ signal, report }: Progress): Promise<Result<Collected>> {
    const clients = await vault.clients();
    if (!clients.ok) return clients;
    const ids = book.list().map(({ id }) => id);
    const holdings: Holding[] = [];
    let unreadable = vault.unreadableAccounts().length;
    for (let start = 0; start < ids.length; start += readAtOnce) {
      if (signal.aborted) return fail(appError('cancelled'));
      report(start, ids.length);
      for (const found of await Promise.all(ids.slice(start, start + readAtOnce).map(holding))) {
        if (found.ok && found.value !== undefined) holdings.push(found.value);
        // What is damaged stays here; the others are not to be lost for it.
        else if (!found.ok && found.error.code === 'vault_corrupt') unreadable += 1;
        else if (!found.ok) return found;
      }
    }
    report(ids.length, ids.length);
    return ok({ clients: clients.value, holdings, unreadable });
  }

  return { collect };
}
