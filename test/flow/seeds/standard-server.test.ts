// The second seed document, "Authorization code example" with a standard OAuth 2.0 server, step by step with its literal
// values. The server is defined as a person would define it: by a file.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { SignInRequest } from '../../../main/core/accounts/sign-in.ts';
import { parseDefinition } from '../../../main/core/providers/definition.ts';
import type { Provider } from '../../../main/core/providers/provider.ts';
import { redirectFrom } from '../../../main/core/providers/redirect.ts';
import { Secret } from '../../../main/core/secret.ts';
import { okValue } from '../../support/result.ts';
import {
  type Answers,
  json,
  type LiteralAnswer,
  redirectBrowser,
  type SeedStage,
  seedStage,
  waiting,
} from './stage.ts';

const client = {
  id: 'c02d5bf5-993e-4c6a-a248-6c307cc7681b',
  secret: 'c5bb2489292fac7711baedd65d87296261d08cdbdde2073c9fdb29941ac5446a',
  scopes: ['openid', 'email', 'profile', 'offline_access'],
};

const definition = {
  id: 'auth-server',
  name: 'The OAuth2 server',
  issuer: 'https://auth.server.com',
  endpoints: {
    authorization: 'https://auth.server.com/oauth2/authorize',
    token: 'https://auth.server.com/oauth2/token',
    jwks: 'https://auth.server.com/oauth2/jwks',
  },
  flows: [{ kind: 'authorization_code', clientSecret: 'required' }],
  redirect: { kind: 'loopback', match: 'any_port', hostname: '127.0.0.1', port: 0, path: '/callback' },
  dialect: { tokenRequest: 'json', headers: { token: { Accept: 'application/json' } } },
};

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] };

function idToken(nonce: string, key: KeyObject = privateKey): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: 'https://auth.server.com',
    sub: 'user-1',
    aud: client.id,
    iat: now,
    exp: now + 600,
    nonce,
    name: 'Grace Hopper',
    email: 'grace@server.com',
  };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256', kid: 'one' })}.${part(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

/** The nonce of the sign-in under way, which the server remembers from the authorization request. */
let nonce = '';

function tokenEndpoint(authentication: 'client_secret_post' | 'client_secret_basic'): Answers {
  return {
    'GET https://auth.server.com/oauth2/jwks': () => json(jwks),
    'POST https://auth.server.com/oauth2/token': ({ body, headers }): LiteralAnswer => {
      const given: Record<string, unknown> = JSON.parse(body);
      const basic = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`;
      const isProven =
        authentication === 'client_secret_post'
          ? given['client_secret'] === client.secret && headers['authorization'] === undefined
          : headers['authorization'] === basic && given['client_secret'] === undefined;
      if (!isProven) return json({ error: 'invalid_client' }, 401);
      if (headers['accept'] !== 'application/json' || headers['content-type'] !== 'application/json') {
        return json({ error: 'invalid_request' }, 400);
      }
      return json({
        access_token: 'the-access-token',
        refresh_token: 'the-refresh-token',
        id_token: idToken(nonce),
        token_type: 'Bearer',
        expires_in: 3600,
      });
    },
  };
}

function provider(): Provider {
  const parsed = parseDefinition(JSON.stringify(definition));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

function request(clientAuthentication: 'client_secret_post' | 'client_secret_basic'): SignInRequest {
  return {
    providerId: 'auth-server',
    flow: 'authorization_code',
    server: { parameters: {}, endpoints: {} },
    clientId: client.id,
    clientSecret: new Secret(client.secret),
    clientAuthentication,
    scopes: client.scopes,
    redirect: okValue(redirectFrom({ uri: 'http://127.0.0.1/callback', anyPort: true, formPost: false })),
    label: undefined,
    dangerouslyAllowHttpOnLoopback: false,
  };
}

let stage: SeedStage;
afterEach(() => stage.close());

async function signIn(
  given: SignInRequest,
  parameters: Readonly<Record<string, string>> = { code: 'a-code' },
) {
  const { signIn: running, state } = await stage.begin(given);
  const { url, redirectUri } = waiting(state);
  const authorize = new URL(url);
  nonce = authorize.searchParams.get('nonce') ?? '';
  const answer = { state: authorize.searchParams.get('state') ?? '', ...parameters };
  return { running, authorize, redirectUri, shown: await redirectBrowser(redirectUri, answer) };
}

describe.each(['client_secret_post', 'client_secret_basic'] as const)(
  'a client registered for %s',
  (method) => {
    it('signs in, and the answer’s tokens and ID token are taken', async () => {
      stage = await seedStage(tokenEndpoint(method), { providers: [provider()] });
      const { running, authorize, redirectUri } = await signIn(request(method));
      expect(`${authorize.origin}${authorize.pathname}`).toBe('https://auth.server.com/oauth2/authorize');
      expect(Object.fromEntries(authorize.searchParams)).toMatchObject({
        client_id: client.id,
        response_type: 'code',
        scope: 'openid email profile offline_access',
      });
      expect(authorize.searchParams.has('response_mode')).toBe(false);
      const finished = await running.finished;
      if (finished.kind !== 'done') throw new Error(JSON.stringify(finished));
      const { account } = finished;
      expect(account.identity).toMatchObject({
        subject: 'user-1',
        name: 'Grace Hopper',
        email: 'grace@server.com',
      });
      expect(account.hasRefreshToken).toBe(true);
      expect(account.redirectUri).toBe(redirectUri);
      const [exchange] = stage.requestsFor('https://auth.server.com/oauth2/token');
      expect(JSON.parse(exchange?.body ?? '')).toMatchObject({
        code: 'a-code',
        grant_type: 'authorization_code',
        redirect_uri: redirectUri,
      });
    });
  },
);

it('a state that does not match ends nothing and brings nothing', async () => {
  stage = await seedStage(tokenEndpoint('client_secret_post'), { providers: [provider()] });
  const { running, shown } = await signIn(request('client_secret_post'), { code: 'x', state: 'forged' });
  expect(shown.status).toBe(400);
  expect(running.state.kind).toBe('waiting');
  expect(stage.requestsFor('https://auth.server.com/oauth2/token')).toEqual([]);
  running.cancel();
  expect(await running.finished).toMatchObject({ kind: 'failed', error: { code: 'cancelled' } });
});

it.each<[string, LiteralAnswer, string]>([
  ['a fault of the server', { status: 500, body: '<h1>Oops</h1>', type: 'text/html' }, 'server_error'],
  [
    'a page in the place of JSON',
    { status: 200, body: '<h1>Hi</h1>', type: 'text/html' },
    'malformed_response',
  ],
  ['a refused client', json({ error: 'invalid_client' }, 401), 'invalid_client'],
  ['a used code', json({ error: 'invalid_grant' }, 400), 'expired_code'],
  ['too many requests', json({}, 429), 'rate_limited'],
])('handles HTTP errors: %s', async (_name, answer, code) => {
  stage = await seedStage(
    { 'POST https://auth.server.com/oauth2/token': () => answer },
    { providers: [provider()] },
  );
  const { running } = await signIn(request('client_secret_post'));
  expect(await running.finished).toMatchObject({ kind: 'failed', error: { code } });
});

it('an ID token that somebody else has signed is not taken', async () => {
  const forger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  stage = await seedStage(
    {
      ...tokenEndpoint('client_secret_post'),
      'POST https://auth.server.com/oauth2/token': () =>
        json({
          access_token: 'a',
          token_type: 'Bearer',
          id_token: idToken(nonce, forger.privateKey),
        }),
    },
    { providers: [provider()] },
  );
  const { running } = await signIn(request('client_secret_post'));
  expect(await running.finished).toMatchObject({ kind: 'failed', error: { code: 'invalid_id_token' } });
});
