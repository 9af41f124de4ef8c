// Main process. What of the accounts may be seen while the vault is locked, where the settings allow it. Pure.
import type { LockedAccountView } from '../../preload/contract.ts';
import type { AccountService } from '../core/accounts/service.ts';

/** More than anybody looks through; the first to run out come first. */
const most = 200;

export function lockedAccountViews(accounts: Pick<AccountService, 'list'>): readonly LockedAccountView[] {
  const end = (expiresAt: number | undefined): number => expiresAt ?? Number.POSITIVE_INFINITY;
  return accounts
    .list()
    .toSorted((one, other) => end(one.expiresAt) - end(other.expiresAt) || compare(one.label, other.label))
    .slice(0, most)
    .map(({ id, label, providerId, providerName, expiresAt }) => ({
      id,
      label,
      providerId,
      providerName,
      expiresAt,
    }));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
