// Command line. The arguments of login, for a new account and for one that signs in again. Pure.
import type { FlowKind } from '../core/providers/provider.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { clientOptionNames, clientOptions } from './client-arguments.ts';
import type { Command, Opening } from './command.ts';
import {
  choiceOf,
  type Given,
  has,
  numberOf,
  type OptionName,
  scopesOf,
  textOf,
  type UsageProblem,
} from './options.ts';

/** The flows by the words that stand for them. */
export const flowWords = {
  code: 'authorization_code',
  device: 'device_code',
  'client-credentials': 'client_credentials',
} as const satisfies Readonly<Record<string, FlowKind>>;

const newOnly: readonly OptionName[] = [
  ...clientOptionNames,
  'flow',
  'redirect-uri',
  'redirect-port',
  'response-mode',
  'name',
];

export const loginOptionNames: readonly OptionName[] = [...newOnly, 'again', 'scope', 'paste'];

function again(given: Given, name: string, opening: Opening): Result<Command, UsageProblem> {
  if (given.words.length > 1) return fail('login --again needs the name of one account and no provider.');
  const foreign = newOnly.find((option) => has(given, option));
  if (foreign !== undefined) return fail(`The option --${foreign} does not belong to login --again.`);
  const scopes = scopesOf(given);
  if (!scopes.ok) return scopes;
  return ok({ kind: 'again', ...opening, name, scopes: scopes.value, paste: has(given, 'paste') });
}

/** What `login` is asked to do. `given.words` begins with the command itself. */
export function loginCommand(given: Given, opening: Opening): Result<Command, UsageProblem> {
  const name = textOf(given, 'again');
  if (name !== undefined) return again(given, name, opening);
  const [, provider] = given.words;
  if (given.words.length > 2) return fail('login takes one provider.');
  if (provider === undefined && !has(given, 'issuer')) return fail('login needs a provider or --issuer.');
  const client = clientOptions(given, provider);
  if (!client.ok) return client;
  const flow = choiceOf<FlowKind>(given, 'flow', flowWords);
  if (!flow.ok) return flow;
  const scopes = scopesOf(given);
  if (!scopes.ok) return scopes;
  const port = numberOf(given, 'redirect-port', 65_535);
  if (!port.ok) return port;
  const mode = choiceOf(given, 'response-mode', { form_post: true });
  if (!mode.ok) return mode;
  if (has(given, 'redirect-uri') && has(given, 'redirect-port'))
    return fail('Of --redirect-uri and --redirect-port only one can be given.');
  return ok({
    kind: 'login',
    ...opening,
    ...client.value,
    flow: flow.value,
    scopes: scopes.value,
    redirectUri: textOf(given, 'redirect-uri'),
    redirectPort: port.value,
    formPost: mode.value === true,
    paste: has(given, 'paste'),
    name: textOf(given, 'name'),
  });
}
