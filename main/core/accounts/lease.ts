// Pure. Taking the lease on an account that holds across processes, and giving it back.
import { newIdentifier } from '../identifiers.ts';
import type { Clock, LeaseOutcome, Log, Random } from '../ports.ts';
import type { Result } from '../result.ts';
import type { Vault, VaultChange } from '../vault/vault.ts';
import type { AccountId } from './account.ts';
import { leaseMs } from './policy.ts';

export interface Lease {
  /** The holder before never gave it back: what it had sent is in doubt. */
  readonly interrupted: boolean;
  /** Gives the lease back together with what was done under it, and so with one commit less. */
  readonly returning: VaultChange;
  /** To be called once `returning` is durable. */
  returned(): void;
  /** Gives the lease back where that was not done yet. */
  release(): void;
}

export type LeaseTry =
  | { readonly kind: 'taken'; readonly lease: Lease }
  | { readonly kind: 'held' }
  | { readonly kind: 'failed'; readonly result: Result<never> };

export interface Leases {
  /**
   * One try, without waiting. `patience` is that of the one who tries, for all its tries. Errors: `vault_*`.
   */
  tryTake(id: AccountId, patience: Patience): LeaseTry;
}

/** Since when the same lease has been seen in the hands of somebody else. */
export interface Patience {
  seen: { readonly until: number; readonly since: number } | undefined;
}

export function createLeases(parts: {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly processName: string;
}): Leases {
  const { vault, clock, log } = parts;
  // A process that was killed and one that got its name later are not the same holder.
  const holder = `${parts.processName} ${newIdentifier(parts.random)}`;

  function release(id: AccountId): void {
    const released = vault.releaseLease(id, holder);
    if (!released.ok) log.warn('lease.not_released', { account: id, code: released.error.code });
  }

  return {
    tryTake(id, patience) {
      const now = clock.now();
      const first = vault.takeLease(id, holder, now, now + leaseMs);
      if (!first.ok || first.value.kind === 'taken') return outcome(id, first);
      const { until } = first.value;
      if (patience.seen?.until !== until || patience.seen.since > now) patience.seen = { until, since: now };
      if (now - patience.seen.since < leaseMs) return { kind: 'held' };
      // No lease lasts longer than this. One that seems to was taken before the clock was set back.
      return outcome(id, vault.takeLease(id, holder, until, now + leaseMs));
    },
  };

  function outcome(id: AccountId, taken: Result<LeaseOutcome>): LeaseTry {
    if (!taken.ok) return { kind: 'failed', result: taken };
    if (taken.value.kind === 'held') return { kind: 'held' };
    return { kind: 'taken', lease: leaseOn(id, taken.value.interrupted) };
  }

  function leaseOn(id: AccountId, interrupted: boolean): Lease {
    let isReturned = false;
    return {
      interrupted,
      returning: { op: 'release_lease', accountId: id, holder },
      returned() {
        isReturned = true;
      },
      release() {
        if (!isReturned) release(id);
      },
    };
  }
}
