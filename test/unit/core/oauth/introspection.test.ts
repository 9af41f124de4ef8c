// What introspection answers, from honest to hostile (RFC 7662).
import { describe, expect, test } from 'vitest';
import type { TokenReport } from '../../../../main/core/accounts/service.ts';
import { appError } from '../../../../main/core/errors.ts';
import { introspect } from '../../../../main/core/oauth/introspection.ts';
import type { ClientAtServer } from '../../../../main/core/oauth/server.ts';
import type { HttpResponse } from '../../../../main/core/ports.ts';
import { fail, type Result } from '../../../../main/core/result.ts';
import { Secret } from '../../../../main/core/secret.ts';
import { deepJson } from '../../../support/deep-json.ts';
import { fakeClock } from '../../../support/fake-clock.ts';
import { fakeHttp, jsonAnswer } from '../../../support/fake-http.ts';

const token = 'access/token+of=ada';
const secret = 'secret-of-the-client';
const issuer = 'https://id.example';

const client: ClientAtServer = {
  clientId: 'desk',
  authentication: { method: 'client_secret_post', secret: new Secret(secret) },
  metadata: { issuer, introspection_endpoint: `${issuer}/introspect` },
  dialect: {},
  dangerouslyAllowHttpOnLoopback: false,
};

const text = (body: string, type = 'application/json', status = 200): HttpResponse => ({
  status,
  headers: { 'content-type': type },
  body: new TextEncoder().encode(body),
});

async function ask(answer: HttpResponse | Result<HttpResponse>, members: Partial<ClientAtServer> = {}) {
  const http = fakeHttp(() => answer);
  const asking = { ...client, ...members };
  const result = await introspect({ http, clock: fakeClock() }, asking, new Secret(token));
  // Whatever comes back, no secret does.
  expect(JSON.stringify(result)).not.toContain(token);
  expect(JSON.stringify(result)).not.toContain(secret);
  return { result, requests: http.requests };
}

async function report(body: unknown, members?: Partial<ClientAtServer>): Promise<TokenReport> {
  const { result } = await ask(jsonAnswer(200, body), members);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe('the question', () => {
  test('has the token, its kind and the client’s proof in the body', async () => {
    const { requests } = await ask(jsonAnswer(200, { active: true }));
    expect(requests.map(({ method, url }) => [method, url])).toEqual([['POST', `${issuer}/introspect`]]);
    expect(Object.fromEntries(new URLSearchParams(requests[0]?.body))).toEqual({
      token,
      token_type_hint: 'access_token',
      client_id: 'desk',
      client_secret: secret,
    });
  });

  test('has the client’s proof as Basic where it is registered so', async () => {
    const authentication = {
      method: 'client_secret_basic',
      secret: new Secret(secret),
      encoding: 'form',
    } as const;
    const { requests } = await ask(jsonAnswer(200, { active: true }), { authentication });
    expect(requests[0]?.headers['authorization']).toBe(`Basic ${btoa(`desk:${secret}`)}`);
    expect(requests[0]?.body).not.toContain(secret);
  });

  test.each([
    ['without an endpoint', {}, 'unsupported_by_server'],
    ['with one that is not protected', { introspection_endpoint: 'http://id.example/i' }, 'insecure_url'],
  ])('is not sent %s', async (_row, endpoints, code) => {
    const { result, requests } = await ask(jsonAnswer(200, { active: true }), {
      metadata: { issuer, ...endpoints },
    });
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(requests).toEqual([]);
  });
});

describe('a good answer', () => {
  test('says when it ends, what it allows and whose it is', async () => {
    const answer = { active: true, scope: 'read write', exp: 1_800_000_000, sub: 'ada', username: 'ada.m' };
    expect(await report(answer)).toMatchObject({
      source: 'introspection',
      active: true,
      expiresAt: 1_800_000_000_000,
      scopes: ['read', 'write'],
      identity: { subject: 'ada', username: 'ada.m' },
    });
    const names = (await report(answer)).members.map(({ name, value }) => `${name}=${value}`);
    expect(names).toEqual(['active=true', 'scope=read write', 'exp=1800000000', 'sub=ada', 'username=ada.m']);
  });

  test('says no', async () => {
    expect(await report({ active: false })).toMatchObject({ active: false, expiresAt: undefined });
  });

  test.each([
    ['a list of scopes', { scope: ['read', 'write'] }, ['read', 'write']],
    ['an empty list', { scope: [] }, []],
    ['an empty text', { scope: '' }, []],
    ['scopes with commas where that is the custom', { scope: 'read,write' }, ['read', 'write']],
    ['a list with numbers', { scope: ['read', 7] }, undefined],
    ['a number', { scope: 7 }, undefined],
    ['null', { scope: null }, undefined],
    ['none', {}, undefined],
  ])('with %s', async (_row, more, scopes) => {
    const members = { dialect: { grantedScopeSeparator: ',' } } as const;
    expect((await report({ active: true, ...more }, members)).scopes).toEqual(scopes);
  });

  test.each([['1800000000'], [null], [{}], [-5], [1e300], ['soon'], [true]])(
    'with the end %j has none',
    async (exp) => {
      expect((await report({ active: true, exp })).expiresAt).toBeUndefined();
    },
  );

  test('that repeats the secrets is shown without them', async () => {
    const answer = { active: true, token, nested: [{ [token]: `x${token}y` }], client_secret: secret };
    const { members } = await report(answer);
    expect(members.map(({ value }) => value)).toEqual([
      'true',
      '[redacted]',
      '[{"[redacted]":"x[redacted]y"}]',
      '[redacted]',
    ]);
  });

  test('that repeats the token as it was sent is shown without it', async () => {
    const { members } = await report({ active: true, heard: `token=${encodeURIComponent(token)}&x` });
    expect(members[1]?.value).toBe('token=[redacted]&x');
  });

  test('that hides a secret at the place where it is cut shows no part of it', async () => {
    const { members } = await report({ active: true, long: `${'x'.repeat(1990)}${token}` });
    expect(JSON.stringify(members)).not.toContain(token.slice(0, 8));
  });

  test('with an identity of wrong types has none', async () => {
    const answer = { active: true, sub: 7, username: ['x'], name: { a: 1 }, email: null };
    expect((await report(answer)).identity).toEqual({});
  });
});

describe('a bad answer', () => {
  test.each<readonly [string, HttpResponse | Result<HttpResponse>, string]>([
    ['without active', jsonAnswer(200, { scope: 'read' }), 'malformed_response'],
    ['with active as a text', jsonAnswer(200, { active: 'true' }), 'malformed_response'],
    ['with active as a number', jsonAnswer(200, { active: 1 }), 'malformed_response'],
    ['with active as null', jsonAnswer(200, { active: null }), 'malformed_response'],
    ['that is a list', jsonAnswer(200, [{ active: true }]), 'malformed_response'],
    ['that is a truth', jsonAnswer(200, true), 'malformed_response'],
    ['that is cut off', text('{"active":tr'), 'malformed_response'],
    ['that is empty', text(''), 'malformed_response'],
    ['that is a page', text('<p>', 'text/html'), 'malformed_response'],
    ['that nests too deep', text(`{"active":true,"a":${deepJson(5000)}}`), 'malformed_response'],
    ['that is not UTF-8', { ...text(''), body: new Uint8Array([0x7b, 0xff, 0x7d]) }, 'malformed_response'],
    ['that is a JWT', text('a.b.c', 'application/token-introspection+jwt'), 'unsupported_by_server'],
    ['that refuses the client', jsonAnswer(401, { error: 'invalid_client' }), 'invalid_client'],
    [
      'that refuses with the token',
      jsonAnswer(400, { error: 'no', error_description: token }),
      'provider_error',
    ],
    ['that forbids', jsonAnswer(403, {}), 'provider_error'],
    ['with status 204', { status: 204, headers: {}, body: new Uint8Array() }, 'malformed_response'],
    ['of a fault', jsonAnswer(500, { error: 'server_error', error_description: token }), 'server_error'],
    ['of too many questions', jsonAnswer(429, {}), 'rate_limited'],
    [
      'that redirects',
      { status: 302, headers: { location: 'https://evil.example' }, body: new Uint8Array() },
      'redirect_not_followed',
    ],
    ['that never comes', fail(appError('timeout')), 'timeout'],
  ])('%s', async (_row, answer, code) => {
    const { result } = await ask(answer);
    expect(result).toMatchObject({ ok: false, error: { code } });
  });
});
