// Pure. Asks providers that demand it, at start and then as often as they say, whether they still accept the access token
// of each account. What they say is gone by at once.
import { chance } from '../identifiers.ts';
import type { Clock, Log, Random } from '../ports.ts';
import type { Providers } from '../providers/registry.ts';
import type { Account, AccountId } from './account.ts';
import type { Book } from './book.ts';
import { createLimiter } from './limiter.ts';
import { createSchedule } from './schedule.ts';
import type { AccountService, AccountsChange } from './service.ts';

export interface Heartbeat {
  start(): void;
  /** Leaves no timer, starts nothing new and waits for what is under way. */
  stop(): Promise<void>;
}

const minute = 60_000;
/** At start not all at once. */
const firstSpreadMs = 10_000;
/** Sooner rather than later than the provider demands. */
const spreadShare = 0.1;
const againMs = 5 * minute;
const limits = { perHost: 2, inAll: 4 };

export function createHeartbeat(parts: {
  readonly book: Book;
  readonly providers: Providers;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly askProvider: AccountService['askProvider'];
}): Heartbeat {
  const { book, providers, clock, random, log, askProvider } = parts;
  const schedule = createSchedule<AccountId>(clock, onDue);
  const limiter = createLimiter<AccountId>(limits);
  /** Those that have a moment set, wait for their turn or are being asked about. */
  const planned = new Set<AccountId>();
  /** Those that wait for their turn or are being asked about. */
  const underWay = new Map<AccountId, Promise<void>>();
  let stops: readonly (() => void)[] = [];
  let isRunning = false;

  /** Milliseconds; undefined where the provider demands nothing, or a person has to help first. */
  function periodOf({ providerId, health }: Account): number | undefined {
    if (health.kind === 'sign_in_again') return undefined;
    const minutes = providers.find(providerId)?.validation?.everyMinutes;
    return minutes === undefined ? undefined : minutes * minute;
  }

  function plan(id: AccountId, inMs: number): void {
    if (!isRunning) return;
    planned.add(id);
    schedule.set(id, clock.now() + Math.round(inMs));
  }

  function forget(id: AccountId): void {
    planned.delete(id);
    schedule.set(id, undefined);
  }

  function regular(period: number): number {
    return period * (1 - spreadShare * chance(random));
  }

  function lookAtAll(): void {
    for (const account of book.list()) {
      if (periodOf(account) !== undefined) plan(account.id, firstSpreadMs * chance(random));
    }
  }

  function onBookChange({ changed, removed }: AccountsChange): void {
    for (const account of changed) {
      const period = periodOf(account);
      if (period === undefined) forget(account.id);
      // New, or signed in again: its token was issued just now.
      else if (!planned.has(account.id)) plan(account.id, regular(period));
    }
    for (const id of removed) forget(id);
  }

  function onDue(ids: readonly AccountId[]): void {
    for (const id of ids) {
      if (underWay.has(id)) continue;
      underWay.set(
        id,
        ask(id).finally(() => underWay.delete(id)),
      );
    }
  }

  async function ask(id: AccountId): Promise<void> {
    const account = book.get(id);
    if (account === undefined) return forget(id);
    const report = await limiter.run(id, account.issuer, false, async () =>
      isRunning ? askProvider(id, 'validation') : undefined,
    );
    if (report?.ok === false) {
      log.warn('token.validation_failed', {
        account: id,
        code: report.error.code,
        status: report.error.status,
      });
    }
    const after = book.get(id);
    const period = after && periodOf(after);
    if (period === undefined) return forget(id);
    plan(id, report?.ok ? regular(period) : Math.min(againMs, period));
  }

  return {
    start() {
      if (isRunning) return;
      isRunning = true;
      stops = [book.onChange(onBookChange), clock.onJump(lookAtAll)];
      lookAtAll();
    },
    async stop() {
      isRunning = false;
      for (const stop of stops) stop();
      schedule.clear();
      planned.clear();
      await Promise.all(underWay.values());
    },
  };
}
