// Pure. What is signed in to, checked before anything is asked of anybody.
import { appError } from '../errors.ts';
import type { FlowKind, Provider } from '../providers/provider.ts';
import type { Providers } from '../providers/registry.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import type { Account, Client, ClientAuthentication } from './account.ts';
import type { ClientEntry, SignInRequest } from './sign-in.ts';

/** The provider of the request. Errors: `provider_not_found`. */
export function providerOf({ providerId }: ClientEntry, providers: Providers): Result<Provider> {
  const provider = providers.find(providerId);
  const detail = providerId;
  return provider === undefined ? fail(appError('provider_not_found', { detail })) : ok(provider);
}

/** How the client of the request proves itself. Errors: `invalid_argument` where its ID or its secret is missing. */
export function authenticationOf(request: ClientEntry): Result<ClientAuthentication> {
  if (request.clientId.trim() === '') return fail(appError('invalid_argument', { detail: 'client ID' }));
  const { clientAuthentication: method, clientSecret: secret } = request;
  if (method === 'none') return ok({ method });
  return authenticationBy(method, secret);
}

/** A client that proves itself by a secret. Errors: `invalid_argument` where there is none. */
export function authenticationBy(
  method: 'client_secret_post' | 'client_secret_basic',
  secret: Secret | undefined,
): Result<ClientAuthentication> {
  if (secret === undefined || secret.reveal() === '') {
    return fail(appError('invalid_argument', { detail: 'client secret' }));
  }
  return ok(method === 'client_secret_basic' ? { method, secret, encoding: 'form' } : { method, secret });
}

/** A remembered client, as it was entered. */
export function entryOf(client: Client): ClientEntry {
  const { authentication } = client;
  return {
    providerId: client.providerId,
    server: client.server,
    clientId: client.clientId,
    clientSecret: authentication.method === 'none' ? undefined : authentication.secret,
    clientAuthentication: authentication.method,
    dangerouslyAllowHttpOnLoopback: client.dangerouslyAllowHttpOnLoopback,
  };
}

/** A request to sign in through a remembered client. */
export function requestThrough(client: Client, flow: FlowKind, scopes: readonly string[]): SignInRequest {
  return { ...entryOf(client), flow, scopes, redirect: client.redirect, label: undefined };
}

/** The flow that is meant where nobody says: the provider's first. */
export function usualFlow(provider: Provider | undefined): FlowKind {
  return provider?.flows[0]?.kind ?? 'authorization_code';
}

/** The scopes that are asked for unless the person chooses others. */
export function defaultScopes({ scopes }: Provider): readonly string[] {
  return scopes.filter((scope) => scope.default).map(({ name }) => name);
}

/** The scopes last asked for through the client, or the preset's. */
export function scopesLastAsked(
  client: Client,
  accounts: readonly Account[],
  provider: Provider | undefined,
): readonly string[] {
  return (
    newestOf(client, accounts, isSignedIn)?.scopesAsked ??
    newestOf(client, accounts, () => true)?.scopesAsked ??
    (provider ? defaultScopes(provider) : [])
  );
}

/** The flow last used through the client; where all its tokens were imported, the provider's first. */
export function flowLastUsed(
  client: Client,
  accounts: readonly Account[],
  provider: Provider | undefined,
): FlowKind {
  const origin = newestOf(client, accounts, isSignedIn)?.origin;
  if (origin !== undefined && origin !== 'imported') return origin;
  return usualFlow(provider);
}

function isSignedIn({ origin }: Account): boolean {
  return origin !== 'imported';
}

function newestOf(
  { key }: Client,
  accounts: readonly Account[],
  isMeant: (account: Account) => boolean,
): Account | undefined {
  return accounts
    .filter((account) => account.clientKey === key && isMeant(account))
    .reduce<Account | undefined>(
      (latest, account) => (latest === undefined || account.createdAt > latest.createdAt ? account : latest),
      undefined,
    );
}

/**
 * `prompt` for the authorization request (OpenID Connect Core section 3.1.2.1): where somebody is signed in through the
 * provider already, the browser's session would only bring the same person again, so where the server says that it can,
 * it is to ask who.
 */
export function promptFor(
  metadata: Client['metadata'],
  isFurther: boolean,
): 'select_account' | 'login' | undefined {
  const supported = metadata['prompt_values_supported'];
  if (!isFurther || !Array.isArray(supported)) return undefined;
  return (['select_account', 'login'] as const).find((prompt) => supported.includes(prompt));
}
