// Command line. login: a new account, or one that signs in again.
import type { Client } from '../core/accounts/account.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Secret } from '../core/secret.ts';
import type { AgainCommand, ClientOptions, LoginCommand } from './command.ts';
import { type CommandParts, type Done, failed } from './command-parts.ts';
import type { Failure } from './failure.ts';
import { chosenFlow, loginRequest, methodFor } from './login-request.ts';
import { clientSecret } from './opening.ts';
import { chosenProvider, missingParameters } from './provider-choice.ts';
import { rememberedClient } from './remembered-client.ts';
import { insteadOfSigningIn } from './sign-in-again.ts';
import { signInToEnd } from './signing-in.ts';

/** The secret of a client, where it has one. Errors: `invalid_argument`. */
export async function secretOf(
  { terminal }: CommandParts,
  method: ClientOptions['clientAuthentication'],
  { clientSecretStdin }: Pick<ClientOptions, 'clientSecretStdin'>,
): Promise<Result<Secret | undefined, Failure>> {
  if (method === undefined) return ok(undefined);
  return clientSecret(terminal, clientSecretStdin);
}

async function requestOf(parts: CommandParts, command: LoginCommand, clients: readonly Client[]) {
  const chosen = chosenProvider(parts.providers, command);
  if (!chosen.ok) return chosen;
  const remembered = rememberedClient(clients, chosen.value, command);
  if (!remembered.ok) return remembered;
  const missing = remembered.value === undefined ? missingParameters(chosen.value) : undefined;
  if (missing !== undefined) return fail(missing);
  const { provider } = chosen.value;
  const accounts = parts.services.accounts.list();
  const flow = chosenFlow(provider, command.flow, remembered.value, accounts);
  if (!flow.ok) return flow;
  const method = remembered.value === undefined ? methodFor(provider, flow.value, command) : undefined;
  const secret = await secretOf(parts, method, command);
  if (!secret.ok) return secret;
  return loginRequest({
    command,
    chosen: chosen.value,
    flow: flow.value,
    remembered: remembered.value,
    secret: secret.value,
    accounts,
  });
}

export async function login(parts: CommandParts, command: LoginCommand): Done {
  const { accounts } = parts.services;
  const clients = await accounts.clients();
  if (!clients.ok) return failed(clients);
  const request = await requestOf(parts, command, clients.value);
  if (!request.ok) return request;
  return signInToEnd(parts, (onChange) => ok(accounts.beginSignIn(request.value, onChange)), command);
}

export async function loginAgain(parts: CommandParts, command: AgainCommand): Done {
  const { accounts } = parts.services;
  const found = accounts.find(command.name);
  if (!found.ok) return failed(found);
  const { id } = found.value;
  const options = command.scopes === undefined ? {} : { scopes: command.scopes };
  const end = await signInToEnd(
    parts,
    (onChange) => accounts.beginSignInAgain(id, options, onChange),
    command,
  );
  if (end.ok || end.error.error.code !== 'not_allowed') return end;
  const words = {
    what: `${found.value.label} was imported without a client, so it cannot sign in again.`,
    remedy: insteadOfSigningIn,
  };
  return fail({ ...end.error, words });
}
