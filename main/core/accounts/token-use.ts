// Pure. Using what is kept: tokens, what happened to them, and whose they are.
import { appError } from '../errors.ts';
import type { Clock, Log } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Vault } from '../vault/vault.ts';
import type { Account, TokenSet } from './account.ts';
import type { Book } from './book.ts';
import { foldLabel } from './labels.ts';
import { accessLost, isServable } from './policy.ts';
import type { Want } from './refresh-attempt.ts';
import type { Refresher } from './refresher.ts';
import type { AccountService, IssuedToken } from './service.ts';
import type { Shelf } from './shelf.ts';

type TokenUse = Pick<AccountService, 'find' | 'tokenFor' | 'refresh' | 'recentEvents' | 'noteEvent'>;

export function createTokenUse(parts: {
  readonly vault: Vault;
  readonly book: Book;
  readonly shelf: Shelf;
  readonly clock: Clock;
  readonly log: Log;
  readonly refresher: Refresher;
}): TokenUse {
  const { vault, book, shelf, clock, log, refresher } = parts;

  function find(nameOrId: string): Result<Account> {
    const wanted = foldLabel(nameOrId.trim());
    const accounts = book.list();
    const found =
      accounts.find(({ id }) => id === nameOrId) ?? accounts.find(({ label }) => foldLabel(label) === wanted);
    return found === undefined ? fail(appError('account_not_found', { detail: nameOrId })) : ok(found);
  }

  return {
    find,
    async tokenFor(id, { minValidMs, force = false } = {}) {
      const known = book.get(id);
      const lost = known && accessLost(known);
      if (lost !== undefined && !force) return fail(lost);
      if (!force && known !== undefined && isServable(known, clock.now(), minValidMs)) {
        const stored = await vault.tokens(id);
        if (!stored.ok) return stored;
        if (stored.value !== undefined) return ok(issuedToken(known, stored.value));
      }
      const want: Want = force ? { kind: 'forced' } : { kind: 'validity', minValidMs };
      const refreshed = await refresher.refresh(id, want);
      return refreshed.ok ? ok(issuedToken(refreshed.value.account, refreshed.value.tokens)) : refreshed;
    },
    async refresh(id) {
      const refreshed = await refresher.refresh(id, { kind: 'forced' });
      return refreshed.ok ? ok(refreshed.value.account) : refreshed;
    },
    recentEvents: (id, limit) => vault.recentEvents(id, limit),
    async noteEvent(id, kind) {
      const event = { kind, at: clock.now() };
      if (kind !== 'copied') return shelf.note(id, event);
      // The account as it is by then: a refresh at the same time must not be undone.
      const noted = await shelf.revise(id, async (before) => {
        const account = { ...before, lastCopiedAt: event.at };
        const changes = [
          { op: 'put_account', account },
          { op: 'append_event', accountId: id, event },
        ] as const;
        return ok({ changes, value: undefined });
      });
      if (!noted.ok) log.warn('event.not_kept', { account: id, kind, code: noted.error.code });
    },
  };
}

function issuedToken({ tokenType, expiresAt }: Account, { accessToken }: TokenSet): IssuedToken {
  return { accessToken, tokenType, expiresAt };
}
