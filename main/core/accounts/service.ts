// Pure. The use cases: what the window and the command line can ask for.
import type { AppError } from '../errors.ts';
import type { DecodedJwt } from '../oauth/jwt.ts';
import type { Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import type { Account, AccountEvent, AccountId, Client, ClientKey, EventKind } from './account.ts';
import type { SignIn, SignInRequest } from './sign-in.ts';
import type { TokenStatus } from './status.ts';

export interface IssuedToken {
  readonly accessToken: Secret;
  readonly tokenType: string;
  readonly expiresAt: number | undefined;
}

export interface RemovalReport {
  /** What became of the tokens at the provider. */
  readonly revocation: 'revoked' | 'unsupported' | 'skipped' | AppError;
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
   * refreshed first if it must be; `force` always refreshes. Errors: `no_refresh_token`, `invalid_grant`, `vault_*`, the network's.
   */
  tokenFor(
    id: AccountId,
    options?: { readonly minValidMs?: number; readonly force?: boolean },
  ): Promise<Result<IssuedToken>>;
  refresh(id: AccountId): Promise<Result<Account>>;
  beginSignIn(request: SignInRequest, onChange: (signIn: SignIn) => void): SignIn;
  /** Signs in a further account through a client used before, asking for the scopes last asked for through it. */
  beginSignInWithClient(key: ClientKey, onChange: (signIn: SignIn) => void): Promise<Result<SignIn>>;
  /** Signs in an account again through its own client. */
  beginSignInAgain(id: AccountId, onChange: (signIn: SignIn) => void): Promise<Result<SignIn>>;
  /** Errors: `invalid_name`, `name_taken`. */
  rename(id: AccountId, label: string): Promise<Result<Account>>;
  setAutoRefresh(id: AccountId, on: boolean): Promise<Result<Account>>;
  remove(id: AccountId, options: { readonly revoke: boolean }): Promise<Result<RemovalReport>>;
  /** The decoded access token; undefined for an opaque one. */
  decodedAccessToken(id: AccountId): Promise<Result<DecodedJwt | undefined>>;
  recentEvents(id: AccountId, limit: number): Promise<Result<readonly AccountEvent[]>>;
  noteEvent(id: AccountId, kind: EventKind): Promise<void>;
  clients(): Promise<Result<readonly Client[]>>;
  client(key: ClientKey): Promise<Result<Client | undefined>>;
  /** Calls back on every change of an account or its status. Returns the way to stop. */
  onChange(listener: (change: AccountsChange) => void): () => void;
  /** Starts refreshing by itself and announcing status changes; only the window does. */
  startKeepingFresh(): void;
  /** Looks at all due times anew: after sleep, on coming online. */
  wake(): void;
  /** Stops timers and waits for requests under way; the vault is not closed. */
  stop(): Promise<void>;
}
