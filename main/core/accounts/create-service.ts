// Pure. Puts the parts of the account service together.
import type { Browser, Clock, Http, Log, Random, RedirectReceiver } from '../ports.ts';
import type { Providers } from '../providers/registry.ts';
import { ok, type Result } from '../result.ts';
import type { Vault } from '../vault/vault.ts';
import { createAsking } from './asking.ts';
import { createBook } from './book.ts';
import { createClientSecret } from './client-secret.ts';
import { createCollecting } from './collecting.ts';
import { createEditing } from './editing.ts';
import { followOthers } from './following.ts';
import { createHeartbeat } from './heartbeat.ts';
import { createImporting } from './importing.ts';
import { createInspecting } from './inspecting.ts';
import { createKeeper } from './keeper.ts';
import { createLeaving } from './leaving.ts';
import { createMerging } from './merging.ts';
import { refreshDueAt } from './policy.ts';
import { createReach } from './reach.ts';
import { createRefresher } from './refresher.ts';
import { createRefreshingAll } from './refreshing-all.ts';
import type { AccountService } from './service.ts';
import { createShelf } from './shelf.ts';
import { createSignInUse } from './sign-in-use.ts';
import { createSignIns } from './sign-ins.ts';
import { createTokenUse } from './token-use.ts';
import { createVerdicts } from './token-verdict.ts';

export interface ServiceParts {
  readonly vault: Vault;
  readonly providers: Providers;
  readonly http: Http;
  readonly receiver: RedirectReceiver;
  readonly browser: Browser;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Tells processes apart in leases. */
  readonly processName: string;
}

/** Reads all accounts from the vault once. Errors: `vault_*`. */
export async function createAccountService(parts: ServiceParts): Promise<Result<AccountService>> {
  const { vault, clock, log } = parts;
  const accounts = await vault.accounts();
  if (!accounts.ok) return accounts;
  const book = createBook(clock, log, accounts.value);
  const shelf = createShelf(vault, book, log);
  const refresher = createRefresher({ ...parts, book, shelf });
  const keeper = createKeeper({ book, clock, refresher });
  const signIns = createSignIns({ ...parts, book, shelf });
  const tokenUse = createTokenUse({ vault, book, shelf, clock, log, refresher });
  const reach = createReach({ ...parts, shelf });
  const goBy = createVerdicts({ ...parts, shelf, refresher });
  const asking = createAsking({ ...parts, reach, tokenFor: tokenUse.tokenFor, goBy });
  const heartbeat = createHeartbeat({ ...parts, book, askProvider: asking.askProvider });
  const { editing, removeIf } = createEditing({ ...parts, book, shelf, refresher, reach });
  const leaving = createLeaving({ vault, book, shelf, clock, log, removeIf });
  const importing = createImporting({ ...parts, book, shelf });
  const merging = createMerging({ ...parts, book, shelf, refresher, leaving });
  const stopFollowing = followOthers(vault, book, shelf, log);

  return ok({
    list: book.list,
    get: book.get,
    status: book.status,
    onChange: book.onChange,
    nextRefreshAt: (account) => refreshDueAt(account, clock.now()),
    ...tokenUse,
    ...createSignInUse({ vault, book, providers: parts.providers, signIns }),
    ...editing,
    removeLater: leaving.removeLater,
    undoRemoval: leaving.undoRemoval,
    ...createRefreshingAll({ book, clock, refresher }),
    importAccount: importing.importAccount,
    ...createCollecting({ vault, book }),
    merge: merging.merge,
    ...createClientSecret({ vault, shelf, book, refresher, clock, log }),
    ...createInspecting({ ...parts, reach }),
    ...asking,
    startKeepingFresh() {
      keeper.start();
      heartbeat.start();
    },
    wake: keeper.wake,
    async stop() {
      stopFollowing();
      keeper.stop();
      // Removals first: they wait for a refresh under way, but not for another process's once the refresher stops.
      await Promise.all([
        leaving.stop(),
        signIns.stop(),
        importing.stop(),
        heartbeat.stop(),
        refresher.stop(),
        merging.stop(),
      ]);
    },
  });
}
