import { describe, expect, it } from 'vitest';
import type { SignInState } from '../../../main/core/accounts/sign-in.ts';
import type { TokenStatus } from '../../../main/core/accounts/status.ts';
import { appError } from '../../../main/core/errors.ts';
import {
  accountView,
  errorView,
  removalView,
  signInView,
  statusView,
} from '../../../main/shell/view-model.ts';
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
      renewal: 'refresh_token',
      autoRefresh: true,
      preferences: { pinned: false, copyFormat: 'token', warnBeforeMs: null },
      lastCopiedAt: undefined,
    });
  });

  it.each([
    [{ hasRefreshToken: true }, 'refresh_token'],
    [{ hasRefreshToken: false, origin: 'client_credentials' }, 'client_credentials'],
    [{ hasRefreshToken: false }, 'none'],
    [{ hasRefreshToken: false, origin: 'imported' }, 'none'],
  ] as const)('with %j is renewed by %s', (more, renewal) => {
    expect(accountView(account(more), live).renewal).toBe(renewal);
  });

  it.each([
    [{ subject: 's', username: 'ada', email: 'a@b' }, 'ada'],
    [{ subject: 's', email: 'a@b' }, 'a@b'],
    [{ subject: 's' }, 's'],
    [{}, ''],
  ])('with identity %j is shown as %j', (identity, shown) => {
    expect(accountView(account({ identity }), live).identity).toBe(shown);
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

describe('a sign-in', () => {
  const show = (state: SignInState) => signInView({ id: 's1', state });

  it('that waits keeps its address, with state and nonce, in the main process', () => {
    const view = show({
      kind: 'waiting',
      url: 'https://login.example.com/?state=MARKED',
      redirectUri: 'http://127.0.0.1:1/callback',
      isPasted: false,
      deadline: 9,
      browserError: undefined,
    });
    expect(view).toEqual({
      id: 's1',
      kind: 'waiting',
      redirectUri: 'http://127.0.0.1:1/callback',
      isPasted: false,
      deadline: 9,
      browserError: undefined,
    });
    expect(JSON.stringify(view)).not.toContain('MARKED');
  });

  it('for another device shows the code and where to enter it', () => {
    const device = {
      kind: 'device',
      userCode: 'WDJB-MJHT',
      verificationUri: 'https://auth.example.com/device',
      verificationUriComplete: 'https://auth.example.com/device?user_code=WDJB-MJHT',
      deadline: 9,
    } as const;
    expect(show({ ...device, pollError: network })).toEqual({
      id: 's1',
      ...device,
      pollError: errorView(network),
    });
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

it('a failed revocation is shown with its error', () => {
  expect(removalView({ revocation: 'unsupported' })).toEqual({ revocation: 'unsupported', error: undefined });
  expect(removalView({ revocation: network })).toEqual({ revocation: 'failed', error: errorView(network) });
});
