// What the vault keeps comes back as it was, and bytes that are something else do not come back at all.
import { describe, expect, test } from 'vitest';
import type { Account, AccountEvent, Client } from '../../../../main/core/accounts/account.ts';
import { Secret } from '../../../../main/core/secret.ts';
import {
  decodeAccount,
  decodeClient,
  decodeEvent,
  decodeTokens,
  encodeAccount,
  encodeClient,
  encodeEvent,
  encodeTokens,
} from '../../../../main/core/vault/codec.ts';
import { exampleAccount, exampleClient, exampleTokens, revealed } from '../../../support/vault-examples.ts';

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const plain = (encoded: Uint8Array<ArrayBuffer>) => JSON.parse(new TextDecoder().decode(encoded));

const health: readonly Account['health'][] = [
  { kind: 'well' },
  {
    kind: 'failing',
    error: { code: 'network', detail: 'as.example', status: 503, retryAfterMs: 5000 },
    attempts: 3,
    retryAt: 5,
  },
  {
    kind: 'sign_in_again',
    error: {
      code: 'invalid_grant',
      provider: { error: 'invalid_grant', description: 'gone', uri: 'https://x' },
    },
    since: 7,
  },
];

test.each(health)('an account whose health is $kind', (value) => {
  const account = exampleAccount('a', { health: value });
  expect(decodeAccount(encodeAccount(account))).toStrictEqual(account);
});

test('an account without expiry and identity', () => {
  const account = exampleAccount('a', { expiresAt: undefined, clockSkewMs: -90_000, identity: {} });
  expect(decodeAccount(encodeAccount(account))).toStrictEqual(account);
});

test.each<Partial<Account>>([
  { origin: 'client_credentials', redirectUri: undefined },
  { origin: 'imported', refreshExpiresAt: 1_700_000_400_000 },
])('an account with %j', (more) => {
  const account = exampleAccount('a', more);
  expect(decodeAccount(encodeAccount(account))).toStrictEqual(account);
});

test('an account of version 0.1.0, which knew one flow', () => {
  const { origin: _origin, redirectUri: _uri, ...before } = plain(encodeAccount(exampleAccount('a')));
  expect(decodeAccount(bytes(before))).toStrictEqual(
    exampleAccount('a', { origin: 'authorization_code', redirectUri: undefined }),
  );
});

test.each<Partial<Account>>([
  { preferences: { pinned: true, copyFormat: 'curl', warnBeforeMs: 0 } },
  {
    preferences: { pinned: false, copyFormat: 'json', warnBeforeMs: 3_600_000 },
    lastCopiedAt: 1_700_000_100_000,
  },
  { preferences: { pinned: false, copyFormat: 'token', warnBeforeMs: undefined }, lastCopiedAt: undefined },
])('an account with %j, as the person wished', (more) => {
  const account = exampleAccount('a', more);
  expect(decodeAccount(encodeAccount(account))).toStrictEqual(account);
});

test('an account of version 0.2.0, which knew no preferences', () => {
  const { preferences: _preferences, ...before } = plain(encodeAccount(exampleAccount('a')));
  expect(before).not.toHaveProperty('lastCopiedAt');
  expect(decodeAccount(bytes(before))).toStrictEqual(
    exampleAccount('a', {
      preferences: { pinned: false, copyFormat: 'token', warnBeforeMs: undefined },
      lastCopiedAt: undefined,
    }),
  );
});

test('what a later version adds to the preferences does no harm', () => {
  const stored = plain(encodeAccount(exampleAccount('a')));
  const later = { ...stored, preferences: { ...stored.preferences, sound: 'bell' } };
  expect(decodeAccount(bytes(later))).toStrictEqual(exampleAccount('a'));
});

test('a client of version 0.1.0, which knew no server but by its issuer', () => {
  const { server: _server, ...before } = plain(encodeClient(exampleClient()));
  const { kind: _kind, ...redirect } = before.redirect;
  expect(decodeClient(bytes({ ...before, redirect }))).toEqual(exampleClient());
});

test.each<Client['redirect']>([
  { kind: 'pasted', uri: 'https://example.com/callback' },
  { kind: 'loopback', hostname: 'localhost', port: 80, path: '/', responseMode: 'form_post' },
])('a client whose redirect is %j', (redirect) => {
  const client = exampleClient('c', { redirect });
  expect(decodeClient(encodeClient(client))).toEqual(client);
});

test('a client with entered parameters and endpoints', () => {
  const server = { parameters: { tenant: 'common' }, endpoints: { revocation: '' } };
  expect(decodeClient(encodeClient(exampleClient('c', { server })))?.server).toEqual(server);
});

test.each<Client['authentication']>([
  { method: 'none' },
  { method: 'client_secret_post', secret: new Secret('s3cret') },
  { method: 'client_secret_basic', secret: new Secret('s3cret'), encoding: 'raw' },
])('a client with $method', (authentication) => {
  const client = exampleClient('c', { authentication });
  const decoded = decodeClient(encodeClient(client));
  expect(decoded).toEqual(client);
  if (authentication.method !== 'none') {
    expect(decoded?.authentication.method !== 'none' && decoded?.authentication.secret.reveal()).toBe(
      's3cret',
    );
  }
});

test('tokens, with and without the ones that may be missing', () => {
  const some = exampleTokens('x');
  expect(revealed(decodeTokens(encodeTokens(some)))).toEqual(['access x', 'refresh x', undefined]);
  const all = { ...some, idToken: new Secret('id x') };
  expect(revealed(decodeTokens(encodeTokens(all)))).toEqual(['access x', 'refresh x', 'id x']);
});

test.each<AccountEvent>([
  { kind: 'copied', at: 5 },
  { kind: 'refresh_failed', at: 6, error: { code: 'server_error', status: 500 } },
])('an event: $kind', (event) => {
  expect(decodeEvent(encodeEvent(event))).toStrictEqual(event);
});

test('an error code of a later version does not make its record unreadable', () => {
  const stored = bytes({ kind: 'refresh_failed', at: 6, error: { code: 'invented_later' } });
  expect(decodeEvent(stored)?.error?.code).toBe('internal');
});

describe('bytes that are not such a record', () => {
  const account = plain(encodeAccount(exampleAccount('a')));
  const client = plain(encodeClient(exampleClient()));

  test.each<readonly [what: string, value: unknown]>([
    ['null', null],
    ['a list', [account]],
    ['text', 'account'],
    ['no id', { ...account, id: undefined }],
    ['a number for a label', { ...account, label: 5 }],
    ['a text for a time', { ...account, issuedAt: '2026' }],
    ['null for a time', { ...account, expiresAt: null }],
    ['scopes as one text', { ...account, scopesGranted: 'openid' }],
    ['a scope that is no text', { ...account, scopesAsked: ['openid', 1] }],
    ['an unknown health', { ...account, health: { kind: 'splendid' } }],
    ['half a health', { ...account, health: { kind: 'failing', attempts: 1, retryAt: 2 } }],
    ['a flag as text', { ...account, autoRefresh: 'true' }],
    ['no identity', { ...account, identity: null }],
    ['null for preferences', { ...account, preferences: null }],
    ['a list of preferences', { ...account, preferences: [true, 'token', 0] }],
    ['half of the preferences', { ...account, preferences: { pinned: true } }],
    ['a pin as a number', { ...account, preferences: { ...account.preferences, pinned: 1 } }],
    ['an unknown copy format', { ...account, preferences: { ...account.preferences, copyFormat: 'yaml' } }],
    ['a lead as text', { ...account, preferences: { ...account.preferences, warnBeforeMs: '5 min' } }],
    ['a lead of null', { ...account, preferences: { ...account.preferences, warnBeforeMs: null } }],
    ['a text for the last copy', { ...account, lastCopiedAt: 'yesterday' }],
  ])('account: %s', (_what, value) => {
    expect(decodeAccount(bytes(value))).toBeUndefined();
  });

  test.each<readonly [what: string, value: unknown]>([
    ['an unknown method', { ...client, authentication: { method: 'private_key_jwt' } }],
    ['a method without its secret', { ...client, authentication: { method: 'client_secret_post' } }],
    ['a redirect to elsewhere', { ...client, redirect: { hostname: 'evil.example', port: 0, path: '/' } }],
    ['metadata as a list', { ...client, metadata: [] }],
  ])('client: %s', (_what, value) => {
    expect(decodeClient(bytes(value))).toBeUndefined();
  });

  test('tokens without an access token', () => {
    expect(decodeTokens(bytes({ refreshToken: 'r' }))).toBeUndefined();
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['cut off', encodeAccount(exampleAccount('a')).slice(0, 40)],
    ['not UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
  ])('%s', (_what, value) => {
    expect(decodeAccount(value)).toBeUndefined();
  });

  test('a member that an object inherits is not one of the record', () => {
    const { providerId: _left, ...rest } = account;
    const text = JSON.stringify(rest).replace('{', '{"__proto__":{"providerId":"x"},');
    expect(decodeAccount(new TextEncoder().encode(text))).toBeUndefined();
  });
});
