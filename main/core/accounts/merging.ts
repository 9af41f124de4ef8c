// Pure. Taking in what an export holds, without losing anything that is here.
import { newIdentifier } from '../identifiers.ts';
import type { Clock, Log, Random } from '../ports.ts';
import type { Progress } from '../progress.ts';
import { ok, type Result } from '../result.ts';
import type { Holding } from '../transfer/content.ts';
import { matchAccounts, matchClients } from '../transfer/matching.ts';
import { soundClients, soundHoldings } from '../transfer/soundness.ts';
import type { Vault, VaultChange } from '../vault/vault.ts';
import type { Account, AccountId, Client } from './account.ts';
import type { Book } from './book.ts';
import { foldLabel, labelTaker } from './labels.ts';
import type { Leaving } from './leaving.ts';
import { createMergingInto } from './merging-into.ts';
import type { Refresher } from './refresher.ts';
import type { AccountService, MergeReport } from './service.ts';
import type { Shelf } from './shelf.ts';

export interface MergingParts {
  readonly vault: Vault;
  readonly shelf: Shelf;
  readonly book: Book;
  readonly refresher: Refresher;
  readonly leaving: Pick<Leaving, 'leaving' | 'undoRemoval'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface Merging extends Pick<AccountService, 'merge'> {
  /** Waits for what is under way; it ends at its next step where it was cancelled. */
  stop(): Promise<void>;
}

/** Records in one transaction: few enough to wait for, and for others to come in between. */
const putAtOnce = 200;

type Merged = Parameters<AccountService['merge']>[0];
type Counts = { -readonly [K in keyof MergeReport]: number };

export function createMerging(parts: MergingParts): Merging {
  const { vault, shelf, book, leaving, clock, random, log } = parts;
  const mergeInto = createMergingInto(parts);
  const underWay = new Set<Promise<unknown>>();

  async function putClients(added: readonly Client[], signal: AbortSignal): Promise<Result<void>> {
    for (let start = 0; start < added.length && !signal.aborted; start += putAtOnce) {
      const changes = added
        .slice(start, start + putAtOnce)
        .map((client): VaultChange => ({ op: 'put_client', client }));
      const put = await shelf.commit(changes);
      if (!put.ok) return put;
    }
    return ok();
  }

  /** Nobody may take a name between choosing it and committing it. */
  function add(holdings: readonly Holding[], counts: Counts): Promise<Result<void>> {
    return shelf.naming.run('all', async () => {
      const labelFor = labelTaker(book.list().map(({ label }) => label));
      const accounts = holdings.map(({ account }): Account => {
        // One whose removal cannot be undone any more would take this one with it.
        const isTaken = book.get(account.id) !== undefined || book.isHidden(account.id);
        const id = isTaken ? (newIdentifier(random) as AccountId) : account.id;
        return { ...account, id, label: labelFor(account.label) };
      });
      const put = await shelf.commit(
        accounts.flatMap((account, index) => {
          const holding = holdings[index];
          return holding === undefined ? [] : additions(account, holding, clock.now());
        }),
      );
      if (!put.ok) return put;
      counts.added += accounts.length;
      counts.renamed += accounts.filter(
        ({ label }, index) => label !== holdings[index]?.account.label,
      ).length;
      return ok();
    });
  }

  /**
   * What the person takes in is wanted: added beside an account that leaves, its tokens would be revoked with that account's,
   * or be two accounts' once that one is had back.
   */
  async function keepThoseOf(holdings: readonly Holding[]): Promise<void> {
    const leavers = leaving.leaving();
    if (leavers.length === 0) return;
    const touched = new Set(matchAccounts(holdings, [...book.list(), ...leavers]).values());
    // One that cannot be had back any more is not listed, and is added like any other.
    await Promise.all(leavers.filter(({ id }) => touched.has(id)).map(({ id }) => leaving.undoRemoval(id)));
  }

  async function merge(content: Merged, progress: Progress): Promise<Result<MergeReport>> {
    const counts: Counts = { added: 0, updated: 0, unchanged: 0, kept: 0, renamed: 0, unreadable: 0 };
    const done = await mergeAll(content, progress, counts);
    // What was merged until it was cancelled stays. Locking cancels, and may close the vault in the middle of a step.
    if (!done.ok && !progress.signal.aborted) return done;
    const { added, updated, unchanged, kept } = counts;
    log.info('accounts.merged', { added, updated, unchanged, kept });
    return ok(counts);
  }

  async function mergeAll(content: Merged, progress: Progress, counts: Counts): Promise<Result<void>> {
    const { signal, report } = progress;
    const remembered = await vault.clients();
    if (!remembered.ok) return remembered;
    const theirs = soundClients(content.clients);
    const sound = soundHoldings(content.holdings, theirs);
    counts.unreadable = content.clients.length - theirs.size + (content.holdings.length - sound.length);
    const clients = matchClients(theirs.values(), remembered.value, random);
    const put = await putClients(clients.added, signal);
    if (!put.ok) return put;

    const holdings = sound.map((holding) => atHome(holding, clients.here.get(holding.account.clientKey)));
    if (!signal.aborted) await keepThoseOf(holdings);
    const matches = matchAccounts(holdings, book.list());
    let done = 0;
    function step(): void {
      done += 1;
      report(done, holdings.length);
    }

    const known = holdings.filter(({ account }) => matches.has(account.id));
    for (let start = 0; start < known.length && !signal.aborted; start += putAtOnce) {
      const merged = await mergeInto(known.slice(start, start + putAtOnce), matches, signal, (choice) => {
        counts[choice] += 1;
        step();
      });
      if (!merged.ok) return merged;
    }

    const taken = new Set(book.list().map(({ label }) => foldLabel(label)));
    const isTaken = ({ account }: Holding) => Number(taken.has(foldLabel(account.label)));
    // Those whose names are free come first, so that no name made up for another one takes theirs.
    const fresh = holdings
      .filter(({ account }) => !matches.has(account.id))
      .sort((one, other) => isTaken(one) - isTaken(other));
    for (let start = 0; start < fresh.length && !signal.aborted; start += putAtOnce) {
      const batch = fresh.slice(start, start + putAtOnce);
      const added = await add(batch, counts);
      if (!added.ok) return added;
      batch.forEach(step);
    }
    return ok();
  }

  return {
    merge(content, progress) {
      const merging = merge(content, progress).finally(() => underWay.delete(merging));
      underWay.add(merging);
      return merging;
    },
    async stop() {
      await Promise.allSettled(underWay);
    },
  };
}

/** The holding with its account under the key that its client has here. */
function atHome(holding: Holding, client: Client | undefined): Holding {
  if (client === undefined) return holding;
  return { ...holding, account: { ...holding.account, clientKey: client.key } };
}

function additions(account: Account, { tokens, events }: Holding, now: number): readonly VaultChange[] {
  const accountId = account.id;
  return [
    { op: 'put_account', account },
    { op: 'put_tokens', accountId, tokens },
    ...events.toReversed().map((event): VaultChange => ({ op: 'append_event', accountId, event })),
    { op: 'append_event', accountId, event: { kind: 'imported', at: now } },
  ];
}
