// Pure. One try to refresh an account, under its lease: read again, and ask only if it must be.
import { appError } from '../errors.ts';
import { refreshTokens } from '../oauth/refresh.ts';
import type { Http } from '../ports.ts';
import type { Providers } from '../providers/registry.ts';
import { fail, type Result } from '../result.ts';
import type { Account, AccountId, Client } from './account.ts';
import { atServer } from './clients.ts';
import type { Lease } from './lease.ts';
import { isExpired, isServable, reasonNotToAsk } from './policy.ts';
import { createOutcomes, type Held, type OutcomeParts } from './refresh-outcome.ts';

/** Why a refresh is wanted. */
export type Want =
  /** Without `minValidMs` for as long as is usual. */
  | { readonly kind: 'validity'; readonly minValidMs: number | undefined }
  | { readonly kind: 'forced' }
  /** By itself, because the token issued at this time was due. */
  | { readonly kind: 'due'; readonly issuedAt: number };

export interface Attempted {
  readonly result: Result<Held>;
  /** The server was asked, so that whoever waited meanwhile has the answer too. */
  readonly asked: boolean;
}

export interface AttemptParts extends OutcomeParts {
  readonly providers: Providers;
  readonly http: Http;
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

/** Makes the function that tries once. Its errors are those of `Refresher.refresh`. */
export function createAttempt(
  parts: AttemptParts,
): (id: AccountId, want: Want, seenIssuedAt: number, lease: Lease) => Promise<Attempted> {
  const { vault, shelf, book, providers, http, clock, log } = parts;
  const outcomes = createOutcomes(parts);

  return async (id, want, seenIssuedAt, lease) => {
    let held = await outcomes.read(id);
    if (!held.ok) return unasked(held);
    const rescued = await outcomes.rescue(held.value);
    // Perhaps too old by now, but its refresh token is the live one.
    if (rescued !== undefined) held = rescued;
    if (!held.ok) return unasked(held);
    const { account, tokens } = held.value;

    const now = clock.now();
    if (isSatisfied(want, account, seenIssuedAt, now)) return unasked(held);
    const reason = reasonNotToAsk(account, now, want.kind === 'forced');
    if (reason !== undefined) return unasked(fail(reason));
    if (tokens.refreshToken === undefined) return unasked(fail(appError('no_refresh_token')));
    const client = await vault.client(account.clientKey);
    if (!client.ok) return unasked(client);
    if (client.value === undefined) {
      return unasked(fail(appError('vault_corrupt', { detail: 'a client is missing' })));
    }
    if (lease.interrupted) await noteInterruption(id);
    return { result: await ask(held.value, client.value, lease), asked: true };
  };

  /** At most the one exchange whose answer was not committed is in doubt. */
  async function noteInterruption(id: AccountId): Promise<void> {
    log.warn('token.refresh_interrupted', { account: id });
    await shelf.note(id, { kind: 'refresh_interrupted', at: clock.now() });
  }

  async function ask(held: Held, client: Client, lease: Lease): Promise<Result<Held>> {
    const { refreshToken, idToken } = held.tokens;
    if (refreshToken === undefined) return fail(appError('no_refresh_token'));
    book.setRefreshing(held.account.id, true);
    try {
      const server = atServer(client, providers);
      const { subject } = held.account.identity;
      const answer = await refreshTokens({ http, clock }, server, { refreshToken, idToken, subject });
      return answer.ok
        ? await outcomes.keep(held, answer.value, lease)
        : await outcomes.judge(held, answer.error, lease);
    } finally {
      book.setRefreshing(held.account.id, false);
    }
  }
}

function unasked(result: Result<Held>): Attempted {
  return { result, asked: false };
}
