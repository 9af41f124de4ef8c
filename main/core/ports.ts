// Pure. Every outside thing the core needs, as an interface of a few methods. `main/adapters/` has one file for each.
import type { Result } from './result.ts';
import type { Secret } from './secret.ts';

// --- HTTP -------------------------------------------------------------------------------------------------

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names; repeated headers are joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

export interface Http {
  /**
   * Sends one request. Redirects are not followed and the body is capped at 1 MiB.
   * Errors: `network`, `timeout`, `cancelled`, `response_too_large`, `redirect_not_followed` (status 3xx, the target's
   * host as detail), `malformed_response` (compressed unasked), `invalid_url`, `insecure_url`. Every other HTTP status is
   * a success here.
   */
  send(request: HttpRequest): Promise<Result<HttpResponse>>;
}

// --- The redirect and the browser -------------------------------------------------------------------------

export interface RedirectTarget {
  /** Host name as it stands in the redirect URI. The socket is bound to the loopback interface whatever it says. */
  readonly hostname: '127.0.0.1' | 'localhost';
  /** 0 takes any free port. */
  readonly port: number;
  /** Begins with `/`. */
  readonly path: string;
  /** Set where the answer comes as a form in a POST (OAuth 2.0 Form Post Response Mode). */
  readonly responseMode?: 'form_post';
}

/** The parameters of one request for the redirect path, decoded and in order, repeated ones included. */
export type RedirectParameters = readonly (readonly [name: string, value: string])[];

/** What the core makes of a request for the redirect path; anything but `ignored` ends the listening. */
export type RedirectVerdict = 'ignored' | 'received' | 'refused';

export interface RedirectListener {
  /** The exact redirect URI to send to the authorization server. */
  readonly redirectUri: string;
  /** Stops listening and leaves no socket behind. Safe to call twice. */
  close(): Promise<void>;
}

export interface RedirectReceiver {
  /**
   * Listens on the loopback interface (RFC 8252 section 7.3). Requests for another path, method or host are answered
   * and forgotten; those for the redirect path are put to `judge`, until it returns something other than `ignored`.
   * Errors: `port_in_use`, `port_not_allowed` (both with the port as detail).
   */
  listen(
    target: RedirectTarget,
    judge: (parameters: RedirectParameters) => RedirectVerdict,
  ): Promise<Result<RedirectListener>>;
}

export interface Browser {
  /** Opens an address in the person's browser. Errors: `browser_not_opened`. */
  open(url: string): Promise<Result<void>>;
}

// --- The keychain -----------------------------------------------------------------------------------------

export interface Keychain {
  /** Where secrets are kept, for display: `system` is the operating system's keychain. */
  readonly kind: 'system' | 'passphrase';
  /** The vault key of 32 bytes, or undefined where none was stored yet. Errors: `keychain_*`, `passphrase_*`. */
  read(): Promise<Result<Uint8Array<ArrayBuffer> | undefined>>;
  write(key: Uint8Array<ArrayBuffer>): Promise<Result<void>>;
  /** Forgets the key for good; that there is none is a success. Errors: `keychain_*`, `vault_unreadable`. */
  remove(): Promise<Result<void>>;
}

// --- Storage ----------------------------------------------------------------------------------------------

export type RecordKind = 'client' | 'account' | 'tokens';

export interface StoredRecord {
  readonly kind: RecordKind;
  readonly id: string;
  /** Position in the order of commits: grows with every commit of any process. */
  readonly seq: number;
  /** Undefined for a record that was removed; its row stays as a mark for other processes. */
  readonly sealed: Uint8Array<ArrayBuffer> | undefined;
}

/** A small unsealed value; undefined where there is none. */
export interface MetaValue {
  readonly name: string;
  readonly value: string | undefined;
}

export type RecordChange =
  /** A condition of the whole commit: that the record is there and nobody has changed it since it had this `seq`. */
  | { readonly op: 'expect'; readonly kind: RecordKind; readonly id: string; readonly seq: number }
  /** A condition of the whole commit: that the small value is this one. */
  | { readonly op: 'expect_meta'; readonly meta: MetaValue }
  | {
      readonly op: 'put';
      readonly kind: RecordKind;
      readonly id: string;
      readonly sealed: Uint8Array<ArrayBuffer>;
    }
  | { readonly op: 'remove'; readonly kind: RecordKind; readonly id: string }
  /** Only the newest 100 events of an account are kept. */
  | { readonly op: 'append_event'; readonly event: StoredEvent }
  /** All events of an account. */
  | { readonly op: 'remove_events'; readonly accountId: string }
  /** As `releaseLease`. */
  | { readonly op: 'release_lease'; readonly name: string; readonly holder: string };

/** Sealed records in one file. Synchronous, as SQLite is. Errors: `vault_busy`, `vault_corrupt`, `vault_unreadable`. */
export interface RecordStore {
  get(kind: RecordKind, id: string): Result<StoredRecord | undefined>;
  /** All records of a kind whose `seq` is above `after`, in order of `seq`; removed ones only when `after` > 0. */
  changedSince(kind: RecordKind, after: number): Result<readonly StoredRecord[]>;
  /**
   * Makes all changes durable in one transaction, or none. Returns the `seq` given to them; undefined where a record is
   * not as expected, and then nothing was written.
   */
  commit(changes: readonly RecordChange[]): Result<number | undefined>;
  /** Calls back soon after another process has committed. Returns the way to stop. */
  onForeignCommit(listener: () => void): () => void;
}

/** Small unsealed values about the vault itself: the key check, the vault's id, where its key is. */
export interface MetaStore {
  getMeta(name: string): Result<string | undefined>;
  /** Stores the value unless there is one; returns the one that stands. */
  putMetaOnce(name: string, value: string): Result<string>;
  setMeta(meta: MetaValue): Result<void>;
  /** The names that begin so. */
  metaNames(prefix: string): Result<readonly string[]>;
}

export type LeaseOutcome =
  /** `interrupted`: the previous holder never gave it back, so its exchange is in doubt. */
  | { readonly kind: 'taken'; readonly interrupted: boolean }
  | { readonly kind: 'held'; readonly until: number };

export interface StoredLease {
  readonly name: string;
  readonly holder: string;
  readonly until: number;
}

/** Whether a lease may be given at all. */
export interface LeaseConditions {
  readonly expected: MetaValue;
  /** As long as anybody has the lease of this name, this one counts as held until that one ends. */
  readonly behind: string | undefined;
}

/** Leases that hold across processes. Times are epoch milliseconds. */
export interface LeaseStore {
  /** `refused`: the small value is not the one that was expected, and nothing was written. */
  takeLease(
    name: string,
    holder: string,
    now: number,
    until: number,
    conditions?: LeaseConditions,
  ): Result<LeaseOutcome | { readonly kind: 'refused' }>;
  releaseLease(name: string, holder: string): Result<void>;
}

export interface StoredEvent {
  readonly accountId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** The events of each account. */
export interface EventStore {
  /** Newest first. */
  recentEvents(accountId: string, limit: number): Result<readonly StoredEvent[]>;
}

/** Where something sealed is. `seal` tells this sealing of the row from every other: the nonce. */
export type SealedRow =
  | { readonly kind: RecordKind; readonly id: string; readonly seal: string }
  | {
      readonly kind: 'event';
      readonly row: number;
      readonly accountId: string;
      readonly at: number;
      readonly seal: string;
    };

export interface ResealedRow {
  readonly row: SealedRow;
  /** Undefined: it stays as it is. */
  readonly sealed: Uint8Array<ArrayBuffer> | undefined;
}

/** Everything sealed anew, to be put in its place at once. */
export interface Resealing {
  /** Conditions: these small values, and a lease in these hands. */
  readonly expected: readonly MetaValue[];
  readonly lease: { readonly name: string; readonly holder: string };
  /** Whether this lease has to be given back first. */
  readonly isInTheWay: (lease: StoredLease) => boolean;
  readonly rows: readonly ResealedRow[];
  /** Written with it. */
  readonly meta: readonly MetaValue[];
}

/** `outdated`: rows were added or changed since. `refused`: a condition does not hold. Nothing was written then. */
export type ResealOutcome = 'resealed' | 'outdated' | 'leased' | 'refused';

/** What changing the vault's key takes. */
export interface ResealStore {
  /** Everything that is sealed, of one moment. */
  sealedRows(): Result<readonly SealedRow[]>;
  /** Undefined where the row was changed or removed since. */
  sealedContent(row: SealedRow): Result<Uint8Array<ArrayBuffer> | undefined>;
  /** In one transaction, or not at all. Places in the order of commits stay as they are. */
  reseal(resealing: Resealing): Result<ResealOutcome>;
  /**
   * Makes what is committed depend on the vault's file alone, and no longer on the log beside it; nothing that was
   * taken back can come up again afterwards. False where another process is in the way.
   */
  settle(): Result<boolean>;
}

export interface VaultStore extends RecordStore, MetaStore, LeaseStore, EventStore, ResealStore {
  close(): void;
}

// --- Definitions of providers -----------------------------------------------------------------------------

export interface ProviderFile {
  /** The file's name without `.json`. */
  readonly name: string;
  readonly text: string;
}

/** The person's own definitions of providers, one JSON file each; they hold no secrets. */
export interface ProviderFiles {
  /** Where they are, for display. */
  readonly folder: string;
  /** Those that can be read; a file of more than 256 KiB cannot. Errors: `provider_files`. */
  list(): Result<readonly ProviderFile[]>;
  /** Writes the file whole or not at all. Errors: `provider_files`. */
  write(file: ProviderFile): Result<void>;
  /** Removing what is not there is a success. Errors: `provider_files`. */
  remove(name: string): Result<void>;
}

// --- Exports ----------------------------------------------------------------------------------------------

/** Seals the content of an export under a passphrase, and opens it again. */
export interface ExportSealer {
  /** Whether a passphrase is fit to be chosen. Errors: `passphrase_too_short`. */
  judgePassphrase(passphrase: Secret): Result<void>;
  /** The bytes of the file; `createdAt` can be read without the passphrase. Errors: `backup_too_large`. */
  seal(
    content: Uint8Array<ArrayBuffer>,
    passphrase: Secret,
    createdAt: number,
  ): Promise<Result<Uint8Array<ArrayBuffer>>>;
  /**
   * What can be known of a file without its passphrase; damage is found here. Errors: `not_a_backup`, `backup_damaged`,
   * `backup_newer`, `backup_too_large`.
   */
  judge(file: Uint8Array<ArrayBuffer>): Result<{ readonly createdAt: number }>;
  /** Errors: those of `judge`, `backup_passphrase_wrong`. */
  open(file: Uint8Array<ArrayBuffer>, passphrase: Secret): Promise<Result<Uint8Array<ArrayBuffer>>>;
}

/** Files of exports, wherever the person wants them. */
export interface ExportStore {
  /** Whether anything has this name that could be replaced: no folder. */
  isThere(path: string): boolean;
  /**
   * Whole or not at all, for its owner alone. What is there is replaced, unless `replace` is false. Errors: `cancelled`,
   * `file_unusable`, `invalid_argument` where it is not to be replaced.
   */
  write(
    path: string,
    content: Uint8Array<ArrayBuffer>,
    signal: AbortSignal,
    options?: { readonly replace: boolean },
  ): Promise<Result<void>>;
  /** Errors: `file_unusable`, also for what is no regular file; `backup_too_large`. */
  read(path: string): Promise<Result<Uint8Array<ArrayBuffer>>>;
}

// --- Small files ------------------------------------------------------------------------------------------

/** One small text file of the data directory that holds no secret. */
export interface TextFile {
  /** Undefined where there is none. Errors: `file_unusable`, also for one of more than 1 MiB. */
  read(): Result<string | undefined>;
  /** Writes the file whole or not at all. Errors: `file_unusable`. */
  write(text: string): Result<void>;
  /** Puts a file that cannot be used aside under a dated name, which is returned. Errors: `file_unusable`. */
  setAside(): Result<string>;
}

// --- Starting at login ------------------------------------------------------------------------------------

/** What makes the system start the application at login. */
export interface LoginItem {
  isOn(): boolean;
  /** Errors: `file_unusable`, `not_allowed`; their detail is shown. */
  set(on: boolean): Result<void>;
}

// --- Time, chance, notes ----------------------------------------------------------------------------------

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back once the wall clock has reached `at`, however far away that is. Returns the way to cancel. */
  at(at: number, callback: () => void): () => void;
  /** Calls back after the wall clock was set or the machine has slept. Returns the way to stop. */
  onJump(listener: () => void): () => void;
}

export interface Random {
  bytes(length: number): Uint8Array<ArrayBuffer>;
}

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  /** `event` is a fixed name such as `token.refreshed`; fields never hold secrets. */
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
}
