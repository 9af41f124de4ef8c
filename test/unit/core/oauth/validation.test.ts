// A provider's own validation of access tokens.
import { describe, expect, test } from 'vitest';
import { appError } from '../../../../main/core/errors.ts';
import type { ClientAtServer } from '../../../../main/core/oauth/server.ts';
import { validate } from '../../../../main/core/oauth/validation.ts';
import type { HttpResponse } from '../../../../main/core/ports.ts';
import type { Validation } from '../../../../main/core/providers/provider.ts';
import { fail, type Result } from '../../../../main/core/result.ts';
import { Secret } from '../../../../main/core/secret.ts';
import { deepJson } from '../../../support/deep-json.ts';
import { fakeClock } from '../../../support/fake-clock.ts';
import { fakeHttp, jsonAnswer } from '../../../support/fake-http.ts';

const token = 'access-token-of-ada';
const issuer = 'https://id.example';
const clock = fakeClock();

const validation: Validation = {
  scheme: 'OAuth',
  members: { expiresIn: 'expires_in', scopes: 'scopes', subject: 'user_id', username: 'login' },
};
const client: ClientAtServer = {
  clientId: 'desk',
  authentication: { method: 'none' },
  metadata: { issuer, validation_endpoint: `${issuer}/validate` },
  dialect: {},
  validation,
  dangerouslyAllowHttpOnLoopback: false,
};

async function ask(answer: HttpResponse | Result<HttpResponse>, members: Partial<ClientAtServer> = {}) {
  const http = fakeHttp(() => answer);
  const result = await validate({ http, clock }, { ...client, ...members }, new Secret(token));
  expect(JSON.stringify(result)).not.toContain(token);
  return { result, requests: http.requests };
}

test.each(['OAuth', 'Bearer'] as const)('the token is sent in the header as %s alone', async (scheme) => {
  const { requests } = await ask(jsonAnswer(200, {}), { validation: { ...validation, scheme } });
  expect(requests).toMatchObject([{ method: 'GET', url: `${issuer}/validate` }]);
  expect(requests[0]?.headers['authorization']).toBe(`${scheme} ${token}`);
  expect(requests[0]?.body).toBeUndefined();
});

test('a good answer, as Twitch documents it', async () => {
  const answer = {
    client_id: 'wbmytr93xzw8zbg0p1izqyzzc5mbiz',
    login: 'twitchdev',
    scopes: ['channel:read:subscriptions'],
    user_id: '141981764',
    expires_in: 5520838,
  };
  const { result } = await ask(jsonAnswer(200, answer));
  expect(result).toMatchObject({
    ok: true,
    value: {
      source: 'validation',
      active: true,
      expiresAt: clock.now() + 5_520_838_000,
      scopes: ['channel:read:subscriptions'],
      identity: { subject: '141981764', username: 'twitchdev' },
    },
  });
});

test.each([
  ['with words', jsonAnswer(401, { status: 401, message: 'invalid access token' })],
  ['with the token in them', jsonAnswer(401, { message: token })],
  ['without words', { status: 401, headers: {}, body: new Uint8Array() }],
  ['with a page', { status: 401, headers: {}, body: new TextEncoder().encode('<p>') }],
])('a 401 %s means that the token is not accepted', async (_row, answer) => {
  const { result } = await ask(answer);
  expect(result).toMatchObject({ ok: true, value: { active: false, expiresAt: undefined, identity: {} } });
});

describe('an odd answer', () => {
  test.each([
    ['a lifetime as a text', { expires_in: '60' }, clock.now() + 60_000],
    ['a lifetime of 0, which is said of tokens without end', { expires_in: 0 }, undefined],
    ['a lifetime below 0', { expires_in: -5 }, undefined],
    ['a lifetime of 1e300', { expires_in: 1e300 }, undefined],
    ['a lifetime in words', { expires_in: 'long' }, undefined],
    ['a lifetime that is an object', { expires_in: {} }, undefined],
    ['none', {}, undefined],
  ])('with %s', async (_row, more, expiresAt) => {
    const { result } = await ask(jsonAnswer(200, { user_id: 'x', ...more }));
    expect(result.ok && result.value).toMatchObject({ active: true, expiresAt });
  });

  test('with null scopes and an identity that is a number or a list', async () => {
    const { result } = await ask(jsonAnswer(200, { scopes: null, user_id: 7, login: ['x'] }));
    expect(result.ok && result.value).toMatchObject({ scopes: undefined, identity: { subject: '7' } });
    expect(result.ok && result.value.identity).not.toHaveProperty('username');
  });

  test.each<readonly [string, HttpResponse | Result<HttpResponse>, string]>([
    ['not JSON', { status: 200, headers: {}, body: new TextEncoder().encode('ok') }, 'malformed_response'],
    ['a list', jsonAnswer(200, []), 'malformed_response'],
    [
      'nested too deep',
      { status: 200, headers: {}, body: new TextEncoder().encode(`{"a":${deepJson(5000)}}`) },
      'malformed_response',
    ],
    ['a bad request', jsonAnswer(400, { message: token }), 'provider_error'],
    ['forbidden', jsonAnswer(403, {}), 'provider_error'],
    ['nothing there', jsonAnswer(404, {}), 'provider_error'],
    ['no content', { status: 204, headers: {}, body: new Uint8Array() }, 'provider_error'],
    ['too many questions', jsonAnswer(429, { error: token }), 'rate_limited'],
    ['a fault', jsonAnswer(500, { error: token }), 'server_error'],
    [
      'a redirect',
      { status: 302, headers: { location: `https://evil.example/${token}` }, body: new Uint8Array() },
      'redirect_not_followed',
    ],
    ['no network', fail(appError('network')), 'network'],
  ])('%s is no report', async (_row, answer, code) => {
    const { result } = await ask(answer);
    expect(result).toMatchObject({ ok: false, error: { code } });
  });
});

test.each([
  ['no endpoint', { metadata: { issuer } }, 'unsupported_by_server'],
  [
    'an endpoint that is not protected',
    { metadata: { issuer, validation_endpoint: 'http://id.example/v' } },
    'insecure_url',
  ],
])('with %s nobody is asked', async (_row, members, code) => {
  const { result, requests } = await ask(jsonAnswer(200, {}), members);
  expect(result).toMatchObject({ ok: false, error: { code } });
  expect(requests).toEqual([]);
});

test('without a word on how to ask, nobody is asked', async () => {
  const { validation: _none, ...silent } = client;
  const http = fakeHttp(() => jsonAnswer(200, {}));
  const result = await validate({ http, clock }, silent, new Secret(token));
  expect(result).toMatchObject({ ok: false, error: { code: 'unsupported_by_server' } });
  expect(http.requests).toEqual([]);
});
