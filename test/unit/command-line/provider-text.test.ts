import { describe, expect, test } from 'vitest';
import { dialectWords } from '../../../main/command-line/dialect-text.ts';
import { problemText, providerTable, providerText } from '../../../main/command-line/provider-text.ts';
import type { Dialect } from '../../../main/core/oauth/dialect.ts';
import type { Provider } from '../../../main/core/providers/provider.ts';
import { fixedProviders } from '../../../main/core/providers/registry.ts';

const all = fixedProviders().all();

const hostile = '\u001b[2J\u202ex\ny';
const example: Provider = {
  id: 'mine',
  name: `Mine ${hostile}`,
  summary: hostile,
  mark: { path: 'M0 0h1', hue: 1 },
  parameters: [
    {
      name: 'host',
      label: 'Host',
      hint: 'Whose server it is.',
      kind: 'url',
      example: 'https://a.example',
      default: 'https://b.example',
    },
    { name: 'team', label: hostile, hint: hostile, kind: 'segment', optional: true },
  ],
  issuer: '{host}',
  discovery: false,
  endpoints: { authorization: '{host}/auth', token: '{host}/token', revocation: '{host}/revoke' },
  registration: { url: 'https://b.example/apps', advice: 'Make a desktop application.' },
  dashboard: 'https://b.example/mine',
  flows: [
    { kind: 'authorization_code', clientSecret: 'optional' },
    { kind: 'device_code', clientSecret: 'none' },
  ],
  clientAuthentication: ['client_secret_basic'],
  redirect: { kind: 'loopback', match: 'exact', hostname: 'localhost', port: 3000, path: '/success' },
  scopes: [{ name: 'read', meaning: 'Reading.', default: true }],
  apis: [{ name: 'Things', scopes: ['read', 'write'] }],
  refreshTokens: 'rotating',
  dialect: { tokenRequest: 'json' },
  unconfirmed: ['endpoints.revocation', 'a', 'b', 'c'],
  notes: [hostile],
};

describe('the table', () => {
  test('has every preset with its flows and how many values are unconfirmed', () => {
    const lines = providerTable(all).trimEnd().split('\n');
    expect(lines).toHaveLength(all.length + 1);
    expect(lines[0]).toMatch(/^ID +NAME +FLOWS +UNCONFIRMED$/);
    for (const { id, unconfirmed } of all) {
      const line = lines.find((one) => one.startsWith(`${id} `)) ?? '';
      for (const member of unconfirmed) expect(line).toContain(member);
      if (unconfirmed.length === 0) expect(line).toMatch(/ none$/);
    }
  });

  test('is one line for each whatever its text holds', () => {
    const lines = providerTable([example]).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/code, device {2}endpoints\.revocation, a, b, /);
    expect(lines[1]).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

describe('everything about one', () => {
  test('is told', () => {
    const text = providerText(example, true);
    for (const words of [
      ', your own definition)',
      'where               https://b.example/apps',
      'Make a desktop application.',
      'http://localhost:3000/success (exactly this)',
      'secret sent by      basic',
      'taking access back  https://b.example/mine',
      '--flow code    with or without client secret',
      '--flow device  without client secret',
      '--param host=VALUE  Host: Whose server it is. Otherwise https://b.example. For example https://a.example',
      'May be left out.',
      'revocation     {host}/revoke  unconfirmed',
      'token          {host}/token\n',
      'read  Reading. Asked for by default.',
      'Things  read write',
      'Token requests are sent as JSON.',
      'A refresh token is replaced each time it is used.',
    ])
      expect(text).toContain(words);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  test.each(all.map((provider) => [provider.id, provider] as const))('of %s', (_id, provider) => {
    const text = providerText(provider, false);
    expect(text).toContain(provider.registration.advice);
    // Whoever is sent the access token is named.
    if (provider.whoAmI !== undefined) expect(text).toContain(provider.whoAmI.url);
    for (const { name } of provider.scopes) expect(text).toContain(name);
    for (const path of provider.unconfirmed) expect(text).toContain(path);
    expect(text).not.toMatch(/undefined|\[object/);
  });
});

describe('departures from the standards', () => {
  test('are none where there are none', () => {
    expect(dialectWords({})).toEqual([]);
    expect(dialectWords({ tokenRequest: 'form', pkce: 'S256' })).toEqual([]);
  });

  // Each member that a definition can have, so that none is kept from the person.
  const everything: { readonly [M in keyof Required<Dialect>]: readonly [Dialect, RegExp] } = {
    tokenRequest: [{ tokenRequest: 'query' }, /parameters of the address/],
    parameterNames: [{ parameterNames: { device: { scope: 'scopes' } } }, /device requests.*scope is scopes/],
    extraParameters: [{ extraParameters: { authorize: { a: 'b' } } }, /authorize requests: a=b/],
    headers: [
      { headers: { token: { accept: 'application/json' } } },
      /token requests: accept: application\/json/,
    ],
    resent: [{ resent: { refresh: ['scope', 'redirect_uri'] } }, /refresh requests: scope, redirect_uri/],
    scopeSeparator: [{ scopeSeparator: ',' }, /asked for with commas/],
    grantedScopeSeparator: [{ grantedScopeSeparator: ',' }, /Granted scopes have commas/],
    answerPath: [{ answerPath: 'authed_user' }, /in authed_user/],
    expiry: [
      { expiry: { member: 'expires_at', form: 'epoch_seconds' } },
      /access tokens is in expires_at, as seconds since 1970/,
    ],
    refreshExpiry: [
      { refreshExpiry: { member: 'r', form: 'iso_date' } },
      /refresh tokens is in r, as a date/,
    ],
    bearerTokenTypes: [{ bearerTokenTypes: ['user'] }, /bearer token: user/],
    bearerWithoutTokenType: [{ bearerWithoutTokenType: true }, /no token_type/],
    errors: [
      { errors: { successFlag: 'ok', code: 'e', description: 'd', meanings: { gone: 'invalid_grant' } } },
      /told by ok.*in e\..*in d\..*gone = invalid_grant/,
    ],
    pkce: [{ pkce: 'hex' }, /hexadecimal/],
    basicWithEmptySecret: [{ basicWithEmptySecret: true }, /empty one as Basic/],
    offlineAccessWithoutConsent: [{ offlineAccessWithoutConsent: true }, /no new consent/],
    revocation: [
      {
        revocation: {
          tokenIn: 'bearer',
          encoding: 'json',
          clientAuthentication: 'none',
          tokens: 'access_token',
        },
      },
      /Authorization header.*JSON.*do not name the client.*Only the access token/,
    ],
  };
  test.each(Object.entries(everything))('%s', (_member, [dialect, words]) => {
    expect(dialectWords(dialect).join(' ')).toMatch(words);
  });
});

test('a problem is told with its place and its remedy', () => {
  expect(problemText({ path: 'scopes.2', problem: 'It is\u001b no text.', remedy: 'Write one.' })).toBe(
    'scopes.2: It is� no text.\n  Write one.\n',
  );
  expect(problemText({ path: '', problem: 'It is empty.', remedy: 'Write one.' })).toBe(
    'It is empty.\n  Write one.\n',
  );
});
