import { describe, expect, test } from 'vitest';
import { accountJson, accountTable, type Standing } from '../../../main/command-line/account-text.ts';
import {
  type Account,
  type AccountId,
  type ClientKey,
  usualPreferences,
} from '../../../main/core/accounts/account.ts';
import type { TokenStatus } from '../../../main/core/accounts/status.ts';

const now = Date.UTC(2026, 10, 21, 9, 0, 0);

function account(more: Partial<Account> = {}): Account {
  return {
    id: 'id-1' as AccountId,
    clientKey: 'key-1' as ClientKey,
    providerId: 'openid',
    providerName: 'id.example',
    issuer: 'https://id.example',
    clientId: 'abc',
    origin: 'authorization_code',
    redirectUri: undefined,
    label: 'work',
    identity: { subject: 'ada', name: 'Ada Moreno' },
    scopesAsked: ['openid'],
    scopesGranted: ['openid'],
    accessTokenFormat: 'opaque',
    tokenType: 'bearer',
    hasRefreshToken: true,
    createdAt: now - 60_000,
    issuedAt: now - 60_000,
    expiresAt: now + 65_000,
    refreshExpiresAt: undefined,
    clockSkewMs: undefined,
    autoRefresh: true,
    preferences: usualPreferences,
    lastCopiedAt: undefined,
    health: { kind: 'well' },
    ...more,
  };
}

const error = { code: 'invalid_grant', provider: { error: 'invalid_grant' } } as const;

describe('status words', () => {
  test.each<[TokenStatus, string]>([
    [{ kind: 'valid' }, 'valid'],
    [{ kind: 'expiring' }, 'expires soon'],
    [{ kind: 'refreshing' }, 'refreshing'],
    [{ kind: 'expired', refreshable: true }, 'expired, refreshable'],
    [{ kind: 'expired', refreshable: false }, 'expired'],
    [{ kind: 'unknown_expiry' }, 'expiry unknown'],
    [{ kind: 'failing', error, retryAt: now, expired: true }, 'expired, refresh fails'],
    [{ kind: 'failing', error, retryAt: now, expired: false }, 'valid, refresh fails'],
    [{ kind: 'sign_in_again', error, expired: false }, 'sign in again'],
  ])('%j', (status, word) => {
    expect(accountTable([{ account: account(), status }], now)).toContain(`  ${word}`);
  });
});

test('the table has a heading and one line for each account, whatever its text holds', () => {
  const standings: Standing[] = [
    { account: account(), status: { kind: 'valid' } },
    {
      account: account({
        label: 'home\u001b[2J',
        identity: { email: 'ben@example.org' },
        expiresAt: undefined,
        hasRefreshToken: false,
      }),
      status: { kind: 'unknown_expiry' },
    },
  ];
  expect(accountTable(standings, now)).toBe(
    [
      'NAME      PROVIDER    WHO              STATUS          TIME LEFT  RENEWED BY',
      'work      id.example  Ada Moreno       valid           1:05       refresh token',
      'home�[2J  id.example  ben@example.org  expiry unknown             nothing',
      '',
    ].join('\n'),
  );
});

test('as JSON an account has its times in ISO 8601 and its spans in seconds', () => {
  const value = accountJson(
    { account: account(), status: { kind: 'sign_in_again', error, expired: false } },
    now,
  );
  expect(value).toMatchObject({
    name: 'work',
    who: 'Ada Moreno',
    status: 'sign_in_again',
    error: { code: 'invalid_grant', provider: { error: 'invalid_grant' } },
    refreshable: false,
    issuedAt: '2026-11-21T08:59:00.000Z',
    expiresAt: '2026-11-21T09:01:05.000Z',
    expiresIn: 65,
    origin: 'authorization_code',
    renewal: 'refresh_token',
    refreshExpiresAt: null,
  });
});

test.each<[Partial<Account>, string | null, string]>([
  [{}, 'refresh_token', 'refresh token'],
  [{ hasRefreshToken: false }, null, 'nothing'],
  [{ hasRefreshToken: false, origin: 'client_credentials' }, 'client_credentials', 'client credentials'],
  [{ hasRefreshToken: false, origin: 'imported' }, null, 'nothing'],
])('what renews %j is told: %s', (more, renewal, words) => {
  const standing: Standing = { account: account(more), status: { kind: 'valid' } };
  expect(accountJson(standing, now)).toMatchObject({ renewal, refreshable: renewal !== null });
  expect(accountTable([standing], now)).toContain(` ${words}\n`);
});

test.each([
  ['revoked', false],
  ['token_rejected', false],
  ['invalid_grant', true],
] as const)('time left after %s is told: %s', (code, isTold) => {
  const health = { kind: 'sign_in_again', error: { code }, since: now } as const;
  const status = { kind: 'sign_in_again', error: health.error, expired: false } as const;
  expect(accountTable([{ account: account({ health }), status }], now).includes('1:05')).toBe(isTold);
});

test('when the refresh token runs out is told in ISO 8601', () => {
  const standing: Standing = { account: account({ refreshExpiresAt: now }), status: { kind: 'valid' } };
  expect(accountJson(standing, now)['refreshExpiresAt']).toBe('2026-11-21T09:00:00.000Z');
});
