import { describe, expect, it } from 'vitest';
import type { TokenStatus } from '../../../main/core/accounts/status.ts';
import { appError } from '../../../main/core/errors.ts';
import { practiceProvider } from '../../../main/core/providers/practice.ts';
import { Secret } from '../../../main/core/secret.ts';
import { errorView } from '../../../main/shell/view-model.ts';
import { accountDetailView, type DetailParts } from '../../../main/shell/view-model-detail.ts';
import {
  contentView,
  tokenReportView,
  useReportView,
  verificationView,
} from '../../../main/shell/view-model-token.ts';
import { exampleClient } from '../../support/vault-examples.ts';
import { account } from './fixtures.ts';

const live = { status: (): TokenStatus => ({ kind: 'valid' }), nextRefreshAt: () => 2_800 };
const network = appError('network', { detail: 'login.example.com' });

const parts: DetailParts = {
  account: account(),
  client: exampleClient('k1', {
    authentication: { method: 'client_secret_post', secret: new Secret('MARKED') },
  }),
  provider: practiceProvider({ TOKENDECK_PRACTICE_ISSUER: 'http://x', TOKENDECK_PRACTICE_CLIENT_ID: 'y' })
    ?.provider,
  abilities: { revocation: true, introspection: false, validation: true, whoAmI: true, keys: false },
  content: { kind: 'signed', header: { alg: 'RS256' }, claims: { sub: 'sub-1', exp: 1_700_000_000 } },
  events: [
    { kind: 'refresh_failed', at: 5, error: network },
    { kind: 'signed_in', at: 1 },
  ],
};

describe('an account in detail', () => {
  it('has scopes, content, abilities and events, and no secret', () => {
    const detail = accountDetailView(parts, live);
    expect(detail).toMatchObject({
      label: 'Ada',
      issuer: 'https://login.example.com',
      clientId: 'desktop',
      subject: 'sub-1',
      email: 'ada@example.com',
      scopesAsked: ['openid', 'email'],
      scopesGranted: ['openid'],
      origin: 'authorization_code',
      can: {
        revoke: true,
        introspect: false,
        validate: true,
        whoAmI: true,
        verify: false,
        signInAgain: true,
        openDashboard: false,
      },
      secretOfClient: 'k1',
      apis: [{ name: 'Practice API, reading' }, { name: 'Practice API, everything' }],
    });
    expect(detail.content.claims).toMatchObject([
      { name: 'sub', value: 'sub-1', at: undefined },
      { name: 'exp', value: '1700000000', at: 1_700_000_000_000 },
    ]);
    expect(detail.scopesOffered).toContainEqual({
      name: 'profile',
      meaning: 'Your name.',
      isDefault: true,
    });
    expect(detail.events).toEqual([
      { kind: 'refresh_failed', at: 5, error: errorView(network) },
      { kind: 'signed_in', at: 1, error: undefined },
    ]);
    expect(JSON.stringify(detail)).not.toContain('MARKED');
  });

  it('whose tokens were imported without a client cannot sign in again', () => {
    const imported = account({ clientId: '', origin: 'imported' });
    const detail = accountDetailView(
      { ...parts, account: imported, client: undefined, provider: undefined },
      live,
    );
    expect(detail.can.signInAgain).toBe(false);
    expect(detail.secretOfClient).toBeUndefined();
    expect(detail.scopesOffered).toEqual([]);
  });
});

describe('the content of a token', () => {
  const inner = { kind: 'signed', header: { alg: 'ES256' }, claims: { sub: 'ada' } } as const;

  it.each([
    [{ kind: 'opaque' }, [], [], undefined],
    [
      { kind: 'malformed', problem: 'its second part is not base64url' },
      [],
      [],
      'its second part is not base64url',
    ],
    [{ kind: 'encrypted', header: { enc: 'A256GCM' } }, ['enc'], [], undefined],
    [{ kind: 'unsigned', header: { alg: 'none' }, claims: { sub: 'ada' } }, ['alg'], ['sub'], undefined],
    [{ kind: 'nested', header: { cty: 'JWT' }, inner }, ['cty'], ['sub'], undefined],
  ] as const)('%j is shown', (content, header, claims, problem) => {
    const view = contentView(content);
    expect(view.kind).toBe(content.kind);
    expect(view.header.map(({ name }) => name)).toEqual(header);
    expect(view.claims.map(({ name }) => name)).toEqual(claims);
    expect(view.problem).toBe(problem);
  });
});

it('what was found and answered about a token is shown as it is', () => {
  const verification = {
    signature: 'right',
    algorithm: 'RS256',
    keyId: 'one',
    issuer: 'expected',
    audience: 'others',
    time: 'valid',
  } as const;
  expect(verificationView(verification)).toEqual(verification);
  const member = { name: 'active', value: 'true', meaning: undefined, at: undefined };
  expect(
    tokenReportView({
      source: 'introspection',
      active: true,
      expiresAt: 9,
      scopes: ['a'],
      identity: { username: 'ada' },
      members: [member],
    }),
  ).toEqual({
    source: 'introspection',
    active: true,
    expiresAt: 9,
    scopes: ['a'],
    identity: 'ada',
    members: [member],
  });
  const use = { url: 'https://api.example/me', status: 200, accepted: true, answer: '{}' };
  expect(useReportView({ ...use, identity: { subject: '1' } })).toEqual({ ...use, identity: '1' });
});
