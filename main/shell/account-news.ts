// Main process. Gathers account changes and tells the window once per turn, with the changed accounts only.
import type { Events } from '../../preload/contract.ts';
import type { Account, AccountId } from '../core/accounts/account.ts';
import type { AccountService, AccountsChange } from '../core/accounts/service.ts';
import { accountView } from './view-model.ts';

export interface AccountNews {
  /** Sends at once what has gathered. */
  flush(): void;
  stop(): void;
}

type Source = Pick<AccountService, 'onChange' | 'get' | 'status' | 'nextRefreshAt'>;

/** Starts listening to `accounts`. Each account is sent in the state it has at the end of the turn. */
export function gatherAccountNews(
  accounts: Source,
  send: (news: Events['accountsChanged']) => void,
): AccountNews {
  const changed = new Set<AccountId>();
  const removed = new Set<AccountId>();
  let scheduled: NodeJS.Immediate | undefined;

  function flush(): void {
    clearImmediate(scheduled);
    scheduled = undefined;
    if (changed.size === 0 && removed.size === 0) return;
    const present = [...changed]
      .map((id) => accounts.get(id))
      .filter((account): account is Account => account !== undefined);
    const news = { changed: present.map((account) => accountView(account, accounts)), removed: [...removed] };
    changed.clear();
    removed.clear();
    send(news);
  }

  function gather(change: AccountsChange): void {
    for (const account of change.changed) {
      changed.add(account.id);
      removed.delete(account.id);
    }
    for (const id of change.removed) {
      removed.add(id);
      changed.delete(id);
    }
    scheduled ??= setImmediate(flush);
  }

  const stopListening = accounts.onChange(gather);
  return {
    flush,
    stop() {
      stopListening();
      clearImmediate(scheduled);
    },
  };
}
