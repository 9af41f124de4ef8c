// Command line. What each command does with the open vault, and what it prints.
import type { Services } from '../compose.ts';
import type { Account } from '../core/accounts/account.ts';
import type { RemovalReport } from '../core/accounts/service.ts';
import type { AppError } from '../core/errors.ts';
import type { Clock } from '../core/ports.ts';
import type { Provider } from '../core/providers/provider.ts';
import { ok, type Result } from '../core/result.ts';
import type { Secret } from '../core/secret.ts';
import { wordingOf } from '../core/wording.ts';
import { accountJson, accountTable, expiryJson, type Standing, timeLeft } from './account-text.ts';
import type { LoginCommand, RemoveCommand, TokenCommand, VaultCommand } from './command.ts';
import { errorJson } from './failure.ts';
import { loginRequest, signIn } from './login.ts';
import { clientSecret } from './opening.ts';
import { plain } from './plain-text.ts';
import type { Terminal } from './terminal.ts';

export interface CommandParts {
  readonly terminal: Terminal;
  readonly services: Services;
  readonly providers: readonly Provider[];
  readonly clock: Pick<Clock, 'now'>;
  /** Told what Ctrl-C does from now on. */
  readonly onCancel: (cancel: () => void) => void;
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

function list(parts: CommandParts, json: boolean): Result<void> {
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

async function login(parts: CommandParts, command: LoginCommand): Promise<Result<void>> {
  let secret: Secret | undefined;
  if (command.clientAuthentication !== undefined) {
    const given = await clientSecret(parts.terminal, command.clientSecretStdin);
    if (!given.ok) return given;
    secret = given.value;
  }
  const request = loginRequest(command, parts.providers, secret);
  if (!request.ok) return request;
  const end = await signIn(parts.services.accounts, request.value, parts.terminal, parts.onCancel);
  if (end.kind === 'failed') return { ok: false, error: end.error };
  const { account } = end;
  if (!account.hasRefreshToken)
    parts.terminal.err(
      'The provider gave no refresh token: sign in again once this access token has run out.\n',
    );
  const value = accountJson(standingOf(parts, account), parts.clock.now());
  print(parts, command.json, value, `${plain(account.label)}\n`);
  return ok();
}

async function token(parts: CommandParts, command: TokenCommand): Promise<Result<void>> {
  const { accounts } = parts.services;
  const found = accounts.find(command.name);
  if (!found.ok) return found;
  const issued = await accounts.tokenFor(found.value.id, {
    force: command.force,
    ...(command.minValidMs === undefined ? {} : { minValidMs: command.minValidMs }),
  });
  if (!issued.ok) return issued;
  const { accessToken, tokenType, expiresAt } = issued.value;
  const text = accessToken.reveal();
  const value = { accessToken: text, tokenType, ...expiryJson(expiresAt, parts.clock.now()) };
  print(parts, command.json, value, `${text}\n`);
  return ok();
}

async function refresh(parts: CommandParts, name: string, json: boolean): Promise<Result<void>> {
  const { accounts } = parts.services;
  const found = accounts.find(name);
  if (!found.ok) return found;
  const refreshed = await accounts.refresh(found.value.id);
  if (!refreshed.ok) return refreshed;
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

async function remove(parts: CommandParts, command: RemoveCommand): Promise<Result<void>> {
  const { accounts } = parts.services;
  const found = accounts.find(command.name);
  if (!found.ok) return found;
  const removed = await accounts.remove(found.value.id, { revoke: command.revoke });
  if (!removed.ok) return removed;
  const { revocation } = removed.value;
  const { label: name, id } = found.value;
  const failed = typeof revocation === 'string' ? {} : { error: errorJson(revocation) };
  const value = { name, id, revocation: typeof revocation === 'string' ? revocation : 'failed', ...failed };
  print(parts, command.json, value, `${plain(name)} was removed. ${plain(revocationWords(revocation))}\n`);
  return ok();
}

/** A request that is under way is finished: its answer may hold a refresh token that exists nowhere else. */
function finishFirst({ terminal, onCancel }: CommandParts): void {
  onCancel(() => terminal.err('Finishing what is under way; Ctrl-C once more stops at once.\n'));
}

/** Does what is asked for and prints the result. Errors: those of the use cases. */
export async function perform(parts: CommandParts, command: VaultCommand): Promise<Result<void>> {
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
