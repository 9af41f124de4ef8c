// Pure. Accounts that the person has removed but may still have back. They are in the vault until the time is over, so that
// nothing is lost where the process ends before; nothing of them is shown or refreshed here.
import { appError, kindOfThrown } from '../errors.ts';
import type { Clock, Log } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Vault } from '../vault/vault.ts';
import type { Account, AccountEvent, AccountId } from './account.ts';
import type { Book } from './book.ts';
import type { RemoveIf } from './editing.ts';
import { lastGiven, wereGivenSince } from './given-tokens.ts';
import { foldLabel, uniqueLabel } from './labels.ts';
import type { AccountService, RemovalReport } from './service.ts';
import type { Shelf } from './shelf.ts';
import { pause } from './waiting.ts';

export interface Leaving extends Pick<AccountService, 'removeLater' | 'undoRemoval'> {
  /** Those that can still be had back. */
  leaving(): readonly Account[];
  /** Removes those that leave at once, and waits for it. */
  stop(): Promise<void>;
}

/** An account that leaves, and what its tokens were when that was asked for. */
interface Leaver {
  readonly account: Account;
  readonly given: AccountEvent | undefined;
}

export function createLeaving(parts: {
  readonly vault: Vault;
  readonly book: Book;
  readonly shelf: Shelf;
  readonly clock: Clock;
  readonly log: Log;
  readonly removeIf: RemoveIf;
}): Leaving {
  const { vault, book, shelf, clock, log } = parts;
  /** Those that can still be had back, each with what ends its waiting. */
  const waiting = new Map<AccountId, { readonly account: Account; readonly departure: AbortController }>();
  /** Removals under way. */
  const ending = new Set<Promise<void>>();
  let isStopped = false;

  /** `cancelled`: the person has signed the account in again since, also in another process, and so it is wanted. */
  async function remove({ account: { id }, given }: Leaver, revoke: boolean): Promise<Result<RemovalReport>> {
    async function mayGo(): Promise<Result<void>> {
      const isBack = await wereGivenSince(vault, id, given);
      if (!isBack.ok) return isBack;
      return isBack.value ? fail(appError('cancelled')) : ok();
    }
    try {
      const removed = await parts.removeIf(id, { revoke }, mayGo);
      if (removed.ok || removed.error.code !== 'account_not_found') return removed;
      // Another process was faster: it is gone, and what was to be revoked could not be.
      return ok({ revocation: revoke ? removed.error : 'skipped' });
    } catch (thrown) {
      log.warn('internal', { where: 'leaving', name: kindOfThrown(thrown) });
      return fail(appError('internal'));
    }
  }

  async function listAgain(id: AccountId): Promise<Result<Account>> {
    book.unhide(id);
    const read = await shelf.read(id);
    // The vault may not be readable just now: then it is listed as it was known last.
    const account = read.ok || read.error.code === 'account_not_found' ? undefined : book.get(id);
    return account === undefined ? read : ok(account);
  }

  async function depart(
    leaver: Leaver,
    departure: AbortController,
    options: Parameters<AccountService['removeLater']>[1],
    onEnded: Parameters<AccountService['removeLater']>[2],
  ): Promise<void> {
    const { account } = leaver;
    const { id } = account;
    // Also over when the clock was set or the machine has slept: nobody looks at the offer to undo any more.
    await pause(clock, options.graceMs, departure.signal);
    if (waiting.get(id)?.departure !== departure) return;
    waiting.delete(id);
    const report = await remove(leaver, options.revoke);
    if (!report.ok && report.error.code === 'cancelled') {
      await shelf.naming.run('all', () => stay(id));
      return;
    }
    if (report.ok) book.unhide(id);
    else await listAgain(id);
    try {
      onEnded(account, report);
    } catch (thrown) {
      log.warn('internal', { where: 'leaving', name: kindOfThrown(thrown) });
    }
  }

  /** Meanwhile its name may have been given to another. */
  function withOwnName(account: Account): Promise<Result<Account>> {
    const taken = book.list().flatMap(({ id, label }) => (id === account.id ? [] : [label]));
    if (!taken.some((label) => foldLabel(label) === foldLabel(account.label))) {
      return Promise.resolve(ok(account));
    }
    return shelf.revise(account.id, async (before) => {
      const named = { ...before, label: uniqueLabel(before.label, taken) };
      return ok({ changes: [{ op: 'put_account', account: named }], value: named });
    });
  }

  async function stay(id: AccountId): Promise<Result<Account>> {
    const listed = await listAgain(id);
    if (!listed.ok) return listed;
    log.info('account.stays', { account: id });
    const named = await withOwnName(listed.value);
    if (!named.ok) log.warn('account.not_renamed', { account: id, code: named.error.code });
    return named.ok ? named : listed;
  }

  return {
    leaving: () => Array.from(waiting.values(), ({ account }) => account),
    async removeLater(id, options, onEnded) {
      if (book.isHidden(id)) return fail(appError('account_not_found'));
      const [read, given] = await Promise.all([shelf.read(id), lastGiven(vault, id)]);
      if (!read.ok) return read;
      if (!given.ok) return given;
      // Asked for twice at once, or too late for anything to be begun.
      if (book.isHidden(id)) return fail(appError('account_not_found'));
      if (isStopped) return fail(appError('vault_locked'));
      const departure = new AbortController();
      waiting.set(id, { account: read.value, departure });
      const undoUntil = clock.now() + options.graceMs;
      book.hide(id);
      const ended = depart({ account: read.value, given: given.value }, departure, options, onEnded);
      ending.add(ended);
      void ended.then(() => ending.delete(ended));
      log.info('account.leaves', { account: id });
      return ok({ undoUntil });
    },
    async undoRemoval(id) {
      const leaver = waiting.get(id);
      if (leaver === undefined) return fail(appError('account_not_found'));
      // At once: the time is not to run out while others are named.
      waiting.delete(id);
      leaver.departure.abort();
      return shelf.naming.run('all', () => stay(id));
    },
    async stop() {
      isStopped = true;
      for (const { departure } of waiting.values()) departure.abort();
      await Promise.all(ending);
    },
  };
}
