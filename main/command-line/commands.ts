// Command line. What each command does with the open vault, and what it prints.
import type { Account } from '../core/accounts/account.ts';
import { accountJson, accountTable } from './account-text.ts';
import type { VaultCommand } from './command.ts';
import {
  type CommandParts,
  type Done,
  done,
  type End,
  failed,
  failedFor,
  print,
  standingOf,
} from './command-parts.ts';
import { importTokens } from './import.ts';
import { inspect } from './inspect.ts';
import { login, loginAgain } from './login.ts';
import { plain } from './plain-text.ts';
import { remove, revoke } from './revocation.ts';
import { replaceSecret } from './secret.ts';
import { timeLeft } from './time-text.ts';
import { token } from './token.ts';
import { exportAll, restore } from './transfer-command.ts';
import { whoAmI } from './who-am-i.ts';

function byName(one: Account, other: Account): number {
  return one.label.localeCompare(other.label);
}

function list(parts: CommandParts, json: boolean): End {
  const now = parts.clock.now();
  const standings = parts.services.accounts
    .list()
    .toSorted(byName)
    .map((account) => standingOf(parts, account));
  if (standings.length === 0)
    parts.terminal.err('No accounts yet. See the providers with: tokendeck providers list\n');
  const rows = standings.map((standing) => accountJson(standing, now));
  print(parts, json, rows, standings.length === 0 ? '' : accountTable(standings, now));
  return done();
}

async function refresh(parts: CommandParts, name: string, json: boolean): Done {
  const { accounts } = parts.services;
  const found = accounts.find(name);
  if (!found.ok) return failed(found);
  const refreshed = await accounts.refresh(found.value.id);
  if (!refreshed.ok) return failedFor(found.value, refreshed);
  const now = parts.clock.now();
  const left = timeLeft(refreshed.value.expiresAt, now);
  const value = accountJson(standingOf(parts, refreshed.value), now);
  const text = `${plain(refreshed.value.label)} has a new token${left === '' ? '' : `, good for ${left}`}.\n`;
  print(parts, json, value, text);
  return done();
}

/** A request that is under way is finished: its answer may hold a refresh token that exists nowhere else. */
function finishFirst({ terminal, onCancel }: CommandParts): void {
  onCancel(() => terminal.err('Finishing what is under way; Ctrl-C once more stops at once.\n'));
}

/** Does what is asked for and prints the result. Errors: those of the use cases. */
export async function perform(parts: CommandParts, command: VaultCommand): Done {
  if (command.kind !== 'login' && command.kind !== 'again') finishFirst(parts);
  switch (command.kind) {
    case 'list':
      return list(parts, command.json);
    case 'login':
      return login(parts, command);
    case 'again':
      return loginAgain(parts, command);
    case 'import':
      return importTokens(parts, command);
    case 'token':
      return token(parts, command);
    case 'refresh':
      return refresh(parts, command.name, command.json);
    case 'inspect':
      return inspect(parts, command);
    case 'whoami':
      return whoAmI(parts, command.name, command.json);
    case 'secret':
      return replaceSecret(parts, command);
    case 'revoke':
      return revoke(parts, command.name, command.json);
    case 'remove':
      return remove(parts, command);
    case 'backup':
      return exportAll(parts, command);
    case 'restore':
      return restore(parts, command);
  }
}
