// Pure. Of the tokens of one account here and in an export: which are to be kept. All times are epoch milliseconds.
import type { Account, TokenSet } from '../accounts/account.ts';
import { accessLost, hasDeadRefreshToken, isExpired, renewal } from '../accounts/policy.ts';

/** An account together with its tokens. */
interface Held {
  readonly account: Account;
  readonly tokens: TokenSet;
}

/** `unchanged`: they are the same. `kept`: those here are newer, or worth more. `updated`: those of the export are. */
export type Choice = 'unchanged' | 'kept' | 'updated';

/** The clocks of two computers differ by no more than this, in milliseconds, unless one of them is wrong. */
const clockToleranceMs = 60_000;

/**
 * The newer tokens win, but what can be renewed is never given up for what cannot, nor what is of use for what is not.
 * Tokens here that are of no use at all give way to any that may be, unless the person has revoked them since. A time of
 * issue that is still to come was written by a clock that was ahead: it proves nothing.
 */
export function choose(ours: Held, theirs: Held, now: number): Choice {
  if (areSame(ours.tokens, theirs.tokens)) return 'unchanged';
  const worth = worthOf(ours.account, now);
  const theirWorth = worthOf(theirs.account, now);
  const { issuedAt } = theirs.account;
  const provenAt = issuedAt <= now + clockToleranceMs ? issuedAt : Number.NEGATIVE_INFINITY;
  if (provenAt > ours.account.issuedAt) return theirWorth >= worth ? 'updated' : 'kept';
  const mayReplace = worth === 0 && theirWorth > 0 && !wasRevokedAfter(ours.account, provenAt);
  return mayReplace ? 'updated' : 'kept';
}

/** 2: it can be renewed. 1: its access token is of use until it runs out. 0: neither. */
function worthOf(account: Account, now: number): 0 | 1 | 2 {
  const { refreshExpiresAt } = account;
  const isOver = refreshExpiresAt !== undefined && refreshExpiresAt <= now;
  if (renewal(account) !== undefined && !hasDeadRefreshToken(account) && !isOver) return 2;
  return accessLost(account) === undefined && !isExpired(account, now) ? 1 : 0;
}

function wasRevokedAfter({ health }: Account, issuedAt: number): boolean {
  return health.kind === 'sign_in_again' && health.error.code === 'revoked' && health.since >= issuedAt;
}

function areSame(one: TokenSet, other: TokenSet): boolean {
  return (
    one.accessToken.reveal() === other.accessToken.reveal() &&
    one.refreshToken?.reveal() === other.refreshToken?.reveal()
  );
}
