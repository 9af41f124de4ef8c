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
  /** How its access token can be renewed without the person. */
  readonly renewal: 'refresh_token' | 'client_credentials' | 'none';
  readonly autoRefresh: boolean;
  readonly preferences: PreferencesView;
  readonly lastCopiedAt: number | undefined;
}

/** What the person wishes for one account. */
export interface PreferencesView {
  /** Listed before others that are no more urgent. */
  readonly pinned: boolean;
  /** In what form its token is copied where nothing else is asked for. */
  readonly copyFormat: CopyFormat;
  /** Milliseconds before its expiry at which to warn; null: as in the settings, 0: not at all. */
  readonly warnBeforeMs: number | null;
}

export type FlowKindView = 'authorization_code' | 'device_code' | 'client_credentials';

export interface EventView {
  readonly kind:
    | 'signed_in'
    | 'refreshed'
    | 'refresh_failed'
    | 'refresh_interrupted'
    | 'copied'
    | 'renamed'
    | 'imported'
    | 'revoked'
    | 'token_rejected'
    | 'secret_replaced'
    | 'sign_in_needed';
  readonly at: number;
  readonly error: ErrorView | undefined;
}

/** One line of a decoded, not verified JWT, or of an answer about a token. */
export interface ClaimView {
  readonly name: string;
  /** Display text. */
  readonly value: string;
  /** What a registered name means; undefined for others. */
  readonly meaning: string | undefined;
  /** The moment, where the value is a time. */
  readonly at: number | undefined;
}

/** What the access token says of itself. `header` and `claims` are empty where they cannot be read. */
export interface TokenContentView {
  readonly kind: 'signed' | 'unsigned' | 'nested' | 'encrypted' | 'malformed' | 'opaque';
  readonly header: readonly ClaimView[];
  /** Of a nested token: those of the innermost. */
  readonly claims: readonly ClaimView[];
  /** Why it cannot be read; only where it is malformed. */
  readonly problem: string | undefined;
}

/** What was found when the token was held against its provider's keys; see `Verification` of the core. */
export interface VerificationView {
  readonly signature: 'right' | 'wrong' | 'unknown_key' | 'unknown_algorithm' | 'none' | 'unreadable';
  readonly algorithm: string | undefined;
  readonly keyId: string | undefined;
  readonly issuer: 'expected' | 'other' | 'absent';
  readonly audience: 'client' | 'others' | 'absent';
  readonly time: 'valid' | 'expired' | 'not_yet' | 'unlimited';
}

/** What the provider says of the token. */
export interface TokenReportView {
  readonly source: 'introspection' | 'validation';
  readonly active: boolean;
  readonly expiresAt: number | undefined;
  readonly scopes: readonly string[] | undefined;
  /** Who it belongs to; empty when the provider did not say. */
  readonly identity: string;
  readonly members: readonly ClaimView[];
}

/** The answer to a test call with the token, good or bad. */
export interface UseReportView {
  readonly url: string;
  readonly status: number;
  readonly accepted: boolean;
  readonly identity: string;
  /** The server's own words, plain text of several lines. */
  readonly answer: string;
}

export interface ScopeView {
  readonly name: string;
  readonly meaning: string;
  readonly isDefault: boolean;
}

/** A set of scopes that one of the provider's APIs needs. */
export interface ApiView {
  readonly name: string;
  readonly scopes: readonly string[];
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
  readonly origin: FlowKindView | 'imported';
  /** Of the refresh token; undefined where the provider did not say. */
  readonly refreshExpiresAt: number | undefined;
  readonly content: TokenContentView;
  /** What can be asked of the provider. */
  readonly can: {
    readonly revoke: boolean;
    readonly introspect: boolean;
    readonly validate: boolean;
    readonly whoAmI: boolean;
    readonly verify: boolean;
    /** Sign in again, also with other scopes; not for imported tokens. */
    readonly signInAgain: boolean;
    readonly openDashboard: boolean;
  };
  /** The client, where it has a secret that can be replaced. */
  readonly secretOfClient: string | undefined;
  /** What the provider is known to offer; empty where nothing is known. */
  readonly scopesOffered: readonly ScopeView[];
  readonly apis: readonly ApiView[];
  /** Newest first. */
  readonly events: readonly EventView[];
}

/** Ours: an SVG path in a box of 24 by 24, filled by the even-odd rule, on one of 24 hues. */
export interface MarkView {
  readonly path: string;
  readonly hue: number;
}

export interface ProviderView {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly mark: MarkView;
  /** Defined by the person, and not a preset. */
  readonly isOwn: boolean;
  /** What the person enters to say which server is meant; their order is that of the form. */
  readonly parameters: readonly {
    readonly name: string;
    readonly label: string;
    readonly hint: string;
    readonly kind: 'url' | 'segment';
    readonly example: string;
    readonly default: string;
    readonly isRequired: boolean;
  }[];
  readonly registrationAdvice: string;
  readonly hasRegistrationPage: boolean;
  /** At least one; the preferred first. */
  readonly flows: readonly {
    readonly kind: FlowKindView;
    readonly clientSecret: 'none' | 'optional' | 'required';
  }[];
  /** How a secret is sent, the preferred way first. */
  readonly clientAuthentication: readonly ('client_secret_post' | 'client_secret_basic')[];
  readonly scopes: readonly ScopeView[];
  readonly apis: readonly ApiView[];
  readonly redirect: {
    /** `pasted`: the provider cannot redirect to this computer. */
    readonly kind: 'loopback' | 'pasted';
    /** Without a port where `anyPort`. */
    readonly uri: string;
    readonly anyPort: boolean;
  };
  /** The preset's endpoints, with places like `{tenant}` for parameters; they can be replaced. */
  readonly endpoints: readonly {
    readonly name: string;
    readonly url: string;
    readonly isUnconfirmed: boolean;
  }[];
  readonly isDiscovered: boolean;
  /** Paths of members that nobody has confirmed with the provider yet. */
  readonly unconfirmed: readonly string[];
  readonly notes: readonly string[];
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
  readonly hasSecret: boolean;
  /** The flow it was last used with. */
  readonly flow: FlowKindView;
}

export type SignInView =
  | { readonly id: string; readonly kind: 'preparing' | 'exchanging' }
  | {
      readonly id: string;
      readonly kind: 'waiting';
      readonly redirectUri: string;
      /** Nothing listens: the person pastes the address that the browser ends on. */
      readonly isPasted: boolean;
      readonly deadline: number;
      readonly browserError: ErrorView | undefined;
    }
  | {
      readonly id: string;
      readonly kind: 'device';
      readonly userCode: string;
      readonly verificationUri: string;
      /** With the code in it, for the QR code; undefined where the provider gave none. */
      readonly verificationUriComplete: string | undefined;
      readonly deadline: number;
      /** The provider could not be asked the last time; it is asked again. */
      readonly pollError: ErrorView | undefined;
    }
  | { readonly id: string; readonly kind: 'done'; readonly accountId: string; readonly label: string }
  | { readonly id: string; readonly kind: 'failed'; readonly error: ErrorView };

export type VaultView =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly secretsKeptIn: 'system' | 'passphrase' }
  /** Nothing is decrypted and nothing refreshed until the person unlocks it. */
  | {
      readonly kind: 'locked';
      /** `system`: the key is in the system's keychain, and nothing is to be entered. */
      readonly unlocksWith: 'system' | 'passphrase';
      readonly error: ErrorView | undefined;
      /** As they were when it was locked; empty unless the settings allow names to be shown. */
      readonly accounts: readonly LockedAccountView[];
    }
  /** There is no usable keychain: the person may try again or choose a passphrase. */
  | { readonly kind: 'keychain_missing'; readonly error: ErrorView; readonly mayChoosePassphrase: boolean }
  | { readonly kind: 'failed'; readonly error: ErrorView };

export interface LockedAccountView {
  readonly id: string;
  readonly label: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly expiresAt: number | undefined;
}

export type NoticeKind = 'expiring' | 'expired' | 'sign_in_needed' | 'refresh_failing';

/** Spans are milliseconds. */
export interface SettingsView {
  readonly theme: 'system' | 'light' | 'dark';
  readonly startAtLogin: boolean;
  /** Started at login, it opens no window but its tray. */
  readonly startHidden: boolean;
  readonly closeToTray: boolean;
  readonly groupByProvider: boolean;
  /** Of accounts that are equally urgent and equally pinned. */
  readonly sortBy: 'recent' | 'name';
  readonly notifyKinds: readonly NoticeKind[];
  /** Before the expiry of an account that says nothing else. */
  readonly notifyBeforeMs: number;
  /** Epoch milliseconds; 0: notifications are shown. */
  readonly notifyPausedUntil: number;
  /** 0: never. */
  readonly clipboardClearMs: number;
  /** 0: never. */
  readonly lockAfterIdleMs: number;
  /** Also when the computer is put to sleep. */
  readonly lockWithScreen: boolean;
  readonly showNamesWhileLocked: boolean;
  /** Keeps the window out of screenshots and screen sharing. */
  readonly contentProtection: boolean;
  /** `http://host:port` or `https://host:port`; empty: as in the environment. */
  readonly proxy: string;
  /** Path of a PEM file; empty: none. */
  readonly caFile: string;
}

export interface AboutView {
  readonly version: string;
  /** Empty where it does not run on Electron. */
  readonly electron: string;
  readonly chromium: string;
  readonly node: string;
  /** Such as `linux x64`. */
  readonly system: string;
  readonly dataDirectory: string;
}

/** What the desktop can do; settings without effect are not offered. */
export interface DesktopView {
  readonly tray: boolean;
  readonly startAtLogin: boolean;
  readonly notifications: boolean;
  readonly contentProtection: boolean;
}

export type WorkKind = 'refresh_all' | 'export' | 'import' | 'change_key';

/** Long work that shows how far it is and can be cancelled. */
export interface WorkView {
  readonly id: string;
  readonly kind: WorkKind;
  /** `cancelled`: what was done until then stays, or nothing was done at all: see the report. */
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  readonly done: number;
  /** 0 while it is not known. */
  readonly total: number;
  /** Only where it failed. */
  readonly error: ErrorView | undefined;
  /** As far as it came; undefined while it runs. */
  readonly report: WorkReport | undefined;
}

export type WorkReport =
  | {
      readonly kind: 'refresh_all';
      readonly refreshed: number;
      readonly failed: number;
      /** Those that cannot be renewed without the person. */
      readonly skipped: number;
    }
  | {
      readonly kind: 'export';
      readonly accounts: number;
      readonly fileName: string;
      /** Accounts whose records are damaged, and which are therefore not in the file. */
      readonly unreadable?: number;
    }
  | {
      readonly kind: 'import';
      readonly added: number;
      /** The file had newer tokens. */
      readonly updated: number;
      /** The same here and in the file. */
      readonly unchanged: number;
      /** Those here are newer, or worth more, and were kept. */
      readonly kept: number;
      /** Of those added: their name was taken, and a number was added to it. */
      readonly renamed: number;
      readonly providersAdded: number;
      /** Definitions of providers that differ from those here, which were kept. */
      readonly providersKept: number;
      /** Records of the file that cannot be used. */
      readonly unreadable?: number;
    }
  | { readonly kind: 'change_key'; readonly secretsKeptIn: 'system' | 'passphrase' };

/** A file chosen to be imported; its content is sealed until the passphrase is given. */
export interface ImportFileView {
  readonly fileName: string;
  readonly createdAt: number;
}

export interface AppView {
  readonly about: AboutView;
  readonly settings: SettingsView;
  readonly desktop: DesktopView;
  /** Those under way. */
  readonly works: readonly WorkView[];
  readonly vault: VaultView;
  /** Said once at start: for example that a damaged vault was set aside, and where. */
  readonly notices: readonly string[];
  readonly accounts: readonly AccountView[];
  readonly providers: readonly ProviderView[];
  readonly rememberedClients: readonly RememberedClientView[];
}

export type CopyFormat = 'token' | 'header' | 'curl' | 'env' | 'json';

export interface CopyReceipt {
  readonly expiresAt: number | undefined;
  /** When the clipboard is cleared, if it still holds the token then; undefined: it is not. */
  readonly clearsAt: number | undefined;
}

/** The client and its server, as the person entered them. */
export interface ClientArguments {
  readonly providerId: string;
  /** By the names of the provider's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Those that replace the preset's, by name; empty text: not to be used. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly clientId: string;
  /** Typed by the person; the window forgets it at once. Empty: none. */
  readonly clientSecret: string;
  readonly clientAuthentication: 'none' | 'client_secret_post' | 'client_secret_basic';
  readonly dangerouslyAllowHttpOnLoopback: boolean;
}

export interface SignInArguments extends ClientArguments {
  readonly flow: FlowKindView;
  readonly scopes: readonly string[];
  /** The whole address; an address that is not on this computer is pasted back. */
  readonly redirectUri: string;
  /** The provider takes any port of `redirectUri`. */
  readonly anyPort: boolean;
  readonly formPost: boolean;
  /** Empty: named after the identity. */
  readonly label: string;
}

export interface ImportArguments extends ClientArguments {
  /** Typed or pasted by the person; the window forgets both at once. Empty: none. */
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Epoch milliseconds; 0: not known. */
  readonly expiresAt: number;
  readonly scopes: readonly string[];
  readonly label: string;
}

/** What is wrong with a definition of a provider, member by member. */
export interface DefinitionProblemView {
  /** Such as `endpoints.token`; empty for the whole. */
  readonly path: string;
  readonly problem: string;
  readonly remedy: string;
}

export type DefinitionView =
  | { readonly kind: 'saved'; readonly provider: ProviderView }
  | { readonly kind: 'wrong'; readonly problems: readonly DefinitionProblemView[] };

/** An account that is removed once the person can no longer undo it. */
export interface LeavingView {
  readonly undoUntil: number;
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
  setPreferences: {
    args: { readonly accountId: string; readonly preferences: PreferencesView };
    result: AccountView;
  };
  /** It is gone from the list at once, and from the vault when it can no longer be undone. */
  removeAccount: { args: { readonly accountId: string; readonly revoke: boolean }; result: LeavingView };
  /** Fails with `account_not_found` where it is too late. */
  undoRemoval: { args: { readonly accountId: string }; result: AccountView };
  refreshAll: { args: Record<never, never>; result: WorkView };
  cancelWork: { args: { readonly workId: string }; result: null };
  startSignIn: { args: SignInArguments; result: SignInView };
  /** Signs in through a remembered client, with the scopes last asked for. */
  startSignInWithClient: { args: { readonly clientKey: string }; result: SignInView };
  /** Empty `scopes`: those asked for before. */
  startSignInAgain: {
    args: { readonly accountId: string; readonly scopes: readonly string[] };
    result: SignInView;
  };
  /** Takes the address that the browser ended on. */
  pasteRedirect: { args: { readonly signInId: string; readonly address: string }; result: null };
  importAccount: { args: ImportArguments; result: AccountView };
  replaceClientSecret: {
    args: {
      readonly clientKey: string;
      readonly clientSecret: string;
      readonly clientAuthentication: 'client_secret_post' | 'client_secret_basic';
    };
    result: null;
  };
  revokeTokens: { args: { readonly accountId: string }; result: RemovalView };
  verifyToken: { args: { readonly accountId: string }; result: VerificationView };
  askProvider: {
    args: { readonly accountId: string; readonly source: TokenReportView['source'] };
    result: TokenReportView;
  };
  whoAmI: { args: { readonly accountId: string }; result: UseReportView };
  openDashboard: { args: { readonly accountId: string }; result: null };
  /** `definition` is the JSON text; `replace`: one of the person's own with the same id is replaced. */
  saveProvider: { args: { readonly definition: string; readonly replace: boolean }; result: DefinitionView };
  removeProvider: { args: { readonly providerId: string }; result: null };
  /** The JSON text of a preset or of one's own. */
  getDefinition: { args: { readonly providerId: string }; result: string };
  cancelSignIn: { args: { readonly signInId: string }; result: null };
  openSignInAgain: { args: { readonly signInId: string }; result: null };
  copySignInLink: { args: { readonly signInId: string }; result: null };
  openRegistrationPage: { args: { readonly providerId: string }; result: null };
  copyText: { args: { readonly text: string }; result: null };
  /** Only the settings named are changed. */
  changeSettings: { args: { readonly changes: Partial<SettingsView> }; result: SettingsView };
  /** Lets the person choose a file of certificate authorities; the settings are as before where none is chosen. */
  chooseCaFile: { args: Record<never, never>; result: SettingsView };
  showDataFolder: { args: Record<never, never>; result: null };
  /** What the page knows of the network: accounts that could not be reached are tried again. */
  noteConnection: { args: { readonly online: boolean }; result: null };
  /** Asks where to; null where the person chose no place. */
  exportAll: { args: { readonly passphrase: string }; result: WorkView | null };
  /** Asks for the file; null where the person chose none. */
  chooseImport: { args: Record<never, never>; result: ImportFileView | null };
  /** Merges the file chosen last. */
  importAll: { args: { readonly passphrase: string }; result: WorkView };
  /** A new key, kept in the system's keychain or under a passphrase; everything is sealed anew. */
  changeKey: {
    args: {
      readonly to: 'system' | 'passphrase';
      /** Empty where `to` is the system's keychain. */
      readonly passphrase: string;
      /** The one in use now; empty where there is none. */
      readonly currentPassphrase: string;
    };
    result: WorkView;
  };
  lock: { args: Record<never, never>; result: VaultView };
  retryKeychain: { args: Record<never, never>; result: VaultView };
  choosePassphrase: { args: { readonly passphrase: string }; result: VaultView };
  /** Empty where the key is in the system's keychain. */
  unlock: { args: { readonly passphrase: string }; result: VaultView };
}

export type Channel = keyof Channels;

// --- Events: main tells, the window listens ---------------------------------------------------------------

export interface Events {
  accountsChanged: { readonly changed: readonly AccountView[]; readonly removed: readonly string[] };
  signInChanged: SignInView;
  /** The vault was opened, locked or failed, or an export imported: everything is to be read again with `getApp`. */
  vaultChanged: VaultView;
  settingsChanged: SettingsView;
  workChanged: WorkView;
  /** What became of a token on the clipboard: taken off, or something else was there meanwhile. */
  clipboardChanged: 'cleared' | 'left';
  /** A token was copied from the tray or a notification. */
  tokenCopied: { readonly accountId: string; readonly label: string; readonly receipt: CopyReceipt };
  /** A sign-in that was begun from a notification. */
  signInBegun: { readonly accountId: string; readonly signIn: SignInView };
  /** The person has asked for this account in the tray or by a notification. */
  accountWanted: { readonly accountId: string };
  /** The removal can no longer be undone. */
  removalEnded: { readonly label: string; readonly providerName: string; readonly removal: RemovalView };
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
