// Pure. The use cases: what the window and the command line can ask for.
import type { AppError } from '../errors.ts';
import type { ExplainedClaim, TokenContent, Verification } from '../oauth/inspection.ts';
import type { Progress } from '../progress.ts';
import type { Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import type { Content } from '../transfer/content.ts';
import type {
  Account,
  AccountEvent,
  AccountId,
  Client,
  ClientKey,
  EventKind,
  Identity,
  Preferences,
} from './account.ts';
import type { ImportRequest, SignIn, SignInRequest } from './sign-in.ts';
import type { TokenStatus } from './status.ts';

export interface IssuedToken {
  readonly accessToken: Secret;
  readonly tokenType: string;
  /** Epoch milliseconds; undefined where the provider did not say. */
  readonly expiresAt: number | undefined;
}

export interface RemovalReport {
  /** What became of the tokens at the provider. */
  readonly revocation: 'revoked' | 'unsupported' | 'skipped' | AppError;
}

/** What can be asked of an account's provider. */
export interface Abilities {
  readonly revocation: boolean;
  readonly introspection: boolean;
  readonly validation: boolean;
  readonly whoAmI: boolean;
  /** Signatures of JWTs can be checked: the provider publishes its keys. */
  readonly keys: boolean;
}

/** What introspection (RFC 7662 section 2.2) or the provider's validation says of an access token. */
export interface TokenReport {
  readonly source: 'introspection' | 'validation';
  /** False: the provider does not, or not any more, accept the token. */
  readonly active: boolean;
  /** Epoch milliseconds. */
  readonly expiresAt: number | undefined;
  readonly scopes: readonly string[] | undefined;
  readonly identity: Identity;
  /** The whole answer, without the token where it is in it. */
  readonly members: readonly ExplainedClaim[];
}

/** The answer to a test call made with the access token, good or bad. */
export interface UseReport {
  /** Where it was sent; no query. */
  readonly url: string;
  readonly status: number;
  readonly accepted: boolean;
  readonly identity: Identity;
  /** The server's own words: plain text, at most 4,000 characters, without any token that was sent. */
  readonly answer: string;
}

export interface RefreshAllReport {
  readonly refreshed: number;
  readonly failed: number;
  /** Those that only a person can renew. */
  readonly skipped: number;
}

/** What an export is made of, but for the definitions of providers. */
export interface Collected extends Pick<Content, 'clients' | 'holdings'> {
  /** Accounts whose records are damaged, and which are therefore left out. */
  readonly unreadable: number;
}

/** What came of the accounts of an export. */
export interface MergeReport {
  readonly added: number;
  /** Those of the export had newer tokens, or such as are of more use. */
  readonly updated: number;
  readonly unchanged: number;
  /** Those here are newer, or worth more, and were kept. */
  readonly kept: number;
  /** Of those added: their name was taken, and a number was added to it. */
  readonly renamed: number;
  /** Clients and accounts that cannot be used. */
  readonly unreadable: number;
}

export interface AccountsChange {
  readonly changed: readonly Account[];
  readonly removed: readonly AccountId[];
}

export interface AccountService {
  /** All accounts, from memory. */
  list(): readonly Account[];
  get(id: AccountId): Account | undefined;
  status(account: Account): TokenStatus;
  /** When the account will be refreshed next by itself; undefined when it will not. */
  nextRefreshAt(account: Account): number | undefined;
  /** Finds by id or by label, ignoring case. Errors: `account_not_found`. */
  find(nameOrId: string): Result<Account>;
  /**
   * An access token good for at least `minValidMs` (by default 60,000, or half of the token's life where that is less),
   * refreshed first if it must be; `force` always refreshes. Errors: `no_refresh_token`, `invalid_grant`, `vault_*`, the
   * network's.
   */
  tokenFor(
    id: AccountId,
    options?: { readonly minValidMs?: number; readonly force?: boolean },
  ): Promise<Result<IssuedToken>>;
  /** Renews the tokens now. Errors: those of `tokenFor`. */
  refresh(id: AccountId): Promise<Result<Account>>;
  beginSignIn(request: SignInRequest, onChange: (signIn: SignIn) => void): SignIn;
  /**
   * Signs in a further account through a client used before, asking for the scopes last asked for through it. Errors:
   * `invalid_argument` where there is no such client, `vault_*`.
   */
  beginSignInWithClient(key: ClientKey, onChange: (signIn: SignIn) => void): Promise<Result<SignIn>>;
  /**
   * Signs in an account again through its own client and flow, with its own scopes or others. Errors: `not_allowed` for
   * tokens imported without a client, `account_not_found`, `sign_in_in_progress`, `vault_*`.
   */
  beginSignInAgain(
    id: AccountId,
    options: { readonly scopes?: readonly string[] },
    onChange: (signIn: SignIn) => void,
  ): Promise<Result<SignIn>>;
  /** Keeps tokens that the person has from elsewhere. Errors: `invalid_argument`, those of a refresh. */
  importAccount(request: ImportRequest): Promise<Result<Account>>;
  /** Errors: `invalid_name`, `name_taken`. */
  rename(id: AccountId, label: string): Promise<Result<Account>>;
  /** Errors: `account_not_found`, `vault_*`. */
  setAutoRefresh(id: AccountId, on: boolean): Promise<Result<Account>>;
  /** Errors: `account_not_found`, `vault_*`. */
  setPreferences(id: AccountId, preferences: Preferences): Promise<Result<Account>>;
  /** Whatever becomes of the tokens at the provider is only reported. Errors: `account_not_found`, `vault_*`. */
  remove(id: AccountId, options: { readonly revoke: boolean }): Promise<Result<RemovalReport>>;
  /**
   * Takes the account from the list at once and removes it `graceMs` later, or on stopping. `onEnded` gets what `remove`
   * came to; where it failed the account is listed again. Where it was signed in again since, in whatever process, it is
   * listed again and stays, and `onEnded` is not called. Where the process ends before, the account stays. Errors:
   * `account_not_found`, also for one that leaves already; `vault_*`.
   */
  removeLater(
    id: AccountId,
    options: { readonly revoke: boolean; readonly graceMs: number },
    onEnded: (account: Account, report: Result<RemovalReport>) => void,
  ): Promise<Result<{ readonly undoUntil: number }>>;
  /**
   * Lists the account again as the vault has it; where its name was given to another meanwhile, with a number. Errors:
   * `account_not_found` where it is too late.
   */
  undoRemoval(id: AccountId): Promise<Result<Account>>;
  /**
   * Renews all tokens that can be renewed without a person, also of accounts that are not kept fresh; where the server
   * asked to be left alone for a while, that is a failure. Cancelled, it finishes what is under way and answers what was
   * done until then.
   */
  refreshAll(progress: Progress): Promise<RefreshAllReport>;
  /** Reads all clients and accounts with their tokens, for an export. Errors: `cancelled`, `vault_*`. */
  collect(progress: Progress): Promise<Result<Collected>>;
  /**
   * Takes in the clients and accounts of an export; nothing that is here is lost, and what of it is just leaving is listed
   * again and stays, without a call of `onEnded`. What was merged until it was cancelled
   * stays, and is what is answered. Merging the same once more changes nothing. Errors: `vault_*`.
   */
  merge(content: Pick<Content, 'clients' | 'holdings'>, progress: Progress): Promise<Result<MergeReport>>;
  /**
   * Revokes the tokens and keeps the account, which then waits for a sign-in. Nothing is changed where it fails. Errors:
   * those of the revocation endpoint, `vault_*`, the network's.
   */
  revoke(id: AccountId): Promise<Result<'revoked' | 'unsupported'>>;
  /** Nothing can be asked where the definition of the provider is gone. Errors: `account_not_found`, `vault_*`. */
  abilities(id: AccountId): Promise<Result<Abilities>>;
  /** What the access token says of itself; nothing is verified. */
  inspect(id: AccountId): Promise<Result<TokenContent>>;
  /** Holds the access token against the provider's keys. Errors: `unsupported_by_server` without keys, the network's. */
  verify(id: AccountId): Promise<Result<Verification>>;
  /** Errors: `unsupported_by_server` where there is no such endpoint; the network's. */
  askProvider(id: AccountId, source: TokenReport['source']): Promise<Result<TokenReport>>;
  /** Errors: `unsupported_by_server` where the preset names no call; the network's. A refusal is a report. */
  whoAmI(id: AccountId): Promise<Result<UseReport>>;
  recentEvents(id: AccountId, limit: number): Promise<Result<readonly AccountEvent[]>>;
  noteEvent(id: AccountId, kind: EventKind): Promise<void>;
  clients(): Promise<Result<readonly Client[]>>;
  client(key: ClientKey): Promise<Result<Client | undefined>>;
  /**
   * Replaces the secret of a client; accounts that waited because it was refused are tried again. Errors:
   * `invalid_argument` without a secret or such a client, `not_allowed` for a client that has none, `vault_*`.
   */
  replaceClientSecret(
    key: ClientKey,
    secret: Secret,
    method: 'client_secret_post' | 'client_secret_basic',
  ): Promise<Result<void>>;
  /** Calls back on every change of an account or its status. Returns the way to stop. */
  onChange(listener: (change: AccountsChange) => void): () => void;
  /** Starts refreshing by itself and announcing status changes; only the window does. */
  startKeepingFresh(): void;
  /** Looks at all due times anew: after sleep, on coming online. */
  wake(): void;
  /** Stops timers and waits for requests under way; the vault is not closed. */
  stop(): Promise<void>;
}
