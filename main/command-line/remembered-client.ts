// Command line. The client used before that is meant, so that nothing has to be given twice. Pure.
import type { Client, ServerChoice } from '../core/accounts/account.ts';
import { appError } from '../core/errors.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { ClientOptions } from './command.ts';
import type { Failure } from './failure.ts';
import type { ChosenProvider } from './provider-choice.ts';

function isSame(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => (one[name] ?? '').trim() === (other[name] ?? '').trim());
}

/** Whether the client is registered at the server that is meant; where nothing was entered, any is. */
function isThere(client: Client, asked: ServerChoice): boolean {
  const isEntered = Object.keys(asked.parameters).length + Object.keys(asked.endpoints).length > 0;
  if (!isEntered) return true;
  return (
    isSame(client.server.parameters, asked.parameters) && isSame(client.server.endpoints, asked.endpoints)
  );
}

function described(client: Client): string {
  const server = Object.entries(client.server.parameters).map(([name, value]) => ` --param ${name}=${value}`);
  return `--client-id ${client.clientId}${server.join('')}`;
}

/**
 * The one remembered client that the options mean. Undefined where the person describes a new one: by an ID that is not
 * known there, or by saying how a secret is given. Errors: `invalid_argument` where no ID is given and there is none, or
 * where several are meant.
 */
export function rememberedClient(
  clients: readonly Client[],
  { provider, server }: ChosenProvider,
  { clientId, clientAuthentication, clientSecretStdin }: ClientOptions,
): Result<Client | undefined, Failure> {
  if (clientId !== undefined && (clientAuthentication !== undefined || clientSecretStdin))
    return ok(undefined);
  const meant = clients.filter(
    (client) =>
      client.providerId === provider.id &&
      client.clientId !== '' &&
      (clientId === undefined || client.clientId === clientId) &&
      isThere(client, server),
  );
  const [first, ...others] = meant;
  if (first !== undefined && others.length === 0) return ok(first);
  if (first === undefined && clientId !== undefined) return ok(undefined);
  const error = appError('invalid_argument', { detail: 'client ID' });
  if (first === undefined) {
    const what = `${provider.name} needs to know: client ID.`;
    const remedy = `Register a client there and give --client-id ID. How: tokendeck providers show ${provider.id}`;
    return fail({ error, words: { what, remedy } });
  }
  return fail({
    error,
    words: {
      what: `Several clients of ${provider.name} were used before.`,
      remedy: `Choose one: ${meant.map(described).join('; ')}`,
    },
  });
}
