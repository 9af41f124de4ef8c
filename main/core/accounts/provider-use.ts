// Pure. Whether accounts still use a provider, whose definition must stay then.
import { appError } from '../errors.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Account } from './account.ts';

/** Errors: `provider_in_use`, with the names of the accounts as detail. */
export function notInUse(providerId: string, accounts: readonly Account[]): Result<void> {
  const labels = accounts.filter((account) => account.providerId === providerId).map(({ label }) => label);
  return labels.length === 0 ? ok() : fail(appError('provider_in_use', { detail: labels.join(', ') }));
}
