// Command line. The arguments of import. Pure.
import { fail, ok, type Result } from '../core/result.ts';
import { clientOptionNames, clientOptions } from './client-arguments.ts';
import type { Command, ImportCommand, Opening } from './command.ts';
import {
  type Given,
  has,
  numberOf,
  type OptionName,
  scopesOf,
  textOf,
  type UsageProblem,
} from './options.ts';

export const importOptionNames: readonly OptionName[] = [
  ...clientOptionNames,
  'access-token-stdin',
  'refresh-token-stdin',
  'expires-in',
  'expires-at',
  'scope',
  'name',
];

const longestLife = 999_999_999;
const moment = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;

function expiryOf(given: Given): Result<ImportCommand['expiry'], UsageProblem> {
  const seconds = numberOf(given, 'expires-in', longestLife);
  if (!seconds.ok) return seconds;
  const text = textOf(given, 'expires-at');
  if (text === undefined) return ok(seconds.value === undefined ? undefined : { inMs: seconds.value * 1000 });
  if (seconds.value !== undefined) return fail('Of --expires-in and --expires-at only one can be given.');
  const at = moment.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(at)
    ? ok({ at })
    : fail(
        'The value of --expires-at is a date, or a date and time with zone, such as 2026-11-21T09:00:00Z.',
      );
}

/** What `import` is asked to do. `given.words` begins with the command itself. */
export function importCommand(given: Given, opening: Opening): Result<Command, UsageProblem> {
  if (given.words.length > 2) return fail('import takes one provider.');
  const client = clientOptions(given, given.words[1]);
  if (!client.ok) return client;
  const secretsOfClient =
    has(given, 'client-secret-stdin') || client.value.clientAuthentication !== undefined;
  if (secretsOfClient && client.value.clientId === undefined)
    return fail('A client secret needs --client-id, too.');
  const expiry = expiryOf(given);
  if (!expiry.ok) return expiry;
  const scopes = scopesOf(given);
  if (!scopes.ok) return scopes;
  return ok({
    kind: 'import',
    ...opening,
    ...client.value,
    accessTokenStdin: has(given, 'access-token-stdin'),
    refreshTokenStdin: has(given, 'refresh-token-stdin'),
    expiry: expiry.value,
    scopes: scopes.value ?? [],
    name: textOf(given, 'name'),
  });
}
