// Pure. One try to renew an account's tokens, under its lease: read again, and ask only if it must be.
import { appError } from '../errors.ts';
import { clientCredentials } from '../oauth/client-credentials.ts';
import type { TokenGrant } from '../oauth/grant.ts';
import { refreshTokens } from '../oauth/refresh.ts';
import type { ClientAtServer, OAuthPorts } from '../oauth/server.ts';
import type { Http } from '../ports.ts';
import type { Providers } from '../providers/registry.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Account, AccountId } from './account.ts';
import { rememberedAtServer } from './clients.ts';
import type { Lease } from './lease.ts';
import { isExpired, isServable, reasonNotToAsk, renewal } from './policy.ts';
import { clientOf } from './reach.ts';
import { createOutcomes, type Held, type OutcomeParts } from './refresh-outcome.ts';
import { expiryOf } from './token-facts.ts';

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
    const { account } = held.value;

    const now = clock.now();
    if (isSatisfied(want, account, seenIssuedAt, now)) return unasked(held);
    const reason = reasonNotToAsk(account, now, want.kind === 'forced');
    if (reason !== undefined) return unasked(fail(reason));
    const means = meansOf(held.value);
    if (means === undefined) return unasked(fail(appError('no_refresh_token')));
    const client = await clientOf(vault, account);
    if (!client.ok) return unasked(client);
    const server = rememberedAtServer(client.value, providers);
    // Nothing was asked, but the person is to see why, and trying again is of use once the definition is back.
    if (!server.ok) return unasked(await outcomes.judge(held.value, server.error, lease));
    if (lease.interrupted) await noteInterruption(id);
    return { result: await ask(held.value, means, server.value, lease), asked: true };
  };

  /** At most the one exchange whose answer was not committed is in doubt. */
  async function noteInterruption(id: AccountId): Promise<void> {
    log.warn('token.refresh_interrupted', { account: id });
    await shelf.note(id, { kind: 'refresh_interrupted', at: clock.now() });
  }

  async function ask(held: Held, means: Means, server: ClientAtServer, lease: Lease): Promise<Result<Held>> {
    book.setRefreshing(held.account.id, true);
    try {
      const answer = await means({ http, clock }, server);
      if (!answer.ok) return await outcomes.judge(held, answer.error, lease);
      const kept = await outcomes.keep(held, answer.value, lease);
      return kept.ok && kept.value.account.expiresAt === undefined
        ? await withExpiry(kept.value, server)
        : kept;
    } finally {
      book.setRefreshing(held.account.id, false);
    }
  }

  /** The answer did not say until when, which does not mean for ever. The tokens are kept already. */
  async function withExpiry(kept: Held, server: ClientAtServer): Promise<Result<Held>> {
    const { id, issuedAt } = kept.account;
    const expiresAt = await expiryOf({ http, clock }, server, kept.tokens.accessToken);
    if (expiresAt === undefined) return ok(kept);
    const revised = await shelf.revise(id, async (account) => {
      if (account.issuedAt !== issuedAt) return ok({ changes: [], value: account });
      const known = { ...account, expiresAt };
      return ok({ changes: [{ op: 'put_account', account: known }], value: known });
    });
    return ok(revised.ok && revised.value.issuedAt === issuedAt ? { ...kept, account: revised.value } : kept);
  }
}

type Means = (ports: OAuthPorts, client: ClientAtServer) => Promise<Result<TokenGrant>>;

/** How new tokens are had for what is held; undefined where they are not. */
function meansOf({ account, tokens }: Held): Means | undefined {
  const { redirectUri, identity } = account;
  const { refreshToken, idToken } = tokens;
  switch (renewal(account)) {
    case 'client_credentials':
      return (ports, client) => clientCredentials(ports, client, account.scopesAsked);
    case 'refresh_token': {
      if (refreshToken === undefined) return undefined;
      const { subject } = identity;
      const held = { refreshToken, idToken, subject, scopes: account.scopesGranted, redirectUri };
      return (ports, client) => refreshTokens(ports, client, held);
    }
    case undefined:
      return undefined;
  }
}

function unasked(result: Result<Held>): Attempted {
  return { result, asked: false };
}
