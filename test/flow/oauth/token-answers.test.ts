// Every way in which a token endpoint was seen, or can be imagined, to answer badly, over a real connection.
import { describe, expect, test } from 'vitest';
import { isPassing } from '../../../main/core/accounts/policy.ts';
import type { AppError } from '../../../main/core/errors.ts';
import { exchangeCode } from '../../../main/core/oauth/authorization-code.ts';
import type { TokenGrant } from '../../../main/core/oauth/grant.ts';
import { refreshTokens } from '../../../main/core/oauth/refresh.ts';
import type { Result } from '../../../main/core/result.ts';
import { Secret } from '../../../main/core/secret.ts';
import { deepJson } from '../../support/deep-json.ts';
import { type HostileAnswer, json } from '../../support/hostile-token-server.ts';
import {
  answerParameters,
  atHostileServer,
  clientAt,
  codeVerifier,
  endSlowAnswersAfter,
  expectError,
  expectValue,
  pending,
  ports,
  server,
} from './at-server.ts';

atHostileServer();

const refreshToken = new Secret('refresh-token-in-use');
const heldIdToken = new Secret('held.id.token');

function refresh(): Promise<Result<TokenGrant>> {
  return refreshTokens(ports, clientAt(server.metadata), { refreshToken, idToken: heldIdToken });
}

function exchange(): Promise<Result<TokenGrant>> {
  const withoutNonce = { ...pending, nonce: undefined };
  return exchangeCode(ports, clientAt(server.metadata), withoutNonce, answerParameters());
}

const good = { access_token: 'access', token_type: 'bearer', expires_in: 60 };
const html = { 'content-type': 'text/html; charset=utf-8' };
const inJson = { 'content-type': 'application/json' };
const truncated = '{"access_token":"abc","token_type":"Bea';

interface Row {
  readonly answer: HostileAnswer;
  readonly error: AppError;
}

const malformed = (detail: string, status = 200): AppError => ({
  code: 'malformed_response',
  detail,
  status,
});

const everyPhase: Readonly<Record<string, Row>> = {
  'HTML with 200': {
    answer: { headers: html, body: '<h1>Welcome</h1>' },
    error: malformed('it is text/html, not JSON'),
  },
  'nothing with 200': { answer: { headers: inJson }, error: malformed('it is empty') },
  'only white space': { answer: { headers: inJson, body: ' \r\n ' }, error: malformed('it is empty') },
  '204 No Content': { answer: { status: 204 }, error: malformed('it is empty', 204) },
  'truncated JSON': {
    answer: { headers: inJson, body: truncated },
    error: malformed('it is not a whole JSON object'),
  },
  'a JSON array': { answer: json([good]), error: malformed('it is not a whole JSON object') },
  'bytes that are not UTF-8': {
    answer: { headers: inJson, body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) },
    error: malformed('it is not a whole JSON object'),
  },
  'JSON declared as text': {
    answer: { headers: { 'content-type': 'text/plain' }, body: JSON.stringify(good) },
    error: malformed('it is text/plain, not JSON'),
  },
  'JSON declared as nothing': {
    answer: { body: JSON.stringify(good) },
    error: malformed('it is of no usable type, not JSON'),
  },
  'no access_token': { answer: json({ token_type: 'bearer' }), error: malformed('it has no access_token') },
  'no token_type': { answer: json({ access_token: 'a' }), error: malformed('it has no token_type') },
  'an access_token that breaks out of a header or a shell': {
    answer: json({ ...good, access_token: "a'\r\nevil: 1" }),
    error: malformed('its access_token is not usable'),
  },
  'an access_token that is a number': {
    answer: json({ ...good, access_token: 7 }),
    error: malformed('its access_token is not usable'),
  },
  'an access_token that nests 200,000 deep': {
    answer: { headers: inJson, body: `{"access_token":${deepJson(200_000)},"token_type":"bearer"}` },
    error: malformed('it has no access_token'),
  },
  'a refusal that nests 200,000 deep': {
    answer: { status: 400, headers: inJson, body: `{"error":${deepJson(200_000)}}` },
    error: malformed('it refuses without an error code', 400),
  },
  'a token that is no bearer token': {
    answer: json({ ...good, token_type: 'DPoP' }),
    error: { code: 'unsupported_by_server', detail: 'bearer tokens', status: 200 },
  },
  '500 with HTML': {
    answer: { status: 500, headers: html, body: '<h1>Oops</h1>' },
    error: { code: 'server_error', status: 500, detail: expect.stringMatching(/^127\.0\.0\.1:\d+$/) },
  },
  '503 with Retry-After': {
    answer: { status: 503, headers: { ...html, 'retry-after': '7' } },
    error: { code: 'server_error', status: 503, detail: expect.any(String), retryAfterMs: 7000 },
  },
  '429 with Retry-After in seconds': {
    answer: json({ error: 'slow', error_description: 'too fast' }, 429, { 'retry-after': '120' }),
    error: {
      code: 'rate_limited',
      status: 429,
      retryAfterMs: 120_000,
      provider: { error: 'slow', description: 'too fast' },
    },
  },
  '429 with Retry-After as a date': {
    answer: {
      status: 429,
      headers: { date: 'Wed, 21 Oct 2015 07:28:00 GMT', 'retry-after': 'Wed, 21 Oct 2015 07:29:30 GMT' },
    },
    error: { code: 'rate_limited', status: 429, retryAfterMs: 90_000 },
  },
  '401 without a word': { answer: { status: 401 }, error: { code: 'invalid_client', status: 401 } },
  '401 with a challenge and a reason in the body': {
    answer: json({ error: 'invalid_client', error_description: 'who?' }, 401, {
      'www-authenticate': 'Basic realm="x"',
    }),
    error: {
      code: 'invalid_client',
      status: 401,
      provider: { error: 'invalid_client', description: 'who?' },
    },
  },
  '403 with HTML': {
    answer: { status: 403, headers: html, body: '<h1>Forbidden</h1>' },
    error: malformed('it refuses without an error code', 403),
  },
  'an error with HTTP 200': {
    answer: json({ error: 'invalid_client' }),
    error: { code: 'invalid_client', status: 400, provider: { error: 'invalid_client' } },
  },
  'a code of its own': {
    answer: json({ error: 'moon_in_wrong_phase', error_uri: 'https://x.example/' }, 400),
    error: {
      code: 'provider_error',
      status: 400,
      provider: { error: 'moon_in_wrong_phase', uri: 'https://x.example/' },
    },
  },
  invalid_scope: {
    answer: json({ error: 'invalid_scope' }, 400),
    error: { code: 'invalid_scope', status: 400, provider: { error: 'invalid_scope' } },
  },
  temporarily_unavailable: {
    answer: json({ error: 'temporarily_unavailable' }, 400),
    error: { code: 'server_error', status: 400, provider: { error: 'temporarily_unavailable' } },
  },
};

describe.each([
  ['the exchange of a code', exchange],
  ['a refresh', refresh],
])('%s', (_name, ask) => {
  test.each(Object.entries(everyPhase))('%s', async (_row, { answer, error }) => {
    server.answer('/token', answer);
    expect(expectError(await ask())).toEqual(error);
  });

  test('5 MiB are not read', async () => {
    const body = `{"access_token":"${'a'.repeat(5 * 1024 * 1024)}","token_type":"bearer"}`;
    server.answer('/token', { headers: inJson, body });
    expect(expectError(await ask()).code).toBe('response_too_large');
  });

  test('a slow drip ends in time', async () => {
    await endSlowAnswersAfter(400);
    server.answer('/token', 'drip');
    expect(expectError(await ask()).code).toBe('timeout');
  });

  test.each(['reset', 'break_off'] as const)('a broken connection: %s', async (answer) => {
    server.answer('/token', answer);
    expect(expectError(await ask()).code).toBe('network');
  });

  test('a redirect is not followed', async () => {
    server.answer('/token', { status: 307, headers: { location: `${server.issuer}/elsewhere?x=1` } });
    const error = expectError(await ask());
    expect(error.code).toBe('redirect_not_followed');
    expect(error.detail).toContain(new URL(server.issuer).host);
    expect(server.seen('/elsewhere')).toEqual([]);
  });

  test('secrets that are echoed stay out of the error', async () => {
    server.answer('/token', ({ form }) =>
      json({ error: 'no', error_description: `I do not like ${form.toString()}` }, 400),
    );
    const error = expectError(await ask());
    expect(error.provider?.description).toContain('[redacted]');
    for (const secret of [refreshToken.reveal(), 'code-of-this-sign-in', codeVerifier.reveal()]) {
      expect(JSON.stringify(error)).not.toContain(secret);
    }
  });

  test('the words of a provider are cut and made plain', async () => {
    const description = `\u001b[31mred\u0000\u202e${'x'.repeat(100_000)}`;
    server.answer('/token', json({ error: 'e'.repeat(1000), error_description: description }, 400));
    const { provider } = expectError(await ask());
    expect(provider?.error).toHaveLength(500);
    expect(provider?.description).toHaveLength(500);
    expect(provider?.description).toMatch(/^\[31mred x+$/);
  });
});

const unusableLifetimes: Readonly<Record<string, HostileAnswer>> = {
  'a negative one': json({ ...good, refresh_token: 'rotated', expires_in: -1 }),
  'one of 101 years': json({ ...good, refresh_token: 'rotated', expires_in: 101 * 366 * 86400 }),
  'an infinite one': {
    headers: inJson,
    body: '{"access_token":"a","refresh_token":"rotated","token_type":"bearer","expires_in":1e999}',
  },
  words: json({ ...good, refresh_token: 'rotated', expires_in: 'soon' }),
  'a list': json({ ...good, refresh_token: 'rotated', expires_in: [60] }),
};

describe('an expires_in that is not usable', () => {
  test.each(Object.entries(unusableLifetimes))('is refused at a sign-in: %s', async (_row, answer) => {
    server.answer('/token', answer);
    expect(expectError(await exchange())).toEqual(malformed('its expires_in is not usable'));
  });

  test.each(Object.entries(unusableLifetimes))('costs a refresh no token: %s', async (_row, answer) => {
    server.answer('/token', answer);
    const { tokens, expiresAt } = expectValue(await refresh());
    expect(tokens.refreshToken?.reveal()).toBe('rotated');
    expect(expiresAt).toBeUndefined();
  });
});

describe('a refresh that gives a new refresh token and nothing usable', () => {
  const rotated = { ...good, refresh_token: 'rotated' };

  test.each<[string, HostileAnswer]>([
    ['no access_token', json({ ...rotated, access_token: undefined })],
    ['an empty access_token', json({ ...rotated, access_token: '' })],
    ['an access_token with a line break', json({ ...rotated, access_token: 'a\nb' })],
    ['an access_token that is a number', json({ ...rotated, access_token: 7 })],
    ['no token_type', json({ ...rotated, token_type: undefined })],
    ['a token_type that is a number', json({ ...rotated, token_type: 7 })],
    ['another kind of token', json({ ...rotated, token_type: 'DPoP' })],
    ['a refresh_token that is an object', json({ ...good, refresh_token: { a: 1 } })],
    ['a refresh_token with a line break', json({ ...good, refresh_token: 'rotated\n' })],
    ['declared as text', { headers: { 'content-type': 'text/plain' }, body: JSON.stringify(rotated) }],
  ])('is not tried again by itself: %s', async (_row, answer) => {
    server.answer('/token', answer);
    const error = expectError(await refresh());
    expect(error).toEqual({ code: 'refresh_token_lost', status: 200 });
    expect(isPassing(error)).toBe(false);
    expect(JSON.stringify(error)).not.toContain('rotated');
  });

  test('may be tried again where there was no new refresh token', async () => {
    server.answer('/token', json({ ...good, token_type: 7 }));
    expect(isPassing(expectError(await refresh()))).toBe(true);
  });
});

test('a refresh_token that is not usable costs a sign-in', async () => {
  server.answer('/token', json({ ...good, refresh_token: { a: 1 } }));
  expect(expectError(await exchange())).toEqual(malformed('its refresh_token is not usable'));
});

describe('a scope that is neither a text nor a list of texts', () => {
  test.each([[7], [true], [{ a: 'b' }], [['a', 7]], [[['a']]], [[null]]])('%j', async (scope) => {
    server.answer('/token', json({ ...good, refresh_token: 'rotated', scope }));
    expect(expectError(await exchange())).toEqual(malformed('its scope is not usable'));
    const { tokens, scopesGranted } = expectValue(await refresh());
    expect(tokens.refreshToken?.reveal()).toBe('rotated');
    expect(scopesGranted).toBeUndefined();
  });
});

const dead: Readonly<Record<string, HostileAnswer>> = {
  invalid_grant: json({ error: 'invalid_grant' }, 400),
  invalid_request: json({ error: 'invalid_request' }, 400),
  'a 400 with nothing in it': { status: 400 },
};

describe('a dead grant', () => {
  test.each(Object.entries(dead))('refresh: %s', async (_row, answer) => {
    server.answer('/token', answer);
    expect(expectError(await refresh())).toMatchObject({ code: 'invalid_grant', status: 400 });
  });

  test.each([
    ['invalid_grant', 'expired_code'],
    ['invalid_request', 'invalid_request'],
    ['a 400 with nothing in it', 'malformed_response'],
  ] as const)('code: %s', async (row, code) => {
    server.answer('/token', dead[row] ?? {});
    expect(expectError(await exchange())).toMatchObject({ code, status: 400 });
  });

  test('is not made of a fault of the server', async () => {
    server.answer('/token', json({ error: 'invalid_grant' }, 500));
    expect(expectError(await refresh()).code).toBe('server_error');
  });
});

describe('what is tolerated', () => {
  test.each([
    ['a number', 90, 90_000],
    ['a numeric string', '90', 90_000],
    ['zero', 0, 0],
  ])('expires_in as %s', async (_row, value, ms) => {
    server.answer('/token', json({ ...good, expires_in: value }));
    const grant = expectValue(await refresh());
    expect(grant.expiresAt).toBe(grant.issuedAt + ms);
  });

  test('no expires_in is unknown, not never', async () => {
    server.answer('/token', json({ access_token: 'a', token_type: 'BEARER', unheard_of: {} }));
    expect(expectValue(await refresh())).toMatchObject({ expiresAt: undefined, tokenType: 'Bearer' });
  });

  test('members that are null or empty count as absent', async () => {
    server.answer('/token', json({ ...good, refresh_token: null, id_token: '', scope: null }));
    const { tokens, scopesGranted } = expectValue(await refresh());
    expect(tokens.refreshToken).toBe(refreshToken);
    expect(tokens.idToken).toBe(heldIdToken);
    expect(scopesGranted).toBeUndefined();
  });

  test('a member that nests 200,000 deep costs no token', async () => {
    const body = `{"access_token":"a","token_type":"bearer","refresh_token":"rotated","x":${deepJson(200_000)}}`;
    server.answer('/token', { headers: inJson, body });
    expect(expectValue(await refresh()).tokens.refreshToken?.reveal()).toBe('rotated');
    expect(expectValue(await exchange()).tokens.accessToken.reveal()).toBe('a');
  });

  test('scopes in another order, twice, with much space', async () => {
    server.answer('/token', json({ ...good, scope: ' b  a b\tc ' }));
    expect(expectValue(await refresh()).scopesGranted).toEqual(['b', 'a', 'c']);
  });

  test('a server clock that is wrong is noticed', async () => {
    const date = new Date(Date.now() - 3600_000).toUTCString();
    server.answer('/token', json(good, 200, { date }));
    expect(expectValue(await refresh()).clockSkewMs).toBeCloseTo(-3600_000, -4);
    server.answer('/token', json(good, 200, { date: new Date(Date.now() + 30_000).toUTCString() }));
    expect(expectValue(await refresh()).clockSkewMs).toBeUndefined();
  });
});

test('an exchange that is cancelled ends at once', async () => {
  server.answer('/token', 'drip');
  const cancel = new AbortController();
  const running = exchangeCode(ports, clientAt(server.metadata), pending, answerParameters(), cancel.signal);
  setTimeout(() => cancel.abort(), 50);
  expect(expectError(await running).code).toBe('cancelled');
});
