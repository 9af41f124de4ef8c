// Test data: an account as the core holds it.
import {
  type Account,
  type AccountId,
  type ClientKey,
  usualPreferences,
} from '../../../main/core/accounts/account.ts';

export function account(more: Partial<Omit<Account, 'id'>> & { readonly id?: string } = {}): Account {
  const { id = 'a1', ...rest } = more;
  return {
    id: id as AccountId,
    clientKey: 'k1' as ClientKey,
    providerId: 'openid',
    providerName: 'OpenID Connect',
    issuer: 'https://login.example.com',
    clientId: 'desktop',
    origin: 'authorization_code',
    redirectUri: undefined,
    label: 'Ada',
    identity: { subject: 'sub-1', name: 'Ada Lovelace', username: 'ada', email: 'ada@example.com' },
    scopesAsked: ['openid', 'email'],
    scopesGranted: ['openid'],
    accessTokenFormat: 'opaque',
    tokenType: 'Bearer',
    hasRefreshToken: true,
    createdAt: 1_000,
    issuedAt: 2_000,
    expiresAt: 3_000,
    refreshExpiresAt: undefined,
    clockSkewMs: undefined,
    autoRefresh: true,
    preferences: usualPreferences,
    lastCopiedAt: undefined,
    health: { kind: 'well' },
    ...rest,
  };
}
