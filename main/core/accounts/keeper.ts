// Pure. Keeps accounts fresh: refreshes those that are due, and tells when the passing of time changes a status.
// It has one timer, that for the earliest moment of all accounts.
import type { Clock } from '../ports.ts';
import type { Account, AccountId } from './account.ts';
import type { Book } from './book.ts';
import { refreshDueAt, statusChangeAt } from './policy.ts';
import type { Refresher } from './refresher.ts';
import { createSchedule } from './schedule.ts';
import type { AccountsChange } from './service.ts';
import { statusMark } from './status.ts';

export interface Keeper {
  start(): void;
  /** Looks at all accounts anew; those that could not be reached before are tried at once. */
  wake(): void;
  /** Leaves no timer. What is under way goes on. */
  stop(): void;
}

/** After a failure that could not be recorded with the account, such as one of the vault. */
const holdOffMs = 30_000;

export function createKeeper(parts: {
  readonly book: Book;
  readonly clock: Clock;
  readonly refresher: Refresher;
}): Keeper {
  const { book, clock, refresher } = parts;
  const schedule = createSchedule<AccountId>(clock, onDue);
  /** Waiting for their turn, or under way. */
  const refreshing = new Set<AccountId>();
  const heldOff = new Map<AccountId, number>();
  /** How each account stood when it was last told about. */
  const marks = new Map<AccountId, string>();
  let stops: readonly (() => void)[] = [];
  let isRunning = false;

  function markOf(account: Account): string {
    return statusMark(book.status(account));
  }

  function dueAt(account: Account, now: number): number | undefined {
    const due = refreshDueAt(account, now);
    const heldOffUntil = heldOff.get(account.id);
    return due === undefined || heldOffUntil === undefined ? due : Math.max(due, heldOffUntil);
  }

  /** Starts the refresh if it is due and sets the next moment. */
  function plan(account: Account, now: number, retryNow = false): void {
    if (!isRunning) return;
    const { id } = account;
    const due = refreshing.has(id) ? undefined : dueAt(account, now);
    const isDue = due !== undefined && (due <= now || (retryNow && isUnreached(account)));
    const moments = [isDue ? undefined : due, statusChangeAt(account, now)].filter((at) => at !== undefined);
    schedule.set(id, moments.length === 0 ? undefined : Math.min(...moments));
    if (isDue) void refresh(account);
  }

  async function refresh({ id, issuedAt }: Account): Promise<void> {
    refreshing.add(id);
    await refresher.refresh(id, { kind: 'due', issuedAt });
    refreshing.delete(id);
    const account = book.get(id);
    const now = clock.now();
    const isStillDue = account !== undefined && (refreshDueAt(account, now) ?? now + 1) <= now;
    if (isStillDue) heldOff.set(id, now + holdOffMs);
    else heldOff.delete(id);
    if (account !== undefined) plan(account, now);
  }

  function onDue(ids: readonly AccountId[]): void {
    const now = clock.now();
    const accounts = ids.flatMap((id) => book.get(id) ?? []);
    for (const account of accounts) plan(account, now);
    announceTransitions(accounts);
  }

  function announceTransitions(accounts: readonly Account[]): void {
    book.announce(accounts.filter((account) => marks.get(account.id) !== markOf(account)));
  }

  function onBookChange({ changed, removed }: AccountsChange): void {
    const now = clock.now();
    for (const account of changed) {
      marks.set(account.id, markOf(account));
      plan(account, now);
    }
    for (const id of removed) {
      schedule.set(id, undefined);
      heldOff.delete(id);
      marks.delete(id);
    }
  }

  function lookAtAll(): void {
    if (!isRunning) return;
    const now = clock.now();
    heldOff.clear();
    for (const account of book.list()) plan(account, now, true);
    announceTransitions(book.list());
  }

  return {
    start() {
      if (isRunning) return;
      isRunning = true;
      for (const account of book.list()) marks.set(account.id, markOf(account));
      stops = [book.onChange(onBookChange), clock.onJump(lookAtAll)];
      lookAtAll();
    },
    wake: lookAtAll,
    stop() {
      isRunning = false;
      for (const stop of stops) stop();
      schedule.clear();
    },
  };
}

/** It failed, and not because the server asked to be left alone for a while. */
function isUnreached({ health }: Account): boolean {
  return health.kind === 'failing' && health.error.retryAfterMs === undefined;
}
