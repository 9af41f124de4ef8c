// The authorization request (RFC 6749 section 4.1.1, RFC 7636 section 4.3, OpenID Connect Core section 3.1.2.1).
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { authorizationRequest } from '../../../../main/core/oauth/authorization-request.ts';
import type { Dialect } from '../../../../main/core/oauth/dialect.ts';
import { codeChallenge } from '../../../../main/core/oauth/pkce.ts';
import type { ClientAtServer } from '../../../../main/core/oauth/server.ts';
import { fakeClock } from '../../../support/fake-clock.ts';
import { fakeHttp, jsonAnswer } from '../../../support/fake-http.ts';
import { fakeRandom } from '../../../support/fake-random.ts';

const issuer = 'https://issuer.example';
const ports = { http: fakeHttp(() => jsonAnswer(500, {})), clock: fakeClock() };
const redirectUri = 'http://127.0.0.1:4711/callback/x';

function clientWith(metadata: Readonly<Record<string, unknown>> = {}, dialect: Dialect = {}): ClientAtServer {
  return {
    clientId: 'client one',
    authentication: { method: 'none' },
    metadata: {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      ...metadata,
    },
    dialect,
    dangerouslyAllowHttpOnLoopback: false,
  };
}

async function ask(client: ClientAtServer, scopes: readonly string[], prompt?: string) {
  const more = prompt === undefined ? {} : { prompt };
  const result = await authorizationRequest(fakeRandom(), client, { redirectUri, scopes, ...more }, ports);
  if (!result.ok) return { error: result.error };
  return { pending: result.value, parameters: new URL(result.value.url).searchParams };
}

describe('the request', () => {
  test('holds what the standards ask for, and no secret of ours', async () => {
    const { pending, parameters } = await ask(clientWith(), ['openid', 'email']);
    expect(Object.fromEntries(parameters ?? [])).toEqual({
      client_id: 'client one',
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid email',
      state: pending?.state.reveal(),
      nonce: pending?.nonce?.reveal(),
      code_challenge: await codeChallenge(pending?.codeVerifier?.reveal() ?? ''),
      code_challenge_method: 'S256',
    });
    expect(pending?.url).not.toContain(pending?.codeVerifier?.reveal());
    expect(pending?.redirectUri).toBe(redirectUri);
    expect(ports.http.requests).toEqual([]);
  });

  test('has state, nonce and verifier of 256 bits, all different, never the same again', async () => {
    const random = fakeRandom();
    const request = { redirectUri, scopes: ['openid'] };
    const seen = new Set<string>();
    for (let time = 0; time < 2; time += 1) {
      const result = await authorizationRequest(random, clientWith(), request, ports);
      if (!result.ok) throw new Error(result.error.code);
      const { state, nonce, codeVerifier } = result.value;
      for (const secret of [state, nonce, codeVerifier]) {
        expect(Buffer.from(secret?.reveal() ?? '', 'base64url')).toHaveLength(32);
        seen.add(secret?.reveal() ?? '');
      }
    }
    expect(seen.size).toBe(6);
  });

  test('asks for no nonce without openid, and for no scope without scopes', async () => {
    const { pending, parameters } = await ask(clientWith(), []);
    expect(pending?.nonce).toBeUndefined();
    expect(parameters?.has('nonce')).toBe(false);
    expect(parameters?.has('scope')).toBe(false);
  });

  test('asks for no nonce where no ID token could be verified', async () => {
    const { pending, parameters } = await ask(clientWith({ jwks_uri: undefined }), ['openid']);
    expect(pending?.nonce).toBeUndefined();
    expect(parameters?.has('nonce')).toBe(false);
    expect(parameters?.get('scope')).toBe('openid');
  });

  test('keeps a query that the endpoint has', async () => {
    const endpoint = `${issuer}/authorize?policy=sign-in&client_id=forged`;
    const { parameters } = await ask(clientWith({ authorization_endpoint: endpoint }), ['openid']);
    expect(parameters?.get('policy')).toBe('sign-in');
    expect(parameters?.getAll('client_id')).toEqual(['client one']);
  });

  test('lets extra parameters add but not replace', async () => {
    const dialect = { extraParameters: { authorize: { access_type: 'offline', state: 'forged' } } };
    const { pending, parameters } = await ask(clientWith({}, dialect), []);
    expect(parameters?.get('access_type')).toBe('offline');
    expect(parameters?.getAll('state')).toEqual([pending?.state.reveal()]);
  });
});

describe('in a dialect', () => {
  test('has its names, its separator and its extra parameters', async () => {
    const dialect: Dialect = {
      parameterNames: { authorize: { client_id: 'client_key', scope: 'user_scope' }, token: { state: 'x' } },
      extraParameters: { authorize: { scope: '', client_id: 'literal', user_scope: 'forged' } },
      scopeSeparator: ',',
    };
    const { pending, parameters } = await ask(clientWith({}, dialect), ['a', 'b:c']);
    expect(parameters?.get('client_key')).toBe('client one');
    expect(parameters?.get('user_scope')).toBe('a,b:c');
    expect(parameters?.get('scope')).toBe('');
    expect(parameters?.get('client_id')).toBe('literal');
    expect(parameters?.get('state')).toBe(pending?.state.reveal());
    expect(pending?.scopes).toEqual(['a', 'b:c']);
  });

  test('has the hexadecimal digest of the verifier as challenge', async () => {
    const { pending, parameters } = await ask(clientWith({}, { pkce: 'hex' }), []);
    const digest = createHash('sha256').update(pending?.codeVerifier?.reveal() ?? '');
    expect(parameters?.get('code_challenge')).toBe(digest.digest('hex'));
    expect(parameters?.get('code_challenge_method')).toBe('S256');
  });

  test('has no challenge where the provider breaks on PKCE, whatever else the server offers', async () => {
    const client = clientWith({ code_challenge_methods_supported: ['plain'] }, { pkce: 'none' });
    const { pending, parameters } = await ask(client, []);
    expect(pending?.url).toContain('state=');
    expect(pending?.codeVerifier).toBeUndefined();
    expect([...(parameters?.keys() ?? [])].filter((name) => name.startsWith('code_'))).toEqual([]);
  });

  test('has a response mode only where one is asked for', async () => {
    const request = { redirectUri, scopes: [], responseMode: 'form_post' as const };
    const result = await authorizationRequest(fakeRandom(), clientWith(), request, ports);
    if (!result.ok) throw new Error(result.error.code);
    expect(new URL(result.value.url).searchParams.get('response_mode')).toBe('form_post');
    expect((await ask(clientWith(), [])).parameters?.has('response_mode')).toBe(false);
  });
});

test.each([
  ['S256', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'],
  ['hex', '13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3'],
] as const)('the verifier of RFC 7636 appendix B has its challenge: %s', async (form, challenge) => {
  expect(await codeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', form)).toBe(challenge);
});

const extraPrompt: Dialect = { extraParameters: { authorize: { prompt: 'select_account' } } };

describe('prompt', () => {
  test.each([
    ['is left out', {}, ['openid'], undefined, null],
    ['is consent for offline_access', {}, ['openid', 'offline_access'], undefined, 'consent'],
    ['keeps what was asked', {}, ['offline_access'], 'login', 'login consent'],
    ['has consent once', {}, ['offline_access'], 'consent login', 'consent login'],
    ['leaves none alone', {}, ['offline_access'], 'none', 'none'],
    ['joins that of the provider', extraPrompt, ['offline_access'], undefined, 'select_account consent'],
    ['joins that of the request', extraPrompt, ['openid'], 'login', 'login select_account'],
    [
      'needs no consent where the provider does not',
      { offlineAccessWithoutConsent: true },
      ['offline_access'],
      undefined,
      null,
    ],
  ] as const)('%s', async (_row, dialect, scopes, prompt, expected) => {
    const { parameters } = await ask(clientWith({}, dialect), scopes, prompt);
    expect(parameters?.get('prompt')).toBe(expected);
  });
});

describe('a server that cannot be used', () => {
  test.each([
    ['offers plain alone', { code_challenge_methods_supported: ['plain'] }, 'unsupported_by_server'],
    ['offers no PKCE', { code_challenge_methods_supported: [] }, 'unsupported_by_server'],
    ['offers no codes', { response_types_supported: ['id_token'] }, 'unsupported_by_server'],
    ['has no token endpoint', { token_endpoint: undefined }, 'unsupported_by_server'],
    ['has no authorization endpoint', { authorization_endpoint: undefined }, 'unsupported_by_server'],
    ['has it on http', { authorization_endpoint: 'http://issuer.example/' }, 'insecure_url'],
    ['has it on loopback http', { authorization_endpoint: 'http://127.0.0.1/' }, 'insecure_url'],
    ['has a program as endpoint', { authorization_endpoint: 'javascript:alert(1)' }, 'invalid_url'],
  ])('%s', async (_row, metadata, code) => {
    expect((await ask(clientWith(metadata), ['openid'])).error?.code).toBe(code);
  });
});
