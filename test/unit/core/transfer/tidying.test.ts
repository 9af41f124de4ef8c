// What is let in of an export is fit to be shown and changed, and nothing else of it is lost.
import { describe, expect, it } from 'vitest';
import { type Account, usualPreferences } from '../../../../main/core/accounts/account.ts';
import type { AppError } from '../../../../main/core/errors.ts';
import type { Holding } from '../../../../main/core/transfer/content.ts';
import { tidied } from '../../../../main/core/transfer/tidying.ts';
import { exampleAccount, exampleTokens } from '../../../support/vault-examples.ts';

const year = 365 * 24 * 3_600_000;
const long = 'x'.repeat(2_000_000);

const holding = (members: Partial<Account> = {}, events: Holding['events'] = []): Holding => ({
  account: exampleAccount('a1', members),
  tokens: exampleTokens('1'),
  events,
});

const accountOf = (members: Partial<Account>): Account => tidied(holding(members)).account;

const refused: AppError = {
  code: 'invalid_grant',
  detail: 'as.example',
  provider: { error: 'invalid_grant', description: 'Über alles weg', uri: 'https://as.example/why' },
  status: 400,
  retryAfterMs: 5000,
};

it('a record as it is written here stays as it is', () => {
  const usual = holding(
    {
      providerName: `${'sub.'.repeat(60)}example`,
      identity: { subject: 's'.repeat(255), name: 'Ada 🗝 می‌خواهم', username: 'ada', email: 'ada@as.example' },
      scopesAsked: Array.from({ length: 200 }, (_, index) => `https://as.example/scope/${index}`),
      scopesGranted: Array.from({ length: 1000 }, (_, index) => `s${index}`),
      clockSkewMs: -56 * year,
      preferences: { pinned: true, copyFormat: 'env', warnBeforeMs: 0 },
      health: { kind: 'sign_in_again', error: refused, since: 9 },
    },
    [
      { kind: 'sign_in_needed', at: 9, error: refused },
      { kind: 'signed_in', at: 1 },
    ],
  );
  expect(tidied(usual)).toEqual(usual);
});

it.each([1e300, -5, 0.5, 366 * 24 * 3_600_000 + 1, Number.NaN])(
  'a warning %d milliseconds before is as in the settings',
  (warnBeforeMs) => {
    const preferences = { pinned: true, copyFormat: 'curl', warnBeforeMs } as const;
    expect(accountOf({ preferences }).preferences).toEqual({ ...preferences, warnBeforeMs: undefined });
  },
);

it.each([0, 1, 366 * 24 * 3_600_000])('a warning %d milliseconds before stays', (warnBeforeMs) => {
  const preferences = { ...usualPreferences, warnBeforeMs };
  expect(accountOf({ preferences }).preferences).toEqual(preferences);
});

it.each([1e300, -1e300, Number.NaN])('a clock that differs by %d is not believed', (clockSkewMs) => {
  expect(accountOf({ clockSkewMs }).clockSkewMs).toBeUndefined();
});

describe('texts are plain and short', () => {
  it.each<readonly [string, string]>([
    ['A\u202Egnp\u0007\n<b>x</b>', 'A gnp <b>x</b>'],
    [long, 'x'.repeat(255)],
    [' \u0000\u2028 ', 'custom'],
  ])('names of providers: %#', (providerName, shown) => {
    expect(accountOf({ providerName }).providerName).toBe(shown);
  });

  it('who it is', () => {
    const identity = { subject: 's\u0000', name: `N\u202E\n${long}`, username: '\n', email: long };
    expect(accountOf({ identity }).identity).toEqual({
      subject: 's',
      name: `N ${'x'.repeat(253)}`,
      email: 'x'.repeat(255),
    });
  });

  it('an account without a name is called as it is shown to be', () => {
    expect(accountOf({ label: '\n', identity: { name: 'Eve\u202E' } }).label).toBe('Eve');
  });

  it('scopes: those that are none are left out, and of a hundred thousand the first', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => `s${index}`);
    const strange = ['a\u202Eb\n', '', ' ', long];
    const account = accountOf({ scopesAsked: [...strange, ...many], scopesGranted: [...strange, ...many] });
    expect(account.scopesAsked).toEqual(many.slice(0, 200));
    expect(account.scopesGranted).toEqual(many.slice(0, 1000));
  });

  const hostile: AppError = {
    code: 'provider_error',
    detail: long,
    provider: { error: 'no\u202E', description: long, uri: '\n' },
    status: 400,
  };
  const tidy: AppError = {
    code: 'provider_error',
    detail: 'x'.repeat(500),
    provider: { error: 'no', description: 'x'.repeat(500) },
    status: 400,
  };

  it('errors, of the account and of its history', () => {
    const one = tidied(
      holding({ health: { kind: 'failing', error: hostile, attempts: 3, retryAt: 7 } }, [
        { kind: 'refresh_failed', at: 5, error: hostile },
      ]),
    );
    expect(one.account.health).toEqual({ kind: 'failing', error: tidy, attempts: 3, retryAt: 7 });
    expect(one.events).toEqual([{ kind: 'refresh_failed', at: 5, error: tidy }]);
  });

  it('a provider that said nothing has said nothing', () => {
    const error: AppError = { code: 'provider_error', detail: '\n', provider: { error: ' ', uri: 'u' } };
    const { health } = accountOf({ health: { kind: 'sign_in_again', error, since: 1 } });
    expect(health).toEqual({ kind: 'sign_in_again', error: { code: 'provider_error' }, since: 1 });
  });
});
