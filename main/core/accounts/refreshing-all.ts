// Pure. Renewing everything that can be renewed without a person, a few at a time.
import type { Clock } from '../ports.ts';
import type { Account, AccountId } from './account.ts';
import type { Book } from './book.ts';
import { isRenewable, reasonNotToAsk } from './policy.ts';
import { type Refresher, refreshLimits } from './refresher.ts';
import type { AccountService } from './service.ts';

interface Line {
  /** The next of them is the last one. */
  readonly ids: AccountId[];
  running: number;
}

export function createRefreshingAll(parts: {
  readonly book: Book;
  readonly clock: Clock;
  readonly refresher: Refresher;
}): Pick<AccountService, 'refreshAll'> {
  const { book, clock, refresher } = parts;

  /** Undefined where it is gone by now, or everything is stopping. */
  async function renewed(id: AccountId): Promise<boolean | undefined> {
    const account = book.get(id);
    if (account === undefined) return undefined;
    // A server that asked to be left alone for a while is, whatever a person wishes for all accounts at once.
    if (reasonNotToAsk(account, clock.now(), false) !== undefined) return false;
    const refreshed = await refresher.refresh(id, { kind: 'forced' });
    if (refreshed.ok) return true;
    return refreshed.error.code === 'cancelled' || book.get(id) === undefined ? undefined : false;
  }

  return {
    async refreshAll({ signal, report }) {
      const accounts = book.list();
      const renewable = accounts.filter(isRenewable);
      const lines = linesOf(renewable);
      const counts = { refreshed: 0, failed: 0 };
      let done = 0;
      report(done, renewable.length);

      async function work(): Promise<void> {
        for (let next = takeNext(lines); next !== undefined; next = takeNext(lines)) {
          const isRenewed = await renewed(next.id);
          next.line.running -= 1;
          if (isRenewed === true) counts.refreshed += 1;
          if (isRenewed === false) counts.failed += 1;
          done += 1;
          report(done, renewable.length);
          if (signal.aborted) return;
        }
      }

      // More would only wait in the refresher, before what somebody asks for meanwhile.
      const workers = signal.aborted ? 0 : Math.min(refreshLimits.inAll, renewable.length);
      await Promise.all(Array.from({ length: workers }, work));
      return { ...counts, skipped: accounts.length - renewable.length };
    },
  };
}

function linesOf(accounts: readonly Account[]): Map<string, Line> {
  const lines = new Map<string, Line>();
  for (const { id, issuer } of accounts.toReversed()) {
    const line = lines.get(issuer) ?? { ids: [], running: 0 };
    line.ids.push(id);
    lines.set(issuer, line);
  }
  return lines;
}

/** Issuers take turns. Undefined where none is left, or each that is left is busy: those who are at it go on then. */
function takeNext(lines: Map<string, Line>): { readonly id: AccountId; readonly line: Line } | undefined {
  for (const [issuer, line] of lines) {
    if (line.running >= refreshLimits.perHost) continue;
    const id = line.ids.pop();
    lines.delete(issuer);
    if (id === undefined) continue;
    lines.set(issuer, line);
    line.running += 1;
    return { id, line };
  }
  return undefined;
}
