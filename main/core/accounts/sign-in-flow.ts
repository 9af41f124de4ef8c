// Pure. The course of one sign-in: the client at its server, the flow to a grant, who it is.
import { appError } from '../errors.ts';
import { clientCredentials } from '../oauth/client-credentials.ts';
import type { TokenGrant } from '../oauth/grant.ts';
import type { ClientAtServer } from '../oauth/server.ts';
import type { Browser, Clock, Http, Log, Random, RedirectReceiver } from '../ports.ts';
import type { Provider } from '../providers/provider.ts';
import type { Providers } from '../providers/registry.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Client, ClientAuthentication, Identity } from './account.ts';
import { atServer } from './clients.ts';
import type { SignInRequest } from './sign-in.ts';
import { prepareClient } from './sign-in-client.ts';
import { type CodeCourse, grantByCode } from './sign-in-code.ts';
import { grantByDevice } from './sign-in-device.ts';
import { whoIs } from './sign-in-identity.ts';
import { authenticationOf } from './sign-in-request.ts';
import { cancellable, expiryOf } from './token-facts.ts';
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

/**
 * Runs until the person, or the client itself, has signed in, or something came in between; no socket, timer or request
 * is left then. Errors: `cancelled`, `sign_in_timeout`, `device_code_expired`, `invalid_argument`; those of discovery,
 * the receiver and the flow.
 */
export async function signInFlow(
  parts: FlowParts,
  request: SignInRequest,
  course: CodeCourse,
): Promise<Result<SignedIn>> {
  const { signal } = course;
  const redirect = request.flow === 'authorization_code' ? request.redirect : undefined;
  const preparing = prepareClient(parts, request, authenticationFor(request), redirect, signal);
  const prepared = await untilAborted(preparing, signal);
  if (!prepared.ok) return prepared;
  const { provider, client } = prepared.value;
  const server = atServer(client, provider);
  const granted = await grantFor(parts, server, request, course);
  if (!granted.ok) return granted;
  const looking = lookUp(parts, request, provider, server, granted.value, signal);
  const found = await untilAborted(
    looking.then((value) => ok(value)),
    signal,
  );
  return found.ok ? ok({ provider, client, ...found.value }) : found;
}

/** Who it is, and until when, where the answer did not say. What cannot be found out does not undo the sign-in. */
async function lookUp(
  parts: FlowParts,
  { flow }: SignInRequest,
  provider: Provider,
  client: ClientAtServer,
  { grant, redirectUri }: Granted,
  signal: AbortSignal,
): Promise<Omit<SignedIn, 'provider' | 'client'>> {
  const ports = { http: cancellable(parts.http, signal), clock: parts.clock };
  const expiresAt = grant.expiresAt ?? (await expiryOf(ports, client, grant.tokens.accessToken));
  // The client itself is nobody.
  const identity = flow === 'client_credentials' ? {} : await whoIs(parts, provider, client, grant, signal);
  return { identity, grant: { ...grant, expiresAt }, redirectUri };
}

function authenticationFor(request: SignInRequest): Result<ClientAuthentication> {
  const authentication = authenticationOf(request);
  // RFC 6749 section 4.4: only a client that can prove itself may.
  const isUnproven = authentication.ok && authentication.value.method === 'none';
  return isUnproven && request.flow === 'client_credentials'
    ? fail(appError('invalid_argument', { detail: 'client secret' }))
    : authentication;
}

interface Granted {
  readonly grant: TokenGrant;
  readonly redirectUri: string | undefined;
}

async function grantFor(
  parts: FlowParts,
  client: ClientAtServer,
  request: SignInRequest,
  course: CodeCourse,
): Promise<Result<Granted>> {
  const { http, clock } = parts;
  const { signal } = course;
  switch (request.flow) {
    case 'authorization_code':
      return grantByCode(parts, client, request, course);
    case 'device_code': {
      const grant = await grantByDevice(parts, client, request.scopes, course);
      if (grant.ok) course.tell({ kind: 'exchanging' });
      return withoutRedirect(grant);
    }
    case 'client_credentials': {
      course.tell({ kind: 'exchanging' });
      const asking = clientCredentials({ http, clock }, client, request.scopes, signal);
      return withoutRedirect(await untilAborted(asking, signal));
    }
  }
}

function withoutRedirect(grant: Result<TokenGrant>): Result<Granted> {
  return grant.ok ? ok({ grant: grant.value, redirectUri: undefined }) : grant;
}
