// The one contract between the main process and the window: channels, events and what the window may see.
// Imports nothing; everything in it survives structured cloning; nothing in it is a secret.
// All times are epoch milliseconds.

// --- What the window sees ---------------------------------------------------------------------------------

/** A coded error in words. `what` says what happened, `remedy` what to do. */
export interface ErrorView {
  readonly code: string;
  readonly what: string;
  readonly remedy: string;
  /** The provider's own words, plain text, or undefined. */
  readonly providerSaid: string | undefined;
}

/** Either a value or a coded error: nothing is thrown across the bridge. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorView };

export type StatusView =
  | { readonly kind: 'valid' | 'expiring' | 'refreshing' | 'unknown_expiry' }
  | { readonly kind: 'expired'; readonly refreshable: boolean }
  | {
      readonly kind: 'failing';
      readonly error: ErrorView;
      readonly retryAt: number;
      readonly expired: boolean;
    }
  | { readonly kind: 'sign_in_again'; readonly error: ErrorView; readonly expired: boolean };

export interface AccountView {
  readonly id: string;
  readonly label: string;
  /** Who it is at the provider: name, user name, e-mail or subject; empty when the provider did not say. */
  readonly identity: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly status: StatusView;
  readonly issuedAt: number;
  readonly expiresAt: number | undefined;
  readonly nextRefreshAt: number | undefined;
  readonly hasRefreshToken: boolean;
  readonly autoRefresh: boolean;
}

export interface EventView {
  readonly kind:
    | 'signed_in'
    | 'refreshed'
    | 'refresh_failed'
    | 'refresh_interrupted'
    | 'copied'
    | 'renamed'
    | 'sign_in_needed';
  readonly at: number;
  readonly error: ErrorView | undefined;
}

/** One line of a decoded, not verified JWT. `value` is display text, `at` the moment where the claim is a time. */
export interface ClaimView {
  readonly name: string;
  readonly value: string;
  readonly at: number | undefined;
}

export interface AccountDetailView extends AccountView {
  readonly issuer: string;
  readonly clientId: string;
  readonly subject: string | undefined;
  readonly email: string | undefined;
  readonly scopesAsked: readonly string[];
  readonly scopesGranted: readonly string[];
  readonly tokenType: string;
  readonly createdAt: number;
  readonly clockSkewMs: number | undefined;
  /** Undefined for an opaque access token. */
  readonly jwt: { readonly header: readonly ClaimView[]; readonly claims: readonly ClaimView[] } | undefined;
  /** Newest first. */
  readonly events: readonly EventView[];
}

export interface ProviderView {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  /** Undefined: the person enters it. */
  readonly issuer: string | undefined;
  readonly registrationAdvice: string;
  readonly hasRegistrationPage: boolean;
  readonly defaultScopes: readonly string[];
  readonly clientSecret: 'none' | 'optional' | 'required';
  readonly redirectHost: '127.0.0.1' | 'localhost';
  /** 0: any free port. */
  readonly redirectPort: number;
  readonly redirectPath: string;
  /** The client to offer at once: that of the practice provider. */
  readonly clientId: string | undefined;
  readonly dangerouslyAllowHttpOnLoopback: boolean;
}

/** A client used before, offered again so that a second account takes one click. */
export interface RememberedClientView {
  readonly key: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly issuer: string;
  readonly clientId: string;
}

export type SignInView =
  | { readonly id: string; readonly kind: 'preparing' | 'exchanging' }
  | {
      readonly id: string;
      readonly kind: 'waiting';
      readonly redirectUri: string;
      readonly deadline: number;
      readonly browserError: ErrorView | undefined;
    }
  | { readonly id: string; readonly kind: 'done'; readonly accountId: string; readonly label: string }
  | { readonly id: string; readonly kind: 'failed'; readonly error: ErrorView };

export type VaultView =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly secretsKeptIn: 'system' | 'passphrase' }
  /** A passphrase was chosen before and is asked for. */
  | { readonly kind: 'passphrase_needed'; readonly error: ErrorView | undefined }
  /** There is no usable keychain: the person may try again or choose a passphrase. */
  | { readonly kind: 'keychain_missing'; readonly error: ErrorView; readonly mayChoosePassphrase: boolean }
  | { readonly kind: 'failed'; readonly error: ErrorView };

export interface AppView {
  readonly version: string;
  readonly vault: VaultView;
  /** Said once at start: for example that a damaged vault was set aside, and where. */
  readonly notices: readonly string[];
  readonly accounts: readonly AccountView[];
  readonly providers: readonly ProviderView[];
  readonly rememberedClients: readonly RememberedClientView[];
}

export type CopyFormat = 'token' | 'header' | 'curl' | 'env';

export interface CopyReceipt {
  readonly expiresAt: number | undefined;
  /** When the clipboard is cleared, if it still holds the token then. */
  readonly clearsAt: number;
}

export interface SignInArguments {
  readonly providerId: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Typed by the person; the window forgets it at once. Empty: none. */
  readonly clientSecret: string;
  readonly clientAuthentication: 'none' | 'client_secret_post' | 'client_secret_basic';
  readonly scopes: readonly string[];
  readonly redirectPort: number;
  /** Empty: named after the identity. */
  readonly label: string;
  readonly dangerouslyAllowHttpOnLoopback: boolean;
}

export interface RemovalView {
  readonly revocation: 'revoked' | 'unsupported' | 'skipped' | 'failed';
  readonly error: ErrorView | undefined;
}

// --- Channels: the window asks, main answers --------------------------------------------------------------

export interface Channels {
  getApp: { args: Record<never, never>; result: AppView };
  getAccount: { args: { readonly accountId: string }; result: AccountDetailView };
  copyToken: { args: { readonly accountId: string; readonly format: CopyFormat }; result: CopyReceipt };
  refreshAccount: { args: { readonly accountId: string }; result: AccountView };
  renameAccount: { args: { readonly accountId: string; readonly label: string }; result: AccountView };
  setAutoRefresh: { args: { readonly accountId: string; readonly on: boolean }; result: AccountView };
  removeAccount: { args: { readonly accountId: string; readonly revoke: boolean }; result: RemovalView };
  startSignIn: { args: SignInArguments; result: SignInView };
  /** Signs in through a remembered client, with the scopes last asked for. */
  startSignInWithClient: { args: { readonly clientKey: string }; result: SignInView };
  startSignInAgain: { args: { readonly accountId: string }; result: SignInView };
  cancelSignIn: { args: { readonly signInId: string }; result: null };
  openSignInAgain: { args: { readonly signInId: string }; result: null };
  copySignInLink: { args: { readonly signInId: string }; result: null };
  openRegistrationPage: { args: { readonly providerId: string }; result: null };
  copyText: { args: { readonly text: string }; result: null };
  retryKeychain: { args: Record<never, never>; result: VaultView };
  choosePassphrase: { args: { readonly passphrase: string }; result: VaultView };
  unlock: { args: { readonly passphrase: string }; result: VaultView };
}

export type Channel = keyof Channels;

// --- Events: main tells, the window listens ---------------------------------------------------------------

export interface Events {
  accountsChanged: { readonly changed: readonly AccountView[]; readonly removed: readonly string[] };
  signInChanged: SignInView;
  /** The vault was opened, locked or failed; everything is to be read again with `getApp`. */
  vaultChanged: VaultView;
}

export type EventName = keyof Events;

// --- The bridge -------------------------------------------------------------------------------------------

type Ask<C extends Channel> =
  Record<never, never> extends Channels[C]['args']
    ? () => Promise<Outcome<Channels[C]['result']>>
    : (args: Channels[C]['args']) => Promise<Outcome<Channels[C]['result']>>;

type Listen<E extends EventName> = (listener: (value: Events[E]) => void) => () => void;

/** What the preload script exposes as `window.tokendeck`: named functions only. */
export type Bridge = { readonly [C in Channel]: Ask<C> } & {
  readonly [E in EventName as `on${Capitalize<E>}`]: Listen<E>;
};
