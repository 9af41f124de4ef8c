// The fourth seed document, "Getting User Tokens With NodeJS" of Glimesh, step by step with its literal values.
import { afterEach, expect, it } from 'vitest';
import type { SignInRequest } from '../../../main/core/accounts/sign-in.ts';
import { redirectFrom } from '../../../main/core/providers/redirect.ts';
import { Secret } from '../../../main/core/secret.ts';
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

const redirectUri = 'http://localhost:3000/success';
const scopes = ['public', 'email', 'chat', 'streamkey'];
const day = 24 * 60 * 60;

const request: SignInRequest = {
  providerId: 'glimesh',
  flow: 'authorization_code',
  server: { parameters: {}, endpoints: {} },
  clientId: 'CLIENT_ID_HERE',
  clientSecret: new Secret('SECRET_HERE'),
  clientAuthentication: 'client_secret_post',
  scopes,
  redirect: okValue(redirectFrom({ uri: redirectUri, anyPort: false, formPost: false })),
  label: 'Stream',
  dangerouslyAllowHttpOnLoopback: false,
};

function tokens(generation: number) {
  return {
    access_token: `access-${generation}`,
    refresh_token: `refresh-${generation}`,
    expires_in: day,
    scope: scopes.join(' '),
    token_type: 'bearer',
    created_at: '2021-06-12T22:12:13',
  };
}

/** A POST whose parameters are in the address and whose body is empty; anything else is refused. */
const answers: Answers = {
  'POST https://glimesh.tv/api/oauth/token': ({ body, query }) => {
    if (body !== '' || query.get('client_secret') !== 'SECRET_HERE') {
      return json({ error: 'invalid_client', error_description: 'Invalid client id or secret.' }, 422);
    }
    if (query.get('grant_type') === 'authorization_code') return json(tokens(1));
    return query.get('refresh_token') === 'refresh-1'
      ? json(tokens(2))
      : json({ error: 'invalid_grant' }, 401);
  },
};

let stage: SeedStage;
afterEach(() => stage.close());

it('signs in over http://localhost:3000/success with the parameters in the address of an empty POST', async () => {
  stage = await seedStage(answers);
  const { signIn, state } = await beginAtFixedPort(stage, request);
  const authorize = new URL(waiting(state).url);
  expect(`${authorize.origin}${authorize.pathname}`).toBe('https://glimesh.tv/oauth/authorize');
  expect(Object.fromEntries(authorize.searchParams)).toMatchObject({
    response_type: 'code',
    client_id: 'CLIENT_ID_HERE',
    scope: 'public email chat streamkey',
    redirect_uri: redirectUri,
  });
  expect(authorize.href).not.toContain('SECRET_HERE');
  // The document sends an empty state; ours is never empty.
  expect(authorize.searchParams.get('state')).toMatch(/^[\w-]{43}$/);

  const shown = await redirectBrowser(redirectUri, {
    code: 'CODE_HERE',
    state: authorize.searchParams.get('state') ?? '',
  });
  expect(shown.status).toBe(200);
  const finished = await signIn.finished;
  if (finished.kind !== 'done') throw new Error(JSON.stringify(finished));

  const [exchange] = stage.requestsFor('https://glimesh.tv/api/oauth/token');
  expect(exchange?.body).toBe('');
  expect(Object.fromEntries(exchange?.query ?? [])).toMatchObject({
    grant_type: 'authorization_code',
    code: 'CODE_HERE',
    redirect_uri: redirectUri,
    client_id: 'CLIENT_ID_HERE',
    client_secret: 'SECRET_HERE',
  });
  const { account } = finished;
  expect(account.scopesGranted).toEqual(scopes);
  expect((account.expiresAt ?? 0) - account.issuedAt).toBe(day * 1000);

  okValue(await stage.service.refresh(account.id));
  const refreshed = stage.requestsFor('https://glimesh.tv/api/oauth/token')[1];
  expect(refreshed?.body).toBe('');
  expect(Object.fromEntries(refreshed?.query ?? [])).toMatchObject({
    grant_type: 'refresh_token',
    refresh_token: 'refresh-1',
  });
  expect(okValue(await stage.service.tokenFor(account.id)).accessToken.reveal()).toBe('access-2');
  expect(JSON.stringify(stage.log.entries)).not.toContain('SECRET_HERE');
});

it('a code that went stale is told in the server’s words', async () => {
  stage = await seedStage({
    'POST https://glimesh.tv/api/oauth/token': () =>
      json({ error: 'invalid_grant', error_description: 'The code has expired.' }, 401),
  });
  const { signIn, state } = await beginAtFixedPort(stage, request);
  const authorize = new URL(waiting(state).url);
  await redirectBrowser(redirectUri, { code: 'OLD', state: authorize.searchParams.get('state') ?? '' });
  expect(await signIn.finished).toMatchObject({
    kind: 'failed',
    error: { code: 'expired_code', provider: { description: 'The code has expired.' } },
  });
});

it('a second sign-in meanwhile is told which port is taken', async () => {
  stage = await seedStage(answers);
  const first = await beginAtFixedPort(stage, request);
  const second = await stage.begin(request);
  expect(second.state).toMatchObject({ kind: 'failed', error: { code: 'port_in_use', detail: '3000' } });
  first.signIn.cancel();
  await first.signIn.finished;
});

it('the closed site can be replaced by another host', async () => {
  stage = await seedStage({});
  const { signIn, state } = await beginAtFixedPort(stage, {
    ...request,
    server: { parameters: { host: 'https://glimesh.example.org/' }, endpoints: {} },
  });
  expect(new URL(waiting(state).url).origin).toBe('https://glimesh.example.org');
  signIn.cancel();
  await signIn.finished;
});
