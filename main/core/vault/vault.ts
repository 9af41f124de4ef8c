// Pure. The vault: clients, accounts, tokens and events, each record sealed by itself under one key.
import type { Account, AccountEvent, AccountId, Client, ClientKey, TokenSet } from '../accounts/account.ts';
import type { Keychain, LeaseOutcome } from '../ports.ts';
import type { Progress } from '../progress.ts';
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

/** Where a new key is to be kept. */
export interface NewKey {
  readonly kind: Keychain['kind'];
  /** The keychain that keeps the key with this id, of sixteen hexadecimal digits. */
  keychain(id: string): Keychain;
}

export interface KeyChanged {
  /** Rows that the key before did not open. They were left as they are: no key opens them. */
  readonly unreadable: number;
}

/**
 * All methods give `vault_*` errors; `vault_key_changed` from the moment on that another process has changed the key, and
 * no lease is given then. Nothing is handed out before it is durable.
 */
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
  /** The kind of keychain that has the key. */
  keyKind(): Keychain['kind'];
  /**
   * Makes a new key and seals everything with it, in one transaction; the key before is forgotten then. What is under way
   * in this process goes on meanwhile; a refresh under way in another is waited for. Whatever happens, and whenever, the
   * vault opens with the key before or with the new one. Errors, and then nothing is changed: those of the new keychain,
   * `cancelled`, `vault_busy`, `vault_key_changed`.
   */
  changeKey(to: NewKey, progress: Progress): Promise<Result<KeyChanged>>;
  /** Calls back once another process has changed the key: this vault is of no more use. Returns the way to stop. */
  onKeyChanged(listener: () => void): () => void;
  close(): void;
}
