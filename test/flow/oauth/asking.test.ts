// Questions about real tokens of a real, certified provider: introspection, and userinfo as the test call.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { introspect } from '../../../main/core/oauth/introspection.ts';
import { revokeTokens } from '../../../main/core/oauth/revocation.ts';
import type { OAuthPorts } from '../../../main/core/oauth/server.ts';
import { whoAmI } from '../../../main/core/oauth/who-am-i.ts';
import { Secret } from '../../../main/core/secret.ts';
import { type PracticeProvider, startPracticeProvider } from '../../support/practice-provider/provider.ts';
import { expectError, expectValue, realPorts } from './at-server.ts';
import { clientOf, signIn } from './signed-in.ts';

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

function confidential(secret?: string) {
  const { id, secret: own } = provider.confidential.basic;
  const authentication = {
    method: 'client_secret_basic',
    secret: new Secret(secret ?? own),
    encoding: 'form',
  } as const;
  return clientOf(ports, provider, id, authentication);
}

describe('introspection', () => {
  test.each([
    ['a public client', () => clientOf(ports, provider)],
    ['a client with a secret', () => confidential()],
  ])('tells %s of its token, until it is revoked', async (_row, clientFor) => {
    const client = await clientFor();
    const { tokens, expiresAt } = await signIn(ports, client);
    const report = expectValue(await introspect(ports, client, tokens.accessToken));
    expect(report).toMatchObject({ source: 'introspection', active: true, identity: { subject: 'ada' } });
    expect(report.scopes?.toSorted()).toEqual(['email', 'offline_access', 'openid', 'profile']);
    expect(Math.abs((report.expiresAt ?? 0) - (expiresAt ?? 0))).toBeLessThanOrEqual(2_000);
    expect(report.members.map(({ name }) => name)).toContain('client_id');
    expect(JSON.stringify(report)).not.toContain(tokens.accessToken.reveal());

    expectValue(await revokeTokens(ports, client, tokens));
    expect(expectValue(await introspect(ports, client, tokens.accessToken))).toMatchObject({ active: false });
  });

  test('of another client’s token tells nothing', async () => {
    const { tokens } = await signIn(ports, await clientOf(ports, provider));
    expect(expectValue(await introspect(ports, await confidential(), tokens.accessToken)).active).toBe(false);
  });

  test('with a wrong secret is refused, in the provider’s words', async () => {
    const { tokens } = await signIn(ports, await confidential());
    const wrong = await confidential('wrong');
    expect(expectError(await introspect(ports, wrong, tokens.accessToken))).toMatchObject({
      code: 'invalid_client',
      provider: { error: 'invalid_client' },
    });
  });
});

describe('the test call', () => {
  test('says who it is, in the server’s own words', async () => {
    const client = await clientOf(ports, provider);
    const { tokens } = await signIn(ports, client, 'ben');
    const report = expectValue(await whoAmI(ports, client, tokens.accessToken));
    expect(report).toMatchObject({
      url: `${provider.issuer}/me`,
      status: 200,
      accepted: true,
      identity: { subject: 'ben', name: 'Ben Okafor' },
    });
    expect(JSON.parse(report.answer)).toMatchObject({ sub: 'ben', name: 'Ben Okafor' });
  });

  test('with a dead token is a report of the refusal', async () => {
    const client = await clientOf(ports, provider);
    const { tokens } = await signIn(ports, client);
    await provider.revokeGrant('ada');
    const report = expectValue(await whoAmI(ports, client, tokens.accessToken));
    expect(report).toMatchObject({ status: 401, accepted: false, identity: {} });
    expect(report.answer).toContain('invalid_token');
  });

  test('without an answer is an error', async () => {
    const client = await clientOf(ports, provider);
    provider.failNext('reset', { endpoint: 'userinfo' });
    expect(expectError(await whoAmI(ports, client, new Secret('any'))).code).toBe('network');
  });
});
