// Which warnings hold of an account at a moment, and when the next one will.
import { describe, expect, test } from 'vitest';
import { type Account, type Health, usualPreferences } from '../../../../main/core/accounts/account.ts';
import { isCurrent, type Warning, warningsFor } from '../../../../main/core/accounts/warnings.ts';
import { appError, type ErrorCode } from '../../../../main/core/errors.ts';
import type { NoticeKind } from '../../../../main/core/settings/settings.ts';
import { exampleAccount } from '../../../support/vault-examples.ts';
import { hour, minute, second } from './desk.ts';

const now = Date.UTC(2026, 0, 5, 10);
const day = 24 * hour;
const lead = 5 * minute;

/** Issued at `now` for an hour, and not renewed by itself. */
function account(members: Partial<Account> = {}): Account {
  return exampleAccount('anna', {
    createdAt: now,
    issuedAt: now,
    expiresAt: now + hour,
    hasRefreshToken: false,
    ...members,
  });
}

const fresh = { hasRefreshToken: true } as const;
const failing = (attempts: number, retryAt: number): Health => ({
  kind: 'failing',
  error: appError('network'),
  attempts,
  retryAt,
});
const dead = (since: number, code: ErrorCode = 'invalid_grant'): Health => ({
  kind: 'sign_in_again',
  error: appError(code),
  since,
});

const at = (one: Account, moment: number, notifyBeforeMs = lead) =>
  warningsFor(one, { notifyBeforeMs }, moment);
const kindsAt = (one: Account, moment: number, notifyBeforeMs = lead): readonly NoticeKind[] =>
  at(one, moment, notifyBeforeMs).due.map(({ kind }) => kind);

describe('before and at the expiry', () => {
  test.each<[string, Partial<Account>]>([
    ['no refresh token', {}],
    ['imported without a client', { origin: 'imported', clientId: '', hasRefreshToken: true }],
    ['not kept fresh', { ...fresh, autoRefresh: false }],
    ['signed out before', { ...fresh, health: dead(now + minute) }],
  ])('one that does not renew itself: %s', (_what, members) => {
    const one = account(members);
    const rest = kindsAt(one, now + 54 * minute);
    expect(rest).not.toContain('expiring');
    expect(kindsAt(one, now + 55 * minute - 1)).toEqual(rest);
    expect(kindsAt(one, now + 55 * minute)).toEqual([...rest, 'expiring']);
    expect(kindsAt(one, now + hour - 1)).toEqual([...rest, 'expiring']);
    expect(kindsAt(one, now + hour)).toEqual([...rest, 'expired']);
    expect(at(one, now + hour).due.at(-1)?.event).toBe(now + hour);
  });

  test.each<[string, Partial<Account>]>([
    ['with a refresh token', fresh],
    ['a client that signs in as itself', { origin: 'client_credentials' }],
    ['failing for the first time', { ...fresh, health: failing(1, now + hour + second) }],
    ['of unknown expiry', { expiresAt: undefined }],
    ['revoked from here', { expiresAt: now + minute, health: dead(now + minute, 'revoked') }],
    ['revoked from here, with a refresh token', { ...fresh, expiresAt: now, health: dead(now, 'revoked') }],
  ])('nothing of one %s', (_what, members) => {
    for (const moment of [now, now + 56 * minute, now + hour, now + hour + minute]) {
      expect(kindsAt(account(members), moment)).toEqual([]);
    }
  });

  test.each<[string, number | undefined, number, number, number | undefined]>([
    ['as in the settings', undefined, 10 * minute, hour, 50 * minute],
    ['its own', 20 * minute, 10 * minute, hour, 40 * minute],
    ['its own, though the settings say not at all', 20 * minute, 0, hour, 40 * minute],
    ['not at all', 0, 10 * minute, hour, undefined],
    ['not at all, for all', undefined, 0, hour, undefined],
    ['its own is never longer than its life', 3 * hour, lead, hour, 0],
    ['that for all never longer than half of it', undefined, 3 * hour, hour, 30 * minute],
    ['a life of a minute', undefined, lead, minute, 30 * second],
    ['no life at all', undefined, lead, 0, undefined],
    ['an end before the beginning', 20 * minute, lead, -hour, undefined],
  ])('the lead: %s', (_what, warnBeforeMs, notifyBeforeMs, life, warnsAfter) => {
    const one = account({
      createdAt: now - day,
      expiresAt: now + life,
      preferences: { ...usualPreferences, warnBeforeMs },
    });
    const warned = [...Array(121).keys()]
      .map((step) => now + step * 30 * second)
      .filter((moment) => kindsAt(one, moment, notifyBeforeMs).includes('expiring'));
    expect(warned[0]).toBe(warnsAfter === undefined ? undefined : now + warnsAfter);
  });

  test.each<[string, Partial<Account>, number, readonly NoticeKind[]]>([
    ['had run out before it was here', { createdAt: now + 2 * hour }, now + 2 * hour, []],
    ['ran out as it came', { createdAt: now + hour }, now + hour, []],
    ['ran out a day ago', {}, now + day, ['expired']],
    ['ran out more than a week ago', {}, now + hour + 7 * day, []],
    [
      'was signed out more than a week ago',
      { health: dead(now), expiresAt: now + 99 * day },
      now + 7 * day,
      [],
    ],
    ['runs out in a thousand years', { expiresAt: now + 365_000 * day }, now + day, []],
    ['ran out at the beginning of time', { createdAt: 0, issuedAt: 0, expiresAt: 1 }, now, []],
  ])('far away: it %s', (_what, members, moment, kinds) => {
    expect(kindsAt(account(members), moment)).toEqual(kinds);
  });
});

describe('a sign-in that is needed', () => {
  test('holds from then on, whatever the time left', () => {
    expect(at(account({ ...fresh, health: dead(now + minute) }), now + minute)).toEqual({
      due: [{ kind: 'sign_in_needed', event: now + minute }],
      nextAt: now + 55 * minute,
    });
    expect(kindsAt(account({ ...fresh, expiresAt: undefined, health: dead(now) }), now + day)).toEqual([
      'sign_in_needed',
    ]);
  });

  test.each<[string, Partial<Account>, readonly NoticeKind[]]>([
    ['found out after its end', { ...fresh, health: dead(now + 2 * hour) }, ['sign_in_needed']],
    ['found out before its end', { ...fresh, health: dead(now) }, ['sign_in_needed', 'expired']],
    ['refused by its provider', { health: dead(now + minute, 'token_rejected') }, ['sign_in_needed']],
    ['refused after its end', { health: dead(now + 2 * hour, 'token_rejected') }, ['expired']],
    [
      'refused after its end, though it could be renewed',
      { ...fresh, health: dead(now + 2 * hour, 'token_rejected') },
      ['sign_in_needed'],
    ],
  ])('and a token that has run out: %s', (_what, members, kinds) => {
    expect(kindsAt(account(members), now + 3 * hour)).toEqual(kinds);
  });
});

describe('a refresh that fails', () => {
  test.each<[string, Health, number, readonly NoticeKind[]]>([
    ['twice', failing(2, now + 56 * minute), 55 * minute, []],
    ['three times', failing(3, now + 56 * minute), 55 * minute, ['refresh_failing']],
    ['a hundred times', failing(100, now + 56 * minute), 99 * hour, ['refresh_failing']],
    ['once, after sleep, before the network is back', failing(1, now + 2 * hour + 8 * second), 2 * hour, []],
    ['once, and the server is to be left alone', failing(1, now + 9 * hour), 2 * hour, ['refresh_failing']],
    ['once, and the server is to be left alone, still good', failing(1, now + 9 * hour), 59 * minute, []],
  ])('%s', (_what, health, after, kinds) => {
    const one = account({ ...fresh, health });
    expect(kindsAt(one, now + after)).toEqual(kinds);
    if (kinds.length > 0) expect(at(one, now + after).due[0]?.event).toBe(now);
  });

  test('is looked at again when the token runs out', () => {
    expect(at(account({ ...fresh, health: failing(1, now + 9 * hour) }), now).nextAt).toBe(now + hour);
  });

  test('by hand is nothing to tell: who asked knows', () => {
    const one = account({ ...fresh, autoRefresh: false, health: failing(9, now + hour) });
    expect(kindsAt(one, now + minute)).toEqual([]);
    expect(kindsAt(one, now + hour)).toEqual(['expired']);
  });
});

test.each<[string, Partial<Account>]>([
  ['plain', {}],
  ['with a lead of nothing', { preferences: { ...usualPreferences, warnBeforeMs: 0 } }],
  ['signed out', { ...fresh, health: dead(now) }],
  ['kept fresh', fresh],
  ['told to wait', { ...fresh, health: failing(1, now + 9 * hour) }],
  ['unknown', { expiresAt: undefined }],
])('another one comes at the moments that are told, and at no other: %s', (_what, members) => {
  const one = account(members);
  let moment = now;
  for (let next = at(one, moment).nextAt; next !== undefined; next = at(one, moment).nextAt) {
    expect(next).toBeGreaterThan(moment);
    expect(kindsAt(one, next - 1)).toEqual(kindsAt(one, moment));
    moment = next;
  }
  expect(kindsAt(one, moment + hour)).toEqual(kindsAt(one, moment));
});

test.each<[Warning, Partial<Account>, boolean]>([
  [{ kind: 'expiring', event: now + hour }, {}, true],
  [{ kind: 'expired', event: now + hour }, {}, true],
  [{ kind: 'expired', event: now + hour }, { expiresAt: now + 2 * hour }, false],
  [{ kind: 'sign_in_needed', event: now }, { health: dead(now) }, true],
  [{ kind: 'sign_in_needed', event: now }, { health: dead(now + 1) }, false],
  [{ kind: 'sign_in_needed', event: now }, {}, false],
  [{ kind: 'refresh_failing', event: now }, {}, true],
  [{ kind: 'refresh_failing', event: now }, { issuedAt: now + hour }, false],
])('%j of an account with %j is about what it is now: %s', (warning, members, expected) => {
  expect(isCurrent(warning, account(members))).toBe(expected);
});
