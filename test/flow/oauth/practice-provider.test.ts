// The whole life of a sign-in against a real, certified provider: code with PKCE, nonce, refresh, userinfo, revocation.
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ClientAuthentication } from '../../../main/core/accounts/account.ts';
import { exchangeCode } from '../../../main/core/oauth/authorization-code.ts';
import {
  authorizationRequest,
  type PendingAuthorization,
} from '../../../main/core/oauth/authorization-request.ts';
import { discover } from '../../../main/core/oauth/discovery.ts';
import type { TokenGrant } from '../../../main/core/oauth/grant.ts';
import { judgeRedirect } from '../../../main/core/oauth/judge-redirect.ts';
import { refreshTokens } from '../../../main/core/oauth/refresh.ts';
import { revokeTokens } from '../../../main/core/oauth/revocation.ts';
import type { ClientAtServer, OAuthPorts } from '../../../main/core/oauth/server.ts';
import { userinfo } from '../../../main/core/oauth/userinfo.ts';
import { Secret } from '../../../main/core/secret.ts';
import { signInOverHttp } from '../../support/person-over-http.ts';
import type { PersonId } from '../../support/practice-provider/people.ts';
import { type PracticeProvider, startPracticeProvider } from '../../support/practice-provider/provider.ts';
import { expectError, expectValue, realPorts } from './at-server.ts';

let provider: PracticeProvider;
let ports: OAuthPorts & { close(): Promise<void> };

beforeAll(async () => {
  provider = await startPracticeProvider();
});
afterAll(() => provider.close());
beforeEach(() => {
  ports = realPorts();
});
afterEach(() => ports.close());

const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
const scopes = ['openid', 'profile', 'email', 'offline_access'];

async function clientOf(
  clientId: string,
  authentication: ClientAuthentication = { method: 'none' },
): Promise<ClientAtServer> {
  const options = { dangerouslyAllowHttpOnLoopback: true };
  const metadata = expectValue(await discover(ports, provider.issuer, options));
  return { clientId, authentication, metadata, dialect: {}, ...options };
}

async function ask(client: ClientAtServer): Promise<PendingAuthorization> {
  const redirectUri = 'http://127.0.0.1:45123/callback';
  return expectValue(await authorizationRequest(random, client, { redirectUri, scopes }, ports));
}

async function answered(pending: PendingAuthorization, person: PersonId, decision?: 'deny') {
  const answer = judgeRedirect(pending, await signInOverHttp(pending.url, person, decision));
  if (answer.kind === 'ignored') throw new Error('the answer was ignored');
  return answer;
}

async function signIn(client: ClientAtServer, person: PersonId = 'ada'): Promise<TokenGrant> {
  const pending = await ask(client);
  const { parameters, verdict } = await answered(pending, person);
  expect(verdict).toBe('received');
  return expectValue(await exchangeCode(ports, client, pending, parameters));
}

function heldFrom({ tokens }: TokenGrant) {
  if (tokens.refreshToken === undefined) throw new Error('no refresh token came');
  return { refreshToken: tokens.refreshToken, idToken: tokens.idToken };
}

describe('signing in', () => {
  test.each([
    ['without a secret', () => clientOf(provider.publicClientId)],
    [
      'with the secret in the body',
      () => {
        const { id, secret } = provider.confidential.post;
        return clientOf(id, { method: 'client_secret_post', secret: new Secret(secret) });
      },
    ],
    [
      'with a secret of difficult signs as Basic',
      () => {
        const { id, secret } = provider.confidential.basic;
        return clientOf(id, {
          method: 'client_secret_basic',
          secret: new Secret(secret),
          encoding: 'form',
        });
      },
    ],
  ])('%s gives tokens that work', async (_row, client) => {
    const at = await client();
    const grant = await signIn(at);
    expect(grant.idTokenClaims).toMatchObject({ sub: 'ada', iss: provider.issuer });
    expect(grant.scopesGranted?.toSorted()).toEqual(scopes.toSorted());
    expect(grant.expiresAt).toBe(grant.issuedAt + 120_000);
    expect(expectValue(await userinfo(ports, at, grant.tokens.accessToken, 'ada'))).toEqual({
      subject: 'ada',
      name: 'Ada Moreno',
      username: 'ada',
      email: 'ada@example.org',
    });
  });

  test('that the person declines', async () => {
    const client = await clientOf(provider.publicClientId);
    const pending = await ask(client);
    const { parameters, verdict } = await answered(pending, 'ada', 'deny');
    expect(verdict).toBe('refused');
    expect(expectError(await exchangeCode(ports, client, pending, parameters))).toEqual({
      code: 'access_denied',
      provider: { error: 'access_denied', description: 'The person said no' },
    });
  });

  test('with a code that was used before, or the verifier of another sign-in', async () => {
    const client = await clientOf(provider.publicClientId);
    const pending = await ask(client);
    const { parameters } = await answered(pending, 'ada');
    expectValue(await exchangeCode(ports, client, pending, parameters));
    expect(expectError(await exchangeCode(ports, client, pending, parameters)).code).toBe('expired_code');

    const other = await ask(client);
    const stolen = (await answered(other, 'ada')).parameters;
    const thief = { ...other, codeVerifier: pending.codeVerifier };
    expect(expectError(await exchangeCode(ports, client, thief, stolen)).code).toBe('expired_code');
  });

  test('with a wrong secret', async () => {
    const { id } = provider.confidential.post;
    const client = await clientOf(id, { method: 'client_secret_post', secret: new Secret('wrong') });
    const pending = await ask(client);
    const { parameters } = await answered(pending, 'ada');
    expect(expectError(await exchangeCode(ports, client, pending, parameters)).code).toBe('invalid_client');
  });

  test('with an answer of another issuer', async () => {
    const client = await clientOf(provider.publicClientId);
    const pending = await ask(client);
    const { parameters } = await answered(pending, 'ada');
    parameters.set('iss', 'https://evil.example');
    expect(expectError(await exchangeCode(ports, client, pending, parameters))).toEqual({
      code: 'issuer_mismatch',
      detail: 'https://evil.example',
    });
    parameters.delete('iss');
    expect(expectError(await exchangeCode(ports, client, pending, parameters)).code).toBe('issuer_mismatch');
  });
});

describe('refreshing', () => {
  test('rotates; a used refresh token is refused, and the new one with it', async () => {
    const client = await clientOf(provider.publicClientId);
    const first = heldFrom(await signIn(client, 'ben'));
    const grant = expectValue(await refreshTokens(ports, client, first));
    const second = heldFrom(grant);
    expect(second.refreshToken.reveal()).not.toBe(first.refreshToken.reveal());
    expect(grant.idTokenClaims).toMatchObject({ sub: 'ben' });
    expect(expectValue(await userinfo(ports, client, grant.tokens.accessToken, 'ben'))?.name).toBe(
      'Ben Okafor',
    );

    const reusesBefore = provider.reuses();
    const reuse = expectError(await refreshTokens(ports, client, first));
    expect(reuse).toMatchObject({
      code: 'invalid_grant',
      status: 400,
      provider: { error: 'invalid_grant' },
    });
    expect(provider.reuses()).toBe(reusesBefore + 1);
    expect(expectError(await refreshTokens(ports, client, second)).code).toBe('invalid_grant');
  });

  test('as another client is refused', async () => {
    const held = heldFrom(await signIn(await clientOf(provider.publicClientId)));
    const { id, secret } = provider.confidential.post;
    const other = await clientOf(id, { method: 'client_secret_post', secret: new Secret(secret) });
    expect(expectError(await refreshTokens(ports, other, held)).code).toBe('invalid_grant');
  });

  test('survives an answer that was lost only by signing in again', async () => {
    const client = await clientOf(provider.publicClientId);
    const held = heldFrom(await signIn(client));
    provider.failNext('lost_answer');
    expect(expectError(await refreshTokens(ports, client, held)).code).toBe('network');
    expect(expectError(await refreshTokens(ports, client, held)).code).toBe('invalid_grant');
  });
});

describe('userinfo', () => {
  test('of another person than signed in is refused', async () => {
    const client = await clientOf(provider.publicClientId);
    const { tokens } = await signIn(client);
    expect(expectError(await userinfo(ports, client, tokens.accessToken, 'ben'))).toEqual({
      code: 'malformed_response',
      detail: 'it is about somebody else',
    });
  });

  test('with a dead token gives the words of the provider', async () => {
    const client = await clientOf(provider.publicClientId);
    const error = expectError(await userinfo(ports, client, new Secret('not-a-token'), undefined));
    expect(error).toMatchObject({
      code: 'provider_error',
      status: 401,
      provider: { error: 'invalid_token' },
    });
    expect(JSON.stringify(error)).not.toContain('not-a-token');
  });
});

test('revoked tokens are dead at the provider', async () => {
  const client = await clientOf(provider.publicClientId);
  const grant = await signIn(client, 'chie');
  expect(expectValue(await revokeTokens(ports, client, grant.tokens))).toBe('revoked');
  expect(expectError(await userinfo(ports, client, grant.tokens.accessToken, 'chie')).code).toBe(
    'provider_error',
  );
  expect(expectError(await refreshTokens(ports, client, heldFrom(grant))).code).toBe('invalid_grant');
  expect(expectValue(await revokeTokens(ports, client, grant.tokens))).toBe('revoked');
});
