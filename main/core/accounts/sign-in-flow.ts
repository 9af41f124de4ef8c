// Pure. The course of one sign-in: discovery, the person's browser, the exchange of the code, who it is.
import { appError } from '../errors.ts';
import { authorizationRequest, exchangeCode } from '../oauth/authorization-code.ts';
import { discover } from '../oauth/discovery.ts';
import type { TokenGrant } from '../oauth/grant.ts';
import type { ClientAtServer, OAuthPorts, ServerMetadata } from '../oauth/server.ts';
import { identityFrom, userinfo } from '../oauth/userinfo.ts';
import type { Browser, Clock, Http, HttpRequest, Log, Random, RedirectReceiver } from '../ports.ts';
import type { Provider } from '../providers/provider.ts';
import type { Providers } from '../providers/registry.ts';
import { type ChosenServer, chosenServer, endpointMetadata } from '../providers/server-choice.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Client, Identity } from './account.ts';
import { atServer } from './clients.ts';
import type { SignInRequest } from './sign-in.ts';
import { type BrowserCourse, personsAnswer } from './sign-in-browser.ts';
import { waitForRedirect } from './sign-in-redirect.ts';
import { authenticationOf, promptFor, providerOf } from './sign-in-request.ts';
import { untilAborted } from './waiting.ts';

export interface FlowParts {
  readonly providers: Providers;
  readonly http: Http;
  readonly receiver: RedirectReceiver;
  readonly browser: Browser;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Somebody has signed in; nothing is kept yet. */
export interface SignedIn {
  readonly provider: Provider;
  readonly client: Omit<Client, 'key'>;
  readonly identity: Identity;
  readonly grant: TokenGrant;
  /** Undefined for flows without a redirect. */
  readonly redirectUri: string | undefined;
}

export interface FlowCourse extends BrowserCourse {
  /** Somebody is signed in at this issuer already, and this one is to be a further account. */
  isFurther(issuer: string): boolean;
}

/**
 * Runs until the person has signed in, or something came in between; no socket, timer or request is left then.
 * Errors: `cancelled`, `sign_in_timeout`, `invalid_argument`; those of discovery, the receiver and the exchange.
 */
export async function signInFlow(
  parts: FlowParts,
  request: SignInRequest,
  course: FlowCourse,
): Promise<Result<SignedIn>> {
  const { signal } = course;
  const prepared = await untilAborted(prepare(parts, request, signal), signal);
  if (!prepared.ok) return prepared;
  const { provider, client } = prepared.value;
  const server = atServer(client, parts.providers);
  const granted = await grantThroughBrowser(parts, server, request, course);
  if (!granted.ok) return granted;
  const identity = await untilAborted(whoIs(parts, server, granted.value, signal), signal);
  if (!identity.ok) return identity;
  return ok({ provider, client, identity: identity.value, grant: granted.value, redirectUri: undefined });
}

async function prepare(
  { providers, http, clock }: FlowParts,
  request: SignInRequest,
  signal: AbortSignal,
): Promise<Result<Pick<SignedIn, 'provider' | 'client'>>> {
  const provider = providerOf(request, providers);
  if (!provider.ok) return provider;
  const authentication = authenticationOf(request);
  if (!authentication.ok) return authentication;
  if (signal.aborted) return fail(appError('cancelled'));
  const { dangerouslyAllowHttpOnLoopback } = request;
  const chosen = chosenServer(provider.value, request.server);
  if (!chosen.ok) return chosen;
  const metadata = await metadataOf({ http, clock }, chosen.value, dangerouslyAllowHttpOnLoopback, signal);
  if (!metadata.ok) return metadata;
  return ok({
    provider: provider.value,
    client: {
      providerId: request.providerId,
      server: request.server,
      issuer: metadata.value.issuer,
      clientId: request.clientId.trim(),
      authentication: authentication.value,
      redirect: request.redirect,
      dangerouslyAllowHttpOnLoopback,
      metadata: metadata.value,
    },
  });
}

async function metadataOf(
  ports: OAuthPorts,
  { issuer, discovery, endpoints }: ChosenServer,
  dangerouslyAllowHttpOnLoopback: boolean,
  signal: AbortSignal,
): Promise<Result<ServerMetadata>> {
  const own = endpointMetadata(endpoints);
  if (!discovery) return ok({ ...own, issuer });
  const found = await discover(ports, issuer, { dangerouslyAllowHttpOnLoopback, signal });
  return found.ok ? ok({ ...found.value, ...own }) : found;
}

async function grantThroughBrowser(
  parts: FlowParts,
  client: ClientAtServer,
  request: SignInRequest,
  course: FlowCourse,
): Promise<Result<TokenGrant>> {
  const { http, clock, random } = parts;
  const { signal } = course;
  if (request.redirect.kind === 'pasted') return fail(appError('internal'));
  const listening = await waitForRedirect(parts.receiver, request.redirect);
  if (!listening.ok) return listening;
  const redirect = listening.value;
  try {
    if (signal.aborted) return fail(appError('cancelled'));
    const prompt = promptFor(client.metadata, course.isFurther(client.metadata.issuer));
    const asked = {
      redirectUri: redirect.redirectUri,
      scopes: request.scopes,
      ...(prompt === undefined ? {} : { prompt }),
    };
    const ports = { http, clock };
    const pending = await untilAborted(authorizationRequest(random, client, asked, ports), signal);
    if (!pending.ok) return pending;
    redirect.expect(pending.value);
    const answer = await personsAnswer(parts, pending.value.url, redirect, course);
    if (!answer.ok) return answer;
    // A refusal (RFC 6749 section 4.1.2.1) has no code to exchange.
    if (!answer.value.has('error')) course.tell({ kind: 'exchanging' });
    return await untilAborted(exchangeCode(ports, client, pending.value, answer.value, signal), signal);
  } finally {
    await redirect.close();
  }
}

/** From the ID token, and from userinfo what is missing there. That userinfo fails does not undo a sign-in. */
async function whoIs(
  { http, clock, log }: FlowParts,
  client: ClientAtServer,
  grant: TokenGrant,
  signal: AbortSignal,
): Promise<Result<Identity>> {
  const claimed = grant.idTokenClaims === undefined ? {} : identityFrom(grant.idTokenClaims);
  const isNamed = claimed.name !== undefined || claimed.username !== undefined;
  if (isNamed && claimed.email !== undefined) return ok(claimed);
  const cancellable: Http = { send: (request: HttpRequest) => http.send({ ...request, signal }) };
  const asked = await userinfo(
    { http: cancellable, clock },
    client,
    grant.tokens.accessToken,
    claimed.subject,
  );
  if (!asked.ok) {
    log.warn('sign_in.userinfo_failed', { code: asked.error.code, status: asked.error.status });
    return ok(claimed);
  }
  return ok({ ...asked.value, ...claimed });
}
