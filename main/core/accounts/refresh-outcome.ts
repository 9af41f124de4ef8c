// Pure. What is written down about an answer to a refresh: the new tokens, or why there are none.
import type { AppError } from '../errors.ts';
import { chance } from '../identifiers.ts';
import type { TokenGrant } from '../oauth/grant.ts';
import type { Clock, Log, Random } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Vault } from '../vault/vault.ts';
import type { Account, AccountEvent, AccountId, Health, TokenSet } from './account.ts';
import type { Book } from './book.ts';
import { granted } from './granted.ts';
import type { Lease } from './lease.ts';
import { isPassing, retryDelayMs } from './policy.ts';
import { tokensOf } from './reach.ts';
import type { Revision, Shelf } from './shelf.ts';
import { pause } from './waiting.ts';

export interface OutcomeParts {
  readonly vault: Vault;
  readonly shelf: Shelf;
  readonly book: Book;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** An account together with its tokens. */
export interface Held {
  readonly account: Account;
  readonly tokens: TokenSet;
}

/** What a failed refresh makes of an account. */
interface Mark {
  readonly health: Health;
  readonly events: readonly AccountEvent[];
}

export interface Outcomes {
  /** Errors: `account_not_found`, `vault_*`. */
  read(id: AccountId): Promise<Result<Held>>;
  /**
   * Commits what was granted for `asked`, together, before anybody is told. Errors: `account_not_found` where it was
   * removed meanwhile; `vault_*`, and then the grant waits for `rescue`. The lease is given back with it.
   */
  keep(asked: Held, grant: TokenGrant, lease: Lease): Promise<Result<Held>>;
  /**
   * Records why nothing was granted for `asked`, gives the lease back with it, and gives that error, unless others have
   * changed the tokens.
   */
  judge(asked: Held, error: AppError, lease: Lease): Promise<Result<Held>>;
  /** Commits a grant for `asked` that could not be written before; undefined where there is none. */
  rescue(asked: Held): Promise<Result<Held>> | undefined;
}

const writeTries = 5;
const writePauseMs = 200;

export function createOutcomes(parts: OutcomeParts): Outcomes {
  const { vault, shelf, book, clock, random, log } = parts;
  /** Grants that could not be written: their refresh tokens may be the only live ones. */
  const unwritten = new Map<AccountId, { readonly asked: Held; readonly grant: TokenGrant }>();

  async function read(id: AccountId): Promise<Result<Held>> {
    const account = await shelf.read(id);
    if (!account.ok) return account;
    const tokens = await tokensOf(vault, id);
    return tokens.ok ? ok({ account: account.value, tokens: tokens.value }) : tokens;
  }

  async function keep(asked: Held, grant: TokenGrant, lease: Lease | undefined): Promise<Result<Held>> {
    const { id } = asked.account;
    for (let tries = 1; ; tries += 1) {
      const kept = await keepOnce(asked, grant, lease);
      if (kept.ok || kept.error.code === 'account_not_found') {
        unwritten.delete(id);
        return kept;
      }
      if (tries === writeTries) {
        unwritten.set(id, { asked, grant });
        log.warn('token.not_written', { account: id, code: kept.error.code });
        return kept;
      }
      await pause(clock, writePauseMs * tries);
    }
  }

  function keepOnce(asked: Held, grant: TokenGrant, lease: Lease | undefined): Promise<Result<Held>> {
    const { id, issuedAt } = asked.account;
    // Planned for what was changed meanwhile: the account's name, its removal, a new sign-in.
    return shelf.revise(id, async (before): Promise<Result<Revision<Held>>> => {
      const tokens = await tokensOf(vault, id);
      if (!tokens.ok) return tokens;
      // Signed in again: those tokens are newer than this answer to an older one.
      if (!areSame(tokens.value, asked.tokens)) return unchanged({ account: before, tokens: tokens.value });
      const isKept = grant.tokens.refreshToken?.reveal() === asked.tokens.refreshToken?.reveal();
      const refreshExpiresAt = grant.refreshExpiresAt ?? (isKept ? before.refreshExpiresAt : undefined);
      const account: Account = {
        ...before,
        ...granted({ ...grant, refreshExpiresAt }, before.scopesGranted, issuedAt),
      };
      return ok({
        changes: [
          { op: 'put_account', account },
          { op: 'put_tokens', accountId: id, tokens: grant.tokens },
          { op: 'append_event', accountId: id, event: { kind: 'refreshed', at: account.issuedAt } },
          ...(lease === undefined ? [] : [lease.returning]),
        ],
        value: { account, tokens: grant.tokens },
        written() {
          log.info('token.refreshed', { account: id });
          lease?.returned();
        },
      });
    });
  }

  async function judge(asked: Held, error: AppError, lease: Lease): Promise<Result<Held>> {
    const { id } = asked.account;
    let marked: Account | undefined;
    const judged = await shelf.revise(id, async (account): Promise<Result<Revision<Result<Held>>>> => {
      const tokens = await tokensOf(vault, id);
      if (!tokens.ok) return tokens;
      // Losing a race signs nobody out.
      if (!areSame(tokens.value, asked.tokens)) return unchanged(ok({ account, tokens: tokens.value }));
      const mark = isPassing(error) ? failing(account, error) : refused(account, error);
      if (mark === undefined) return unchanged(fail(error));
      marked = { ...account, health: mark.health };
      return ok({
        changes: [
          { op: 'put_account', account: marked },
          ...mark.events.map((event) => ({ op: 'append_event', accountId: id, event }) as const),
          lease.returning,
        ],
        value: fail(error),
        written: lease.returned,
      });
    });
    if (!judged.ok && judged.error.code === 'account_not_found') return judged;
    // At least this process goes by it.
    if (!judged.ok && marked !== undefined) book.put([marked]);
    const outcome = judged.ok ? judged.value : fail(error);
    if (!outcome.ok)
      log.warn('token.refresh_failed', { account: id, code: error.code, status: error.status });
    return outcome;
  }

  /** Undefined where it stands so already. */
  function refused({ health }: Account, error: AppError): Mark | undefined {
    if (health.kind === 'sign_in_again' && health.error.code === error.code) return undefined;
    const now = clock.now();
    return {
      health: { kind: 'sign_in_again', error, since: now },
      events: [{ kind: 'sign_in_needed', at: now, error }],
    };
  }

  function failing({ health }: Account, error: AppError): Mark {
    const now = clock.now();
    const attempts = health.kind === 'failing' ? health.attempts + 1 : 1;
    const retryAt = now + retryDelayMs(attempts, error.retryAfterMs, chance(random));
    // A day offline is one line of the account's history, not a hundred.
    const isNews = health.kind !== 'failing' || health.error.code !== error.code;
    return {
      health: { kind: 'failing', error, attempts, retryAt },
      events: isNews ? [{ kind: 'refresh_failed', at: now, error }] : [],
    };
  }

  return {
    read,
    keep,
    judge,
    rescue(asked) {
      const waiting = unwritten.get(asked.account.id);
      if (waiting !== undefined && areSame(waiting.asked.tokens, asked.tokens))
        return keep(asked, waiting.grant, undefined);
      unwritten.delete(asked.account.id);
      return undefined;
    },
  };
}

function unchanged<T>(value: T): Result<Revision<T>> {
  return ok({ changes: [], value });
}

/** By their text: the account's own times may have been written by somebody who had read them earlier. */
function areSame(one: TokenSet, other: TokenSet): boolean {
  return (
    one.accessToken.reveal() === other.accessToken.reveal() &&
    one.refreshToken?.reveal() === other.refreshToken?.reveal()
  );
}
