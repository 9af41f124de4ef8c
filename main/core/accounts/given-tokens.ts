// Pure. When a person last gave an account its tokens, by a sign-in or an import in whatever process.
import { ok, type Result } from '../result.ts';
import type { Vault } from '../vault/vault.ts';
import type { AccountEvent, AccountId } from './account.ts';
import { isSame } from './book.ts';

/** As much of a history as is kept. */
const wholeHistory = 100;

/** The newest sign-in or import in the account's history; undefined where it holds none. Errors: `vault_*`. */
export async function lastGiven(vault: Vault, id: AccountId): Promise<Result<AccountEvent | undefined>> {
  const events = await vault.recentEvents(id, wholeHistory);
  if (!events.ok) return events;
  return ok(events.value.find(({ kind }) => kind === 'signed_in' || kind === 'imported'));
}

/**
 * Whether tokens were given since the last ones were `before`. It is told by the event being another one: its time is that
 * of the provider's answer, which may be earlier than the moment at which it was written.
 */
export async function wereGivenSince(
  vault: Vault,
  id: AccountId,
  before: AccountEvent | undefined,
): Promise<Result<boolean>> {
  const last = await lastGiven(vault, id);
  if (!last.ok) return last;
  return ok(last.value !== undefined && !isSame(last.value, before));
}
