// What a notification says of one account, of several, and of names that nobody would choose.
import { describe, expect, test } from 'vitest';
import type { Account, Health } from '../../../main/core/accounts/account.ts';
import { appError } from '../../../main/core/errors.ts';
import type { NoticeKind } from '../../../main/core/settings/settings.ts';
import type { Notice } from '../../../main/shell/notice.ts';
import { notificationOptions } from '../../../main/shell/notification-options.ts';
import { type Telling, warningNotices } from '../../../main/shell/warning-notices.ts';
import { exampleAccount } from '../../support/vault-examples.ts';

const now = Date.UTC(2026, 0, 5, 10);
const minute = 60_000;

const account = (label: string, more: Partial<Account> = {}): Account =>
  exampleAccount(label, { label, expiresAt: now + 5 * minute, hasRefreshToken: false, ...more });

const health: Health = { kind: 'sign_in_again', error: appError('invalid_grant'), since: now };
const failing: Health = { kind: 'failing', error: appError('timeout'), attempts: 3, retryAt: now };

function only(tellings: readonly Telling[]): Notice {
  const [notice, ...more] = warningNotices(tellings, now);
  if (notice === undefined || more.length > 0) throw new Error(`${more.length} too many`);
  return notice;
}

const one = (kind: NoticeKind, more: Partial<Account> = {}): Notice =>
  only([{ kind, account: account('Stream bot', more) }]);

test.each<[NoticeKind, Partial<Account>, string, string, Notice['action']]>([
  ['expiring', {}, '“Stream bot” runs out in 5 min', 'Example: Sign in again for a new token.', 'copy'],
  [
    'expiring',
    { expiresAt: now + 5 * minute - 1500 },
    '“Stream bot” runs out in 5 min',
    'Example: Sign in again for a new token.',
    'copy',
  ],
  [
    'expiring',
    { expiresAt: now + 20_000 },
    '“Stream bot” runs out in 20 s',
    'Example: Sign in again for a new token.',
    'copy',
  ],
  [
    'expiring',
    { clientId: '' },
    '“Stream bot” runs out in 5 min',
    'Example: Import a new token when you need one.',
    'copy',
  ],
  [
    'expired',
    { autoRefresh: false, hasRefreshToken: true },
    '“Stream bot” has run out',
    'Example: It is not kept fresh: refresh it for a new token.',
    'copy',
  ],
  [
    'expired',
    { hasRefreshToken: true, health },
    '“Stream bot” has run out',
    'Example: Sign in again for a new token.',
    'sign_in_again',
  ],
  [
    'expired',
    { clientId: '' },
    '“Stream bot” has run out',
    'Example: Import a new token when you need one.',
    undefined,
  ],
  [
    'sign_in_needed',
    { health },
    '“Stream bot” needs you to sign in again',
    'Example: The provider no longer accepts this sign-in.',
    'sign_in_again',
  ],
  [
    'sign_in_needed',
    { health, clientId: '' },
    '“Stream bot” is of no more use',
    'Example: The provider no longer accepts this sign-in.',
    undefined,
  ],
  [
    'refresh_failing',
    { health: failing },
    '“Stream bot” cannot be renewed',
    'Example: No answer came in time. The token is good for 5 min more. It is tried again by itself.',
    undefined,
  ],
  [
    'refresh_failing',
    { health: failing, expiresAt: now },
    '“Stream bot” cannot be renewed',
    'Example: No answer came in time. The token has run out. It is tried again by itself.',
    undefined,
  ],
])('of one account: %s, %j', (kind, more, title, body, action) => {
  expect(one(kind, more)).toEqual({ kind, title, body, action, accounts: ['Stream bot'] });
});

describe('of several', () => {
  const many = (kind: NoticeKind, count: number): readonly Telling[] =>
    Array.from({ length: count }, (_, number) => ({
      kind,
      account: account(`${kind} ${number}`, { expiresAt: now - number }),
    }));

  test.each<[NoticeKind, number, string, string]>([
    ['expiring', 2, '2 tokens run out soon', '“expiring 1” and “expiring 0”'],
    ['expired', 3, '3 tokens have run out', '“expired 2”, “expired 1” and “expired 0”'],
    [
      'sign_in_needed',
      4,
      '4 accounts need you to sign in again',
      '“sign_in_needed 3”, “sign_in_needed 2”, “sign_in_needed 1” and 1 more',
    ],
    [
      'refresh_failing',
      10_000,
      '10000 tokens cannot be renewed',
      '“refresh_failing 9999”, “refresh_failing 9998”, “refresh_failing 9997” and 9997 more',
    ],
  ])('%s of %i: what runs out first comes first', (kind, count, title, body) => {
    const notice = only(many(kind, count));
    expect(notice).toMatchObject({ kind, title, body, action: undefined });
    expect(notice.accounts).toHaveLength(count);
  });

  test('kinds are told apart while there are few, the gravest first', () => {
    const notices = warningNotices([...many('expiring', 2), ...many('sign_in_needed', 1)], now);
    expect(notices.map(({ title }) => title)).toEqual([
      '“sign_in_needed 0” needs you to sign in again',
      '2 tokens run out soon',
    ]);
  });

  test('and are put together where there are many', () => {
    const notice = only([...many('expiring', 2), ...many('sign_in_needed', 2)]);
    expect(notice).toMatchObject({ kind: 'sign_in_needed', title: '4 accounts need attention' });
    expect(notice.body).toBe('“sign_in_needed 1”, “sign_in_needed 0”, “expiring 1” and 1 more');
  });

  test('nothing of nobody', () => {
    expect(warningNotices([], now)).toEqual([]);
  });
});

test.each<[string, string, string]>([
  ['without end', 'x'.repeat(10_000), `“${'x'.repeat(39)}…” runs out in 5 min`],
  ['with control characters and overrides', 'a\nb\u0000c\u202ed', '“a b c d” runs out in 5 min'],
  ['of emoji, none cut through', '🗝'.repeat(60), `“${'🗝'.repeat(19)}…” runs out in 5 min`],
  ['from right to left', 'שלום', '“\u2068שלום\u2069” runs out in 5 min'],
  ['with markup', '<b>bold</b> & co', '“<b>bold</b> & co” runs out in 5 min'],
])('a name %s', (_what, label, title) => {
  expect(only([{ kind: 'expiring', account: { ...account('a'), label } }]).title).toBe(title);
});

test('words of a provider without end are cut', () => {
  const error = appError('malformed_response', { detail: '<i>x</i>'.repeat(100_000) });
  const { body } = one('sign_in_needed', { health: { kind: 'sign_in_again', error, since: now } });
  expect(body.length).toBeLessThanOrEqual(240);
});

describe('as options of the system’s notification', () => {
  const notice = one('expiring', { providerName: '<a href="x">A</a> & B' });

  test('the body is text also where desktops read markup in it', () => {
    expect(notificationOptions(notice, 'win32').body).toMatch(/^<a href="x">A<\/a> & B: /);
    expect(notificationOptions(notice, 'linux').body).toMatch(/^&lt;a href="x"&gt;A&lt;\/a&gt; &amp; B: /);
    expect(notificationOptions(notice, 'linux').title).toBe(notice.title);
  });

  test('a button for the action, and a sound unless it only answers', () => {
    expect(notificationOptions(notice, 'darwin')).toMatchObject({
      silent: false,
      actions: [{ type: 'button', text: 'Copy token' }],
    });
    expect(notificationOptions({ ...notice, kind: 'said', action: undefined }, 'darwin')).toMatchObject({
      silent: true,
      actions: [],
    });
  });
});
