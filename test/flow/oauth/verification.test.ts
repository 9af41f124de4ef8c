// Real JWTs of a real, certified provider, held against its published keys.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inspectToken } from '../../../main/core/oauth/inspection.ts';
import { introspect } from '../../../main/core/oauth/introspection.ts';
import type { OAuthPorts } from '../../../main/core/oauth/server.ts';
import { verifyText, verifyToken } from '../../../main/core/oauth/verification.ts';
import { type PracticeProvider, startPracticeProvider } from '../../support/practice-provider/provider.ts';
import { expectError, expectValue, realPorts } from './at-server.ts';
import { clientOf, signIn } from './signed-in.ts';

let provider: PracticeProvider;
let ports: OAuthPorts & { close(): Promise<void> };
const onLoopback = { dangerouslyAllowHttpOnLoopback: true };

beforeAll(async () => {
  provider = await startPracticeProvider({ jwtAccessTokens: true });
});
afterAll(() => provider.close());
beforeEach(() => {
  ports = realPorts();
});
afterEach(() => ports.close());

async function tokens() {
  const client = await clientOf(ports, provider);
  const grant = await signIn(ports, client);
  return {
    client,
    accessToken: grant.tokens.accessToken,
    access: grant.tokens.accessToken.reveal(),
    id: grant.tokens.idToken?.reveal() ?? '',
  };
}

describe('a token of the provider', () => {
  test('that is an ID token is right, and for this client', async () => {
    const { client, id } = await tokens();
    expect(expectValue(await verifyToken(ports, client, id))).toEqual({
      signature: 'right',
      algorithm: 'RS256',
      keyId: 'practice-rs256',
      issuer: 'expected',
      audience: 'client',
      time: 'valid',
    });
  });

  test('that is an access token is right, and for an API', async () => {
    const { client, access } = await tokens();
    expect(inspectToken(access)).toMatchObject({
      kind: 'signed',
      header: { typ: 'at+jwt' },
      claims: { sub: 'ada' },
    });
    expect(expectValue(await verifyToken(ports, client, access))).toEqual({
      signature: 'right',
      algorithm: 'ES256',
      keyId: 'practice-es256',
      issuer: 'expected',
      audience: 'others',
      time: 'valid',
    });
  });

  test('is the same found from its text and the issuer’s name', async () => {
    const { access } = await tokens();
    const found = expectValue(await verifyText(ports, access, provider.issuer, onLoopback));
    expect(found).toMatchObject({ signature: 'right', issuer: 'expected' });
  });

  test('with one letter changed is wrong', async () => {
    const { client, id } = await tokens();
    const [header = '', claims = '', signature = ''] = id.split('.');
    const other = `${signature[9] === 'A' ? 'B' : 'A'}`;
    const forged = `${header}.${claims}.${signature.slice(0, 9)}${other}${signature.slice(10)}`;
    expect(expectValue(await verifyToken(ports, client, forged)).signature).toBe('wrong');
  });

  test('has run out when it has', async () => {
    const { client, id } = await tokens();
    const clock = { ...ports.clock, now: () => Date.now() + 2 * 3_600_000 };
    const found = expectValue(await verifyToken({ ...ports, clock }, client, id));
    expect(found).toMatchObject({ signature: 'right', time: 'expired' });
  });

  test('is of nobody else: another provider’s keys do not fit', async () => {
    const { id } = await tokens();
    const other = await startPracticeProvider();
    try {
      const found = expectValue(await verifyText(ports, id, other.issuer, onLoopback));
      // Both call their keys the same.
      expect(found).toMatchObject({ signature: 'wrong', issuer: 'other' });
    } finally {
      await other.close();
    }
  });

  test('is not judged where the keys cannot be had', async () => {
    const { client, id } = await tokens();
    provider.failNext('reset', { endpoint: 'jwks' });
    expect(expectError(await verifyToken(ports, client, id)).code).toBe('network');
  });
});

test('introspection of an access token that is a JWT is refused here, which says nothing against the token', async () => {
  const { client, accessToken } = await tokens();
  expect(expectError(await introspect(ports, client, accessToken))).toMatchObject({
    code: 'provider_error',
    provider: { error: 'unsupported_token_type' },
  });
});
