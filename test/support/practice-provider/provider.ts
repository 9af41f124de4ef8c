// Test and demonstration. The practice provider: a real, certified OpenID provider (oidc-provider) on the loopback
// interface, with people to sign in as, pages to do it on, and faults on demand. Not packaged.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type KoaContext, Provider } from 'oidc-provider';
import { configurationOf, type PracticeClients, type Settings } from './configuration.ts';
import { answerWith, type Fault } from './faults.ts';
import { interact } from './interactions.ts';
import { createSigningKeys, type SigningKeys } from './keys.ts';
import { claimsOf, type Person, people, personOf } from './people.ts';
import { createStorage } from './storage.ts';

/** A request that the token endpoint has seen. */
export interface TokenRequestRecord {
  readonly grantType: string;
  readonly clientId: string | undefined;
  readonly personId: string | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
  /** HTTP status; 0 where the connection was broken on purpose. */
  readonly status: number;
  /** The error code of the answer, or undefined. */
  readonly error: string | undefined;
}

export type FaultyEndpoint = 'token' | 'userinfo' | 'discovery' | 'jwks' | 'revocation';

export interface PracticeOptions
  extends Partial<Pick<Settings, 'jwtAccessTokens' | 'refreshTokens' | 'demandsPushedRequests'>> {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Seconds that an access token lives; 120 by default. */
  readonly accessTokenSeconds?: number;
  /** How often a device may ask; 5 by default. */
  readonly deviceIntervalSeconds?: number;
}

export interface PracticeProvider extends PracticeClients {
  readonly issuer: string;
  readonly users: readonly Person[];
  /** All requests to the token endpoint, oldest first. */
  tokenRequests(): readonly TokenRequestRecord[];
  /** How many refresh tokens were replaced by new ones. */
  rotations(): number;
  /** How many used refresh tokens were presented again: a client that loses tokens, or a thief. */
  reuses(): number;
  /** Every secret that has passed the token endpoint: codes, PKCE verifiers, client secrets and tokens. */
  secretsSeen(): readonly string[];
  /** From now on access tokens live so many seconds. */
  setAccessTokenSeconds(seconds: number): void;
  /** Ends all that a person has allowed: their refresh and access tokens are dead at once. */
  revokeGrant(personId: string): Promise<void>;
  /** The next requests to an endpoint, one unless told otherwise, are answered with the fault. */
  failNext(fault: Fault, options?: { readonly endpoint?: FaultyEndpoint; readonly times?: number }): void;
  /** Stops and breaks all connections. Safe to call twice. */
  close(): Promise<void>;
}

const paths: Readonly<Record<FaultyEndpoint, string>> = {
  token: '/token',
  userinfo: '/me',
  discovery: '/.well-known/openid-configuration',
  jwks: '/jwks',
  revocation: '/token/revocation',
};

const clients: PracticeClients = {
  publicClientId: 'tokendeck-practice',
  confidential: {
    // Signs that form-urlencoding leaves as they are and others that it changes (RFC 6749 section 2.3.1).
    post: { id: 'tokendeck-practice-post', secret: 'practice-secret-of-the-body' },
    basic: { id: 'tokendeck-practice-basic', secret: 'practice.secret_of-basic+with/signs%20and:more' },
  },
};

interface TokenErrorBody {
  readonly error?: string;
}

function recordOf(
  ctx: KoaContext,
  grantType: unknown,
  clientId: unknown,
  status: number,
): TokenRequestRecord {
  const entities = ctx.oidc?.entities;
  return {
    grantType: typeof grantType === 'string' ? grantType : '',
    clientId: ctx.oidc?.client?.clientId ?? (typeof clientId === 'string' ? clientId : undefined),
    personId: (entities?.RefreshToken ?? entities?.AuthorizationCode ?? entities?.DeviceCode)?.accountId,
    at: Date.now(),
    status,
    error: status < 400 ? undefined : (ctx.body as TokenErrorBody | undefined)?.error,
  };
}

const secretMembers = [
  ...['code', 'code_verifier', 'client_secret', 'device_code'],
  ...['access_token', 'refresh_token', 'id_token'],
] as const;

function secretsIn(message: unknown): readonly string[] {
  const members = new Map(Object.entries(message ?? {}));
  return secretMembers.map((name) => members.get(name)).filter((value) => typeof value === 'string');
}

/** Answers userinfo for a JWT access token, which oidc-provider itself accepts at resource servers only. */
function userinfoForJwt(keys: SigningKeys, request: IncomingMessage, response: ServerResponse): boolean {
  const jwt = /^Bearer (\S+\.\S+\.\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (jwt === undefined) return false;
  const claims = keys.claimsOf(jwt);
  const person = personOf(String(claims?.['sub']));
  if (person === undefined || Number(claims?.['exp']) * 1000 <= Date.now()) {
    response.writeHead(401, { 'www-authenticate': 'Bearer error="invalid_token"' }).end();
    return true;
  }
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(claimsOf(person)));
  return true;
}

/** Starts a practice provider on 127.0.0.1. Every start has new keys and remembers nothing. */
export async function startPracticeProvider(options: PracticeOptions = {}): Promise<PracticeProvider> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const keys = createSigningKeys();
  const storage = createStorage();
  const jwtAccessTokens = options.jwtAccessTokens ?? false;
  const interval = options.deviceIntervalSeconds ?? 5;
  let accessTokenSeconds = options.accessTokenSeconds ?? 120;

  const provider = new Provider(
    issuer,
    configurationOf({
      issuer,
      clients,
      storage,
      jwks: keys.jwks,
      cookieKey: randomBytes(32).toString('base64url'),
      accessTokenSeconds: () => accessTokenSeconds,
      jwtAccessTokens,
      refreshTokens: options.refreshTokens ?? 'with_consent',
      demandsPushedRequests: options.demandsPushedRequests ?? false,
    }),
  );

  const records: TokenRequestRecord[] = [];
  const secrets = new Set<string>();
  const faults: { readonly path: string; readonly fault: Fault }[] = [];
  let reuses = 0;
  provider.on('grant.revoked', (ctx) => {
    if ((ctx as KoaContext).path === paths.token) reuses += 1;
  });

  provider.use(async (ctx, next) => {
    const due = faults.findIndex(({ path }) => path === ctx.path);
    const fault = faults[due]?.fault;
    if (fault !== undefined) faults.splice(due, 1);
    const isToken = ctx.path === paths.token && ctx.method === 'POST';

    if (fault === undefined) {
      await next();
      // oidc-provider leaves it out, which means 5 (RFC 8628 section 3.2).
      if (ctx.path === '/device/auth' && ctx.status === 200) Object.assign(ctx.body as object, { interval });
      if (isToken) {
        const params = ctx.oidc?.params;
        records.push(recordOf(ctx, params?.['grant_type'], params?.['client_id'], ctx.status));
        for (const secret of [...secretsIn(params), ...secretsIn(ctx.body)]) secrets.add(secret);
      }
      return;
    }
    const form = fault === 'lost_answer' ? undefined : new URLSearchParams(await text(ctx.req));
    await answerWith(fault, ctx, next);
    if (!isToken) return;
    const params = form === undefined ? ctx.oidc?.params : Object.fromEntries(form);
    const broken = fault === 'lost_answer' || fault === 'reset';
    records.push(
      recordOf(ctx, params?.['grant_type'], params?.['client_id'], broken ? 0 : ctx.res.statusCode),
    );
  });

  const answer = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path.startsWith('/interaction/')) {
      void interact(provider, request, response);
      return;
    }
    if (jwtAccessTokens && path === paths.userinfo && userinfoForJwt(keys, request, response)) return;
    // Each authorization request asks anew who signs in, so that several people can do so in one browser.
    if (path === '/auth' || (path === '/device' && request.method === 'GET')) delete request.headers.cookie;
    void answer(request, response);
  });

  return {
    issuer,
    ...clients,
    users: people,
    tokenRequests: () => [...records],
    rotations: () =>
      records.filter(({ grantType, status }) => grantType === 'refresh_token' && status === 200).length,
    reuses: () => reuses,
    secretsSeen: () => [...secrets],
    setAccessTokenSeconds: (seconds) => {
      accessTokenSeconds = seconds;
    },
    async revokeGrant(personId) {
      for (const id of storage.grantsOf(personId)) {
        for (const model of [provider.AccessToken, provider.RefreshToken, provider.AuthorizationCode])
          await model.revokeByGrantId(id);
        await (await provider.Grant.find(id))?.destroy();
      }
    },
    failNext(fault, { endpoint = 'token', times = 1 } = {}) {
      for (let count = 0; count < times; count += 1) faults.push({ path: paths[endpoint], fault });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
