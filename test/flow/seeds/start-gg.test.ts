// The first seed document, "Example OAuth Flow" of start.gg, step by step with its literal values.
import { afterEach, expect, it } from 'vitest';
import type { SignInRequest } from '../../../main/core/accounts/sign-in.ts';
import { redirectFrom } from '../../../main/core/providers/redirect.ts';
import { Secret } from '../../../main/core/secret.ts';
import type { ReceivedRequest } from '../../support/provider-server/request.ts';
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

const scopes = 'user.identity';
const redirectUri = 'https://myexampleapp.com/oauth';
const clientId = 'the-client';
const clientSecret = 'the-client-secret';

const exampleAnswer = {
  token_type: 'Bearer',
  expires_in: 604_800,
  access_token: 'abc123',
  refresh_token: 'abc123def456',
};

const request: SignInRequest = {
  providerId: 'start-gg',
  flow: 'authorization_code',
  server: { parameters: {}, endpoints: {} },
  clientId,
  clientSecret: new Secret(clientSecret),
  clientAuthentication: 'client_secret_post',
  scopes: [scopes],
  redirect: { kind: 'pasted', uri: redirectUri },
  label: 'Bracket bot',
  dangerouslyAllowHttpOnLoopback: false,
};

const currentUser = { data: { currentUser: { id: 1_234, slug: 'user/abc', player: { gamerTag: 'Mang0' } } } };

/** The server answers like the document's, and only to requests like the document's. */
const answers: Answers = {
  'POST https://api.start.gg/oauth/access_token': (asked) =>
    isJson(asked) ? json(exampleAnswer) : json({ success: false, message: 'Invalid request' }, 400),
  'POST https://api.start.gg/oauth/refresh': (asked) =>
    isJson(asked) && bodyOf(asked)['refresh_token'] === exampleAnswer.refresh_token
      ? json({ ...exampleAnswer, access_token: 'abc124', refresh_token: 'abc124def457' })
      : json({ success: false, message: 'Invalid refresh token' }, 400),
  'POST https://api.start.gg/gql/alpha': (asked) =>
    asked.headers['authorization'] === 'Bearer abc123' ? json(currentUser) : json({ success: false }, 400),
};

function isJson({ headers }: ReceivedRequest): boolean {
  return headers['content-type'] === 'application/json';
}

function bodyOf({ body }: ReceivedRequest): Readonly<Record<string, unknown>> {
  return JSON.parse(body);
}

let stage: SeedStage;
afterEach(() => stage.close());

async function redirected(parameters: Readonly<Record<string, string>>) {
  const { signIn, state } = await stage.begin(request);
  const authorize = new URL(waiting(state).url);
  const answer = new URLSearchParams({ state: authorize.searchParams.get('state') ?? '', ...parameters });
  const pasted = signIn.paste(`${redirectUri}?${answer}`);
  return { authorize, pasted, finished: await signIn.finished };
}

it('signs in as the document does, but keeps the client secret out of the browser’s address', async () => {
  stage = await seedStage(answers);
  const before = Date.now();
  const { authorize, finished } = await redirected({ code: 'the-code' });

  expect(`${authorize.origin}${authorize.pathname}`).toBe('https://start.gg/oauth/authorize');
  expect(Object.fromEntries(authorize.searchParams)).toMatchObject({
    response_type: 'code',
    client_id: clientId,
    scope: scopes,
    redirect_uri: redirectUri,
  });
  expect(authorize.href).not.toContain(clientSecret);

  const [exchange] = stage.requestsFor('https://api.start.gg/oauth/access_token');
  expect(exchange && bodyOf(exchange)).toMatchObject({
    client_id: clientId,
    client_secret: clientSecret,
    grant_type: 'authorization_code',
    code: 'the-code',
    redirect_uri: redirectUri,
    scope: scopes,
  });

  if (finished.kind !== 'done') throw new Error(JSON.stringify(finished));
  const { account } = finished;
  expect(account.scopesGranted).toEqual([scopes]);
  expect(account.identity.subject).toBe('1234');
  expect(account.providerName).toBe('start.gg');
  expect(account.hasRefreshToken).toBe(true);
  expect((account.expiresAt ?? 0) - before).toBeGreaterThanOrEqual(604_800_000);
  expect((account.expiresAt ?? 0) - Date.now()).toBeLessThanOrEqual(604_800_000);
  expect(okValue(await stage.service.tokenFor(account.id)).accessToken.reveal()).toBe('abc123');
});

it('refreshes at the address for refreshing, with scope and redirect_uri again', async () => {
  stage = await seedStage(answers);
  const { finished } = await redirected({ code: 'the-code' });
  if (finished.kind !== 'done') throw new Error(JSON.stringify(finished));
  okValue(await stage.service.refresh(finished.account.id));
  const [asked, ...more] = stage.requestsFor('https://api.start.gg/oauth/refresh');
  expect(more).toEqual([]);
  expect(asked && bodyOf(asked)).toEqual({
    grant_type: 'refresh_token',
    refresh_token: 'abc123def456',
    client_id: clientId,
    client_secret: clientSecret,
    scope: scopes,
    redirect_uri: redirectUri,
  });
  const issued = okValue(await stage.service.tokenFor(finished.account.id));
  expect(issued.accessToken.reveal()).toBe('abc124');
});

it('says that the sign-in failed where the code is missing, and asks for no token', async () => {
  stage = await seedStage(answers);
  const { signIn, state } = await beginAtFixedPort(stage, {
    ...request,
    redirect: okValue(redirectFrom({ uri: 'http://localhost:17890/oauth', anyPort: false, formPost: false })),
  });
  const { url, redirectUri: here } = waiting(state);
  await redirectBrowser(here, { state: new URL(url).searchParams.get('state') ?? '' });
  expect(await signIn.finished).toMatchObject({ kind: 'failed', error: { code: 'invalid_redirect' } });
  expect(stage.requests).toEqual([]);
});

it('a pasted address without a code does not end the sign-in: another may be pasted', async () => {
  stage = await seedStage(answers);
  const { signIn, state } = await stage.begin(request);
  const given = new URL(waiting(state).url).searchParams.get('state') ?? '';
  expect(signIn.paste(`${redirectUri}?state=${given}`)).toMatchObject({
    ok: false,
    error: { code: 'state_mismatch', detail: 'it has neither a code nor an error' },
  });
  expect(signIn.state.kind).toBe('waiting');
  signIn.cancel();
  await signIn.finished;
});

it('understands the server’s way of refusing, and says it in the server’s words', async () => {
  stage = await seedStage({
    'POST https://api.start.gg/oauth/access_token': () =>
      json({ success: false, message: 'Invalid authorization code' }, 400),
  });
  const { finished } = await redirected({ code: 'the-code' });
  if (finished.kind !== 'failed') throw new Error('it did not fail');
  expect(JSON.stringify(finished.error.provider)).toContain('Invalid authorization code');
});
