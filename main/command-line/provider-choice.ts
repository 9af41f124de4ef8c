// Command line. Which provider and which of its servers is meant. Pure.
import type { ServerChoice } from '../core/accounts/account.ts';
import { editDistance } from '../core/edit-distance.ts';
import { appError } from '../core/errors.ts';
import type { Provider, ProviderParameter } from '../core/providers/provider.ts';
import type { Providers } from '../core/providers/registry.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { ClientOptions } from './command.ts';
import type { Failure } from './failure.ts';
import { inWords, shown } from './options.ts';

/** Without regard to case, blanks, hyphens and dots. */
function normal(text: string): string {
  return text.toLowerCase().replaceAll(/[\s._-]/gu, '');
}

/** The ids of providers that may have been meant, the nearest first. */
function nearNames(providers: Providers, text: string): readonly string[] {
  const asked = normal(text).slice(0, 40);
  const rank = (name: string): number => {
    const known = normal(name);
    if (asked.length >= 3 && (known.includes(asked) || asked.includes(known))) return 0;
    return editDistance(asked, known);
  };
  return providers
    .all()
    .map(({ id, name }) => ({ id, rank: Math.min(rank(id), rank(name)) }))
    .filter((near) => near.rank <= Math.min(2, asked.length / 2))
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, 3)
    .map(({ id }) => id);
}

/** A provider by its id or its name. Errors: `provider_not_found`, with near names. */
export function providerNamed(providers: Providers, text: string): Result<Provider, Failure> {
  const asked = normal(text);
  const ofName = providers.all().filter(({ name }) => normal(name) === asked);
  const found =
    providers.find(text) ??
    providers.all().find(({ id }) => normal(id) === asked) ??
    // Of several with one name the id has to be given.
    (ofName.length === 1 ? ofName[0] : undefined);
  if (found !== undefined) return ok(found);
  const near = nearNames(providers, text);
  const meant = near.length === 0 ? '' : `Did you mean ${inWords(near)}? `;
  return fail({
    error: appError('provider_not_found', { detail: shown(text) }),
    words: { remedy: `${meant}See all with: tokendeck providers list` },
  });
}

const withoutSlash = (text: string) => text.replace(/\/+$/, '');

/** The preset of just this issuer, otherwise that of any OpenID provider, which has the issuer as its parameter. */
function providerOfIssuer(providers: Providers, issuer: string): Result<Provider, Failure> {
  const own = providers
    .all()
    .find((provider) => provider.discovery && withoutSlash(provider.issuer) === withoutSlash(issuer));
  const found = own ?? providers.find('openid');
  return found === undefined ? fail({ error: appError('provider_not_found') }) : ok(found);
}

/** The preset for any server: tokens can be kept without knowing more of theirs. */
const usualProvider = 'oauth2';

export interface ChosenProvider {
  readonly provider: Provider;
  readonly server: ServerChoice;
}

/**
 * The provider that is meant, by name or by issuer, and what was entered for its parameters.
 * Errors: `provider_not_found`; `invalid_argument` for a parameter that it does not have.
 */
export function chosenProvider(
  providers: Providers,
  options: Pick<ClientOptions, 'provider' | 'parameters' | 'endpoints'>,
): Result<ChosenProvider, Failure> {
  const { endpoints } = options;
  const issuer = options.parameters['issuer'];
  const byIssuer = options.provider === undefined && issuer !== undefined;
  const found = byIssuer
    ? providerOfIssuer(providers, issuer)
    : providerNamed(providers, options.provider ?? usualProvider);
  if (!found.ok) return found;
  const provider = found.value;
  const known = provider.parameters.map(({ name }) => name);
  // The preset of this very issuer needs no telling.
  const parameters =
    byIssuer && !known.includes('issuer') ? withoutIssuer(options.parameters) : options.parameters;
  const strange = Object.keys(parameters).find((name) => !known.includes(name));
  if (strange !== undefined) return fail(strangeParameter(provider, strange, known));
  return ok({ provider, server: { parameters, endpoints } });
}

function withoutIssuer(parameters: ServerChoice['parameters']): ServerChoice['parameters'] {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== 'issuer'));
}

function strangeParameter({ name }: Provider, strange: string, known: readonly string[]): Failure {
  const remedy =
    known.length === 0
      ? 'It needs none: leave it out.'
      : `It has ${known.map((one) => `--param ${one}=VALUE`).join(', ')}.`;
  return {
    error: appError('invalid_argument', { detail: strange }),
    words: { what: `${name} has no parameter ${strange}.`, remedy },
  };
}

function howToGive({ name, label, hint, example }: ProviderParameter): string {
  const option = name === 'issuer' ? '--issuer VALUE' : `--param ${name}=VALUE`;
  return `${option} (${label}: ${hint}${example === undefined ? '' : ` For example ${example}`})`;
}

/** What is still missing to know the server, with how to give it; undefined where nothing is. */
export function missingParameters({ provider, server }: ChosenProvider): Failure | undefined {
  const missing = provider.parameters.filter(
    (one) => !one.optional && !one.default && !server.parameters[one.name]?.trim(),
  );
  if (missing.length === 0) return undefined;
  const labels = missing.map(({ label }) => label).join(', ');
  return {
    error: appError('invalid_argument', { detail: labels }),
    words: {
      what: `${provider.name} needs to know: ${labels}.`,
      remedy: `Give ${missing.map(howToGive).join('; ')}`,
    },
  };
}
