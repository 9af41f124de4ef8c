// Command line. What each command does with the open vault, and what it prints.
import type { Services } from '../compose.ts';
import type { Account } from '../core/accounts/account.ts';
import type { RemovalReport } from '../core/accounts/service.ts';
import type { AppError } from '../core/errors.ts';
import type { Clock } from '../core/ports.ts';
import type { Provider } from '../core/providers/provider.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Secret } from '../core/secret.ts';
import { wordingOf } from '../core/wording.ts';
import { accountJson, accountTable, expiryJson, type Standing, span, timeLeft } from './account-text.ts';
import type { LoginCommand, RemoveCommand, TokenCommand, VaultCommand } from './command.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { errorJson } from './failure.ts';
import { loginRequest, signIn } from './login.ts';
import { clientSecret } from './opening.ts';
import { plain } from './plain-text.ts';
import { signInCommand } from './sign-in-again.ts';
import type { Terminal } from './terminal.ts';

export interface CommandParts {
  readonly terminal: Terminal;
  readonly services: Services;
  readonly providers: readonly Provider[];
  readonly clock: Pick<Clock, 'now'>;
  /** Told what Ctrl-C does from now on. */
  readonly onCancel: (cancel: () => void) => void;
}

/** Why a command could not be done. */
export interface Failure {
  readonly error: AppError;
  /** The command that signs in again, where only that helps. */
  readonly signInAgain?: string;
}

type Done = Promise<Result<void, Failure>>;

function failed({ error }: { readonly error: AppError }): Result<never, Failure> {
  return fail({ error });
}

/** The same for what was wanted of an account. */
async function failedFor(
  { services }: CommandParts,
  account: Account,
  { error }: { readonly error: AppError },
): Promise<Result<never, Failure>> {
  if (exitCodeOf(error.code) !== exitCodes.signInNeeded) return fail({ error });
  const client = await services.accounts.client(account.clientKey);
  return client.ok && client.value !== undefined
    ? fail({ error, signInAgain: signInCommand(account, client.value) })
    : fail({ error });
}

function print({ terminal }: CommandParts, json: boolean, value: unknown, text: string): void {
  terminal.out(json ? `${JSON.stringify(value, undefined, 2)}\n` : text);
}

function standingOf({ services }: CommandParts, account: Account): Standing {
  return { account, status: services.accounts.status(account) };
}

function byName(one: Account, other: Account): number {
  return one.label.localeCompare(other.label);
}

function list(parts: CommandParts, json: boolean): Result<void, Failure> {
  const now = parts.clock.now();
  const standings = parts.services.accounts
    .list()
    .toSorted(byName)
    .map((account) => standingOf(parts, account));
  if (standings.length === 0)
    parts.terminal.err('No accounts yet. Sign in with: tokendeck login --issuer URL --client-id ID\n');
  const rows = standings.map((standing) => accountJson(standing, now));
  print(parts, json, rows, standings.length === 0 ? '' : accountTable(standings, now));
  return ok();
}

async function login(parts: CommandParts, command: LoginCommand): Done {
  let secret: Secret | undefined;
  if (command.clientAuthentication !== undefined) {
    const given = await clientSecret(parts.terminal, command.clientSecretStdin);
    if (!given.ok) return failed(given);
    secret = given.value;
  }
  const request = loginRequest(command, parts.providers, secret);
  if (!request.ok) return failed(request);
  const end = await signIn(parts.services.accounts, request.value, parts.terminal, parts.onCancel);
  if (end.kind === 'failed') return failed(end);
  const { account } = end;
  if (!account.hasRefreshToken)
    parts.terminal.err(
      'The provider gave no refresh token: sign in again once this access token has run out.\n',
    );
  const value = accountJson(standingOf(parts, account), parts.clock.now());
  print(parts, command.json, value, `${plain(account.label)}\n`);
  return ok();
}

/** A token that was refreshed and is still not good for as long as was asked is printed, but not silently. */
function warnOfShortLife(
  { terminal, clock }: CommandParts,
  expiresAt: number | undefined,
  minValidMs: number | undefined,
): void {
  if (expiresAt === undefined || minValidMs === undefined) return;
  const left = expiresAt - clock.now();
  if (left >= minValidMs) return;
  terminal.err(
    `The token is good for only ${span(left)}, not the ${span(minValidMs)} asked for: the provider gives no longer ones.\n`,
  );
}

async function token(parts: CommandParts, command: TokenCommand): Done {
  const { accounts } = parts.services;
  const found = accounts.find(command.name);
  if (!found.ok) return failed(found);
  const issued = await accounts.tokenFor(found.value.id, {
    force: command.force,
    ...(command.minValidMs === undefined ? {} : { minValidMs: command.minValidMs }),
  });
  if (!issued.ok) return failedFor(parts, found.value, issued);
  const { accessToken, tokenType, expiresAt } = issued.value;
  warnOfShortLife(parts, expiresAt, command.minValidMs);
  const text = accessToken.reveal();
  const value = { accessToken: text, tokenType, ...expiryJson(expiresAt, parts.clock.now()) };
  print(parts, command.json, value, `${text}\n`);
  return ok();
}

async function refresh(parts: CommandParts, name: string, json: boolean): Done {
  const { accounts } = parts.services;
  const found = accounts.find(name);
  if (!found.ok) return failed(found);
  const refreshed = await accounts.refresh(found.value.id);
  if (!refreshed.ok) return failedFor(parts, found.value, refreshed);
  const now = parts.clock.now();
  const left = timeLeft(refreshed.value.expiresAt, now);
  const value = accountJson(standingOf(parts, refreshed.value), now);
  print(
    parts,
    json,
    value,
    `${plain(refreshed.value.label)} has a new token${left === '' ? '' : `, good for ${left}`}.\n`,
  );
  return ok();
}

function revocationWords(revocation: RemovalReport['revocation']): string {
  switch (revocation) {
    case 'revoked':
      return 'Its tokens were revoked at the provider.';
    case 'unsupported':
      return 'The provider has no way to revoke its tokens: the access token works until it runs out.';
    case 'skipped':
      return 'Its tokens were left valid at the provider.';
    default:
      return `Its tokens could not be revoked at the provider. ${wordingOf(revocation satisfies AppError).what}`;
  }
}

async function remove(parts: CommandParts, command: RemoveCommand): Done {
  const { accounts } = parts.services;
  const found = accounts.find(command.name);
  if (!found.ok) return failed(found);
  const removed = await accounts.remove(found.value.id, { revoke: command.revoke });
  if (!removed.ok) return failed(removed);
  const { revocation } = removed.value;
  const { label: name, id } = found.value;
  const why = typeof revocation === 'string' ? {} : { error: errorJson(revocation) };
  const value = { name, id, revocation: typeof revocation === 'string' ? revocation : 'failed', ...why };
  print(parts, command.json, value, `${plain(name)} was removed. ${plain(revocationWords(revocation))}\n`);
  return ok();
}

/** A request that is under way is finished: its answer may hold a refresh token that exists nowhere else. */
function finishFirst({ terminal, onCancel }: CommandParts): void {
  onCancel(() => terminal.err('Finishing what is under way; Ctrl-C once more stops at once.\n'));
}

/** Does what is asked for and prints the result. Errors: those of the use cases. */
export async function perform(parts: CommandParts, command: VaultCommand): Done {
  if (command.kind !== 'login') finishFirst(parts);
  switch (command.kind) {
    case 'list':
      return list(parts, command.json);
    case 'login':
      return login(parts, command);
    case 'token':
      return token(parts, command);
    case 'refresh':
      return refresh(parts, command.name, command.json);
    case 'remove':
      return remove(parts, command);
  }
}
