// Test equipment. Clients, accounts and tokens to keep in a vault.
import {
  type Account,
  type AccountId,
  type Client,
  type ClientKey,
  type TokenSet,
  usualPreferences,
} from '../../main/core/accounts/account.ts';
import { Secret } from '../../main/core/secret.ts';

export function exampleAccount(id: string, more: Partial<Account> = {}): Account {
  return {
    id: id as AccountId,
    clientKey: 'client-1' as ClientKey,
    providerId: 'custom',
    providerName: 'Example',
    issuer: 'https://as.example',
    clientId: 'deck',
    origin: 'authorization_code',
    redirectUri: 'http://127.0.0.1:4711/callback',
    label: `Account ${id}`,
    identity: { subject: `sub-${id}`, name: 'Ada Ünïcode 🗝', email: 'ada@as.example' },
    scopesAsked: ['openid', 'offline_access'],
    scopesGranted: ['openid'],
    accessTokenFormat: 'jwt',
    tokenType: 'Bearer',
    hasRefreshToken: true,
    createdAt: 1_700_000_000_000,
    issuedAt: 1_700_000_000_000,
    expiresAt: 1_700_000_300_000,
    refreshExpiresAt: undefined,
    clockSkewMs: undefined,
    autoRefresh: true,
    preferences: usualPreferences,
    lastCopiedAt: undefined,
    health: { kind: 'well' },
    ...more,
  };
}

export function exampleClient(key = 'client-1', more: Partial<Client> = {}): Client {
  return {
    key: key as ClientKey,
    providerId: 'custom',
    server: { parameters: { issuer: 'https://as.example' }, endpoints: {} },
    issuer: 'https://as.example',
    clientId: 'deck',
    authentication: { method: 'client_secret_basic', secret: new Secret('clientsecret'), encoding: 'form' },
    redirect: { kind: 'loopback', hostname: '127.0.0.1', port: 0, path: '/callback' },
    dangerouslyAllowHttpOnLoopback: false,
    metadata: { issuer: 'https://as.example', token_endpoint: 'https://as.example/token', nested: [1, null] },
    ...more,
  };
}

export function exampleTokens(text: string): TokenSet {
  return {
    accessToken: new Secret(`access ${text}`),
    refreshToken: new Secret(`refresh ${text}`),
    idToken: undefined,
  };
}

/** The texts inside, for comparing. */
export function revealed(tokens: TokenSet | undefined): readonly (string | undefined)[] | undefined {
  return tokens && [tokens.accessToken.reveal(), tokens.refreshToken?.reveal(), tokens.idToken?.reveal()];
}
