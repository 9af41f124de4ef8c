// Command line. What the commands that use the open vault are given, and how they end.
import type { Services } from '../compose.ts';
import type { Account } from '../core/accounts/account.ts';
import type { Clock, ExportStore } from '../core/ports.ts';
import type { Providers } from '../core/providers/registry.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Transfer } from '../core/transfer/transfer.ts';
import type { Standing } from './account-text.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import type { Failure } from './failure.ts';
import { plainJson } from './plain-text.ts';
import { insteadOfSigningIn, signInCommand } from './sign-in-again.ts';
import type { Terminal } from './terminal.ts';

export interface CommandParts {
  readonly terminal: Terminal;
  readonly services: Services;
  readonly providers: Providers;
  readonly clock: Pick<Clock, 'now'>;
  readonly transfer: Transfer;
  readonly exportStore: ExportStore;
  /** Told what Ctrl-C does from now on. */
  readonly onCancel: (cancel: () => void) => void;
}

/** The exit code, which tells more than success, or why the command could not be done. */
export type End = Result<ExitCode, Failure>;
export type Done = Promise<End>;

export function done(): End {
  return ok(exitCodes.done);
}

export function failed({ error }: { readonly error: Failure['error'] }): Result<never, Failure> {
  return fail({ error });
}

/** The same for what was wanted of an account. Tokens that were imported without a client cannot sign in again. */
export function failedFor(
  account: Account,
  { error }: { readonly error: Failure['error'] },
): Result<never, Failure> {
  if (exitCodeOf(error.code) !== exitCodes.signInNeeded) return fail({ error });
  return account.clientId === ''
    ? fail({ error, words: { remedy: insteadOfSigningIn } })
    : fail({ error, signInAgain: signInCommand(account) });
}

/** Prints the result: as JSON, or as text. */
export function print(
  { terminal }: Pick<CommandParts, 'terminal'>,
  json: boolean,
  value: unknown,
  text: string,
): void {
  terminal.out(json ? `${plainJson(JSON.stringify(value, undefined, 2))}\n` : text);
}

export function standingOf({ services }: CommandParts, account: Account): Standing {
  return { account, status: services.accounts.status(account) };
}
