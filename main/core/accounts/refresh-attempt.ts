// Pure. One try to refresh an account, under its lease: read again, ask, commit, and only then tell.
import { type AppError, appError } from '../errors.ts';
import { chance } from '../identifiers.ts';
import type { TokenGrant } from '../oauth/grant.ts';
import { refreshTokens } from '../oauth/refresh.ts';
import type { Clock, Http, Log, Random } from '../ports.ts';
import type { Provider } from '../providers/provider.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Vault } from '../vault/vault.ts';
import type { Account, AccountId, TokenSet } from './account.ts';
import type { Book } from './book.ts';
import { atServer } from './clients.ts';
import { granted } from './granted.ts';
import type { Lease } from './lease.ts';
import { isExpired, isPassing, isServable, reasonNotToAsk, retryDelayMs } from './policy.ts';
import type { Shelf } from './shelf.ts';
import { pause } from './waiting.ts';

/** Why a refresh is wanted. */
export type Want =
  | { readonly kind: 'validity'; readonly minValidMs: number }
  | { readonly kind: 'forced' }
  /** By itself, because the token issued at this time was due. */
  | { readonly kind: 'due'; readonly issuedAt: number };

export interface Refreshed {
  readonly account: Account;
  readonly tokens: TokenSet;
}

export interface Attempted {
  readonly result: Result<Refreshed>;
  /** The server was asked, so that whoever waited meanwhile has the answer too. */
  readonly asked: boolean;
}

export interface AttemptParts {
  readonly vault: Vault;
  readonly shelf: Shelf;
  readonly book: Book;
  readonly providers: readonly Provider[];
  readonly http: Http;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/**
 * Whether the account, as it is now, gives what is wanted since it was `seenIssuedAt`: good for long enough, or
 * refreshed by somebody else meanwhile.
 */
export function isSatisfied(want: Want, account: Account, seenIssuedAt: number, now: number): boolean {
  if (want.kind === 'validity' && isServable(account, now, want.minValidMs)) return true;
  if (want.kind === 'due' && !account.autoRefresh) return true;
  return account.issuedAt !== seenIssuedAt && !isExpired(account, now);
}

const commitTries = 5;
const commitPauseMs = 200;

/** Makes the function that tries once. It never rejects for a reason outside this program. */
export function createAttempt(
  parts: AttemptParts,
): (id: AccountId, want: Want, seenIssuedAt: number, lease: Lease) => Promise<Attempted> {
  const { vault, shelf, book, providers, http, clock, random, log } = parts;
  /** Grants that could not be written: their refresh tokens may be the only live ones. */
  const unwritten = new Map<AccountId, { readonly grant: TokenGrant; readonly issuedBefore: number }>();

  async function attempt(id: AccountId, want: Want, seenIssuedAt: number, lease: Lease): Promise<Attempted> {
    const held = await readBoth(id);
    if (!held.ok) return unasked(held);
    const { account, tokens } = held.value;

    const rescued = unwritten.get(id);
    if (rescued?.issuedBefore === account.issuedAt) {
      const kept = await keep(id, account, rescued.grant);
      // Written at last; perhaps too old by now, but its refresh token is the live one.
      return kept.ok ? attempt(id, want, seenIssuedAt, lease) : unasked(kept);
    }
    unwritten.delete(id);

    const now = clock.now();
    if (isSatisfied(want, account, seenIssuedAt, now)) return unasked(held);
    const reason = reasonNotToAsk(account, now, want.kind === 'forced');
    if (reason !== undefined) return unasked(fail(reason));
    const { refreshToken, idToken } = tokens;
    if (refreshToken === undefined) return unasked(fail(appError('no_refresh_token')));
    const client = await vault.client(account.clientKey);
    if (!client.ok) return unasked(client);
    if (client.value === undefined) {
      return unasked(fail(appError('vault_corrupt', { detail: 'a client is missing' })));
    }

    if (lease.interrupted) {
      log.warn('token.refresh_interrupted', { account: id });
      await shelf.note(id, { kind: 'refresh_interrupted', at: now });
    }
    book.setRefreshing(id, true);
    try {
      const answer = await refreshTokens({ http, clock }, atServer(client.value, providers), {
        refreshToken,
        idToken,
      });
      const result = answer.ok
        ? await keep(id, account, answer.value)
        : await judge(id, account, refreshToken.reveal(), answer.error);
      return { result, asked: true };
    } finally {
      book.setRefreshing(id, false);
    }
  }

  async function readBoth(id: AccountId): Promise<Result<Refreshed>> {
    const account = await shelf.read(id);
    if (!account.ok) return account;
    const tokens = await vault.tokens(id);
    if (!tokens.ok) return tokens;
    if (tokens.value === undefined) return fail(appError('account_not_found'));
    return ok({ account: account.value, tokens: tokens.value });
  }

  /** Commits what was granted. The account is read again for what was changed meanwhile: its label, its removal. */
  function keep(id: AccountId, asked: Account, grant: TokenGrant): Promise<Result<Refreshed>> {
    return shelf.edits.run(id, async () => {
      const latest = await shelf.read(id);
      if (!latest.ok && latest.error.code === 'account_not_found') return latest;
      const basis = latest.ok ? latest.value : asked;
      // Signed in again meanwhile: those tokens are newer than the answer to our older one.
      if (basis.issuedAt !== asked.issuedAt) return readBoth(id);
      const account: Account = { ...basis, ...granted(grant, basis.scopesGranted, basis.issuedAt) };
      const written = await write(account, grant.tokens);
      if (!written.ok) {
        unwritten.set(id, { grant, issuedBefore: asked.issuedAt });
        log.warn('token.not_written', { account: id, code: written.error.code });
        return written;
      }
      unwritten.delete(id);
      log.info('token.refreshed', { account: id });
      await shelf.note(id, { kind: 'refreshed', at: account.issuedAt });
      return ok({ account, tokens: grant.tokens });
    });
  }

  async function write(account: Account, tokens: TokenSet): Promise<Result<void>> {
    for (let tries = 1; ; tries += 1) {
      const written = await shelf.commit([
        { op: 'put_account', account },
        { op: 'put_tokens', accountId: account.id, tokens },
      ]);
      if (written.ok || tries === commitTries) return written;
      await pause(clock, commitPauseMs * tries, never);
    }
  }

  /** Records why the server did not grant, unless the tokens were changed by somebody else meanwhile. */
  function judge(
    id: AccountId,
    asked: Account,
    refreshToken: string,
    error: AppError,
  ): Promise<Result<Refreshed>> {
    return shelf.edits.run(id, async () => {
      const latest = await readBoth(id);
      if (!latest.ok) return latest.error.code === 'account_not_found' ? latest : fail(error);
      const { account, tokens } = latest.value;
      const lostRace = account.issuedAt !== asked.issuedAt || tokens.refreshToken?.reveal() !== refreshToken;
      if (lostRace) return latest;
      log.warn('token.refresh_failed', { account: id, code: error.code, status: error.status });
      await record(account, error);
      return fail(error);
    });
  }

  async function record(account: Account, error: AppError): Promise<void> {
    const now = clock.now();
    const { health } = account;
    if (!isPassing(error)) {
      if (health.kind === 'sign_in_again' && health.error.code === error.code) return;
      await recordHealth({ ...account, health: { kind: 'sign_in_again', error, since: now } });
      await shelf.note(account.id, { kind: 'sign_in_needed', at: now, error });
      return;
    }
    const attempts = health.kind === 'failing' ? health.attempts + 1 : 1;
    const retryAt = now + retryDelayMs(attempts, error.retryAfterMs, chance(random));
    await recordHealth({ ...account, health: { kind: 'failing', error, attempts, retryAt } });
    // A day offline is one line of the account's history, not a hundred.
    const isNews = health.kind !== 'failing' || health.error.code !== error.code;
    if (isNews) await shelf.note(account.id, { kind: 'refresh_failed', at: now, error });
  }

  async function recordHealth(account: Account): Promise<void> {
    const committed = await shelf.commit([{ op: 'put_account', account }]);
    // At least this process goes by it.
    if (!committed.ok) book.put([account]);
  }

  return attempt;
}

function unasked(result: Result<Refreshed>): Attempted {
  return { result, asked: false };
}

const never = new AbortController().signal;
