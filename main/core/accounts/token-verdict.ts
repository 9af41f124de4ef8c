// Pure. What a provider's word on an access token makes of the account.
import { appError } from '../errors.ts';
import type { Clock, Log } from '../ports.ts';
import { ok, type Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import type { Vault } from '../vault/vault.ts';
import type { Account, AccountId } from './account.ts';
import { isExpired, renewal } from './policy.ts';
import type { Refresher } from './refresher.ts';
import type { TokenReport } from './service.ts';
import type { Revision, Shelf } from './shelf.ts';

/** What there is to do once it is written down. */
type Next = { readonly kind: 'nothing' } | { readonly kind: 'renew'; readonly issuedAt: number };

/**
 * RFC 7662 section 2.2: a client that may not look into a token is told that it is not active. An imported token may have
 * been given to another client.
 */
function mayBeAboutClient({ origin }: Account, { source }: TokenReport): boolean {
  return origin === 'imported' && source === 'introspection';
}

const nothing: Revision<Next> = { changes: [], value: { kind: 'nothing' } };

/**
 * Makes the function that goes by a report on the token `asked` about, if it still is the account's: one that is rejected
 * counts as expired from now on and is renewed at once, or waits for a sign-in; an expiry that was unknown is noted.
 * That the vault fails is only logged: the report is worth having all the same.
 */
export function createVerdicts(parts: {
  readonly vault: Vault;
  readonly shelf: Shelf;
  readonly clock: Clock;
  readonly refresher: Refresher;
  readonly log: Log;
}): (id: AccountId, asked: Secret, report: TokenReport) => Promise<void> {
  const { vault, shelf, clock, refresher, log } = parts;

  function onRejection(account: Account): Revision<Next> {
    if (account.health.kind === 'sign_in_again') return nothing;
    const now = clock.now();
    const isRenewable = renewal(account) !== undefined;
    const next: Next = isRenewable ? { kind: 'renew', issuedAt: account.issuedAt } : { kind: 'nothing' };
    // Of an expired token nothing else was to be expected.
    if (isExpired(account, now)) return { changes: [], value: next };
    const error = appError('token_rejected');
    const health = isRenewable ? account.health : ({ kind: 'sign_in_again', error, since: now } as const);
    return {
      changes: [
        { op: 'put_account', account: { ...account, expiresAt: now, health } },
        { op: 'append_event', accountId: account.id, event: { kind: 'token_rejected', at: now, error } },
      ],
      value: next,
      written: () => log.warn('token.rejected', { account: account.id }),
    };
  }

  function onAcceptance(account: Account, { expiresAt }: TokenReport): Revision<Next> {
    const isNews = account.expiresAt === undefined && expiresAt !== undefined && expiresAt > clock.now();
    return isNews
      ? { ...nothing, changes: [{ op: 'put_account', account: { ...account, expiresAt } }] }
      : nothing;
  }

  return async (id, asked, report) => {
    const judged = await shelf.revise(id, async (account): Promise<Result<Revision<Next>>> => {
      const tokens = await vault.tokens(id);
      if (!tokens.ok) return tokens;
      // Renewed while the provider was being asked: the word is on the token before.
      if (tokens.value?.accessToken.reveal() !== asked.reveal()) return ok(nothing);
      if (report.active) return ok(onAcceptance(account, report));
      return ok(mayBeAboutClient(account, report) ? nothing : onRejection(account));
    });
    if (!judged.ok) log.warn('token.verdict_not_kept', { account: id, code: judged.error.code });
    else if (judged.value.kind === 'renew') {
      // As if it were due: nothing is sent where it was renewed in the meantime, or is not to be renewed by itself.
      await refresher.refresh(id, { kind: 'due', issuedAt: judged.value.issuedAt });
    }
  };
}
