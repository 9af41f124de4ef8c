// Pure. What the person changes about an account: its name, whether it is kept fresh, its tokens, that it is there.
import { appError } from '../errors.ts';
import { revokeTokens } from '../oauth/revocation.ts';
import type { Clock, Http, Log } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import type { VaultChange } from '../vault/vault.ts';
import type { Account, AccountId } from './account.ts';
import type { Book } from './book.ts';
import { foldLabel, parseLabel } from './labels.ts';
import type { Reached } from './reach.ts';
import type { Refresher } from './refresher.ts';
import type { AccountService, RemovalReport } from './service.ts';
import type { Shelf } from './shelf.ts';

interface Editing {
  readonly editing: Pick<
    AccountService,
    'rename' | 'setAutoRefresh' | 'setPreferences' | 'remove' | 'revoke'
  >;
  readonly removeIf: RemoveIf;
}

/**
 * Removes as `remove` does, if `mayGo` agrees: it is asked before the tokens are revoked, and again at the last moment for
 * the account as it is then. Errors: those of `remove` and of `mayGo`.
 */
export type RemoveIf = (
  id: AccountId,
  options: { readonly revoke: boolean },
  mayGo: () => Promise<Result<void>>,
) => Promise<Result<RemovalReport>>;

export function createEditing(parts: {
  readonly shelf: Shelf;
  readonly book: Book;
  readonly refresher: Refresher;
  readonly reach: (id: AccountId) => Promise<Result<Reached>>;
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
}): Editing {
  const { shelf, book, refresher, reach, http, clock, log } = parts;

  function revise(
    id: AccountId,
    members: Partial<Account>,
    further: readonly VaultChange[] = [],
  ): Promise<Result<Account>> {
    return shelf.revise(id, async (before) => {
      const account = { ...before, ...members };
      return ok({ changes: [{ op: 'put_account', account }, ...further], value: account });
    });
  }

  async function named(id: AccountId, label: string): Promise<Result<Account>> {
    const isTaken = book
      .list()
      .some((account) => account.id !== id && foldLabel(account.label) === foldLabel(label));
    if (isTaken) return fail(appError('name_taken', { detail: label }));
    return revise(id, { label }, [
      { op: 'append_event', accountId: id, event: { kind: 'renamed', at: clock.now() } },
    ]);
  }

  async function revokeTokensOf(id: AccountId): Promise<Result<'revoked' | 'unsupported'>> {
    const reached = await reach(id);
    if (!reached.ok) return reached;
    const { client, tokens } = reached.value;
    const revoked = await revokeTokens({ http, clock }, client, tokens);
    if (!revoked.ok) log.warn('account.not_revoked', { account: id, code: revoked.error.code });
    return revoked;
  }

  /** The account stays, and from here on its tokens are neither used nor renewed. */
  async function revoke(id: AccountId): Promise<Result<'revoked' | 'unsupported'>> {
    const outcome = await revokeTokensOf(id);
    if (!outcome.ok || outcome.value === 'unsupported') return outcome;
    const now = clock.now();
    const health = { kind: 'sign_in_again', error: appError('revoked'), since: now } as const;
    const event = { kind: 'revoked', at: now } as const;
    const kept = await revise(id, { health, expiresAt: now }, [{ op: 'append_event', accountId: id, event }]);
    if (!kept.ok) return kept;
    log.info('account.revoked', { account: id });
    return outcome;
  }

  function removeFromVault(id: AccountId, mayGo: () => Promise<Result<void>>): Promise<Result<void>> {
    return shelf.revise(id, async () => {
      const agreed = await mayGo();
      return agreed.ok
        ? ok({ changes: [{ op: 'remove_account', accountId: id }], value: agreed.value })
        : agreed;
    });
  }

  const removeIf: RemoveIf = async (id, options, mayGo) => {
    const account = await shelf.read(id);
    if (!account.ok) return account;
    let revocation: RemovalReport['revocation'] = 'skipped';
    const removed = options.revoke
      ? await refresher.undisturbed(id, async () => {
          const agreed = await mayGo();
          if (!agreed.ok) return agreed;
          // Not while it is being refreshed: it would be the token before that is revoked.
          const revoked = await revokeTokensOf(id);
          // Whatever became of it is only reported: the person wants the account gone.
          revocation = revoked.ok ? revoked.value : revoked.error;
          return removeFromVault(id, mayGo);
        })
      : await removeFromVault(id, mayGo);
    // Where another process was faster it is gone all the same.
    if (!removed.ok && removed.error.code !== 'account_not_found') return removed;
    log.info('account.removed', { account: id });
    return ok({ revocation });
  };

  const editing: Editing['editing'] = {
    async rename(id, text) {
      const label = parseLabel(text);
      return label.ok ? shelf.naming.run('all', () => named(id, label.value)) : label;
    },
    setAutoRefresh: (id, on) => revise(id, { autoRefresh: on }),
    setPreferences: (id, preferences) => revise(id, { preferences }),
    remove: (id, options) => removeIf(id, options, async () => ok()),
    revoke: (id) => refresher.undisturbed(id, () => revoke(id)),
  };
  return { editing, removeIf };
}
