import { describe, expect, test } from 'vitest';
import { type Account, type Health, usualPreferences } from '../../../../main/core/accounts/account.ts';
import {
  isPassing,
  isServable,
  reasonNotToAsk,
  refreshDueAt,
  retryDelayMs,
  statusChangeAt,
} from '../../../../main/core/accounts/policy.ts';
import { statusMark, tokenStatus } from '../../../../main/core/accounts/status.ts';
import { appError, type ErrorCode } from '../../../../main/core/errors.ts';
import { hour, idOf, minute, second } from './desk.ts';

const now = Date.UTC(2026, 0, 5, 10);
const day = 24 * hour;

function account(members: Partial<Account> = {}): Account {
  return {
    id: idOf('anna'),
    clientKey: 'client' as Account['clientKey'],
    providerId: 'openid',
    providerName: 'OpenID',
    issuer: 'https://as.example.test',
    clientId: 'desk',
    origin: 'authorization_code',
    redirectUri: undefined,
    label: 'Anna',
    identity: {},
    scopesAsked: [],
    scopesGranted: [],
    accessTokenFormat: 'opaque',
    tokenType: 'Bearer',
    hasRefreshToken: true,
    createdAt: now,
    issuedAt: now,
    expiresAt: now + hour,
    refreshExpiresAt: undefined,
    clockSkewMs: undefined,
    autoRefresh: true,
    preferences: usualPreferences,
    lastCopiedAt: undefined,
    health: { kind: 'well' },
    ...members,
  };
}

const failing = (retryAt: number, more: { retryAfterMs?: number } = {}): Health => ({
  kind: 'failing',
  error: appError('network', more),
  attempts: 1,
  retryAt,
});
const dead = (code: ErrorCode = 'invalid_grant'): Health => ({
  kind: 'sign_in_again',
  error: appError(code),
  since: now,
});

describe('when an account is due', () => {
  // Each with the latest moment; the spread takes away at most a minute and at most a twentieth of the lifetime.
  test.each([
    ['30 s', 30 * second, 30 * second],
    ['10 s: never sooner than 30 s after the last', 10 * second, 30 * second],
    ['no time at all', 0, 30 * second],
    ['less than none', -hour, 30 * second],
    ['a minute: at 80 %', minute, 48 * second],
    ['10 minutes: at 80 %', 10 * minute, 8 * minute],
    ['25 minutes: both', 25 * minute, 20 * minute],
    ['an hour: 5 minutes before', hour, 55 * minute],
    ['a week: 5 minutes before', 7 * day, 7 * day - 5 * minute],
    ['a century: 5 minutes before', 36_525 * day, 36_525 * day - 5 * minute],
  ])('with a lifetime of %s', (_what, lifetime, latest) => {
    for (const name of ['anna', 'ben', 'cem', 'dora']) {
      const due = refreshDueAt(account({ id: idOf(name), expiresAt: now + lifetime }), now) ?? Number.NaN;
      expect(due).toBeLessThanOrEqual(now + latest);
      expect(due).toBeGreaterThanOrEqual(now + latest - Math.max(0, Math.min(minute, lifetime / 20)));
      expect(due).toBeGreaterThanOrEqual(now + 30 * second);
    }
  });

  test('a thousand accounts of the same second are spread over the whole minute', () => {
    const dues = Array.from({ length: 1000 }, (_, number) => {
      const id = idOf(`account ${number}`);
      return refreshDueAt(account({ id }), now) ?? 0;
    });
    const inTenths = new Set(dues.map((due) => Math.floor((now + 55 * minute - due) / (6 * second))));
    expect(inTenths.size).toBeGreaterThanOrEqual(10);
  });

  test('is the same whenever it is asked', () => {
    expect(refreshDueAt(account(), now)).toBe(refreshDueAt(account(), now + 40 * minute));
  });

  test.each([
    ['kept fresh by hand', { autoRefresh: false }],
    ['without a refresh token', { hasRefreshToken: false }],
    ['of unknown expiry', { expiresAt: undefined }],
    ['that has to sign in again', { health: dead() }],
    ['failing, but kept fresh by hand', { autoRefresh: false, health: failing(now) }],
  ])('never: an account %s', (_what, members) => {
    expect(refreshDueAt(account(members), now)).toBeUndefined();
  });

  test('at the next try after a failure', () => {
    expect(refreshDueAt(account({ health: failing(now + minute) }), now)).toBe(now + minute);
    expect(refreshDueAt(account({ expiresAt: undefined, health: failing(now + minute) }), now)).toBe(
      now + minute,
    );
  });

  test.each([
    ['its token was issued tomorrow', { issuedAt: now + day, expiresAt: now + day + hour }],
    ['its next try is next week', { health: failing(now + 7 * day) }],
  ])('at once where the clock was set back, so that %s', (_what, members) => {
    expect(refreshDueAt(account(members), now)).toBe(now);
  });
});

describe('whether a token may be handed out', () => {
  test.each<[string, Partial<Account>, number | undefined, boolean]>([
    ['exactly as long as wanted', { expiresAt: now + minute }, minute, true],
    ['a millisecond less', { expiresAt: now + minute - 1 }, minute, false],
    ['a minute by default', { issuedAt: now - hour, expiresAt: now + minute }, undefined, true],
    [
      'a millisecond less by default',
      { issuedAt: now - hour, expiresAt: now + minute - 1 },
      undefined,
      false,
    ],
    ['half of 45 s by default', { issuedAt: now - 22_500, expiresAt: now + 22_500 }, undefined, true],
    [
      'less than half of 45 s by default',
      { issuedAt: now - 22_501, expiresAt: now + 22_499 },
      undefined,
      false,
    ],
    ['half of 45 s, but a minute is wanted', { expiresAt: now + 45 * second }, minute, false],
    ['without any life by default', { expiresAt: now }, undefined, false],
    ['expired before its issue by default', { expiresAt: now - 1 }, undefined, false],
    ['unknown by default', { expiresAt: undefined }, undefined, true],
    ['expired now, nothing wanted', { expiresAt: now }, 0, false],
    ['expired, less than nothing wanted', { expiresAt: now - 1 }, -hour, false],
    ['unknown', { expiresAt: undefined }, hour, true],
    ['issued a minute ahead, as clocks go', { issuedAt: now + minute, expiresAt: now + hour }, minute, true],
    ['issued tomorrow', { issuedAt: now + day, expiresAt: now + day + hour }, minute, false],
    [
      'issued tomorrow, without a refresh token there is no better one',
      { issuedAt: now + day, expiresAt: now + day + hour, hasRefreshToken: false },
      minute,
      true,
    ],
  ])('%s', (_what, members, minValidMs, servable) => {
    expect(isServable(account(members), now, minValidMs)).toBe(servable);
  });
});

describe('how an account stands', () => {
  test.each<[string, Partial<Account>, number, object]>([
    ['new', {}, now, { kind: 'valid' }],
    ['before the last 5 minutes of an hour', {}, now + 55 * minute - 1, { kind: 'valid' }],
    ['in the last 5 minutes of an hour', {}, now + 55 * minute, { kind: 'expiring' }],
    ['before the last fifth of a minute', { expiresAt: now + minute }, now + 47 * second, { kind: 'valid' }],
    ['in the last fifth of a minute', { expiresAt: now + minute }, now + 48 * second, { kind: 'expiring' }],
    ['at its end', {}, now + hour, { kind: 'expired', refreshable: true }],
    ['at its end for good', { hasRefreshToken: false }, now + hour, { kind: 'expired', refreshable: false }],
    ['unknown', { expiresAt: undefined }, now + 99 * day, { kind: 'unknown_expiry' }],
    ['failing', { health: failing(now) }, now, { kind: 'failing', retryAt: now, expired: false }],
    ['failing, expired', { health: failing(now) }, now + hour, { kind: 'failing', expired: true }],
    ['dead', { health: dead() }, now, { kind: 'sign_in_again', expired: false }],
    ['dead, expired', { health: dead() }, now + hour, { kind: 'sign_in_again', expired: true }],
    [
      'dead, expiry unknown',
      { health: dead(), expiresAt: undefined },
      now,
      { kind: 'sign_in_again', expired: false },
    ],
  ])('%s', (_what, members, at, status) => {
    expect(tokenStatus(account(members), at, false)).toMatchObject(status);
    expect(tokenStatus(account(members), at, true)).toEqual({ kind: 'refreshing' });
  });

  test.each<[string, Partial<Account>]>([
    ['well', {}],
    ['failing', { health: failing(now + day) }],
    ['dead', { health: dead() }],
    ['of a minute', { expiresAt: now + minute }],
    ['of no time', { expiresAt: now }],
    ['unknown', { expiresAt: undefined }],
  ])('changes at the moments that are told, and at no other: %s', (_what, members) => {
    const one = account(members);
    const markAt = (at: number) => statusMark(tokenStatus(one, at, false));
    let at = now;
    for (let next = statusChangeAt(one, at); next !== undefined; next = statusChangeAt(one, at)) {
      expect(markAt(next - 1)).toBe(markAt(at));
      at = next;
    }
    expect(markAt(at + 99 * day)).toBe(markAt(at));
    if (one.expiresAt !== undefined && one.expiresAt > now) expect(at).toBe(one.expiresAt);
  });
});

describe('the wait after a failure', () => {
  test.each([
    [1, undefined, 5 * second, 10 * second],
    [2, undefined, 10 * second, 20 * second],
    [5, undefined, 80 * second, 160 * second],
    [8, undefined, 7.5 * minute, 15 * minute],
    [10_000, undefined, 7.5 * minute, 15 * minute],
    [1, 0, 5 * second, 10 * second],
    [1, -hour, 5 * second, 10 * second],
    [1, hour, hour, 1.1 * hour],
    [1, 365 * day, day, 1.1 * day],
  ])('%i in a row, Retry-After %s ms', (attempts, retryAfterMs, least, most) => {
    expect(retryDelayMs(attempts, retryAfterMs, 0)).toBeLessThanOrEqual(most);
    expect(retryDelayMs(attempts, retryAfterMs, 0)).toBeGreaterThanOrEqual(least);
    expect(retryDelayMs(attempts, retryAfterMs, 0.999)).toBeLessThanOrEqual(most);
    expect(retryDelayMs(attempts, retryAfterMs, 0.999)).toBeGreaterThanOrEqual(least);
    expect(retryDelayMs(attempts, retryAfterMs, 0)).not.toBe(retryDelayMs(attempts, retryAfterMs, 0.999));
  });
});

test.each<[ErrorCode, boolean]>([
  ['network', true],
  ['timeout', true],
  ['rate_limited', true],
  ['server_error', true],
  ['malformed_response', true],
  ['redirect_not_followed', true],
  ['response_too_large', true],
  ['provider_error', true],
  ['invalid_grant', false],
  ['invalid_id_token', false],
  ['refresh_token_lost', false],
  ['invalid_client', false],
  ['invalid_scope', false],
  ['unauthorized_client', false],
  ['unsupported_by_server', false],
  ['insecure_url', false],
])('%s may pass by itself: %s', (code, passing) => {
  expect(isPassing(appError(code))).toBe(passing);
});

test.each([
  [undefined, true],
  [400, false],
  [401, false],
  [403, false],
  [404, true],
  [422, false],
])('a refusal in words of the provider’s own with status %s may pass by itself: %s', (status, passing) => {
  expect(isPassing(appError('provider_error', status === undefined ? {} : { status }))).toBe(passing);
});

test.each<[string, Health, boolean, string | undefined]>([
  ['well', { kind: 'well' }, false, undefined],
  ['dead', dead(), false, 'invalid_grant'],
  ['dead, by force', dead(), true, 'invalid_grant'],
  ['perhaps used up, by force', dead('invalid_id_token'), true, 'invalid_id_token'],
  ['lost, by force', dead('refresh_token_lost'), true, 'refresh_token_lost'],
  ['refused client', dead('invalid_client'), false, 'invalid_client'],
  ['refused client, by force', dead('invalid_client'), true, undefined],
  ['failing', failing(now + hour), false, undefined],
  ['asked to wait', failing(now + hour, { retryAfterMs: hour }), false, 'network'],
  ['asked to wait, by force', failing(now + hour, { retryAfterMs: hour }), true, undefined],
  ['has waited', failing(now, { retryAfterMs: hour }), false, undefined],
])('a reason not to ask the server: %s', (_what, health, forced, code) => {
  expect(reasonNotToAsk({ health }, now, forced)?.code).toBe(code);
});
