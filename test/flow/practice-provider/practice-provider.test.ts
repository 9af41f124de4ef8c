// The practice provider behaves as a strict provider does, seen over the wire and through its own pages.
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPersonsBrowser, type PersonsBrowser, type SignInChoice } from '../../support/persons-browser.ts';
import {
  type PracticeOptions,
  type PracticeProvider,
  startPracticeProvider,
} from '../../support/practice-provider/provider.ts';

let browser: PersonsBrowser;
beforeAll(async () => {
  browser = await openPersonsBrowser();
});
afterAll(async () => {
  await browser.close();
});

interface Redirect {
  readonly uri: string;
  readonly parameters: Promise<URLSearchParams>;
  close(): void;
}

async function awaitRedirect(): Promise<Redirect> {
  const seen = Promise.withResolvers<URLSearchParams>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    response.end('Back at the client');
    if (url.pathname === '/callback') seen.resolve(url.searchParams);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    uri: `http://127.0.0.1:${port}/callback`,
    parameters: seen.promise,
    close: () => server.close(),
  };
}

interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly id_token: string;
  readonly expires_in: number;
  readonly scope: string;
  readonly error?: string;
}

async function ask(
  provider: PracticeProvider,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: TokenAnswer }> {
  const response = await fetch(`${provider.issuer}/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: (await response.json()) as TokenAnswer };
}

function authorizationUrl(
  provider: PracticeProvider,
  redirectUri: string,
  more: Record<string, string>,
): string {
  const url = new URL(`${provider.issuer}/auth`);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: provider.publicClientId,
    redirect_uri: redirectUri,
    scope: 'openid profile email offline_access',
    prompt: 'consent',
    state: 'the-state',
    ...more,
  }).toString();
  return url.href;
}

async function signIn(
  provider: PracticeProvider,
  choice: SignInChoice,
  client: {
    readonly id?: string;
    readonly form?: Record<string, string>;
    readonly headers?: Record<string, string>;
  } = {},
) {
  const redirect = await awaitRedirect();
  try {
    const verifier = randomBytes(32).toString('base64url');
    const clientId = client.id ?? provider.publicClientId;
    const page = await browser.signIn(
      authorizationUrl(provider, redirect.uri, {
        client_id: clientId,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      }),
      choice,
    );
    expect(page).toBe('Back at the client');
    const parameters = await redirect.parameters;
    const exchange = await ask(
      provider,
      {
        grant_type: 'authorization_code',
        code: parameters.get('code') ?? '',
        redirect_uri: redirect.uri,
        code_verifier: verifier,
        ...(client.headers === undefined ? { client_id: clientId } : {}),
        ...client.form,
      },
      client.headers,
    );
    return { parameters, exchange };
  } finally {
    redirect.close();
  }
}

function userinfo(provider: PracticeProvider, token: string): Promise<Response> {
  return fetch(`${provider.issuer}/me`, { headers: { authorization: `Bearer ${token}` } });
}

async function withProvider(
  options: PracticeOptions,
  act: (provider: PracticeProvider) => Promise<void>,
): Promise<void> {
  const provider = await startPracticeProvider(options);
  try {
    await act(provider);
  } finally {
    await provider.close();
  }
}

describe('signing in', () => {
  test('gives tokens for the chosen person, each time anew in one browser', () =>
    withProvider({ accessTokenSeconds: 77 }, async (provider) => {
      for (const user of ['ada', 'ben'] as const) {
        const { parameters, exchange } = await signIn(provider, { user, decision: 'allow' });
        expect(parameters.get('state')).toBe('the-state');
        expect(parameters.get('iss')).toBe(provider.issuer);
        expect(exchange.body).toMatchObject({ expires_in: 77, scope: 'openid profile email offline_access' });
        const answer = await userinfo(provider, exchange.body.access_token);
        expect(await answer.json()).toMatchObject({ sub: user, email: `${user}@example.org` });
      }
      expect(
        provider.tokenRequests().map(({ grantType, personId, status }) => [grantType, personId, status]),
      ).toEqual([
        ['authorization_code', 'ada', 200],
        ['authorization_code', 'ben', 200],
      ]);
    }));

  test('is refused when the person denies', () =>
    withProvider({}, async (provider) => {
      const { parameters, exchange } = await signIn(provider, { user: 'chie', decision: 'deny' });
      expect(parameters.get('error')).toBe('access_denied');
      expect(exchange.status).toBe(400);
    }));

  test('is refused without PKCE', () =>
    withProvider({}, async (provider) => {
      const redirect = await awaitRedirect();
      await browser.visit(authorizationUrl(provider, redirect.uri, {}));
      expect((await redirect.parameters).get('error')).toBe('invalid_request');
      redirect.close();
    }));

  test('is refused for a redirect URI that is not registered', () =>
    withProvider({}, async (provider) => {
      const page = await browser.visit(authorizationUrl(provider, 'http://127.0.0.1:9/elsewhere', {}));
      expect(page).toContain('invalid_redirect_uri');
    }));

  test('works for a client with its secret in the body and for one with Basic', () =>
    withProvider({}, async (provider) => {
      const { post, basic } = provider.confidential;
      const inBody = await signIn(
        provider,
        { user: 'ada', decision: 'allow' },
        { id: post.id, form: { client_secret: post.secret } },
      );
      expect(inBody.exchange.status).toBe(200);
      const pair = [basic.id, basic.secret].map(encodeURIComponent).join(':');
      const headers = { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
      const asBasic = await signIn(provider, { user: 'ada', decision: 'allow' }, { id: basic.id, headers });
      expect(asBasic.exchange.status).toBe(200);
      const wrong = await ask(provider, {
        grant_type: 'refresh_token',
        client_id: post.id,
        client_secret: 'no',
      });
      expect(wrong.body.error).toBe('invalid_client');
      expect(provider.tokenRequests().map(({ clientId }) => clientId)).toEqual([post.id, basic.id, post.id]);
    }));

  test('gives JWT access tokens when asked to, which userinfo accepts until they run out', () =>
    withProvider({ jwtAccessTokens: true, accessTokenSeconds: 3 }, async (provider) => {
      const { exchange } = await signIn(provider, { user: 'ben', decision: 'allow' });
      const token = exchange.body.access_token;
      expect(token.split('.')).toHaveLength(3);
      expect((await userinfo(provider, token)).status).toBe(200);
      const [header, , signature] = token.split('.');
      const forged = Buffer.from('{"sub":"ada","exp":99999999999}').toString('base64url');
      expect((await userinfo(provider, `${header}.${forged}.${signature}`)).status).toBe(401);
      await new Promise((resolve) => setTimeout(resolve, 3000));
      expect((await userinfo(provider, token)).status).toBe(401);
    }));
});

describe('refreshing', () => {
  const refresh = (provider: PracticeProvider, token: string | undefined) =>
    ask(provider, {
      grant_type: 'refresh_token',
      client_id: provider.publicClientId,
      refresh_token: token ?? '',
    });

  test('rotates the refresh token, and a used one ends everything', () =>
    withProvider({}, async (provider) => {
      const { exchange } = await signIn(provider, { user: 'ada', decision: 'allow' });
      const second = await refresh(provider, exchange.body.refresh_token);
      expect(second.body.refresh_token).not.toBe(exchange.body.refresh_token);
      expect([provider.rotations(), provider.reuses()]).toEqual([1, 0]);

      const reused = await refresh(provider, exchange.body.refresh_token);
      expect(reused.body.error).toBe('invalid_grant');
      expect(provider.reuses()).toBe(1);
      expect((await refresh(provider, second.body.refresh_token)).body.error).toBe('invalid_grant');
      expect((await userinfo(provider, second.body.access_token)).status).toBe(401);
    }));

  test('is over once the person’s grant was revoked', () =>
    withProvider({}, async (provider) => {
      const { exchange } = await signIn(provider, { user: 'ada', decision: 'allow' });
      await provider.revokeGrant('ada');
      expect((await refresh(provider, exchange.body.refresh_token)).body.error).toBe('invalid_grant');
      expect((await userinfo(provider, exchange.body.access_token)).status).toBe(401);
    }));

  test('is over once the token was revoked by the client', () =>
    withProvider({}, async (provider) => {
      const { exchange } = await signIn(provider, { user: 'ada', decision: 'allow' });
      const revocation = await fetch(`${provider.issuer}/token/revocation`, {
        method: 'POST',
        body: new URLSearchParams({
          client_id: provider.publicClientId,
          token: exchange.body.refresh_token ?? '',
        }),
      });
      expect(revocation.status).toBe(200);
      expect((await refresh(provider, exchange.body.refresh_token)).body.error).toBe('invalid_grant');
    }));

  test.each([
    ['with_consent', true],
    ['never', false],
  ] as const)('refresh tokens %s: %s', (refreshTokens, expected) =>
    withProvider({ refreshTokens }, async (provider) => {
      const { exchange } = await signIn(provider, { user: 'ada', decision: 'allow' });
      expect(exchange.body.refresh_token !== undefined).toBe(expected);
    }),
  );
});

describe('faults', () => {
  test.each([
    ['server_error', 500, 'text/html; charset=utf-8', 30],
    ['rate_limited', 429, 'application/json', 10],
    ['empty_bad_request', 400, null, 0],
    ['huge', 200, 'application/json', 5 * 1024 * 1024],
    ['redirect', 302, null, 0],
  ] as const)('%s is what the next request gets, and it alone', (fault, status, type, atLeast) =>
    withProvider({}, async (provider) => {
      provider.failNext(fault);
      const send = () =>
        fetch(`${provider.issuer}/token`, {
          method: 'POST',
          redirect: 'manual',
          body: new URLSearchParams({ grant_type: 'refresh_token', client_id: provider.publicClientId }),
        });
      const faulty = await send();
      expect([faulty.status, faulty.headers.get('content-type')]).toEqual([status, type]);
      expect((await faulty.text()).length).toBeGreaterThanOrEqual(atLeast);
      expect(await (await send()).json()).toMatchObject({ error: 'invalid_request' });
      expect(provider.tokenRequests().map((request) => request.status)).toEqual([status, 400]);
    }),
  );

  test('an answer can be lost after the refresh token was used up', () =>
    withProvider({}, async (provider) => {
      const { exchange } = await signIn(provider, { user: 'ada', decision: 'allow' });
      const form = {
        grant_type: 'refresh_token',
        client_id: provider.publicClientId,
        refresh_token: exchange.body.refresh_token ?? '',
      };
      provider.failNext('lost_answer');
      await expect(ask(provider, form)).rejects.toThrow();
      expect((await ask(provider, form)).body.error).toBe('invalid_grant');
      expect(provider.reuses()).toBe(1);
    }));

  test('a fault can be that of another endpoint, and last', () =>
    withProvider({}, async (provider) => {
      provider.failNext('unavailable', { endpoint: 'discovery', times: 2 });
      const discovery = `${provider.issuer}/.well-known/openid-configuration`;
      expect((await fetch(discovery)).status).toBe(503);
      expect((await fetch(discovery)).headers.get('retry-after')).toBe('2');
      expect(await (await fetch(discovery)).json()).toMatchObject({ issuer: provider.issuer });
    }));
});
