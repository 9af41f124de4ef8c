// Pure. Taking turns at the vault's key: of several processes, one at a time makes, changes or forgets a key.
import { pause } from '../accounts/waiting.ts';
import { appError } from '../errors.ts';
import { newIdentifier } from '../identifiers.ts';
import type { Clock, Random, VaultStore } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';

export interface TurnParts {
  readonly store: VaultStore;
  readonly random: Random;
  readonly clock: Clock;
}

export interface Turn {
  readonly name: string;
  readonly holder: string;
  /** Goes on for as long again. Errors: `vault_busy` where somebody else has taken it meanwhile; those of the store. */
  extend(): Result<void>;
  end(): Result<void>;
}

const turnName = 'vault key';
/** Longer than a keychain may take to answer. No turn is waited for longer than this, unless it is extended. */
const turnMs = 30_000;
const pollMs = 100;

/**
 * Waits for its turn, for at most `patienceMs` milliseconds. Errors: `vault_busy`; `cancelled` where `signal` aborts;
 * those of the store.
 */
export async function takeTurn(
  { store, random, clock }: TurnParts,
  patienceMs = Number.POSITIVE_INFINITY,
  signal?: AbortSignal,
): Promise<Result<Turn>> {
  const holder = newIdentifier(random);
  const begun = clock.now();
  let seen: { readonly until: number; readonly since: number } | undefined;
  for (;;) {
    const now = clock.now();
    let lease = store.takeLease(turnName, holder, now, now + turnMs);
    if (lease.ok && lease.value.kind === 'held') {
      const { until } = lease.value;
      if (seen?.until !== until || seen.since > now) seen = { until, since: now };
      // One that seems to last longer was taken before the clock was set back.
      if (now - seen.since >= turnMs) lease = store.takeLease(turnName, holder, until, now + turnMs);
    }
    if (!lease.ok) return lease;
    if (lease.value.kind === 'taken') return ok(turn(store, clock, holder));
    if (signal?.aborted) return fail(appError('cancelled'));
    if (now - begun >= patienceMs) return fail(appError('vault_busy'));
    await pause(clock, pollMs, signal);
  }
}

function turn(store: VaultStore, clock: Clock, holder: string): Turn {
  let writtenAt = clock.now();
  return {
    name: turnName,
    holder,
    extend() {
      const now = clock.now();
      // Each is a commit.
      if (Math.abs(now - writtenAt) < turnMs / 3) return ok();
      writtenAt = now;
      const extended = store.takeLease(turnName, holder, now, now + turnMs);
      if (!extended.ok) return extended;
      return extended.value.kind === 'taken' ? ok() : fail(appError('vault_busy'));
    },
    end: () => store.releaseLease(turnName, holder),
  };
}
