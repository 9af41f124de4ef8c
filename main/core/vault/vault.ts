// Pure. The vault: clients, accounts, tokens and events, each record sealed by itself under one key.
import type { Account, AccountEvent, AccountId, Client, ClientKey, TokenSet } from '../accounts/account.ts';
import type { LeaseOutcome } from '../ports.ts';
import type { Result } from '../result.ts';

export type VaultChange =
  /** A condition of the whole commit: that the account is there and nobody has changed it since it was read. */
  | { readonly op: 'expect_account'; readonly accountId: AccountId; readonly seq: number }
  | { readonly op: 'put_client'; readonly client: Client }
  | { readonly op: 'put_account'; readonly account: Account }
  | { readonly op: 'put_tokens'; readonly accountId: AccountId; readonly tokens: TokenSet }
  /** Removes the account, its tokens and its events. Its client stays: remembered for the next account. */
  | { readonly op: 'remove_account'; readonly accountId: AccountId }
  | { readonly op: 'append_event'; readonly accountId: AccountId; readonly event: AccountEvent }
  /** Gives a lease back together with what was done under it. */
  | { readonly op: 'release_lease'; readonly accountId: AccountId; readonly holder: string };

/** An account as it was read, and what tells whether it was changed since. */
export interface StoredAccount {
  readonly account: Account;
  readonly seq: number;
}

/** `outdated`: the account is not as expected, and nothing was written. */
export type CommitOutcome = 'committed' | 'outdated';

export interface ForeignChanges {
  readonly changed: readonly Account[];
  readonly removed: readonly AccountId[];
}

/** All methods give `vault_*` errors. Nothing is handed out before it is durable. */
export interface Vault {
  /** All accounts that can be read: one damaged record does not hide the others, see `unreadableAccounts`. */
  accounts(): Promise<Result<readonly Account[]>>;
  /** The accounts whose records were found damaged so far; asking for one of them gives `vault_corrupt`. */
  unreadableAccounts(): readonly AccountId[];
  /** Read from the file each time, so that another process's commit is seen. */
  account(id: AccountId): Promise<Result<StoredAccount | undefined>>;
  tokens(id: AccountId): Promise<Result<TokenSet | undefined>>;
  /** All clients that can be read. */
  clients(): Promise<Result<readonly Client[]>>;
  client(key: ClientKey): Promise<Result<Client | undefined>>;
  /** Makes all changes durable in one transaction, or none. */
  commit(changes: readonly VaultChange[]): Promise<Result<CommitOutcome>>;
  /** Calls back with what another process has committed. Returns the way to stop. */
  onForeignChanges(listener: (changes: ForeignChanges) => void): () => void;
  /** Newest first. */
  recentEvents(accountId: AccountId, limit: number): Promise<Result<readonly AccountEvent[]>>;
  takeLease(accountId: AccountId, holder: string, now: number, until: number): Result<LeaseOutcome>;
  releaseLease(accountId: AccountId, holder: string): Result<void>;
  close(): void;
}
