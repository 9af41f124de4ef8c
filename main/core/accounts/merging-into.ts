// Pure. Taking in what an export knows of accounts that are here already.
import type { Clock } from '../ports.ts';
import { ok, type Result } from '../result.ts';
import { type Choice, choose } from '../transfer/choice.ts';
import type { Holding } from '../transfer/content.ts';
import type { Vault, VaultChange } from '../vault/vault.ts';
import type { Account, AccountEvent, AccountId } from './account.ts';
import type { Refresher } from './refresher.ts';
import type { Revision, Shelf } from './shelf.ts';

/** Tells of each of the batch what was chosen; the account here that it is comes from `matches`. Errors: `vault_*`. */
export type MergeInto = (
  batch: readonly Holding[],
  matches: ReadonlyMap<AccountId, AccountId>,
  signal: AbortSignal,
  onChoice: (choice: Choice) => void,
) => Promise<Result<void>>;

export function createMergingInto(parts: {
  readonly vault: Vault;
  readonly shelf: Shelf;
  readonly refresher: Refresher;
  readonly clock: Clock;
}): MergeInto {
  const { vault, shelf, refresher, clock } = parts;

  /** Tokens here that are gone or damaged are no reason to leave out those of the export. */
  async function chosen(account: Account, theirs: Holding): Promise<Result<Choice>> {
    const tokens = await vault.tokens(account.id);
    if (!tokens.ok) return tokens.error.code === 'vault_corrupt' ? ok('updated') : tokens;
    if (tokens.value === undefined) return ok('updated');
    return ok(choose({ account, tokens: tokens.value }, theirs, clock.now()));
  }

  /**
   * Not while it is being refreshed, and decided anew then: the answer may have the only live refresh token, newer than that
   * of the export.
   */
  function update(id: AccountId, theirs: Holding): Promise<Result<Choice>> {
    return refresher.undisturbed(id, () =>
      shelf.revise(id, async (before): Promise<Result<Revision<Choice>>> => {
        const choice = await chosen(before, theirs);
        if (!choice.ok) return choice;
        const events = await missingEvents(vault, id, theirs.events);
        if (!events.ok) return events;
        const imported = { kind: 'imported', at: clock.now() } as const;
        const changes: readonly VaultChange[] = [
          { op: 'put_account', account: updated(before, theirs.account) },
          { op: 'put_tokens', accountId: id, tokens: theirs.tokens },
          ...events.value,
          { op: 'append_event', accountId: id, event: imported },
        ];
        return ok({ changes: choice.value === 'updated' ? changes : events.value, value: choice.value });
      }),
    );
  }

  /** What of a history is to be written; an update writes it with the tokens. */
  async function one(
    id: AccountId,
    theirs: Holding,
    onChoice: (choice: Choice) => void,
  ): Promise<Result<readonly VaultChange[]>> {
    const account = await shelf.read(id);
    if (!account.ok) return account;
    const looked = await chosen(account.value, theirs);
    if (!looked.ok) return looked;
    const done = looked.value === 'updated' ? await update(id, theirs) : looked;
    if (!done.ok) return done;
    onChoice(done.value);
    return looked.value === 'updated' ? ok([]) : missingEvents(vault, id, theirs.events);
  }

  return async (batch, matches, signal, onChoice) => {
    const histories: VaultChange[] = [];
    for (const theirs of batch) {
      const id = matches.get(theirs.account.id);
      if (id === undefined || signal.aborted) continue;
      const merged = await one(id, theirs, onChoice);
      if (merged.ok) histories.push(...merged.value);
      // Removed meanwhile: then that is what the person wanted.
      else if (merged.error.code !== 'account_not_found') return merged;
    }
    if (histories.length === 0) return ok();
    const kept = await shelf.commit(histories);
    return kept.ok ? ok() : kept;
  };
}

/**
 * Those of `theirs` (newest first) that came after all that are known here. Earlier ones are left out: a history is kept in
 * the order in which it was written, and only its newest part is kept.
 */
async function missingEvents(
  vault: Vault,
  accountId: AccountId,
  theirs: readonly AccountEvent[],
): Promise<Result<readonly VaultChange[]>> {
  const newest = await vault.recentEvents(accountId, 1);
  if (!newest.ok) return newest;
  const knownUntil = newest.value[0]?.at ?? Number.NEGATIVE_INFINITY;
  const missing = theirs.filter(({ at }) => at > knownUntil).toReversed();
  return ok(missing.map((event) => ({ op: 'append_event', accountId, event })));
}

/** The account with what belongs to the other tokens; what the person wishes of it stays. */
function updated(ours: Account, theirs: Account): Account {
  return {
    ...ours,
    origin: theirs.origin,
    redirectUri: theirs.redirectUri,
    identity: { ...ours.identity, ...theirs.identity },
    scopesAsked: theirs.scopesAsked,
    scopesGranted: theirs.scopesGranted,
    accessTokenFormat: theirs.accessTokenFormat,
    tokenType: theirs.tokenType,
    hasRefreshToken: theirs.hasRefreshToken,
    // It always differs from the one before: by that others tell that the tokens were changed.
    issuedAt: theirs.issuedAt === ours.issuedAt ? theirs.issuedAt + 1 : theirs.issuedAt,
    expiresAt: theirs.expiresAt,
    refreshExpiresAt: theirs.refreshExpiresAt,
    clockSkewMs: theirs.clockSkewMs,
    health: theirs.health,
  };
}
