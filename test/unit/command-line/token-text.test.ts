import { describe, expect, test } from 'vitest';
import {
  exitCodeFor,
  type Findings,
  findingsJson,
  findingsText,
} from '../../../main/command-line/inspect.ts';
import {
  missingScopes,
  neededScopes,
  type Scopes,
  scopesInClaims,
  scopesText,
} from '../../../main/command-line/scope-text.ts';
import { isTrustworthy, verificationText } from '../../../main/command-line/token-text.ts';
import type { TokenReport } from '../../../main/core/accounts/service.ts';
import { inspectToken, type Verification } from '../../../main/core/oauth/inspection.ts';
import { practiceProvider } from '../../../main/core/providers/practice.ts';

const now = Date.UTC(2026, 10, 21, 9);

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signature = Buffer.alloc(64, 7).toString('base64url');
const jwt = (header: unknown, claims: unknown) => `${part(header)}.${part(claims)}.${signature}`;

const claims = {
  iss: 'https://id.example',
  exp: now / 1000 + 65,
  scope: 'openid api.read',
  'x\u001b[2J': '\u001b[2J',
};
const signed = jwt({ alg: 'ES256', kid: 'k1' }, claims);

const noScopes: Scopes = { asked: undefined, granted: [], needed: undefined };

function findings(token: string, more: Partial<Findings> = {}): Findings {
  return { content: inspectToken(token), scopes: noScopes, verification: undefined, reports: [], ...more };
}

describe('the content', () => {
  test('header and claims with their meanings, and times against now', () => {
    const text = findingsText(findings(signed), now);
    expect(text).toMatch(/^A signed JWT\./);
    expect(text).toMatch(/\nHeader\n {2}alg {2}ES256\n/);
    expect(text).toContain(`(2026-11-21 09:01:05 UTC, in 1 min 5 s)`);
    expect(text).toMatch(/RFC 7519 section 4\.1\.4/);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test.each([
    ['opaque', 'hunter2-opaque', /^An opaque token/],
    ['unsigned', `${part({ alg: 'none' })}.${part(claims)}.`, /anybody could have written it/],
    ['encrypted', `${part({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.aaaa.bbbb.cccc.dddd`, /An encrypted JWT/],
    ['malformed', `${part({ alg: 'ES256' })}.${part(claims)}.!!!`, /It looks like a JWT and is none: /],
    [
      'nested',
      `${part({ alg: 'ES256', cty: 'JWT' })}.${Buffer.from(signed).toString('base64url')}.${signature}`,
      /another JWT in it[\s\S]*RFC 7519/,
    ],
    ['empty', '', /opaque/i],
  ])('%s', (_what, token, words) => {
    const text = findingsText(findings(token), now);
    expect(text).toMatch(words);
    if (token !== '') expect(`${text}${JSON.stringify(findingsJson(findings(token)))}`).not.toContain(token);
  });

  test('as JSON, times in ISO 8601', () => {
    expect(findingsJson(findings(signed))).toMatchObject({
      kind: 'signed',
      header: [{ name: 'alg', value: 'ES256', at: null }, { name: 'kid' }],
      claims: expect.arrayContaining([
        expect.objectContaining({ name: 'exp', at: '2026-11-21T09:01:05.000Z' }),
      ]),
    });
  });
});

const right: Verification = {
  signature: 'right',
  algorithm: 'ES256',
  keyId: 'k1\u001b[2J',
  issuer: 'expected',
  audience: 'others',
  time: 'valid',
};

describe('the verdict', () => {
  test('in words, with the key', () => {
    const text = verificationText(right);
    expect(text).toMatch(/^Signature: right: the provider has signed the token \(ES256, key k1/);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test('of a token that cannot be read says nothing of its issuer and its time', () => {
    const text = verificationText({ ...right, signature: 'unreadable', time: 'unlimited' });
    expect(text).toBe(
      'Signature: not checked: the token cannot be read here, so it shows none (ES256, key k1�[2J)\n',
    );
  });

  test.each<[Partial<Verification>, boolean]>([
    [{}, true],
    [{ time: 'unlimited' }, true],
    [{ issuer: 'absent' }, true],
    [{ audience: 'absent' }, true],
    [{ signature: 'wrong' }, false],
    [{ signature: 'unknown_key' }, false],
    [{ signature: 'unknown_algorithm' }, false],
    [{ signature: 'none' }, false],
    [{ signature: 'unreadable' }, false],
    [{ issuer: 'other' }, false],
    [{ time: 'expired' }, false],
    [{ time: 'not_yet' }, false],
  ])('%j deserves trust: %s', (more, expected) => {
    expect(isTrustworthy({ ...right, ...more })).toBe(expected);
  });
});

const report: TokenReport = {
  source: 'introspection',
  active: true,
  expiresAt: now + 65_000,
  scopes: ['openid'],
  identity: { subject: 'ada' },
  members: [{ name: 'client_id', value: 'deck', meaning: undefined, at: undefined }],
};

test('what the provider says is told with whose it is and until when', () => {
  expect(findingsText(findings('opaque', { reports: [report] }), now)).toContain(
    'Introspection: the provider accepts the token of ada, until 2026-11-21 09:01:05 UTC, in 1 min 5 s.\n  client_id  deck\n',
  );
  expect(findingsText(findings('opaque', { reports: [{ ...report, active: false }] }), now)).toContain(
    'does NOT accept the token',
  );
});

describe('scopes', () => {
  const practice = practiceProvider({
    TOKENDECK_PRACTICE_ISSUER: 'x',
    TOKENDECK_PRACTICE_CLIENT_ID: 'y',
  })?.provider;

  test.each([
    [undefined, undefined],
    ['api.read  api.write', { by: undefined, scopes: ['api.read', 'api.write'] }],
    ['practice api, READING', { by: 'Practice API, reading', scopes: ['api.read'] }],
  ])('%j needs %j', (needs, expected) => {
    expect(neededScopes(needs, practice)).toEqual(expected);
  });

  test.each<[unknown, readonly string[]]>([
    [{ scope: 'a b' }, ['a', 'b']],
    [{ scp: ['a', 5, 'b'] }, ['a', 'b']],
    [{ scp: 'a b' }, ['a', 'b']],
    [{ scope: { a: 1 } }, []],
    [{ scope: null, scp: 'c' }, ['c']],
    [{}, []],
  ])('%j grants %j', (said, expected) => {
    expect(scopesInClaims(inspectToken(jwt({ alg: 'ES256' }, said)))).toEqual(expected);
  });

  test('what is missing is named', () => {
    const scopes: Scopes = {
      asked: ['openid', 'api.write'],
      granted: ['openid'],
      needed: { by: 'Writing\u001b', scopes: ['api.write', 'openid'] },
    };
    expect(missingScopes(scopes)).toEqual(['api.write']);
    expect(scopesText(scopes)).toContain('needed     api.write openid (Writing�)\n  MISSING: api.write\n');
    expect(scopesText({ ...scopes, granted: ['openid', 'api.write'] })).toContain('Nothing is missing.');
  });
});

const lacking: Scopes = { ...noScopes, needed: { by: undefined, scopes: ['api.write'] } };
test.each<[string, Partial<Findings>, number]>([
  ['nothing asked', {}, 0],
  ['all well', { verification: right, reports: [report] }, 0],
  ['a scope missing', { scopes: lacking }, 9],
  ['a wrong signature', { verification: { ...right, signature: 'wrong' } }, 7],
  ['a token that is not accepted', { reports: [report, { ...report, active: false }] }, 7],
  ['both', { scopes: lacking, verification: { ...right, signature: 'wrong' } }, 7],
])('%s ends with the code for it', (_what, more, code) => {
  expect(exitCodeFor(findings(signed, more))).toBe(code);
});
