// Command line. secret: replaces the secret of a client; all accounts that signed in through it go on with the new one.
import { appError } from '../core/errors.ts';
import { fail } from '../core/result.ts';
import type { SecretCommand } from './command.ts';
import { type CommandParts, type Done, done, failed, print } from './command-parts.ts';
import { clientSecret } from './opening.ts';
import { plain } from './plain-text.ts';

export async function replaceSecret(parts: CommandParts, command: SecretCommand): Done {
  const { accounts } = parts.services;
  const found = accounts.find(command.name);
  if (!found.ok) return failed(found);
  const { clientKey, clientId, label } = found.value;
  const client = await accounts.client(clientKey);
  if (!client.ok) return failed(client);
  if (client.value === undefined || clientId === '') {
    const words = {
      what: `${label} has no client whose secret could be replaced.`,
      remedy: 'Import its tokens anew together with --client-id.',
    };
    return fail({ error: appError('not_allowed'), words });
  }
  const { method: before } = client.value.authentication;
  if (before === 'none') {
    const words = {
      what: `The client of ${label} has no secret that could be replaced.`,
      remedy: 'If it has got one, sign in anew with tokendeck login and --client-secret-stdin.',
    };
    return fail({ error: appError('not_allowed'), words });
  }
  const secret = await clientSecret(parts.terminal, command.clientSecretStdin);
  if (!secret.ok) return secret;
  const method = command.clientAuthentication ?? before;
  const replaced = await accounts.replaceClientSecret(clientKey, secret.value, method);
  if (!replaced.ok) return failed(replaced);
  const labels = accounts
    .list()
    .filter((account) => account.clientKey === clientKey)
    .map((account) => account.label);
  const text = `The secret of the client ${plain(clientId)} was replaced. It is used by: ${labels.map(plain).join(', ')}.\n`;
  print(parts, command.json, { clientId, clientAuthentication: method, accounts: labels }, text);
  return done();
}
