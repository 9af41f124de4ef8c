// Pure. Which server is meant: a preset's templates filled with what the person entered.
import type { ServerChoice } from '../accounts/account.ts';
import { appError } from '../errors.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Provider, type ProviderEndpoint, providerEndpoints, type Template } from './provider.ts';

export interface ChosenServer {
  readonly issuer: string;
  readonly discovery: boolean;
  readonly endpoints: { readonly [E in ProviderEndpoint]?: string };
}

type Parameters = ServerChoice['parameters'];

const place = /\{([a-z][a-z0-9_]*)\}/g;

/**
 * The server that `choice` means at `provider`. Addresses are not judged here, but at each use.
 * Errors: `invalid_argument` with the label of a parameter that is missing.
 */
export function chosenServer(provider: Provider, choice: ServerChoice): Result<ChosenServer> {
  const entered = withDefaults(provider, choice.parameters);
  const missing = provider.parameters.find(({ name, optional }) => !optional && !entered[name]);
  if (missing !== undefined) return fail(appError('invalid_argument', { detail: missing.label }));
  const fill = (template: Template) => filled(provider, template, entered);
  const endpoints = Object.fromEntries(
    providerEndpoints.flatMap((name) => {
      const template = provider.endpoints[name];
      const url = choice.endpoints[name] ?? (template === undefined ? undefined : fill(template));
      return url ? [[name, url]] : [];
    }),
  ) as ChosenServer['endpoints'];
  const issuer = fill(provider.issuer) || originOf(endpoints);
  return ok({ issuer, discovery: provider.discovery, endpoints });
}

/** `url`, or undefined where a place in it has nothing to be filled with. */
export function filledTemplate(
  provider: Provider,
  template: Template,
  parameters: Parameters,
): string | undefined {
  return filled(provider, template, withDefaults(provider, parameters));
}

function withDefaults({ parameters }: Provider, entered: Parameters): Parameters {
  return Object.fromEntries(
    parameters.map(({ name, default: usual }) => [name, entered[name]?.trim() || usual || '']),
  );
}

function filled({ parameters }: Provider, template: Template, entered: Parameters): string | undefined {
  let isComplete = true;
  const url = template.replaceAll(place, (whole, name: string) => {
    const parameter = parameters.find((one) => one.name === name);
    if (parameter === undefined) return whole;
    const value = entered[name] ?? '';
    if (value === '') isComplete = false;
    // The issuer alone is taken as it was entered: with a slash at its end it is another one (RFC 8414 section 3.3).
    if (template === whole) return value;
    return parameter.kind === 'url' ? value.replace(/\/+$/, '') : encodeURIComponent(value);
  });
  return isComplete ? url : undefined;
}

function originOf({ authorization, token }: ChosenServer['endpoints']): string {
  return URL.parse(authorization ?? token ?? '')?.origin ?? '';
}

const metadataNames = {
  authorization: 'authorization_endpoint',
  token: 'token_endpoint',
  refresh: 'refresh_endpoint',
  device_authorization: 'device_authorization_endpoint',
  revocation: 'revocation_endpoint',
  introspection: 'introspection_endpoint',
  validation: 'validation_endpoint',
  userinfo: 'userinfo_endpoint',
  jwks: 'jwks_uri',
} as const satisfies Readonly<Record<ProviderEndpoint, string>>;

/** Endpoints by their names in authorization server metadata (RFC 8414 section 2). */
export function endpointMetadata(endpoints: ChosenServer['endpoints']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(endpoints).map(([name, url]) => [metadataNames[name as ProviderEndpoint], url]),
  );
}
