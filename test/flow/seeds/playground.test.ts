// The third seed document, the flows of an OAuth 2.0 playground, step by step with its literal values. The server is any
// OAuth 2.0 server: its endpoints are entered. The document's part on JWTs is in playground-inspection.test.ts.
import { afterEach, describe, expect, it } from 'vitest';
import type { Account } from '../../../main/core/accounts/account.ts';
import type { SignInRequest } from '../../../main/core/accounts/sign-in.ts';
import { codeChallenge } from '../../../main/core/oauth/pkce.ts';
import type { Random } from '../../../main/core/ports.ts';
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

const tokenAddress = 'https://auth.example.com/oauth/token';
const code = 'SplxlOBeZQQYbYS6WxSbIA';
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

const tokenResponse = {
  access_token: 'eyJhbGciOiJSUzI1NiJ9...',
  token_type: 'Bearer',
  expires_in: 3600,
  refresh_token: 'tGzv3JOkF0XG5Qx2TlKWIA',
  scope: 'read:user read:email',
};

const refreshed = {
  access_token: 'eyJhbGciOiJSUzI1NiJ9...NEW...',
  token_type: 'Bearer',
  expires_in: 3600,
  refresh_token: 'new_refresh_token_value',
};

const confidential: SignInRequest = {
  providerId: 'oauth2',
  flow: 'authorization_code',
  server: {
    parameters: {
      authorization: 'https://auth.example.com/oauth/authorize',
      token: tokenAddress,
      device: 'https://auth.example.com/oauth/device/code',
    },
    endpoints: {},
  },
  clientId: 'my_client_id',
  clientSecret: new Secret('my_client_secret'),
  clientAuthentication: 'client_secret_post',
  scopes: ['read:user', 'read:email'],
  redirect: okValue(redirectFrom({ uri: 'http://127.0.0.1/callback', anyPort: true, formPost: false })),
  label: 'Playground',
  dangerouslyAllowHttpOnLoopback: false,
};

let stage: SeedStage;
afterEach(() => stage.close());

async function signIn(request: SignInRequest, parameters: Readonly<Record<string, string>> = { code }) {
  const { signIn: running, state } = await stage.begin(request);
  const { url, redirectUri } = waiting(state);
  const authorize = new URL(url);
  const answer = { state: authorize.searchParams.get('state') ?? '', ...parameters };
  await redirectBrowser(redirectUri, answer);
  return { authorize, redirectUri, finished: await running.finished };
}

async function signedIn(request: SignInRequest = confidential): Promise<Account> {
  const { finished } = await signIn(request);
  if (finished.kind !== 'done') throw new Error(JSON.stringify(finished));
  return finished.account;
}

function formsSent(): readonly Readonly<Record<string, string>>[] {
  return stage.requestsFor(tokenAddress).map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
}

describe('authorization code', () => {
  it('goes step by step, with the document’s values', async () => {
    stage = await seedStage({ [`POST ${tokenAddress}`]: () => json(tokenResponse) });
    const { authorize, redirectUri, finished } = await signIn(confidential);
    expect(`${authorize.origin}${authorize.pathname}`).toBe('https://auth.example.com/oauth/authorize');
    expect(Object.fromEntries(authorize.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'my_client_id',
      redirect_uri: redirectUri,
      scope: 'read:user read:email',
    });
    const [exchange] = stage.requestsFor(tokenAddress);
    expect(exchange?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(formsSent()[0]).toMatchObject({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      client_id: 'my_client_id',
      client_secret: 'my_client_secret',
    });
    if (finished.kind !== 'done') throw new Error(JSON.stringify(finished));
    expect(finished.account.scopesGranted).toEqual(['read:user', 'read:email']);
  });

  it('with PKCE sends the challenge, then the verifier and no client secret', async () => {
    expect(await codeChallenge(verifier)).toBe(challenge);
    // The third random value of a sign-in, after state and nonce, is the verifier; without `openid` there is no nonce.
    const random: Random = {
      bytes: (length) =>
        length === 32 ? new Uint8Array(Buffer.from(verifier, 'base64url')) : new Uint8Array(length),
    };
    stage = await seedStage({ [`POST ${tokenAddress}`]: () => json(tokenResponse) }, { random });
    const { authorize } = await signIn({
      ...confidential,
      clientId: 'my_spa_client',
      clientSecret: undefined,
      clientAuthentication: 'none',
      scopes: ['read:user'],
    });
    expect(authorize.searchParams.get('code_challenge')).toBe(challenge);
    expect(authorize.searchParams.get('code_challenge_method')).toBe('S256');
    expect(formsSent()[0]).toMatchObject({ client_id: 'my_spa_client', code, code_verifier: verifier });
    expect(formsSent()[0]).not.toHaveProperty('client_secret');
  });

  it('a state that differs is refused, and the sign-in goes on waiting', async () => {
    stage = await seedStage({});
    const { signIn: running, state } = await stage.begin(confidential);
    const shown = await redirectBrowser(waiting(state).redirectUri, { code, state: 'xK9mP2qR7vN4wL8j' });
    expect(shown.status).toBe(400);
    expect(running.state.kind).toBe('waiting');
    running.cancel();
    await running.finished;
  });
});

describe('client credentials', () => {
  const request: SignInRequest = {
    ...confidential,
    flow: 'client_credentials',
    clientAuthentication: 'client_secret_basic',
    scopes: ['api:read', 'api:write'],
  };
  const response = { ...tokenResponse, refresh_token: undefined, scope: 'api:read api:write' };

  it('authenticates with Basic, gives no refresh token, and asks again when due', async () => {
    let count = 0;
    stage = await seedStage({
      [`POST ${tokenAddress}`]: ({ headers }): LiteralAnswer => {
        const basic = `Basic ${Buffer.from('my_client_id:my_client_secret').toString('base64')}`;
        if (headers['authorization'] !== basic) return json({ error: 'invalid_client' }, 401);
        count += 1;
        return json({ ...response, access_token: `token-${count}` });
      },
    });
    const { signIn: running } = await stage.begin(request);
    const finished = await running.finished;
    if (finished.kind !== 'done') throw new Error(JSON.stringify(finished));
    expect(finished.account).toMatchObject({ hasRefreshToken: false, origin: 'client_credentials' });
    expect(formsSent()[0]).toMatchObject({ grant_type: 'client_credentials', scope: 'api:read api:write' });
    const again = okValue(await stage.service.tokenFor(finished.account.id, { force: true }));
    expect(again.accessToken.reveal()).toBe('token-2');
    expect(stage.service.nextRefreshAt(finished.account)).toBeDefined();
  });
});

describe('refresh with rotation', () => {
  it('stores the new refresh token and discards the old one', async () => {
    stage = await seedStage({
      [`POST ${tokenAddress}`]: ({ body }) => {
        const form = new URLSearchParams(body);
        if (form.get('grant_type') === 'authorization_code') return json(tokenResponse);
        return form.get('refresh_token') === 'tGzv3JOkF0XG5Qx2TlKWIA'
          ? json(refreshed)
          : json({ error: 'invalid_grant', error_description: 'reuse' }, 400);
      },
    });
    const account = await signedIn();
    okValue(await stage.service.refresh(account.id));
    expect(formsSent()[1]).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'tGzv3JOkF0XG5Qx2TlKWIA',
      client_id: 'my_client_id',
      client_secret: 'my_client_secret',
    });
    const issued = okValue(await stage.service.tokenFor(account.id));
    expect(issued.accessToken.reveal()).toBe(refreshed.access_token);
    // The new one is what is sent next; here the server takes it for stolen.
    expect(await stage.service.refresh(account.id)).toMatchObject({
      ok: false,
      error: { code: 'invalid_grant' },
    });
    expect(formsSent()[2]?.['refresh_token']).toBe('new_refresh_token_value');
  });
});

describe('the error table', () => {
  it('the person denies access', async () => {
    stage = await seedStage({});
    const { finished } = await signIn(confidential, {
      error: 'access_denied',
      error_description: 'The user denied access',
    });
    expect(finished).toMatchObject({
      kind: 'failed',
      error: { code: 'access_denied', provider: { description: 'The user denied access' } },
    });
  });

  it.each([
    ['invalid_client', 'Client authentication failed', 'invalid_client'],
    ['invalid_grant', 'Authorization code has expired', 'expired_code'],
    ['invalid_scope', 'The requested scope is invalid or unknown', 'invalid_scope'],
  ])('%s at the token endpoint', async (error, error_description, expected) => {
    stage = await seedStage({ [`POST ${tokenAddress}`]: () => json({ error, error_description }, 400) });
    const { finished } = await signIn(confidential);
    expect(finished).toMatchObject({
      kind: 'failed',
      error: { code: expected, provider: { error, description: error_description } },
    });
  });
});

describe('device authorization', () => {
  const deviceCode = 'GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS';
  const request: SignInRequest = {
    ...confidential,
    flow: 'device_code',
    clientId: 'my_device_client',
    clientSecret: undefined,
    clientAuthentication: 'none',
    scopes: ['read:user'],
  };

  function answers(afterApproval: () => LiteralAnswer, interval: number): Answers {
    let polls = 0;
    return {
      'POST https://auth.example.com/oauth/device/code': ({ body }) => {
        const form = new URLSearchParams(body);
        return form.get('client_id') === 'my_device_client' && form.get('scope') === 'read:user'
          ? json({
              device_code: deviceCode,
              user_code: 'WDJB-MJHT',
              verification_uri: 'https://auth.example.com/device',
              expires_in: 900,
              interval,
            })
          : json({ error: 'invalid_request' }, 400);
      },
      [`POST ${tokenAddress}`]: () => {
        polls += 1;
        return polls === 1 ? json({ error: 'authorization_pending' }, 400) : afterApproval();
      },
    };
  }

  it('shows the code and where to enter it, polls, and has the token after approval', async () => {
    // The document’s interval is 5 seconds; one second shows the same.
    stage = await seedStage(answers(() => json(tokenResponse), 1));
    const { signIn: running, state } = await stage.begin(request);
    expect(state).toMatchObject({
      kind: 'device',
      userCode: 'WDJB-MJHT',
      verificationUri: 'https://auth.example.com/device',
    });
    expect((await running.finished).kind).toBe('done');
    for (const form of formsSent()) {
      expect(form).toEqual({
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: deviceCode,
        client_id: 'my_device_client',
      });
    }
    expect(formsSent()).toHaveLength(2);
  });

  it('ends when the person refuses', async () => {
    stage = await seedStage(answers(() => json({ error: 'access_denied' }, 400), 1));
    const { signIn: running } = await stage.begin(request);
    expect(await running.finished).toMatchObject({ kind: 'failed', error: { code: 'access_denied' } });
  });
});

describe('using the access token', () => {
  it('is sent as a Bearer header, never in an address', async () => {
    stage = await seedStage({
      [`POST ${tokenAddress}`]: () => json(tokenResponse),
      'GET https://api.example.com/user/profile': ({ headers }) =>
        headers['authorization'] === `Bearer ${tokenResponse.access_token}`
          ? json({ id: 'usr_123', sub: 'usr_123', name: '[name]', email: '[email]' })
          : json({ error: 'invalid_token' }, 401),
    });
    const { parameters } = confidential.server;
    const account = await signedIn({
      ...confidential,
      server: {
        parameters: { ...parameters, userinfo: 'https://api.example.com/user/profile' },
        endpoints: {},
      },
    });
    const report = okValue(await stage.service.whoAmI(account.id));
    expect(report).toMatchObject({ status: 200, accepted: true, identity: { name: '[name]' } });
    expect(report.answer).toContain('usr_123');
    for (const { query } of stage.requests) {
      expect([...query.values()].join(' ')).not.toContain(tokenResponse.access_token);
    }
  });
});
