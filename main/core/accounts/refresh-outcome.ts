// Pure. What is written down about an answer to a refresh: the new tokens, or why there are none.
import { type AppError, appError } from '../errors.ts';
import { chance } from '../identifiers.ts';
import type { TokenGrant } from '../oauth/grant.ts';
import type { Clock, Log, Random } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Vault } from '../vault/vault.ts';
import type { Account, AccountId, TokenSet } from './account.ts';
import type { Book } from './book.ts';
import { granted } from './granted.ts';
import { isPassing, retryDelayMs } from './policy.ts';
import type { Shelf } from './shelf.ts';
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

export interface Outcomes {
  /** Errors: `account_not_found`, `vault_*`. */
  read(id: AccountId): Promise<Result<Held>>;
  /**
   * Commits what was granted for `asked`, together, before anybody is told. Errors: `account_not_found` where it was
   * removed meanwhile; `vault_*`, and then the grant waits for `rescue`.
   */
  keep(asked: Held, grant: TokenGrant): Promise<Result<Held>>;
  /** Records why nothing was granted for `asked`, and gives that error, unless others have changed the tokens. */
  judge(asked: Held, error: AppError): Promise<Result<Held>>;
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
    const tokens = await vault.tokens(id);
    if (!tokens.ok) return tokens;
    if (tokens.value === undefined) return fail(appError('account_not_found'));
    return ok({ account: account.value, tokens: tokens.value });
  }

  async function keep(asked: Held, grant: TokenGrant): Promise<Result<Held>> {
    const { id } = asked.account;
    for (let tries = 1; ; tries += 1) {
      const kept = await shelf.edits.run(id, () => keepOnce(asked, grant));
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

  async function keepOnce(asked: Held, grant: TokenGrant): Promise<Result<Held>> {
    const { id, issuedAt } = asked.account;
    // Read again for what was changed meanwhile: the account's name, its removal, a new sign-in.
    const latest = await read(id);
    if (!latest.ok) return latest;
    // Signed in again: those tokens are newer than this answer to an older one.
    if (!areSame(latest.value.tokens, asked.tokens)) return latest;
    const before = latest.value.account;
    const account: Account = { ...before, ...granted(grant, before.scopesGranted, issuedAt) };
    const committed = await shelf.commit([
      { op: 'put_account', account },
      { op: 'put_tokens', accountId: id, tokens: grant.tokens },
    ]);
    if (!committed.ok) return committed;
    log.info('token.refreshed', { account: id });
    await shelf.note(id, { kind: 'refreshed', at: account.issuedAt });
    return ok({ account, tokens: grant.tokens });
  }

  async function judgeOnce(asked: Held, error: AppError): Promise<Result<Held>> {
    const latest = await read(asked.account.id);
    if (!latest.ok) return latest.error.code === 'account_not_found' ? latest : fail(error);
    const { account, tokens } = latest.value;
    // Losing a race signs nobody out.
    if (!areSame(tokens, asked.tokens)) return latest;
    log.warn('token.refresh_failed', { account: account.id, code: error.code, status: error.status });
    await (isPassing(error) ? recordFailure(account, error) : recordRefusal(account, error));
    return fail(error);
  }

  async function recordRefusal(account: Account, error: AppError): Promise<void> {
    const { id, health } = account;
    if (health.kind === 'sign_in_again' && health.error.code === error.code) return;
    const now = clock.now();
    await recordHealth({ ...account, health: { kind: 'sign_in_again', error, since: now } });
    await shelf.note(id, { kind: 'sign_in_needed', at: now, error });
  }

  async function recordFailure(account: Account, error: AppError): Promise<void> {
    const { id, health } = account;
    const now = clock.now();
    const attempts = health.kind === 'failing' ? health.attempts + 1 : 1;
    const retryAt = now + retryDelayMs(attempts, error.retryAfterMs, chance(random));
    await recordHealth({ ...account, health: { kind: 'failing', error, attempts, retryAt } });
    // A day offline is one line of the account's history, not a hundred.
    const isNews = health.kind !== 'failing' || health.error.code !== error.code;
    if (isNews) await shelf.note(id, { kind: 'refresh_failed', at: now, error });
  }

  async function recordHealth(account: Account): Promise<void> {
    const committed = await shelf.commit([{ op: 'put_account', account }]);
    // At least this process goes by it.
    if (!committed.ok) book.put([account]);
  }

  return {
    read,
    keep,
    judge: (asked, error) => shelf.edits.run(asked.account.id, () => judgeOnce(asked, error)),
    rescue(asked) {
      const waiting = unwritten.get(asked.account.id);
      if (waiting !== undefined && areSame(waiting.asked.tokens, asked.tokens))
        return keep(asked, waiting.grant);
      unwritten.delete(asked.account.id);
      return undefined;
    },
  };
}

/** By their text: the account's own times may have been written by somebody who had read them earlier. */
function areSame(one: TokenSet, other: TokenSet): boolean {
  return (
    one.accessToken.reveal() === other.accessToken.reveal() &&
    one.refreshToken?.reveal() === other.refreshToken?.reveal()
  );
}
