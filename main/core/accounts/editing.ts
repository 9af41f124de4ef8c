// Pure. What the person changes about an account: its name, whether it is kept fresh, that it is there.
import { appError } from '../errors.ts';
import { revokeTokens } from '../oauth/revocation.ts';
import type { Clock, Http, Log } from '../ports.ts';
import type { Providers } from '../providers/registry.ts';
import { fail, ok, type Result } from '../result.ts';
import type { CommitOutcome, Vault, VaultChange } from '../vault/vault.ts';
import type { Account, AccountId } from './account.ts';
import type { Book } from './book.ts';
import { atServer } from './clients.ts';
import { foldLabel, parseLabel } from './labels.ts';
import type { Refresher } from './refresher.ts';
import type { AccountService, RemovalReport } from './service.ts';
import type { Shelf } from './shelf.ts';

type Editing = Pick<AccountService, 'rename' | 'setAutoRefresh' | 'remove'>;

export function createEditing(parts: {
  readonly vault: Vault;
  readonly shelf: Shelf;
  readonly book: Book;
  readonly refresher: Refresher;
  readonly providers: Providers;
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
}): Editing {
  const { vault, shelf, book, refresher, providers, http, clock, log } = parts;

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

  /** Whatever becomes of it is only reported: the person wants the account gone. */
  async function revoke(account: Account): Promise<RemovalReport['revocation']> {
    const tokens = await vault.tokens(account.id);
    if (!tokens.ok) return tokens.error;
    const client = await vault.client(account.clientKey);
    if (!client.ok) return client.error;
    if (tokens.value === undefined || client.value === undefined) return 'skipped';
    const revoked = await revokeTokens({ http, clock }, atServer(client.value, providers), tokens.value);
    if (revoked.ok) return revoked.value;
    log.warn('account.not_revoked', { account: account.id, code: revoked.error.code });
    return revoked.error;
  }

  function removeFromVault(id: AccountId): Promise<Result<CommitOutcome>> {
    return shelf.edits.run(id, () => shelf.commit([{ op: 'remove_account', accountId: id }]));
  }

  return {
    async rename(id, text) {
      const label = parseLabel(text);
      return label.ok ? shelf.naming.run('all', () => named(id, label.value)) : label;
    },
    setAutoRefresh: (id, on) => revise(id, { autoRefresh: on }),
    async remove(id, options) {
      const account = await shelf.read(id);
      if (!account.ok) return account;
      let revocation: RemovalReport['revocation'] = 'skipped';
      const removed = options.revoke
        ? await refresher.undisturbed(id, async () => {
            // Not while it is being refreshed: it would be the token before that is revoked.
            revocation = await revoke(account.value);
            return removeFromVault(id);
          })
        : await removeFromVault(id);
      if (!removed.ok) return removed;
      log.info('account.removed', { account: id });
      return ok({ revocation });
    },
  };
}
