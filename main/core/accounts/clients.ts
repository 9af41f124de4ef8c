// Pure. Clients as they are used at their server, and as they are remembered.

import { appError } from '../errors.ts';
import { newIdentifier } from '../identifiers.ts';
import type { ClientAtServer, ServerMetadata } from '../oauth/server.ts';
import type { Random } from '../ports.ts';
import type { Provider, WhoAmI } from '../providers/provider.ts';
import type { Providers } from '../providers/registry.ts';
import { chosenServer, endpointMetadata, filledTemplate } from '../providers/server-choice.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Client, ClientAuthentication, ClientKey, ServerChoice } from './account.ts';

/**
 * A remembered client with its provider as that is now. Where the definition is gone or broken nothing may be asked: in a
 * form that the server does not know a refresh token would be used up for nothing. Errors: `provider_not_found`.
 */
export function rememberedAtServer(client: Client, providers: Providers): Result<ClientAtServer> {
  const provider = providers.find(client.providerId);
  return provider === undefined
    ? fail(appError('provider_not_found', { detail: client.providerId }))
    : ok(atServer(client, provider));
}

/** A client with its provider's dialect and endpoints. */
export function atServer(client: Omit<Client, 'key'>, provider: Provider): ClientAtServer {
  const chosen = chosenServer(provider, client.server);
  const endpoints = chosen.ok ? endpointMetadata(chosen.value.endpoints) : {};
  const discovered = chosen.ok && !chosen.value.discovery ? {} : client.metadata;
  const whoAmI = whoAmIAt(provider, client.server);
  const { dialect, idTokenIssuer, validation } = provider;
  return {
    clientId: client.clientId,
    authentication: client.authentication,
    metadata: { ...discovered, ...endpoints, issuer: client.issuer } satisfies ServerMetadata,
    dialect,
    ...(idTokenIssuer === undefined ? {} : { idTokenIssuer }),
    ...(validation === undefined ? {} : { validation }),
    ...(whoAmI === undefined ? {} : { whoAmI }),
    dangerouslyAllowHttpOnLoopback: client.dangerouslyAllowHttpOnLoopback,
  };
}

function whoAmIAt(provider: Provider, { parameters }: ServerChoice): WhoAmI | undefined {
  const { whoAmI } = provider;
  const url = whoAmI && filledTemplate(provider, whoAmI.url, parameters);
  return whoAmI === undefined || url === undefined ? undefined : { ...whoAmI, url };
}

/**
 * Whether both are the same registration: of one provider and issuer, with one client ID and one way to prove itself. An
 * issuer that is only the origin of entered endpoints may stand for several servers, so their token endpoint counts, too.
 */
export function isSameClient(one: Omit<Client, 'key'>, other: Omit<Client, 'key'>): boolean {
  return (
    one.providerId === other.providerId &&
    one.issuer === other.issuer &&
    one.metadata['token_endpoint'] === other.metadata['token_endpoint'] &&
    one.clientId === other.clientId &&
    one.authentication.method === other.authentication.method
  );
}

/**
 * The client with the secret that is remembered now. It was `takenFrom` those that were remembered when a sign-in began,
 * and its secret may have been replaced since: the old one is not to come back. Undefined: the server was not asked as
 * this client, so a secret that was entered may be wrong, and one that is remembered stays.
 */
export function withLatestSecret(
  client: Omit<Client, 'key'>,
  remembered: readonly Client[],
  takenFrom: readonly Client[] | undefined,
): Omit<Client, 'key'> {
  const same = (takenFrom ?? remembered).find((one) => isSameClient(one, client));
  if (same === undefined) return client;
  if (takenFrom !== undefined && !isSameSecret(same.authentication, client.authentication)) return client;
  const latest = remembered.find(({ key }) => key === same.key);
  return latest === undefined ? client : { ...client, authentication: latest.authentication };
}

/** Whether both prove themselves by the same secret, or both by none. */
export function isSameSecret(one: ClientAuthentication, other: ClientAuthentication): boolean {
  if (one.method === 'none' || other.method === 'none') return one.method === other.method;
  return one.secret.reveal() === other.secret.reveal();
}

/**
 * The client to keep: with the key of the one remembered, whose secret is replaced, or with a new key. `keepsRedirect`
 * where this time nothing was redirected.
 */
export function withKey(
  client: Omit<Client, 'key'>,
  remembered: readonly Client[],
  random: Random,
  keepsRedirect: boolean,
): Client {
  const known = remembered.find((one) => isSameClient(one, client));
  if (known === undefined) return { ...client, key: newIdentifier(random) as ClientKey };
  return {
    ...client,
    key: known.key,
    redirect: keepsRedirect ? known.redirect : client.redirect,
    authentication: keptEncoding(client.authentication, known.authentication),
  };
}

/** How the secret is encoded was found out before, and stays. */
export function keptEncoding(now: ClientAuthentication, before: ClientAuthentication): ClientAuthentication {
  return now.method === 'client_secret_basic' && before.method === 'client_secret_basic'
    ? { ...now, encoding: before.encoding }
    : now;
}

/** The host that a client's token requests go to, for limits; that of the issuer where it is not known. */
export function tokenHost({ issuer, metadata }: Pick<Client, 'issuer' | 'metadata'>): string {
  const endpoint = metadata['token_endpoint'];
  return URL.parse(typeof endpoint === 'string' ? endpoint : issuer)?.host ?? issuer;
}
