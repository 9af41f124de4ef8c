// Pure. Taking in tokens that the person has from elsewhere. Nothing is kept before it is known to be of use.
import { appError, kindOfThrown } from '../errors.ts';
import type { TokenGrant } from '../oauth/grant.ts';
import { refreshTokens } from '../oauth/refresh.ts';
import type { ClientAtServer } from '../oauth/server.ts';
import type { Http } from '../ports.ts';
import type { Providers } from '../providers/registry.ts';
import { fail, ok, type Result } from '../result.ts';
import { Secret } from '../secret.ts';
import type { Account, ClientAuthentication } from './account.ts';
import { atServer } from './clients.ts';
import { isExpired } from './policy.ts';
import type { AccountService } from './service.ts';
import type { ImportRequest } from './sign-in.ts';
import { prepareClient } from './sign-in-client.ts';
import { whoIs } from './sign-in-identity.ts';
import { type KeepingParts, keepSignedIn } from './sign-in-keeping.ts';
import { authenticationOf } from './sign-in-request.ts';
import { factsFrom, factsIn } from './token-facts.ts';
import { pause } from './waiting.ts';

interface ImportParts extends KeepingParts {
  readonly providers: Providers;
  readonly http: Http;
}

/** What the person has, fit to be sent. */
interface GivenTokens {
  readonly accessToken: Secret | undefined;
  readonly refreshToken: Secret | undefined;
}

export interface Importing extends Pick<AccountService, 'importAccount'> {
  /** Spends no refresh token any more, and waits until what was spent for has been kept. */
  stop(): Promise<void>;
}

const writeTries = 5;
const writePauseMs = 200;

export function createImporting(parts: ImportParts): Importing {
  const { clock, log } = parts;
  const underWay = new Set<Promise<unknown>>();
  const stopping = new AbortController();

  async function importTokens(request: ImportRequest): Promise<Result<Account>> {
    const given = givenTokens(request);
    if (!given.ok) return given;
    const prepared = await prepareClient(parts, request, authenticationFor(request), undefined);
    if (!prepared.ok) return prepared;
    const { provider, client } = prepared.value;
    const server = atServer(client, provider);
    const granted = await usable(parts, server, request, given.value, stopping.signal);
    if (!granted.ok) return granted;
    const { grant, isExchanged } = granted.value;
    // Who it is can be found out later; what was granted cannot be had twice.
    const identity = await whoIs(parts, provider, server, grant, stopping.signal);
    const { label, scopes } = request;
    const wish = { label, scopes, origin: 'imported', clientsBefore: isExchanged ? [] : undefined } as const;
    for (let tries = 1; ; tries += 1) {
      const signedIn = { provider, client, identity, grant, redirectUri: undefined };
      const kept = await keepSignedIn(parts, wish, signedIn);
      // A refresh token that was just exchanged is the only live one, and the person does not have it.
      if (kept.ok || tries === writeTries) return kept;
      await pause(clock, writePauseMs * tries);
    }
  }

  async function importAccount(request: ImportRequest): Promise<Result<Account>> {
    try {
      return await importTokens(request);
    } catch (thrown) {
      log.warn('internal', {
        where: 'import',
        name: kindOfThrown(thrown),
      });
      return fail(appError('internal'));
    }
  }

  return {
    importAccount(request) {
      const importing = importAccount(request).finally(() => underWay.delete(importing));
      underWay.add(importing);
      return importing;
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled(underWay);
    },
  };
}

/** An access token may come without a client; a refresh token is of use only to the client that it was given to. */
function authenticationFor(request: ImportRequest): Result<ClientAuthentication> {
  if (request.clientId.trim() !== '') return authenticationOf(request);
  if (request.refreshToken !== undefined) return fail(appError('invalid_argument', { detail: 'client ID' }));
  return ok({ method: 'none' });
}

function givenTokens(request: ImportRequest): Result<GivenTokens> {
  const accessToken = tokenFrom(request.accessToken, 'access token');
  if (!accessToken.ok) return accessToken;
  const refreshToken = tokenFrom(request.refreshToken, 'refresh token');
  if (!refreshToken.ok) return refreshToken;
  if (accessToken.value === undefined && refreshToken.value === undefined) {
    return fail(appError('invalid_argument', { detail: 'access token' }));
  }
  return ok({ accessToken: accessToken.value, refreshToken: refreshToken.value });
}

const longestToken = 64 * 1024;

/** As it is pasted: with blanks around it, and perhaps as it stands in a header. Errors: `invalid_argument`. */
function tokenFrom(entered: Secret | undefined, name: string): Result<Secret | undefined> {
  const text = entered
    ?.reveal()
    .trim()
    .replace(/^Bearer(\s+|$)/i, '');
  if (text === undefined) return ok(undefined);
  // RFC 6749 appendices A.12 and A.17, without blanks: in a header they would end it.
  const isFit = text.length <= longestToken && /^[\x21-\x7e]+$/.test(text);
  return isFit ? ok(new Secret(text)) : fail(appError('invalid_argument', { detail: name }));
}

interface Usable {
  readonly grant: TokenGrant;
  /** The server was asked for them, and has accepted the client. */
  readonly isExchanged: boolean;
}

/**
 * What is to be kept: the tokens as they are, or new ones where there is no access token that is still good. Errors:
 * `token_rejected`, `cancelled` where the signal aborted before anything was exchanged, those of a refresh.
 */
async function usable(
  { http, clock }: ImportParts,
  server: ClientAtServer,
  { expiresAt: entered, scopes }: ImportRequest,
  { accessToken, refreshToken }: GivenTokens,
  signal: AbortSignal,
): Promise<Result<Usable>> {
  const ports = { http, clock };
  if (accessToken !== undefined) {
    const own = factsIn(accessToken);
    const said = entered ?? own.expiresAt;
    const asked = said === undefined ? await factsFrom(ports, server, accessToken) : undefined;
    const expiresAt = said ?? asked?.expiresAt;
    const now = clock.now();
    const isDead = asked?.active === false;
    if (isDead && refreshToken === undefined) return fail(appError('token_rejected'));
    if (refreshToken === undefined || !(isDead || isExpired({ expiresAt }, now))) {
      const grant = {
        tokens: { accessToken, refreshToken, idToken: undefined },
        tokenType: 'Bearer',
        scopesGranted: asked?.scopes ?? own.scopes,
        issuedAt: now,
        expiresAt,
        refreshExpiresAt: undefined,
        clockSkewMs: undefined,
        idTokenClaims: undefined,
        answer: {},
      };
      return ok({ grant, isExchanged: false });
    }
  }
  if (refreshToken === undefined) return fail(appError('invalid_argument', { detail: 'access token' }));
  if (signal.aborted) return fail(appError('cancelled'));
  const exchanged = await refreshTokens(ports, server, { refreshToken, idToken: undefined, scopes });
  return exchanged.ok ? ok({ grant: exchanged.value, isExchanged: true }) : exchanged;
}
