// Judging requests for the redirect path: what is not the answer to this sign-in never ends it.
import { describe, expect, test } from 'vitest';
import { exchangeCode } from '../../../../main/core/oauth/authorization-code.ts';
import type { PendingAuthorization } from '../../../../main/core/oauth/authorization-request.ts';
import { judgeRedirect } from '../../../../main/core/oauth/judge-redirect.ts';
import type { ClientAtServer } from '../../../../main/core/oauth/server.ts';
import { Secret } from '../../../../main/core/secret.ts';
import { fakeClock } from '../../../support/fake-clock.ts';
import { fakeHttp, jsonAnswer } from '../../../support/fake-http.ts';

const state = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const pending: PendingAuthorization = {
  url: 'https://issuer.example/authorize',
  redirectUri: 'http://127.0.0.1:4711/callback/x',
  scopes: [],
  state: new Secret(state),
  nonce: undefined,
  codeVerifier: new Secret('v'.repeat(43)),
};

type Pairs = readonly (readonly [string, string])[];

const stray: Readonly<Record<string, Pairs>> = {
  nothing: [],
  'no state': [['code', 'c']],
  'an empty state': [
    ['code', 'c'],
    ['state', ''],
  ],
  'another state of the same length': [
    ['code', 'c'],
    ['state', `${state.slice(0, -1)}N`],
  ],
  'a beginning of the state': [
    ['code', 'c'],
    ['state', state.slice(0, 20)],
  ],
  'more than the state': [
    ['code', 'c'],
    ['state', `${state}x`],
  ],
  'the state twice': [
    ['code', 'c'],
    ['state', state],
    ['state', state],
  ],
  'the code twice': [
    ['code', 'c'],
    ['code', 'd'],
    ['state', state],
  ],
  'any other parameter twice': [
    ['code', 'c'],
    ['state', state],
    ['x', '1'],
    ['x', '1'],
  ],
  'an over-long code': [
    ['code', 'c'.repeat(8193)],
    ['state', state],
  ],
  'an over-long name': [
    ['code', 'c'],
    ['state', state],
    ['x'.repeat(8193), ''],
  ],
  'too many parameters': [
    ['code', 'c'],
    ['state', state],
    ...Array.from({ length: 49 }, (_, index): [string, string] => [`x${index}`, '']),
  ],
  'a state in other case': [
    ['code', 'c'],
    ['state', state.toLowerCase()],
  ],
};

describe('a stray or forged request is ignored', () => {
  test.each(Object.entries(stray))('%s', (_row, parameters) => {
    expect(judgeRedirect(pending, parameters)).toEqual({ kind: 'ignored' });
  });
});

describe('the answer is recognised', () => {
  test.each([
    ['a code', { code: 'c' }, 'received'],
    ['a long code', { code: 'c'.repeat(8192) }, 'received'],
    ['a refusal', { error: 'access_denied' }, 'refused'],
    ['both', { code: 'c', error: 'access_denied' }, 'refused'],
    ['neither', {}, 'refused'],
    ['an empty code', { code: '' }, 'refused'],
  ])('%s', (_row, parameters, verdict) => {
    const answer = judgeRedirect(pending, Object.entries({ state, ...parameters }));
    expect(answer).toMatchObject({ kind: 'answer', verdict });
  });
});

const issuer = 'https://issuer.example';
const client: ClientAtServer = {
  clientId: 'one',
  authentication: { method: 'none' },
  metadata: { issuer, token_endpoint: `${issuer}/token` },
  dialect: {},
  dangerouslyAllowHttpOnLoopback: false,
};

async function exchange(
  parameters: Readonly<Record<string, string>>,
  metadata: Readonly<Record<string, unknown>> = {},
) {
  const http = fakeHttp(() => jsonAnswer(200, { access_token: 'a', token_type: 'bearer', expires_in: 60 }));
  const at = { ...client, metadata: { ...client.metadata, ...metadata } };
  const clock = fakeClock();
  const result = await exchangeCode({ http, clock }, at, pending, new URLSearchParams(parameters));
  return { result, requests: http.requests, now: clock.now() };
}

describe('an answer that is no code is never exchanged', () => {
  const supported = { authorization_response_iss_parameter_supported: true };
  test.each([
    ['another issuer', { code: 'c', state, iss: 'https://evil.example' }, {}, 'issuer_mismatch'],
    [
      'another issuer before a refusal',
      { error: 'x', state, iss: 'https://evil.example' },
      {},
      'issuer_mismatch',
    ],
    [
      'another issuer before a wrong state',
      { code: 'c', state: 'x', iss: 'https://evil.example' },
      {},
      'issuer_mismatch',
    ],
    ['no issuer where one is promised', { code: 'c', state }, supported, 'issuer_mismatch'],
    ['an issuer with a slash too many', { code: 'c', state, iss: `${issuer}/` }, {}, 'issuer_mismatch'],
    ['a wrong state', { code: 'c', state: 'x' }, {}, 'invalid_redirect'],
    ['a wrong state with a refusal', { error: 'access_denied', state: 'x' }, {}, 'invalid_redirect'],
    ['no code', { state }, {}, 'invalid_redirect'],
    ['an empty code', { state, code: '' }, {}, 'invalid_redirect'],
    ['tokens in the redirect', { code: 'c', state, id_token: 'x' }, {}, 'invalid_redirect'],
    ['a signed answer nobody asked for', { response: 'x.y.z', state }, {}, 'invalid_redirect'],
    ['a refusal', { error: 'access_denied', state }, {}, 'access_denied'],
    ['a refusal with a code', { error: 'access_denied', code: 'c', state }, {}, 'access_denied'],
    ['an unknown scope', { error: 'invalid_scope', state }, {}, 'invalid_scope'],
    ['a fault of the server', { error: 'temporarily_unavailable', state }, {}, 'server_error'],
    ['words of its own', { error: 'no_moon', state }, {}, 'provider_error'],
  ])('%s', async (_row, parameters, metadata, code) => {
    const { result, requests } = await exchange(parameters, metadata);
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(requests).toEqual([]);
  });
});

test('a code goes to the token endpoint with its verifier, and nowhere else', async () => {
  const { result, requests, now } = await exchange({ code: 'c', state, iss: issuer });
  expect(result).toMatchObject({ ok: true, value: { issuedAt: now, expiresAt: now + 60_000 } });
  expect(requests).toHaveLength(1);
  expect(requests[0]?.url).toBe(`${issuer}/token`);
  expect(Object.fromEntries(new URLSearchParams(requests[0]?.body))).toEqual({
    grant_type: 'authorization_code',
    code: 'c',
    redirect_uri: pending.redirectUri,
    code_verifier: 'v'.repeat(43),
    client_id: 'one',
  });
});

test.each(['http://issuer.example/token', 'http://127.0.0.1/token', 'https://a:b@issuer.example/'])(
  'no code is sent to %s',
  async (token_endpoint) => {
    const { result, requests } = await exchange({ code: 'c', state }, { token_endpoint });
    expect(result.ok).toBe(false);
    expect(requests).toEqual([]);
  },
);
