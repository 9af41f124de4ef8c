import { describe, expect, it } from 'vitest';
import type { Client, ClientKey } from '../../../main/core/accounts/account.ts';
import type { SignInState } from '../../../main/core/accounts/sign-in.ts';
import type { TokenStatus } from '../../../main/core/accounts/status.ts';
import { appError } from '../../../main/core/errors.ts';
import { Secret } from '../../../main/core/secret.ts';
import {
  accountView,
  errorView,
  rememberedClientView,
  removalView,
  signInView,
  statusView,
} from '../../../main/shell/view-model.ts';
import { accountDetailView, claimViews } from '../../../main/shell/view-model-detail.ts';
import { deepJson } from '../../support/deep-json.ts';
import { account } from './fixtures.ts';

const live = { status: (): TokenStatus => ({ kind: 'valid' }), nextRefreshAt: () => 2_800 };
const network = appError('network', { detail: 'login.example.com' });

describe('an account', () => {
  it('is shown with status and next refresh', () => {
    expect(accountView(account(), live)).toEqual({
      id: 'a1',
      label: 'Ada',
      identity: 'Ada Lovelace',
      providerId: 'openid',
      providerName: 'OpenID Connect',
      status: { kind: 'valid' },
      issuedAt: 2_000,
      expiresAt: 3_000,
      nextRefreshAt: 2_800,
      hasRefreshToken: true,
      autoRefresh: true,
    });
  });

  it.each([
    [{ subject: 's', username: 'ada', email: 'a@b' }, 'ada'],
    [{ subject: 's', email: 'a@b' }, 'a@b'],
    [{ subject: 's' }, 's'],
    [{}, ''],
  ])('with identity %j is shown as %j', (identity, shown) => {
    expect(accountView(account({ identity }), live).identity).toBe(shown);
  });

  it('in detail has scopes, claims and events', () => {
    const detail = accountDetailView(
      account(),
      live,
      { header: { alg: 'RS256' }, claims: { sub: 'sub-1', exp: 1_700_000_000 } },
      [
        { kind: 'refresh_failed', at: 5, error: network },
        { kind: 'signed_in', at: 1 },
      ],
    );
    expect(detail).toMatchObject({
      label: 'Ada',
      issuer: 'https://login.example.com',
      clientId: 'desktop',
      subject: 'sub-1',
      email: 'ada@example.com',
      scopesAsked: ['openid', 'email'],
      scopesGranted: ['openid'],
    });
    expect(detail.jwt?.claims).toEqual([
      { name: 'sub', value: 'sub-1', at: undefined },
      { name: 'exp', value: '1700000000', at: 1_700_000_000_000 },
    ]);
    expect(detail.events).toEqual([
      { kind: 'refresh_failed', at: 5, error: errorView(network) },
      { kind: 'signed_in', at: 1, error: undefined },
    ]);
    expect(accountDetailView(account(), live, undefined, []).jwt).toBeUndefined();
  });
});

it.each<[TokenStatus, object]>([
  [{ kind: 'valid' }, { kind: 'valid' }],
  [{ kind: 'expiring' }, { kind: 'expiring' }],
  [{ kind: 'refreshing' }, { kind: 'refreshing' }],
  [{ kind: 'unknown_expiry' }, { kind: 'unknown_expiry' }],
  [
    { kind: 'expired', refreshable: true },
    { kind: 'expired', refreshable: true },
  ],
  [
    { kind: 'failing', error: network, retryAt: 9, expired: false },
    { kind: 'failing', error: errorView(network), retryAt: 9, expired: false },
  ],
  [
    { kind: 'sign_in_again', error: network, expired: true },
    { kind: 'sign_in_again', error: errorView(network), expired: true },
  ],
])('status %j is shown as %j', (status, view) => {
  expect(statusView(status)).toEqual(view);
});

describe('claims', () => {
  it('that are registered times have their moment, others have not', () => {
    const at = (claims: Record<string, unknown>) => claimViews(claims).map((claim) => claim.at);
    expect(at({ exp: 1, nbf: 2, iat: 3, auth_time: 4.5, updated_at: 0 })).toEqual([
      1000, 2000, 3000, 4500, 0,
    ]);
    expect(at({ sub: 1_700_000_000, exp: '1', iat: -1, nbf: 1e300, auth_time: null })).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
  });

  it('are shown as text whatever they are', () => {
    expect(
      claimViews({ aud: ['a', 'b'], ok: true, none: null, deep: { a: 1 } }).map((claim) => claim.value),
    ).toEqual(['["a","b"]', 'true', 'null', '{"a":1}']);
  });

  it('are not shown where they nest too deep', () => {
    const deep: unknown = JSON.parse(deepJson(200_000));
    expect(claimViews({ deep, sub: 'ada' }).map((claim) => claim.value)).toEqual(['…', 'ada']);
  });

  it('are cut where a provider overdoes it', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`c${index}`, 1]));
    expect(claimViews(many)).toHaveLength(200);
    expect(claimViews({ ['n'.repeat(5000)]: 'v'.repeat(5000) })[0]).toEqual({
      name: `${'n'.repeat(2000)}…`,
      value: `${'v'.repeat(2000)}…`,
      at: undefined,
    });
  });
});

describe('a sign-in', () => {
  const show = (state: SignInState) => signInView({ id: 's1', state });

  it('that waits keeps its address, with state and nonce, in the main process', () => {
    const view = show({
      kind: 'waiting',
      url: 'https://login.example.com/?state=MARKED',
      redirectUri: 'http://127.0.0.1:1/callback',
      deadline: 9,
      browserError: undefined,
    });
    expect(view).toEqual({
      id: 's1',
      kind: 'waiting',
      redirectUri: 'http://127.0.0.1:1/callback',
      deadline: 9,
      browserError: undefined,
    });
    expect(JSON.stringify(view)).not.toContain('MARKED');
  });

  it('in each other state', () => {
    expect(show({ kind: 'preparing' })).toEqual({ id: 's1', kind: 'preparing' });
    expect(show({ kind: 'exchanging' })).toEqual({ id: 's1', kind: 'exchanging' });
    expect(show({ kind: 'done', account: account() })).toEqual({
      id: 's1',
      kind: 'done',
      accountId: 'a1',
      label: 'Ada',
    });
    expect(show({ kind: 'failed', error: network })).toEqual({
      id: 's1',
      kind: 'failed',
      error: errorView(network),
    });
  });
});

it.each([
  [{ error: 'invalid_grant' }, 'invalid_grant'],
  [{ error: 'e', description: 'd' }, 'e: d'],
  [{ error: 'e', uri: 'https://x' }, 'e (https://x)'],
  [{ error: 'e', description: 'd', uri: 'https://x' }, 'e: d (https://x)'],
])('the provider’s words %j are said as %j', (provider, said) => {
  expect(errorView(appError('invalid_grant', { provider })).providerSaid).toBe(said);
});

it('a remembered client is shown without its secret, and by its issuer where its preset is gone', () => {
  const client: Client = {
    key: 'k1' as ClientKey,
    providerId: 'gone',
    issuer: 'https://login.example.com',
    clientId: 'desktop',
    authentication: { method: 'client_secret_post', secret: new Secret('MARKED') },
    redirect: { hostname: '127.0.0.1', port: 0, path: '/callback' },
    dangerouslyAllowHttpOnLoopback: false,
    metadata: {},
  };
  expect(rememberedClientView(client, [])).toEqual({
    key: 'k1',
    providerId: 'gone',
    providerName: 'https://login.example.com',
    issuer: 'https://login.example.com',
    clientId: 'desktop',
  });
});

it('a failed revocation is shown with its error', () => {
  expect(removalView({ revocation: 'unsupported' })).toEqual({ revocation: 'unsupported', error: undefined });
  expect(removalView({ revocation: network })).toEqual({ revocation: 'failed', error: errorView(network) });
});
