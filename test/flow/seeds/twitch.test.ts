// The fifth seed document, "Getting an OAuth token using the Authorization Code Flow" of Twitch, step by step. Its
// endpoints on api.twitch.tv/kraken are gone: today's are on id.twitch.tv.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { SignInRequest } from '../../../main/core/accounts/sign-in.ts';
import { redirectFrom } from '../../../main/core/providers/redirect.ts';
import { Secret } from '../../../main/core/secret.ts';
import { wordingOf } from '../../../main/core/wording.ts';
import { okValue } from '../../support/result.ts';
import {
  type Answers,
  beginAtFixedPort,
  json,
  redirectBrowser,
  type SeedStage,
  seedStage,
  waiting,
} from './stage.ts';

const scopes = ['chat:read', 'chat:edit'];

const request: SignInRequest = {
  providerId: 'twitch',
  flow: 'authorization_code',
  server: { parameters: {}, endpoints: {} },
  clientId: 'the-client',
  clientSecret: new Secret('the-client-secret'),
  clientAuthentication: 'client_secret_post',
  scopes,
  redirect: okValue(redirectFrom({ uri: 'http://localhost:3000/', anyPort: false, formPost: false })),
  label: 'Bot',
  dangerouslyAllowHttpOnLoopback: false,
};

function tokens(generation: number) {
  return {
    access_token: `access-${generation}`,
    refresh_token: `refresh-${generation}`,
    expires_in: 14_124,
    scope: scopes,
    token_type: 'bearer',
  };
}

const validated = {
  client_id: 'the-client',
  login: 'botfather',
  scopes,
  user_id: '141981764',
  expires_in: 5_520,
};

const me = { data: [{ id: '141981764', login: 'botfather', display_name: 'BotFather' }] };

const answers: Answers = {
  'GET https://api.twitch.tv/helix/users': ({ headers }) =>
    headers['client-id'] === 'the-client' && /^Bearer access-[12]$/.test(headers['authorization'] ?? '')
      ? json(me)
      : json({ error: 'Unauthorized', status: 401, message: 'OAuth token is missing' }, 401),
  'POST https://id.twitch.tv/oauth2/token': ({ body, headers }) => {
    const form = new URLSearchParams(body);
    if (headers['authorization'] !== undefined || form.get('client_secret') !== 'the-client-secret') {
      return json({ status: 403, message: 'invalid client secret' }, 403);
    }
    if (form.get('grant_type') === 'authorization_code') return json(tokens(1));
    return form.get('refresh_token') === 'refresh-1'
      ? json(tokens(2))
      : json({ status: 400, message: 'Invalid refresh token' }, 400);
  },
  'GET https://id.twitch.tv/oauth2/validate': ({ headers }) =>
    /^OAuth access-[12]$/.test(headers['authorization'] ?? '')
      ? json(validated)
      : json({ status: 401, message: 'invalid access token' }, 401),
};

let stage: SeedStage;
afterEach(() => stage.close());

async function signIn(
  given: SignInRequest,
  redirectUri: string,
  parameters: Readonly<Record<string, string>>,
) {
  const { signIn: running, state } = await beginAtFixedPort(stage, given);
  const authorize = new URL(waiting(state).url);
  const answer = { state: authorize.searchParams.get('state') ?? '', ...parameters };
  const shown = await redirectBrowser(redirectUri, answer);
  return { authorize, shown, finished: await running.finished };
}

it('sends the person to the authorize endpoint, exchanges the code and reads the array of scopes', async () => {
  stage = await seedStage(answers);
  const { authorize, finished } = await signIn(request, 'http://localhost:3000/', {
    code: 'the-code',
    scope: scopes.join(' '),
  });
  expect(`${authorize.origin}${authorize.pathname}`).toBe('https://id.twitch.tv/oauth2/authorize');
  expect(Object.fromEntries(authorize.searchParams)).toMatchObject({
    response_type: 'code',
    client_id: 'the-client',
    redirect_uri: 'http://localhost:3000/',
    scope: 'chat:read chat:edit',
  });
  expect(authorize.searchParams.get('state')).toMatch(/^[\w-]{43}$/);
  expect(authorize.href).not.toContain('the-client-secret');

  const [exchange] = stage.requestsFor('https://id.twitch.tv/oauth2/token');
  expect(Object.fromEntries(new URLSearchParams(exchange?.body))).toMatchObject({
    client_id: 'the-client',
    client_secret: 'the-client-secret',
    grant_type: 'authorization_code',
    redirect_uri: 'http://localhost:3000/',
    code: 'the-code',
  });
  if (finished.kind !== 'done') throw new Error(JSON.stringify(finished));
  expect(finished.account.scopesGranted).toEqual(scopes);
  expect(finished.account.identity.subject).toBe('141981764');

  okValue(await stage.service.refresh(finished.account.id));
  const issued = okValue(await stage.service.tokenFor(finished.account.id));
  expect(issued.accessToken.reveal()).toBe('access-2');
});

it('takes into account that the person may decline', async () => {
  stage = await seedStage(answers);
  const { shown, finished } = await signIn(request, 'http://localhost:3000/', {
    error: 'access_denied',
    error_description: 'The user denied you access',
  });
  expect(shown.page).toMatch(/declined|refused|not allowed|did not/i);
  expect(finished).toMatchObject({
    kind: 'failed',
    error: { code: 'access_denied', provider: { description: 'The user denied you access' } },
  });
  expect(stage.requestsFor('https://id.twitch.tv/oauth2/token')).toEqual([]);
});

it('redirects to http://localhost/ where the system allows port 80, and otherwise says what to do', async () => {
  stage = await seedStage(answers);
  const onPort80: SignInRequest = {
    ...request,
    redirect: okValue(redirectFrom({ uri: 'http://localhost/', anyPort: false, formPost: false })),
  };
  const { signIn: running, state } = await stage.begin(onPort80);
  if (state.kind === 'failed') {
    expect(state.error).toMatchObject({
      code: expect.stringMatching(/^port_(in_use|not_allowed)$/),
      detail: '80',
    });
    expect(wordingOf(state.error).remedy).toMatch(/register/i);
    return;
  }
  const authorize = new URL(waiting(state).url);
  expect(authorize.searchParams.get('redirect_uri')).toBe('http://localhost/');
  await redirectBrowser('http://localhost/', {
    code: 'the-code',
    state: authorize.searchParams.get('state') ?? '',
  });
  expect((await running.finished).kind).toBe('done');
});

it('a refused refresh is told in Twitch’s words, and signing in again is what helps', async () => {
  stage = await seedStage(answers);
  const { finished } = await signIn(request, 'http://localhost:3000/', { code: 'the-code' });
  if (finished.kind !== 'done') throw new Error(JSON.stringify(finished));
  okValue(await stage.service.refresh(finished.account.id));
  const second = await stage.service.refresh(finished.account.id);
  expect(second).toMatchObject({
    ok: false,
    error: { code: 'invalid_grant', provider: { error: expect.stringMatching(/invalid/i) } },
  });
});

describe('what today’s Twitch wants besides', () => {
  it('a public client signs in with a device code, with its scopes under the name `scopes`', async () => {
    let polls = 0;
    stage = await seedStage({
      'POST https://id.twitch.tv/oauth2/device': ({ body }) =>
        new URLSearchParams(body).get('scopes') === 'chat:read chat:edit'
          ? json({
              device_code: 'the-device-code',
              expires_in: 1800,
              interval: 1,
              user_code: 'ABCDEFGH',
              verification_uri: 'https://www.twitch.tv/activate?public=true&device-code=ABCDEFGH',
            })
          : json({ status: 400, message: 'missing scopes' }, 400),
      'POST https://id.twitch.tv/oauth2/token': ({ body }) => {
        polls += 1;
        const form = new URLSearchParams(body);
        if (form.get('scopes') !== 'chat:read chat:edit' || form.has('client_secret')) {
          return json({ status: 400, message: 'invalid client' }, 400);
        }
        return polls === 1 ? json({ status: 400, message: 'authorization_pending' }, 400) : json(tokens(1));
      },
      'GET https://id.twitch.tv/oauth2/validate': () => json(validated),
    });
    const { signIn: running, state } = await stage.begin({
      ...request,
      flow: 'device_code',
      clientSecret: undefined,
      clientAuthentication: 'none',
    });
    expect(state).toMatchObject({ kind: 'device', userCode: 'ABCDEFGH' });
    expect((await running.finished).kind).toBe('done');
    expect(polls).toBe(2);
  });

  it('tokens are validated at start, and one that is refused marks the account at once', async () => {
    let isGood = true;
    stage = await seedStage({
      ...answers,
      'POST https://id.twitch.tv/oauth2/token': ({ body }) =>
        new URLSearchParams(body).get('grant_type') === 'authorization_code'
          ? json(tokens(1))
          : json({ status: 400, message: 'Invalid refresh token' }, 400),
      'GET https://id.twitch.tv/oauth2/validate': () =>
        isGood ? json(validated) : json({ status: 401, message: 'invalid access token' }, 401),
    });
    const { finished } = await signIn(request, 'http://localhost:3000/', { code: 'the-code' });
    if (finished.kind !== 'done') throw new Error(JSON.stringify(finished));
    isGood = false;
    stage.service.startKeepingFresh();
    const giveUpAt = Date.now() + 20_000;
    while (stage.service.get(finished.account.id)?.health.kind !== 'sign_in_again') {
      if (Date.now() > giveUpAt) throw new Error('the account was not marked');
      await sleep(50);
    }
  });
});
