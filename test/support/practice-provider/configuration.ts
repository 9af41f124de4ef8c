// Test and demonstration. How oidc-provider is set up to behave like a strict present-day provider (RFC 9700).
import { devicePages } from './device-pages.ts';
import { errorPage } from './pages.ts';
import { claimsOf, personOf } from './people.ts';
import type { Storage } from './storage.ts';

export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}

export interface PracticeClients {
  readonly publicClientId: string;
  readonly confidential: { readonly post: ClientCredentials; readonly basic: ClientCredentials };
}

/** The paths at which the clients may be redirected to, on any port of the loopback interface (RFC 8252 section 7.3). */
const redirectPaths = ['/callback', '/callback/openid', '/callback/practice', '/success', '/'];

const deviceCode = 'urn:ietf:params:oauth:grant-type:device_code';

function registrations(clients: PracticeClients): readonly Readonly<Record<string, unknown>>[] {
  const common = {
    application_type: 'native',
    redirect_uris: redirectPaths.flatMap((path) => [`http://127.0.0.1${path}`, `http://localhost${path}`]),
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token', deviceCode],
  };
  const { post, basic } = clients.confidential;
  const ofItself = [...common.grant_types, 'client_credentials'];
  return [
    {
      ...common,
      client_id: clients.publicClientId,
      client_name: 'Tokendeck',
      token_endpoint_auth_method: 'none',
    },
    {
      ...common,
      grant_types: ofItself,
      client_id: post.id,
      client_secret: post.secret,
      client_name: 'Tokendeck with a secret in the body',
      token_endpoint_auth_method: 'client_secret_post',
    },
    {
      ...common,
      grant_types: ofItself,
      client_id: basic.id,
      client_secret: basic.secret,
      client_name: 'Tokendeck with Basic authentication',
      token_endpoint_auth_method: 'client_secret_basic',
    },
  ];
}

export interface Settings {
  readonly issuer: string;
  readonly clients: PracticeClients;
  readonly storage: Storage;
  readonly jwks: unknown;
  readonly cookieKey: string;
  /** Seconds. */
  readonly accessTokenSeconds: () => number;
  /** Access tokens are JWTs of RFC 9068, otherwise opaque. */
  readonly jwtAccessTokens: boolean;
  /** `with_consent`: a refresh token needs `offline_access` and `prompt=consent` (OpenID Connect Core section 11). */
  readonly refreshTokens: 'with_consent' | 'always' | 'never';
  /** Takes authorization requests only as they were pushed before (RFC 9126 section 5). */
  readonly demandsPushedRequests: boolean;
}

interface OfClient {
  readonly clientId?: string;
}

/** Whether a client may revoke or look into a token: only into its own (RFC 7009 section 2.1). */
function ownTokensOnly(_ctx: unknown, client: OfClient, token: OfClient): boolean {
  return client.clientId === token.clientId;
}

export function configurationOf(settings: Settings): Readonly<Record<string, unknown>> {
  const resource = `${settings.issuer}/api`;
  const day = 24 * 60 * 60;
  return {
    adapter: settings.storage.adapter,
    clients: registrations(settings.clients),
    jwks: settings.jwks,
    cookies: { keys: [settings.cookieKey] },
    // Expired is expired at once, so that short lifetimes can be watched.
    clockTolerance: 0,
    responseTypes: ['code'],
    clientAuthMethods: ['none', 'client_secret_post', 'client_secret_basic'],
    pkce: { required: () => true },
    scopes: ['openid', 'profile', 'email', 'offline_access', 'api.read', 'api.write'],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
    rotateRefreshToken: true,
    issueRefreshToken: (_ctx: unknown, _client: unknown, source: { readonly scopes: ReadonlySet<string> }) =>
      settings.refreshTokens === 'always' ||
      (settings.refreshTokens === 'with_consent' && source.scopes.has('offline_access')),
    expiresWithSession: () => false,
    ttl: {
      AccessToken: settings.accessTokenSeconds,
      AuthorizationCode: 60,
      ClientCredentials: settings.accessTokenSeconds,
      DeviceCode: 600,
      Grant: 30 * day,
      IdToken: 3600,
      Interaction: 3600,
      RefreshToken: 14 * day,
      Session: day,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true, ...devicePages },
      pushedAuthorizationRequests: {
        enabled: true,
        requirePushedAuthorizationRequests: settings.demandsPushedRequests,
      },
      revocation: { enabled: true, allowedPolicy: ownTokensOnly },
      introspection: { enabled: true, allowedPolicy: ownTokensOnly },
      resourceIndicators: {
        enabled: settings.jwtAccessTokens,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'openid profile email offline_access api.read api.write',
          audience: resource,
          accessTokenTTL: settings.accessTokenSeconds(),
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    interactions: {
      url: (_ctx: unknown, interaction: { readonly uid: string }) => `/interaction/${interaction.uid}`,
    },
    findAccount: (_ctx: unknown, id: string) => {
      const person = personOf(id);
      return person === undefined ? undefined : { accountId: id, claims: () => claimsOf(person) };
    },
    renderError: (
      ctx: { type: string; body: string },
      out: { readonly error: string; readonly error_description?: string },
    ) => {
      ctx.type = 'html';
      ctx.body = errorPage(out.error, out.error_description);
    },
  };
}
