// Token requests and answers in providers' dialects, through the library and over a real connection.
import { describe, expect, test } from 'vitest';
import type { ClientAuthentication } from '../../../main/core/accounts/account.ts';
import { exchangeCode } from '../../../main/core/oauth/authorization-code.ts';
import type { PendingAuthorization } from '../../../main/core/oauth/authorization-request.ts';
import type { Dialect } from '../../../main/core/oauth/dialect.ts';
import { refreshTokens } from '../../../main/core/oauth/refresh.ts';
import { Secret } from '../../../main/core/secret.ts';
import { json } from '../../support/hostile-token-server.ts';
import {
  answerParameters,
  atHostileServer,
  clientAt,
  clientId,
  codeVerifier,
  expectError,
  expectValue,
  pending,
  ports,
  secretText,
  server,
} from './at-server.ts';

atHostileServer();

const post: ClientAuthentication = { method: 'client_secret_post', secret: new Secret(secretText) };
const basic: ClientAuthentication = {
  method: 'client_secret_basic',
  secret: new Secret(secretText),
  encoding: 'form',
};
const plain: PendingAuthorization = { ...pending, nonce: undefined, scopes: ['a', 'b'] };
const held = { refreshToken: new Secret('refresh-token-in-use'), idToken: undefined };
const good = { access_token: 'new-access', token_type: 'bearer', refresh_token: 'rotated' };

function exchange(dialect: Dialect, authentication = post, about: Partial<PendingAuthorization> = {}) {
  const client = clientAt(server.metadata, authentication, dialect);
  return exchangeCode(ports, client, { ...plain, ...about }, answerParameters());
}

function refresh(dialect: Dialect, more: object = {}, metadata: object = {}) {
  const client = clientAt({ ...server.metadata, ...metadata }, post, dialect);
  return refreshTokens(ports, client, { ...held, ...more });
}

const exchanged = {
  grant_type: 'authorization_code',
  code: 'code-of-this-sign-in',
  redirect_uri: pending.redirectUri,
  code_verifier: codeVerifier.reveal(),
};
const withSecret = { client_id: clientId, client_secret: secretText };

describe('the exchange of a code', () => {
  test('in JSON, with the scopes again', async () => {
    server.answer('/token', json(good));
    expectValue(await exchange({ tokenRequest: 'json', resent: { token: ['scope'] } }));
    const [request] = server.seen('/token');
    expect(request?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(request?.body ?? '')).toEqual({ ...exchanged, ...withSecret, scope: 'a b' });
  });

  test('in the address, with an empty body', async () => {
    server.answer('/token', json(good));
    expectValue(await exchange({ tokenRequest: 'query' }));
    const [request] = server.seen('/token');
    expect(request).toMatchObject({ method: 'POST', body: '' });
    expect(request?.headers['content-length']).toBe('0');
    expect(request?.headers).not.toHaveProperty('content-type');
    expect(Object.fromEntries(request?.query ?? [])).toEqual({ ...exchanged, ...withSecret });
  });

  test.each(['form', 'json', 'query'] as const)('with Basic as a header alone: %s', async (tokenRequest) => {
    server.answer('/token', json(good));
    expectValue(await exchange({ tokenRequest }, basic));
    const [request] = server.seen('/token');
    expect(request?.headers.authorization).toMatch(/^Basic /);
    expect(`${request?.body} ${request?.query}`).not.toContain('client_');
  });

  test('with the provider’s names, headers and extra parameters', async () => {
    server.answer('/token', json(good));
    const dialect: Dialect = {
      parameterNames: { token: { client_id: 'client_key' } },
      extraParameters: { token: { audience: 'api' } },
      headers: { token: { 'User-Agent': 'deck/1 (by me)', Origin: 'https://app.example' } },
    };
    expectValue(await exchange(dialect));
    const [request] = server.seen('/token');
    const { client_id: client_key, ...secret } = withSecret;
    expect(Object.fromEntries(request?.form ?? [])).toEqual({
      ...exchanged,
      ...secret,
      client_key,
      audience: 'api',
    });
    expect(request?.headers).toMatchObject({
      'user-agent': 'deck/1 (by me)',
      origin: 'https://app.example',
      accept: 'application/json',
    });
  });

  test('without a verifier where the provider breaks on PKCE', async () => {
    server.answer('/token', json(good));
    expectValue(await exchange({ pkce: 'none' }, post, { codeVerifier: undefined }));
    expect(server.seen('/token')[0]?.form.has('code_verifier')).toBe(false);
  });
});

describe('a refresh', () => {
  const again: Dialect = { tokenRequest: 'json', resent: { refresh: ['scope', 'redirect_uri'] } };
  const known = { scopes: ['a', 'b'], redirectUri: 'http://localhost:3000/success' };

  test('at an address of its own, with scopes and redirect URI again', async () => {
    server.answer('/refresh', json(good));
    const metadata = { refresh_endpoint: `${server.issuer}/refresh` };
    expectValue(await refresh(again, known, metadata));
    expect(server.seen('/token')).toEqual([]);
    expect(JSON.parse(server.seen('/refresh')[0]?.body ?? '')).toEqual({
      grant_type: 'refresh_token',
      refresh_token: held.refreshToken.reveal(),
      scope: 'a b',
      redirect_uri: 'http://localhost:3000/success',
      ...withSecret,
    });
  });

  test('needs no token endpoint where it has its own', async () => {
    server.answer('/refresh', json(good));
    const metadata = { refresh_endpoint: `${server.issuer}/refresh`, token_endpoint: undefined };
    expectValue(await refresh({}, {}, metadata));
  });

  test.each([
    ['http://provider.example/refresh', 'insecure_url'],
    ['https://me:pass@provider.example/refresh', 'invalid_url'],
    ['file:///refresh', 'invalid_url'],
  ])('sends nothing to %s, nor elsewhere', async (refresh_endpoint, code) => {
    expect(expectError(await refresh({}, {}, { refresh_endpoint })).code).toBe(code);
    expect(server.seen('/token')).toEqual([]);
  });

  test('sends nothing again that is not wanted', async () => {
    server.answer('/token', json(good));
    expectValue(await refresh({}, known));
    expect(Object.fromEntries(server.seen('/token')[0]?.form ?? [])).toEqual({
      grant_type: 'refresh_token',
      refresh_token: held.refreshToken.reveal(),
      ...withSecret,
    });
  });
});

describe('an answer', () => {
  test('that is wrapped is a whole grant, and keeps what else it says, but no token', async () => {
    const dialect: Dialect = {
      answerPath: 'authed_user',
      grantedScopeSeparator: ',',
      bearerTokenTypes: ['user'],
      errors: { successFlag: 'ok' },
    };
    const user = { ...good, id: 'U1', token_type: 'user', scope: 'b,a', expires_in: '43200' };
    server.answer('/token', json({ ok: true, access_token: 'bot', authed_user: user, team: { id: 'T1' } }));
    const grant = expectValue(await exchange(dialect));
    expect(grant).toMatchObject({ tokenType: 'Bearer', scopesGranted: ['b', 'a'] });
    expect(grant.tokens.accessToken.reveal()).toBe('new-access');
    expect(grant.tokens.refreshToken?.reveal()).toBe('rotated');
    expect(grant.expiresAt).toBe(grant.issuedAt + 43_200_000);
    expect(grant.answer).toMatchObject({ authed_user: { id: 'U1' }, team: { id: 'T1' } });
    for (const token of ['new-access', 'rotated', 'bot']) {
      expect(JSON.stringify(grant)).not.toContain(token);
    }
  });

  test('says when both tokens end', async () => {
    server.answer('/token', json({ ...good, expires_in: 300, refresh_expires_in: 1800 }));
    const grant = expectValue(await refresh({}));
    expect(grant.expiresAt).toBe(grant.issuedAt + 300_000);
    expect(grant.refreshExpiresAt).toBe(grant.issuedAt + 1_800_000);
    server.answer('/token', json({ ...good, refresh_expires_in: 0 }));
    expect(expectValue(await refresh({})).refreshExpiresAt).toBeUndefined();
  });

  test('may name a moment', async () => {
    const moment = Math.floor(Date.now() / 1000) + 21_600;
    server.answer('/token', json({ ...good, expires_at: moment }));
    const { expiresAt } = expectValue(await refresh({}));
    expect(Math.abs((expiresAt ?? 0) - moment * 1000)).toBeLessThan(5);
  });

  test('may have its scopes in a list', async () => {
    server.answer('/token', json({ ...good, scope: ['chat:read', 'user'] }));
    expect(expectValue(await exchange({})).scopesGranted).toEqual(['chat:read', 'user']);
  });
});

describe('a refusal', () => {
  const twitch: Dialect = {
    errors: { code: 'message', meanings: { 'invalid refresh token': 'invalid_grant' } },
  };

  test('that means a dead grant is one', async () => {
    server.answer('/token', json({ status: 400, message: 'Invalid refresh token' }, 400));
    expect(expectError(await refresh(twitch))).toEqual({
      code: 'invalid_grant',
      status: 400,
      provider: { error: 'invalid_grant', description: 'Invalid refresh token' },
    });
    expect(expectError(await exchange(twitch)).code).toBe('expired_code');
  });

  test('that means nothing known is told in the provider’s words', async () => {
    server.answer('/token', json({ status: 400, message: 'the moon is wrong' }, 400));
    expect(expectError(await refresh(twitch))).toEqual({
      code: 'provider_error',
      status: 400,
      provider: { error: 'the moon is wrong' },
    });
  });

  test.each([429, 503])('of status %d is for another time, whatever it says', async (status) => {
    server.answer('/token', json({ status, message: 'Invalid refresh token', ok: false }, status));
    expect(expectError(await refresh(twitch)).code).toBe(status === 429 ? 'rate_limited' : 'server_error');
  });

  test('that echoes the request tells no secret, in whatever spelling, cut off or whole', async () => {
    server.answer('/token', ({ query }) => json({ message: `I got ${query} and ${secretText}` }, 400));
    const long = new Secret(`long-${'x'.repeat(600)}`);
    const error = expectError(await refresh({ ...twitch, tokenRequest: 'query' }, { refreshToken: long }));
    const told = JSON.stringify(error);
    expect(error.code).toBe('provider_error');
    expect(told).toContain('[redacted]');
    expect(told).not.toContain('long-');
    server.answer('/token', ({ query }) => json({ message: `${query.get('client_secret')} ${query}` }, 400));
    const other = JSON.stringify(expectError(await refresh({ ...twitch, tokenRequest: 'query' })));
    for (const spelling of [secretText, encodeURIComponent(secretText), held.refreshToken.reveal()]) {
      expect(other).not.toContain(spelling);
    }
    expect(other).toContain('[redacted]');
  });

  test('in a standard word is that word, whatever the secret is', async () => {
    server.answer('/token', json({ error: 'authorization_pending', error_description: 'pending' }, 400));
    const secret: ClientAuthentication = { method: 'client_secret_post', secret: new Secret('pending') };
    expect(expectError(await exchange({}, secret)).provider).toEqual({
      error: 'authorization_pending',
      description: '[redacted]',
    });
  });

  test('by a connection that breaks tells nothing of an address full of secrets', async () => {
    server.answer('/token', 'reset');
    const error = expectError(await refresh({ tokenRequest: 'query' }));
    expect(error.code).toBe('network');
    expect(JSON.stringify(error)).not.toMatch(/client_secret|refresh-token/);
    server.answer('/token', { status: 302, headers: { location: '/elsewhere?x=1' } });
    expect(JSON.stringify(expectError(await refresh({ tokenRequest: 'query' })))).not.toMatch(
      /secret|refresh-/,
    );
  });
});
