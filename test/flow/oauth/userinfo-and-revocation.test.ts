// Userinfo, revocation and pushed requests at a server that answers as it is told.
import { beforeEach, describe, expect, test } from 'vitest';
import type { ClientAuthentication } from '../../../main/core/accounts/account.ts';
import { authorizationRequest } from '../../../main/core/oauth/authorization-request.ts';
import type { Dialect } from '../../../main/core/oauth/dialect.ts';
import { revokeTokens } from '../../../main/core/oauth/revocation.ts';
import { userinfo } from '../../../main/core/oauth/userinfo.ts';
import { Secret } from '../../../main/core/secret.ts';
import { deepJson } from '../../support/deep-json.ts';
import { fakeRandom } from '../../support/fake-random.ts';
import { rsaSigner } from '../../support/hostile-jwt.ts';
import { type HostileAnswer, json } from '../../support/hostile-token-server.ts';
import {
  atHostileServer,
  clientAt,
  clientId,
  expectError,
  expectValue,
  ports,
  secretText,
  server,
} from './at-server.ts';

atHostileServer();

const accessToken = new Secret('access-token-in-use');
const refreshToken = new Secret('refresh-token-in-use');

describe('userinfo', () => {
  const ask = (subject?: string) => userinfo(ports, clientAt(server.metadata), accessToken, subject);

  test('sends the token in the header alone and reads the identity', async () => {
    server.answer('/userinfo', json({ sub: 'ada', name: 'Ada', nickname: 'a', email: 7 }));
    expect(expectValue(await ask('ada'))).toEqual({ subject: 'ada', name: 'Ada', username: 'a' });
    const [request] = server.seen('/userinfo');
    expect(request?.headers.authorization).toBe('Bearer access-token-in-use');
    expect(request?.headers['user-agent']).not.toContain('oauth4webapi');
  });

  test('is nothing where the server has none', async () => {
    const { userinfo_endpoint: _none, ...metadata } = server.metadata;
    expect(expectValue(await userinfo(ports, clientAt({ ...metadata }), accessToken, 'ada'))).toBeUndefined();
  });

  test('takes a signed answer, and refuses one that a stranger signed', async () => {
    const claims = { iss: server.issuer, aud: clientId, sub: 'ada', name: 'Ada' };
    const jwt = { 'content-type': 'application/jwt' };
    server.answer('/userinfo', { headers: jwt, body: server.signer.sign(claims) });
    const metadata = { ...server.metadata, userinfo_signing_alg_values_supported: ['RS256'] };
    expect(expectValue(await userinfo(ports, clientAt(metadata), accessToken, 'ada'))?.name).toBe('Ada');
    server.answer('/userinfo', { headers: jwt, body: rsaSigner('honest').sign(claims) });
    expect(expectError(await userinfo(ports, clientAt(metadata), accessToken, 'ada'))).toEqual({
      code: 'malformed_response',
      detail: 'its signature is not right',
    });
  });

  const bad: Readonly<Record<string, readonly [answer: HostileAnswer, code: string]>> = {
    'somebody else': [json({ sub: 'eve' }), 'malformed_response'],
    nobody: [json({ name: 'Ada' }), 'malformed_response'],
    HTML: [{ headers: { 'content-type': 'text/html' }, body: '<p>' }, 'malformed_response'],
    truncated: [{ headers: { 'content-type': 'application/json' }, body: '{"sub":"a' }, 'malformed_response'],
    'nested 200,000 deep': [
      { headers: { 'content-type': 'application/json' }, body: `{"sub":"ada","x":${deepJson(200_000)}}` },
      'malformed_response',
    ],
    'a list': [json(['ada']), 'malformed_response'],
    'a refusal without a word': [{ status: 403 }, 'provider_error'],
    'a fault of the server': [{ status: 500 }, 'server_error'],
    'a redirect': [{ status: 302, headers: { location: '/other' } }, 'redirect_not_followed'],
    'a broken connection': ['reset', 'network'],
  };

  test.each(Object.entries(bad))('%s', async (_row, [answer, code]) => {
    server.answer('/userinfo', answer);
    expect(expectError(await ask('ada')).code).toBe(code);
  });

  test('a refusal that echoes the token gives it no way into the error', async () => {
    const challenge = `Bearer error="invalid_token", error_description="no ${accessToken.reveal()}"`;
    server.answer('/userinfo', { status: 401, headers: { 'www-authenticate': challenge } });
    expect(expectError(await ask('ada'))).toEqual({
      code: 'provider_error',
      status: 401,
      provider: { error: 'invalid_token', description: 'no [redacted]' },
    });
  });
});

describe('revocation', () => {
  const tokens = { accessToken, refreshToken, idToken: undefined };
  const revoke = () => revokeTokens(ports, clientAt(server.metadata), tokens);
  const seen = () => server.seen('/revoke').map(({ form }) => Object.fromEntries(form));

  test.each([200, 204])('revokes the refresh token first: status %d', async (status) => {
    server.answer('/revoke', { status });
    expect(expectValue(await revoke())).toBe('revoked');
    expect(seen()).toEqual([
      { token: 'refresh-token-in-use', token_type_hint: 'refresh_token', client_id: clientId },
      { token: 'access-token-in-use', token_type_hint: 'access_token', client_id: clientId },
    ]);
  });

  test('revokes an access token alone', async () => {
    server.answer('/revoke', { status: 200 });
    const alone = { ...tokens, refreshToken: undefined };
    expect(expectValue(await revokeTokens(ports, clientAt(server.metadata), alone))).toBe('revoked');
    expect(seen()).toHaveLength(1);
  });

  test('is unsupported without an endpoint, and where neither token can be revoked', async () => {
    const { revocation_endpoint: _none, ...metadata } = server.metadata;
    expect(expectValue(await revokeTokens(ports, clientAt({ ...metadata }), tokens))).toBe('unsupported');
    server.answer('/revoke', json({ error: 'unsupported_token_type' }, 400));
    expect(expectValue(await revoke())).toBe('unsupported');
  });

  test('counts when only the access token cannot be revoked', async () => {
    server.answer('/revoke', ({ form }) =>
      form.get('token_type_hint') === 'refresh_token'
        ? { status: 200 }
        : json({ error: 'unsupported_token_type' }, 400),
    );
    expect(expectValue(await revoke())).toBe('revoked');
  });

  test.each([
    ['invalid_client', json({ error: 'invalid_client' }, 401), 'invalid_client'],
    ['a fault of the server', { status: 503, headers: { 'retry-after': '1' } }, 'server_error'],
    ['a page', { status: 404, headers: { 'content-type': 'text/html' }, body: '<p>' }, 'malformed_response'],
    ['a broken connection', 'reset', 'network'],
  ] as const)('says so when it failed: %s', async (_row, answer, code) => {
    server.answer('/revoke', answer);
    expect(expectError(await revoke()).code).toBe(code);
    expect(seen()).toHaveLength(1);
  });

  test('goes to no address that became unacceptable since it was stored', async () => {
    const client = { ...clientAt(server.metadata), dangerouslyAllowHttpOnLoopback: false };
    expect(expectError(await revokeTokens(ports, client, tokens)).code).toBe('insecure_url');
    expect(seen()).toEqual([]);
  });
});

describe('revocation in a dialect', () => {
  const tokens = { accessToken, refreshToken, idToken: undefined };
  const post = { method: 'client_secret_post', secret: new Secret(secretText) } as const;
  const basic = { method: 'client_secret_basic', secret: new Secret('s'), encoding: 'form' } as const;
  const revoke = (dialect: Dialect, authentication: ClientAuthentication = post) =>
    revokeTokens(ports, clientAt(server.metadata, authentication, dialect), tokens);
  const hint = 'access_token';

  beforeEach(() => server.answer('/revoke', { status: 200 }));

  test('the bearer token itself, without a parameter or a client', async () => {
    const dialect: Dialect = { revocation: { tokenIn: 'bearer' } };
    expect(expectValue(await revoke(dialect, basic))).toBe('revoked');
    expect(server.seen('/revoke')).toHaveLength(1);
    const [request] = server.seen('/revoke');
    expect(request).toMatchObject({ method: 'POST', body: '' });
    expect(request?.query.size).toBe(0);
    expect(request?.headers).toMatchObject({ authorization: `Bearer ${accessToken.reveal()}` });
    expect(request?.headers).toMatchObject({ 'content-length': '0' });
    expect(request?.headers).not.toHaveProperty('content-type');
  });

  test.each<[string, NonNullable<Dialect['revocation']>, Readonly<Record<string, string>>]>([
    ['as registered', {}, { client_id: clientId, client_secret: secretText }],
    ['with its ID alone', { clientAuthentication: 'client_id' }, { client_id: clientId }],
    ['without the client', { clientAuthentication: 'none' }, {}],
  ])('one token, %s', async (_row, revocation, client) => {
    expect(expectValue(await revoke({ revocation: { ...revocation, tokens: 'access_token' } }))).toBe(
      'revoked',
    );
    expect(server.seen('/revoke').map(({ form }) => Object.fromEntries(form))).toEqual([
      { token: accessToken.reveal(), token_type_hint: hint, ...client },
    ]);
  });

  test('in JSON, in the address, under other names, with headers and more', async () => {
    const dialect: Dialect = {
      parameterNames: { revoke: { token: 'access_token' } },
      extraParameters: { revoke: { full: 'yes', access_token: 'forged' } },
      headers: { revoke: { 'User-Agent': 'deck/1', Accept: 'text/x' } },
    };
    const tokensAlone = { tokens: 'access_token', clientAuthentication: 'none' } as const;
    await revoke({ ...dialect, revocation: { ...tokensAlone, encoding: 'json' } });
    await revoke({ ...dialect, revocation: { ...tokensAlone, encoding: 'query' } });
    const [inJson, inQuery] = server.seen('/revoke');
    const sent = { access_token: accessToken.reveal(), token_type_hint: hint, full: 'yes' };
    expect(JSON.parse(inJson?.body ?? '')).toEqual(sent);
    expect(inJson?.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'deck/1',
      accept: 'text/x',
    });
    expect(Object.fromEntries(inQuery?.query ?? [])).toEqual(sent);
    expect(inQuery?.body).toBe('');
  });

  test('is unsupported where the provider takes only what is not there', async () => {
    const client = clientAt(server.metadata, post, { revocation: { tokens: 'refresh_token' } });
    const without = { ...tokens, refreshToken: undefined };
    expect(expectValue(await revokeTokens(ports, client, without))).toBe('unsupported');
    expect(server.seen('/revoke')).toEqual([]);
  });

  const shape: Dialect = {
    errors: { successFlag: 'ok', code: 'message', meanings: { gone: 'invalid_token' } },
  };

  test.each<[string, HostileAnswer, string]>([
    ['a flag with HTTP 200', json({ ok: false, error: 'not_authed' }), 'not_authed'],
    ['an error with HTTP 200', json({ error: 'no_way' }), 'no_way'],
    ['a message', json({ status: 400, message: 'no client' }, 400), 'no client'],
    ['plain words', { status: 400, headers: { 'content-type': 'text/plain' }, body: 'nope' }, 'nope'],
    ['an echo', json({ message: `no ${accessToken.reveal()} here` }, 400), 'no [redacted] here'],
  ])('tells a refusal: %s', async (_row, answer, error) => {
    server.answer('/revoke', answer);
    const refused = await revoke({ ...shape, revocation: { tokens: 'access_token' } });
    expect(expectError(refused)).toMatchObject({ code: 'provider_error', status: 400, provider: { error } });
  });

  test.each<[string, HostileAnswer]>([
    ['a true flag', json({ ok: true, message: 'done' })],
    ['a friendly word', json({ message: 'done' })],
    ['a page', { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>' }],
    ['a dead token', json({ status: 400, message: 'Gone' }, 400)],
    ['a dead token with HTTP 200', json({ ok: false, error: 'gone' })],
  ])('is done: %s', async (_row, answer) => {
    server.answer('/revoke', answer);
    expect(expectValue(await revoke(shape))).toBe('revoked');
    expect(server.seen('/revoke')).toHaveLength(2);
  });
});

describe('pushed requests', () => {
  const request = { redirectUri: 'http://127.0.0.1:1/callback', scopes: ['openid'] };
  const demanding = () =>
    clientAt(
      { ...server.metadata, require_pushed_authorization_requests: true },
      { method: 'client_secret_post', secret: new Secret(secretText) },
    );

  test('send the parameters to the server and none of them to the browser', async () => {
    server.answer('/par', json({ request_uri: 'urn:request:1', expires_in: 60 }, 201));
    const pending = expectValue(await authorizationRequest(fakeRandom(), demanding(), request, ports));
    expect(Object.fromEntries(new URL(pending.url).searchParams)).toEqual({
      client_id: clientId,
      request_uri: 'urn:request:1',
    });
    const [pushed] = server.seen('/par');
    expect(pushed?.form.get('state')).toBe(pending.state.reveal());
    expect(pushed?.form.get('code_challenge_method')).toBe('S256');
    expect(pushed?.form.get('client_secret')).toBe(secretText);
  });

  test('have the provider’s names on both ways', async () => {
    server.answer('/par', json({ request_uri: 'urn:request:1', expires_in: 60 }, 201));
    const dialect: Dialect = { parameterNames: { authorize: { client_id: 'client_key', scope: 'scopes' } } };
    const client = { ...demanding(), dialect };
    const pending = expectValue(await authorizationRequest(fakeRandom(), client, request, ports));
    expect(Object.fromEntries(new URL(pending.url).searchParams)).toEqual({
      client_key: clientId,
      request_uri: 'urn:request:1',
    });
    expect(server.seen('/par')[0]?.form.get('scopes')).toBe('openid');
  });

  test.each([
    ['a refusal', json({ error: 'invalid_scope' }, 400), 'invalid_scope'],
    ['no request_uri', json({ expires_in: 60 }, 201), 'malformed_response'],
    ['200 in place of 201', json({ request_uri: 'urn:x', expires_in: 60 }), 'malformed_response'],
    ['HTML', { status: 400, headers: { 'content-type': 'text/html' }, body: '<p>' }, 'malformed_response'],
  ] as const)('fail on %s', async (_row, answer, code) => {
    server.answer('/par', answer);
    expect(expectError(await authorizationRequest(fakeRandom(), demanding(), request, ports)).code).toBe(
      code,
    );
  });

  test('need an endpoint', async () => {
    const client = demanding();
    const metadata = { ...client.metadata, pushed_authorization_request_endpoint: undefined };
    const result = await authorizationRequest(fakeRandom(), { ...client, metadata }, request, ports);
    expect(expectError(result).code).toBe('unsupported_by_server');
  });
});
