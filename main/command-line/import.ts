// Command line. import: keeps tokens that the person has from elsewhere.
import type { ClientEntry } from '../core/accounts/sign-in.ts';
import { entryOf, usualFlow } from '../core/accounts/sign-in-request.ts';
import { appError } from '../core/errors.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { Secret } from '../core/secret.ts';
import { accountJson } from './account-text.ts';
import type { ImportCommand } from './command.ts';
import { type CommandParts, type Done, done, failed, print, standingOf } from './command-parts.ts';
import type { Failure } from './failure.ts';
import { secretOf } from './login.ts';
import { methodFor, newEntry } from './login-request.ts';
import { plain } from './plain-text.ts';
import { type ChosenProvider, chosenProvider, missingParameters } from './provider-choice.ts';
import { rememberedClient } from './remembered-client.ts';

interface Tokens {
  readonly accessToken: Secret | undefined;
  readonly refreshToken: Secret | undefined;
}

function secretIn(text: string | undefined): Secret | undefined {
  return text === undefined || text.trim() === '' ? undefined : new Secret(text.trim());
}

/** From standard input in this order; without a word of either, both are asked for. */
async function tokensOf(
  { terminal }: CommandParts,
  command: ImportCommand,
): Promise<Result<Tokens, Failure>> {
  const { accessTokenStdin, refreshTokenStdin } = command;
  const isAsked = !accessTokenStdin && !refreshTokenStdin;
  const ask = (what: string) => terminal.askSecret(`${what}, or only Enter for none: `);
  const read = async (isInput: boolean, what: string): Promise<Secret | undefined> => {
    if (isAsked) return secretIn(await ask(what));
    return isInput ? secretIn(await terminal.readLine()) : undefined;
  };
  const accessToken = await read(accessTokenStdin, 'Access token');
  const refreshToken = await read(refreshTokenStdin, 'Refresh token');
  const isMissing =
    (accessTokenStdin && accessToken === undefined) || (refreshTokenStdin && refreshToken === undefined);
  if (!isMissing && (accessToken ?? refreshToken) !== undefined) return ok({ accessToken, refreshToken });
  return fail({
    error: appError('invalid_argument', { detail: 'no token was given' }),
    words: {
      remedy:
        'Type it on a terminal, or give it as a line of standard input with --access-token-stdin or --refresh-token-stdin.',
    },
  });
}

/** The client: new, used before, or none where no ID is given. */
async function entryFor(
  parts: CommandParts,
  command: ImportCommand,
  chosen: ChosenProvider,
): Promise<Result<ClientEntry, Failure>> {
  const { provider } = chosen;
  const clients = await parts.services.accounts.clients();
  if (!clients.ok) return failed(clients);
  const remembered =
    command.clientId === undefined ? ok(undefined) : rememberedClient(clients.value, chosen, command);
  if (!remembered.ok) return remembered;
  if (remembered.value !== undefined) return ok(entryOf(remembered.value));
  const missing = missingParameters(chosen);
  if (missing !== undefined) return fail(missing);
  const hasSecret = command.clientSecretStdin || command.clientAuthentication !== undefined;
  const method = hasSecret ? methodFor(provider, usualFlow(provider), command) : undefined;
  const secret = await secretOf(parts, method, command);
  if (!secret.ok) return secret;
  return ok(newEntry(chosen, command, method, secret.value));
}

export async function importTokens(parts: CommandParts, command: ImportCommand): Done {
  const { services, clock } = parts;
  const chosen = chosenProvider(parts.providers, command);
  if (!chosen.ok) return chosen;
  const tokens = await tokensOf(parts, command);
  if (!tokens.ok) return tokens;
  const entry = await entryFor(parts, command, chosen.value);
  if (!entry.ok) return entry;
  const { expiry } = command;
  const imported = await services.accounts.importAccount({
    ...entry.value,
    ...tokens.value,
    expiresAt: expiry === undefined ? undefined : 'at' in expiry ? expiry.at : clock.now() + expiry.inMs,
    scopes: command.scopes,
    label: command.name,
    dangerouslyAllowHttpOnLoopback:
      command.dangerouslyAllowHttpOnLoopback || entry.value.dangerouslyAllowHttpOnLoopback,
  });
  if (!imported.ok) return failed(imported);
  const account = imported.value;
  print(
    parts,
    command.json,
    accountJson(standingOf(parts, account), clock.now()),
    `${plain(account.label)}\n`,
  );
  return done();
}
