// Command line. What can be asked for, after the arguments were judged.

export const commandNames = ['login', 'list', 'token', 'refresh', 'remove', 'init'] as const;
export type CommandName = (typeof commandNames)[number];

/** What every command that opens the vault is told. */
interface Opening {
  readonly json: boolean;
  /** The passphrase of the vault is the first line of standard input; otherwise it is asked for where it is needed. */
  readonly passphraseStdin: boolean;
}

export type SecretMethod = 'client_secret_post' | 'client_secret_basic';

export interface LoginCommand extends Opening {
  readonly kind: 'login';
  readonly issuer: string;
  readonly clientId: string;
  /** How the client proves itself; undefined for a public client. */
  readonly clientAuthentication: SecretMethod | undefined;
  /** The secret is the next line of standard input; otherwise it is asked for on the terminal. */
  readonly clientSecretStdin: boolean;
  /** Undefined: those of the preset. */
  readonly scopes: readonly string[] | undefined;
  /** Undefined: that of the preset, usually any free one. */
  readonly redirectPort: number | undefined;
  readonly name: string | undefined;
  readonly dangerouslyAllowHttpOnLoopback: boolean;
}

export interface TokenCommand extends Opening {
  readonly kind: 'token';
  readonly name: string;
  readonly minValidMs: number | undefined;
  readonly force: boolean;
}

export interface RemoveCommand extends Opening {
  readonly kind: 'remove';
  readonly name: string;
  readonly revoke: boolean;
}

export type VaultCommand =
  | LoginCommand
  | TokenCommand
  | RemoveCommand
  | ({ readonly kind: 'list' } & Opening)
  | ({ readonly kind: 'refresh'; readonly name: string } & Opening);

/** Chooses a passphrase for a vault that is still new. */
export type InitCommand = { readonly kind: 'init' } & Opening;

export type Command = { readonly kind: 'help' } | { readonly kind: 'version' } | InitCommand | VaultCommand;
