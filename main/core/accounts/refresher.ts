// Pure. Refreshing accounts: one flight per account in this process, one lease across processes, a few per host.
import { type AppError, appError, kindOfThrown } from '../errors.ts';
import { chance } from '../identifiers.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Account, AccountId, ClientKey } from './account.ts';
import { tokenHost } from './clients.ts';
import { createLeases, type Lease, type Patience } from './lease.ts';
import { createLimiter } from './limiter.ts';
import { renewal } from './policy.ts';
import {
  type Attempted,
  type AttemptParts,
  createAttempt,
  isSatisfied,
  type Want,
} from './refresh-attempt.ts';
import type { Held } from './refresh-outcome.ts';
import { pause } from './waiting.ts';

export interface Refresher {
  /**
   * Tokens as they are wanted, refreshed only if they must be. Calls at the same time share one request.
   * Errors: `account_not_found`, `no_refresh_token`, `invalid_grant`, `cancelled` on stopping, `vault_*`, the network's.
   */
  refresh(id: AccountId, want: Want): Promise<Result<Held>>;
  /**
   * Runs a job while nobody refreshes the account, in this process or another. Where the vault gives no lease the job
   * runs all the same.
   */
  undisturbed<T>(id: AccountId, job: () => Promise<T>): Promise<T>;
  /** Starts nothing new and waits for what is under way. */
  stop(): Promise<void>;
}

/** How many refreshes run at a time. */
export const refreshLimits = { perHost: 3, inAll: 6 };
const lookAgainMs = 100;

/** The account as the caller saw it, and the time of issue that a change is told by. */
interface Seen {
  readonly account: Account;
  readonly issuedAt: number;
}

interface Flight {
  readonly landed: Promise<Attempted>;
  /** A person or a program waits for it. */
  isUrgent: boolean;
}

export function createRefresher(parts: AttemptParts & { readonly processName: string }): Refresher {
  const { vault, shelf, book, clock, random, log } = parts;
  const attempt = createAttempt(parts);
  const leases = createLeases(parts);
  const limiter = createLimiter<AccountId>(refreshLimits);
  const flights = new Map<AccountId, Flight>();
  const hosts = new Map<ClientKey, string>();
  const stopping = new AbortController();

  async function refresh(id: AccountId, want: Want): Promise<Result<Held>> {
    if (book.isHidden(id)) return fail(appError('account_not_found'));
    const looked = await look(id, want);
    if (!looked.ok) return looked;
    const seen = looked.value;
    const inVault = await satisfying(seen, want, seen.account);
    if (inVault !== undefined) return inVault;
    if (renewal(seen.account) === undefined) return fail(appError('no_refresh_token'));
    for (;;) {
      const flight = flights.get(id);
      if (flight === undefined) return (await launch(seen, want).landed).result;
      if (want.kind !== 'due') hurry(id, flight);
      const { result, asked } = await flight.landed;
      if (asked) return result;
      if (result.ok && isSatisfied(want, result.value.account, seen.issuedAt, clock.now())) return result;
    }
  }

  async function look(id: AccountId, want: Want): Promise<Result<Seen>> {
    // Of thousands that are due at once, each is read when its turn has come.
    const known = want.kind === 'due' ? book.get(id) : undefined;
    const read = known === undefined ? await shelf.read(id) : ok(known);
    if (!read.ok) return read;
    const account = read.value;
    return ok({ account, issuedAt: want.kind === 'due' ? want.issuedAt : account.issuedAt });
  }

  /** The tokens in the vault where the account as it is now gives what is wanted. */
  async function satisfying(seen: Seen, want: Want, account: Account): Promise<Result<Held> | undefined> {
    if (!isSatisfied(want, account, seen.issuedAt, clock.now())) return undefined;
    const tokens = await vault.tokens(account.id);
    if (!tokens.ok) return tokens;
    return tokens.value && ok({ account, tokens: tokens.value });
  }

  function hurry(id: AccountId, flight: Flight): void {
    flight.isUrgent = true;
    limiter.hurry(id);
  }

  function launch(seen: Seen, want: Want): Flight {
    const { id } = seen.account;
    const isUrgent = want.kind !== 'due';
    // Under way only after it is known: nothing may take off beside it.
    const landed = Promise.resolve().then(() => land(seen, want, () => flight.isUrgent));
    const flight: Flight = { isUrgent, landed };
    flights.set(id, flight);
    void landed.then(() => flights.delete(id));
    return flight;
  }

  /** A flight lands whatever happens: a mistake in this program must not leave others waiting. */
  async function land(seen: Seen, want: Want, isUrgent: () => boolean): Promise<Attempted> {
    try {
      return await fly(seen, want, isUrgent);
    } catch (thrown) {
      return { result: mistake(thrown), asked: false };
    }
  }

  function mistake(thrown: unknown): Result<never, AppError> {
    log.warn('internal', { where: 'refresher', name: kindOfThrown(thrown) });
    return fail(appError('internal'));
  }

  async function fly(seen: Seen, want: Want, isUrgent: () => boolean): Promise<Attempted> {
    const { id } = seen.account;
    const host = await hostOf(seen.account);
    const patience: Patience = { seen: undefined };
    while (!stopping.signal.aborted) {
      // Where another process has the lease, the place at the host is given up until it may be free.
      const tried = await limiter.run(id, host, isUrgent(), () => tryOnce(seen, want, patience));
      if (tried !== 'held') return tried;
      await pause(clock, lookAgainMs * (1 + chance(random)), stopping.signal);
      const current = await shelf.read(id);
      if (!current.ok) return { result: current, asked: false };
      const inVault = await satisfying(seen, want, current.value);
      if (inVault !== undefined) return { result: inVault, asked: false };
    }
    return { result: fail(appError('cancelled')), asked: false };
  }

  async function tryOnce(seen: Seen, want: Want, patience: Patience): Promise<Attempted | 'held'> {
    if (stopping.signal.aborted) return { result: fail(appError('cancelled')), asked: false };
    // Its person has removed it while it waited for its turn.
    if (book.isHidden(seen.account.id)) return { result: fail(appError('account_not_found')), asked: false };
    const tried = leases.tryTake(seen.account.id, patience);
    switch (tried.kind) {
      case 'held':
        return 'held';
      case 'failed':
        return { result: tried.result, asked: false };
      case 'taken':
        return releasing(tried.lease, () => attempt(seen.account.id, want, seen.issuedAt, tried.lease));
    }
  }

  async function releasing<T>(lease: Lease, job: () => Promise<T>): Promise<T> {
    try {
      return await job();
    } finally {
      lease.release();
    }
  }

  async function hostOf(account: Account): Promise<string> {
    const known = hosts.get(account.clientKey);
    if (known !== undefined) return known;
    const client = await vault.client(account.clientKey);
    if (!client.ok || client.value === undefined) return tokenHost({ issuer: account.issuer, metadata: {} });
    const host = tokenHost(client.value);
    hosts.set(account.clientKey, host);
    return host;
  }

  return {
    async refresh(id, want) {
      try {
        return await refresh(id, want);
      } catch (thrown) {
        return mistake(thrown);
      }
    },
    async undisturbed(id, job) {
      for (let flight = flights.get(id); flight !== undefined; flight = flights.get(id)) await flight.landed;
      let settle = (_: Attempted): void => {};
      const landed = new Promise<Attempted>((resolve) => {
        settle = resolve;
      });
      flights.set(id, { landed, isUrgent: true });
      const patience: Patience = { seen: undefined };
      try {
        for (;;) {
          const tried = leases.tryTake(id, patience);
          if (tried.kind === 'taken') return await releasing(tried.lease, job);
          if (tried.kind === 'failed' || stopping.signal.aborted) return await job();
          await pause(clock, lookAgainMs * (1 + chance(random)), stopping.signal);
        }
      } finally {
        flights.delete(id);
        settle({ result: fail(appError('account_not_found')), asked: false });
      }
    },
    async stop() {
      stopping.abort();
      await Promise.all([...flights.values()].map(({ landed }) => landed));
    },
  };
}
