// Command line. revoke, which keeps the account, and remove, which forgets it.
import type { RemovalReport } from '../core/accounts/service.ts';
import { type AppError, appError } from '../core/errors.ts';
import { fail } from '../core/result.ts';
import { wordingOf } from '../core/wording.ts';
import { accountJson } from './account-text.ts';
import type { RemoveCommand } from './command.ts';
import { type CommandParts, type Done, done, failed, failedFor, print, standingOf } from './command-parts.ts';
import { errorJson } from './failure.ts';
import { plain } from './plain-text.ts';
import { signInCommand } from './sign-in-again.ts';

/** Errors: `unsupported_by_server` where the provider has no way to revoke; those of the request. */
export async function revoke(parts: CommandParts, name: string, json: boolean): Done {
  const { accounts } = parts.services;
  const found = accounts.find(name);
  if (!found.ok) return failed(found);
  const account = found.value;
  const revoked = await accounts.revoke(account.id);
  if (!revoked.ok) return failedFor(account, revoked);
  if (revoked.value === 'unsupported') {
    const words = {
      what: 'The provider has no way to revoke tokens from here.',
      remedy:
        'The access token works until it runs out. Look for a page of the provider where access is taken back.',
    };
    return fail({ error: appError('unsupported_by_server', { detail: 'revocation' }), words });
  }
  const now = accounts.get(account.id) ?? account;
  const value = { ...accountJson(standingOf(parts, now), parts.clock.now()), revocation: revoked.value };
  const text = `The tokens of ${plain(account.label)} were revoked at the provider.\n`;
  print(parts, json, value, text);
  if (account.clientId !== '') parts.terminal.err(`To sign in again: ${plain(signInCommand(account))}\n`);
  return done();
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

export async function remove(parts: CommandParts, command: RemoveCommand): Done {
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
  return done();
}
