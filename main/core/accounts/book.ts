// Pure. All accounts in memory, as last read from the vault or committed to it, and who is told of changes.
import { kindOfThrown } from '../errors.ts';
import type { Clock, Log } from '../ports.ts';
import type { Account, AccountId } from './account.ts';
import type { AccountsChange } from './service.ts';
import { type TokenStatus, tokenStatus } from './status.ts';

export interface Book {
  /** All accounts; the same array until something changes. */
  list(): readonly Account[];
  get(id: AccountId): Account | undefined;
  status(account: Account): TokenStatus;
  /** Takes over what the vault holds now, and tells if it is news. */
  put(changed: readonly Account[], removed?: readonly AccountId[]): void;
  /** Tells about accounts that stand differently though nothing was written. */
  announce(changed: readonly Account[]): void;
  setRefreshing(id: AccountId, refreshing: boolean): void;
  /** Takes the account out, and tells so. What is put of it from now on is kept level, but neither listed nor told. */
  hide(id: AccountId): void;
  /** Lists it again as it was put last, and tells so; nothing where it was taken away meanwhile. */
  unhide(id: AccountId): void;
  isHidden(id: AccountId): boolean;
  onChange(listener: (change: AccountsChange) => void): () => void;
}

export function createBook(clock: Clock, log: Log, initial: readonly Account[]): Book {
  const accounts = new Map(initial.map((account) => [account.id, account]));
  const hidden = new Map<AccountId, Account | undefined>();
  const refreshing = new Set<AccountId>();
  const listeners = new Set<(change: AccountsChange) => void>();
  let listed: readonly Account[] | undefined;

  function tell(change: AccountsChange): void {
    if (change.changed.length === 0 && change.removed.length === 0) return;
    for (const listener of [...listeners]) {
      try {
        listener(change);
      } catch (thrown) {
        log.warn('accounts.listener_failed', { name: kindOfThrown(thrown) });
      }
    }
  }

  function announce(changed: readonly Account[]): void {
    tell({ changed, removed: [] });
  }

  return {
    list() {
      listed ??= [...accounts.values()];
      return listed;
    },
    get: (id) => accounts.get(id),
    status: (account) => tokenStatus(account, clock.now(), refreshing.has(account.id)),
    put(changed, removed = []) {
      for (const account of changed) if (hidden.has(account.id)) hidden.set(account.id, account);
      for (const id of removed) if (hidden.has(id)) hidden.set(id, undefined);
      const news = changed.filter(
        (account) => !hidden.has(account.id) && !isSame(accounts.get(account.id), account),
      );
      const gone = removed.filter((id) => accounts.delete(id));
      for (const account of news) accounts.set(account.id, account);
      if (news.length > 0 || gone.length > 0) listed = undefined;
      tell({ changed: news, removed: gone });
    },
    hide(id) {
      const account = accounts.get(id);
      if (!accounts.delete(id)) return;
      hidden.set(id, account);
      listed = undefined;
      tell({ changed: [], removed: [id] });
    },
    unhide(id) {
      const account = hidden.get(id);
      hidden.delete(id);
      if (account === undefined) return;
      accounts.set(id, account);
      listed = undefined;
      announce([account]);
    },
    isHidden: (id) => hidden.has(id),
    announce,
    setRefreshing(id, on) {
      if (on) refreshing.add(id);
      else refreshing.delete(id);
      const account = accounts.get(id);
      if (account !== undefined) announce([account]);
    },
    onChange(listener) {
      // Wrapped, so that a function given twice is called twice and each way to stop is its own.
      const own = (change: AccountsChange) => listener(change);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}

/** Whether two values of plain data are equal, in whatever order their members come; undefined is as good as absent. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isComposite(one) || !isComposite(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => isSame(one[name], other[name]));
}

function isComposite(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
