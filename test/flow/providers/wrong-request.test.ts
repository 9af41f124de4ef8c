// The rules of the servers of the rows that the real client has no way to break: asked with bare requests.
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeClock, fakeClock } from '../../support/fake-clock.ts';
import { hostHeader } from '../../support/provider-server/request.ts';
import { openid } from '../../support/provider-server/rows/openid.ts';
import type { Rule } from '../../support/provider-server/rules.ts';
import { type ProviderServer, startProviderServer } from '../../support/provider-server/server.ts';

const host = 'id.example.test';
const redirectUri = 'http://127.0.0.1:4711/callback';
const verifier = createHash('sha256').update('verifier').digest('base64url');
const client = { id: 'a.client', secret: 's/e+c.r~t', redirectUris: ['http://127.0.0.1/callback'] };

let clock: FakeClock;
let server: ProviderServer;
beforeEach(async () => {
  clock = fakeClock();
  server = await startProviderServer(openid, clock);
  server.register(client);
});
afterEach(() => server.close());

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { ...(init.headers as Record<string, string>), [hostHeader]: host };
  return fetch(`${server.origin}${path}`, { redirect: 'manual', ...init, headers });
}

function authorize(change: Readonly<Record<string, string>> = {}): Promise<Response> {
  const query = new URLSearchParams({
    client_id: client.id,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid offline_access',
    state: 'state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...change,
  });
  return ask(`/authorize?${query}`);
}

async function newCode(): Promise<string> {
  const location = (await authorize()).headers.get('location') ?? '';
  return new URL(location).searchParams.get('code') ?? 'none';
}

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
}

async function token(
  parameters: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const isByBasic = 'authorization' in headers;
  const own = isByBasic ? {} : { client_id: client.id, client_secret: client.secret };
  const body = new URLSearchParams({ ...own, ...parameters });
  const answer = await ask('/token', { method: 'POST', body, headers });
  return { status: answer.status, body: (await answer.json()) as Answer['body'] };
}

function exchange(code: string, change: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const parameters = { code, redirect_uri: redirectUri, code_verifier: verifier };
  return token({ grant_type: 'authorization_code', ...parameters, ...change });
}

function basic(id: string, secret: string): Readonly<Record<string, string>> {
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
}

const rules = () => server.refusals.map(({ rule }): Rule => rule);

describe('a code', () => {
  it('is good once, and a second use ends what the first one gave', async () => {
    const code = await newCode();
    const first = await exchange(code);
    expect(first.status).toBe(200);
    expect((await exchange(code)).body).toMatchObject({ error: 'invalid_grant' });
    const called = await ask('/userinfo', {
      headers: { authorization: `Bearer ${first.body['access_token']}` },
    });
    expect(called.status).toBe(401);
    expect(rules()).toEqual(['code', 'access_token']);
  });

  it('lives for 60 seconds', async () => {
    const [early, late] = [await newCode(), await newCode()];
    await clock.advance(60_000);
    expect((await exchange(early)).status).toBe(200);
    await clock.advance(1);
    expect((await exchange(late)).body).toMatchObject({ error: 'invalid_grant' });
    expect(rules()).toEqual(['code']);
  });

  it.each([
    ['pkce', { code_verifier: `${verifier}x` }],
    ['redirect_uri', { redirect_uri: 'http://127.0.0.1:4712/callback' }],
    ['client', { client_id: 'another' }],
    ['client_authentication', { client_secret: 'wrong' }],
  ] as const)('is refused with a wrong %s', async (rule, change) => {
    expect((await exchange(await newCode(), change)).status).toBeGreaterThanOrEqual(400);
    expect(rules()).toEqual([rule]);
  });
});

describe('an authorization request', () => {
  it.each([
    ['redirect_uri', { redirect_uri: 'http://127.0.0.1:4711/elsewhere' }],
    ['redirect_host', { redirect_uri: 'http://localhost:4711/callback' }],
    ['pkce', { code_challenge_method: 'plain' }],
    ['secret_in_browser', { client_secret: client.secret }],
    ['required_parameter', { state: '' }],
    ['scope_separator', { scope: 'openid,email' }],
  ] as const)('is refused for its %s', async (rule, change) => {
    expect((await authorize(change)).status).toBe(400);
    expect(rules()).toEqual([rule]);
  });
});

describe('a client that proves itself by Basic', () => {
  const grant = { grant_type: 'client_credentials' };

  it('is taken with the encoding of RFC 6749 appendix B alone', async () => {
    expect((await token(grant, basic(client.id, 's%2Fe%2Bc.r%7Et'))).status).toBe(200);
    expect((await token(grant, basic('a%2Eclient', 's%2Fe%2Bc%2Er%7Et'))).status).toBe(401);
    expect((await token(grant, basic(client.id, client.secret))).status).toBe(401);
    expect(rules()).toEqual(['basic_encoding', 'basic_encoding']);
  });

  it('is refused when it proves itself in two ways', async () => {
    await token({ ...grant, client_secret: client.secret }, basic(client.id, 's%2Fe%2Bc.r%7Et'));
    expect(rules()).toEqual(['client_authentication']);
  });
});

describe('a token request', () => {
  it.each([
    ['method', 'GET', undefined, {}],
    ['encoding', 'POST', '{"grant_type":"refresh_token"}', { 'content-type': 'application/json' }],
    ['encoding', 'POST', 'grant_type=refresh_token', { 'content-type': 'text/plain' }],
    ['encoding', 'POST', undefined, {}],
    [
      'repeated_parameter',
      'POST',
      'grant_type=refresh_token&grant_type=refresh_token',
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
  ] as const)('is refused for its %s (%s)', async (rule, method, body, headers) => {
    const answer = await ask('/token', { method, headers, ...(body ? { body } : {}) });
    expect(answer.status).toBe(400);
    expect(rules()).toEqual([rule]);
  });
});

describe('a refresh token that is used twice', () => {
  it('ends all tokens of the sign-in', async () => {
    const { body } = await exchange(await newCode());
    const parameters = { grant_type: 'refresh_token', refresh_token: body['refresh_token'] ?? '' };
    const second = await token(parameters);
    expect(second.status).toBe(200);
    expect((await token(parameters)).body).toMatchObject({ error: 'invalid_grant' });
    const third = await token({ ...parameters, refresh_token: second.body['refresh_token'] ?? '' });
    expect(third.body).toMatchObject({ error: 'invalid_grant' });
    expect(rules()).toEqual(['refresh_token', 'refresh_token']);
  });
});

describe('a device', () => {
  it('that polls too fast is told to slow down, for good', async () => {
    const begun = await ask('/device', {
      method: 'POST',
      body: new URLSearchParams({ client_id: client.id, scope: 'openid' }),
    });
    const { device_code } = (await begun.json()) as { readonly device_code: string };
    const poll = async (seconds: number): Promise<string | undefined> => {
      await clock.advance(seconds * 1000);
      const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
      return (await token({ grant_type, device_code })).body['error'];
    };
    expect(await poll(5)).toBe('authorization_pending');
    expect(await poll(4)).toBe('slow_down');
    expect(await poll(9)).toBe('slow_down');
    expect(await poll(15)).toBe('authorization_pending');
    expect(await poll(900)).toBe('expired_token');
    expect(rules()).toEqual(['polled_too_fast', 'polled_too_fast']);
  });
});
