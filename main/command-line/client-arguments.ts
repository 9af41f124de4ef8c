// Command line. The arguments that say which provider, which server and which client. Pure.
import { providerEndpoints } from '../core/providers/provider.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { ClientOptions, SecretMethod } from './command.ts';
import {
  choiceOf,
  type Given,
  has,
  inWords,
  isTooLong,
  type OptionName,
  pairsOf,
  textOf,
  type UsageProblem,
} from './options.ts';

export const clientOptionNames: readonly OptionName[] = [
  'param',
  'issuer',
  'endpoint',
  'client-id',
  'client-secret-stdin',
  'client-authentication',
  'dangerously-allow-http-on-loopback',
];

const methods: Readonly<Record<string, SecretMethod>> = {
  post: 'client_secret_post',
  basic: 'client_secret_basic',
};

export function methodOf(given: Given): Result<SecretMethod | undefined, UsageProblem> {
  return choiceOf(given, 'client-authentication', methods);
}

/** `--issuer` is short for the parameter of that name. */
function parametersOf(given: Given): Result<Readonly<Record<string, string>>, UsageProblem> {
  const parameters = pairsOf(given, 'param');
  const issuer = textOf(given, 'issuer');
  if (!parameters.ok || issuer === undefined) return parameters;
  return Object.hasOwn(parameters.value, 'issuer')
    ? fail('The issuer is given twice: as --issuer and as --param.')
    : ok({ ...parameters.value, issuer });
}

function endpointsOf(given: Given): Result<ClientOptions['endpoints'], UsageProblem> {
  const endpoints = pairsOf(given, 'endpoint');
  if (!endpoints.ok) return endpoints;
  const known: readonly string[] = providerEndpoints;
  return Object.keys(endpoints.value).every((name) => known.includes(name))
    ? endpoints
    : fail(`The name in --endpoint is ${inWords(known)}.`);
}

/** Judges the provider and the options of the client. */
export function clientOptions(
  given: Given,
  provider: string | undefined,
): Result<ClientOptions, UsageProblem> {
  if (provider !== undefined && isTooLong(provider)) return fail('The name of the provider is too long.');
  const parameters = parametersOf(given);
  if (!parameters.ok) return parameters;
  const endpoints = endpointsOf(given);
  if (!endpoints.ok) return endpoints;
  const method = methodOf(given);
  if (!method.ok) return method;
  return ok({
    provider,
    parameters: parameters.value,
    endpoints: endpoints.value,
    clientId: textOf(given, 'client-id'),
    clientAuthentication: method.value,
    clientSecretStdin: has(given, 'client-secret-stdin'),
    dangerouslyAllowHttpOnLoopback: has(given, 'dangerously-allow-http-on-loopback'),
  });
}
