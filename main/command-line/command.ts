// Command line. What can be asked for, after the arguments were judged.
import type { ServerChoice } from '../core/accounts/account.ts';
import type { FlowKind } from '../core/providers/provider.ts';

export const commandNames = [
  'login',
  'import',
  'list',
  'token',
  'refresh',
  'inspect',
  'whoami',
  'secret',
  'revoke',
  'remove',
  'providers',
  'backup',
  'restore',
  'init',
] as const;
export type CommandName = (typeof commandNames)[number];

/** What every command that opens the vault is told. */
export interface Opening {
  readonly json: boolean;
  /** The passphrase of the vault is the first line of standard input; otherwise it is asked for where it is needed. */
  readonly passphraseStdin: boolean;
}

export type SecretMethod = 'client_secret_post' | 'client_secret_basic';

/** Which provider, which of its servers and which client: the same for signing in and for importing. */
export interface ClientOptions {
  /** An id or a name; undefined where an issuer stands for it. */
  readonly provider: string | undefined;
  /** `--param` and `--issuer`, by name. */
  readonly parameters: ServerChoice['parameters'];
  readonly endpoints: ServerChoice['endpoints'];
  /** Undefined: a client used before, where there is just one. */
  readonly clientId: string | undefined;
  /** How the client proves itself, where the person says so. */
  readonly clientAuthentication: SecretMethod | undefined;
  /** The secret is a line of standard input; otherwise it is asked for on the terminal where one is needed. */
  readonly clientSecretStdin: boolean;
  readonly dangerouslyAllowHttpOnLoopback: boolean;
}

/** Undefined members: as the preset or the remembered client has it. */
export interface LoginCommand extends Opening, ClientOptions {
  readonly kind: 'login';
  readonly flow: FlowKind | undefined;
  readonly scopes: readonly string[] | undefined;
  readonly redirectUri: string | undefined;
  readonly redirectPort: number | undefined;
  readonly formPost: boolean;
  /** The address that the browser ends on may be given as a line of standard input. */
  readonly paste: boolean;
  readonly name: string | undefined;
}

/** Signs in again, as the account did before. */
export interface AgainCommand extends Opening {
  readonly kind: 'again';
  readonly name: string;
  /** Undefined: those asked for before. */
  readonly scopes: readonly string[] | undefined;
  readonly paste: boolean;
}

export interface ImportCommand extends Opening, ClientOptions {
  readonly kind: 'import';
  readonly accessTokenStdin: boolean;
  readonly refreshTokenStdin: boolean;
  /** From now, or the moment itself in epoch milliseconds. */
  readonly expiry: { readonly inMs: number } | { readonly at: number } | undefined;
  readonly scopes: readonly string[];
  readonly name: string | undefined;
}

export interface TokenCommand extends Opening {
  readonly kind: 'token';
  readonly name: string;
  readonly minValidMs: number | undefined;
  readonly force: boolean;
}

export interface InspectCommand extends Opening {
  readonly kind: 'inspect';
  readonly name: string;
  readonly verify: boolean;
  readonly introspect: boolean;
  readonly validate: boolean;
  /** Scopes, or the name of one of the provider's APIs. */
  readonly needs: string | undefined;
}

/** Looks at a token that comes in a line of standard input: without vault and keychain. */
export interface InspectInputCommand {
  readonly kind: 'inspect-input';
  readonly json: boolean;
  /** The issuer whose keys the signature is held against; undefined: it is not. */
  readonly verifyWith: string | undefined;
  readonly dangerouslyAllowHttpOnLoopback: boolean;
  readonly needs: string | undefined;
}

export interface SecretCommand extends Opening {
  readonly kind: 'secret';
  readonly name: string;
  readonly clientAuthentication: SecretMethod | undefined;
  readonly clientSecretStdin: boolean;
}

export interface RemoveCommand extends Opening {
  readonly kind: 'remove';
  readonly name: string;
  readonly revoke: boolean;
}

/** What the file of a backup is told by. */
interface TransferOptions extends Opening {
  readonly file: string;
  /** The passphrase of the backup is a line of standard input; otherwise it is asked for. */
  readonly backupPassphraseStdin: boolean;
}

export interface BackupCommand extends TransferOptions {
  readonly kind: 'backup';
  /** A file that is there is replaced. */
  readonly replace: boolean;
}

export interface RestoreCommand extends TransferOptions {
  readonly kind: 'restore';
}

export type VaultCommand =
  | LoginCommand
  | AgainCommand
  | ImportCommand
  | TokenCommand
  | InspectCommand
  | SecretCommand
  | RemoveCommand
  | BackupCommand
  | RestoreCommand
  | ({ readonly kind: 'list' } & Opening)
  | ({ readonly kind: 'refresh' | 'whoami' | 'revoke'; readonly name: string } & Opening);

/** What is asked of the providers needs no vault; only removing one may have to look into it. */
export type ProvidersCommand = { readonly kind: 'providers' } & Opening &
  (
    | { readonly action: 'list' }
    | { readonly action: 'show' | 'export' | 'remove'; readonly provider: string }
    | { readonly action: 'validate'; readonly file: string }
    | { readonly action: 'add'; readonly file: string; readonly replace: boolean }
  );

/** Chooses a passphrase for a vault that is still new. */
export type InitCommand = { readonly kind: 'init' } & Opening;

/** Those that can fail, which is told as JSON where that was asked for. */
export type WorkingCommand = VaultCommand | InspectInputCommand | ProvidersCommand | InitCommand;

export type Command =
  /** `about` undefined: all commands in short. */
  | { readonly kind: 'help'; readonly about: CommandName | undefined }
  | { readonly kind: 'version' }
  | WorkingCommand;
