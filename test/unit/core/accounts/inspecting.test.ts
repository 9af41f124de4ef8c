// What is in an account's token, whether it is genuine, and what can be asked about it.
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../../main/core/secret.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
import { rsaSigner, unsignedJwt } from '../../../support/hostile-jwt.ts';
import { clientKey, error, idOf, type Office, office, value } from './desk.ts';

const anna = idOf('anna');
const signer = rsaSigner('one');

function hold({ file }: Office, accessToken: string): void {
  file.tokens.set(anna, {
    accessToken: new Secret(accessToken),
    refreshToken: undefined,
    idToken: undefined,
  });
}

describe('abilities', () => {
  test('are those of the endpoints that the provider has', async () => {
    const at = await office();
    at.seed('anna');
    const { service } = await at.open();
    expect(value(await service.abilities(anna))).toEqual({
      revocation: true,
      introspection: false,
      validation: false,
      whoAmI: false,
      keys: true,
    });
  });

  test('are those that the preset adds', async () => {
    const at = await office();
    at.seed('anna');
    const base = 'https://as.example.test';
    const { service } = await at.open('window', {
      endpoints: { introspection: `${base}/i`, validation: `${base}/v`, jwks: `${base}/k` },
      validation: { scheme: 'Bearer', members: {} },
      whoAmI: { method: 'GET', url: `${base}/me`, members: { subject: 'id' } },
    });
    expect(value(await service.abilities(anna))).toEqual({
      revocation: true,
      introspection: true,
      validation: true,
      whoAmI: true,
      keys: true,
    });
  });

  test('do not include introspection without a client', async () => {
    const at = await office();
    at.seed('anna');
    const client = at.file.clients.get(clientKey);
    if (client !== undefined) at.file.clients.set(clientKey, { ...client, clientId: '' });
    const { service } = await at.open('window', {
      endpoints: { introspection: 'https://as.example.test/i' },
    });
    expect(value(await service.abilities(anna)).introspection).toBe(false);
  });
});

describe('inspecting', () => {
  test.each([
    ['opaque', 'opaque'],
    [signer.sign({ sub: 'anna' }), 'signed'],
    [unsignedJwt({ sub: 'anna' }), 'unsigned'],
    ['eyJh.b.c', 'malformed'],
  ])('%s', async (token, kind) => {
    const at = await office();
    at.seed('anna');
    hold(at, token);
    const { service } = await at.open();
    expect(value(await service.inspect(anna)).kind).toBe(kind);
    expect(at.server.http.requests).toEqual([]);
  });
});

describe('verifying', () => {
  test('holds the token against the provider’s keys', async () => {
    const at = await office();
    at.seed('anna');
    at.server.ways.instead = () => jsonAnswer(200, { keys: [signer.publicJwk] });
    hold(at, signer.sign({ iss: at.server.issuer, aud: ['desk'], exp: at.clock.now() / 1000 + 60 }));
    const { service } = await at.open();
    expect(value(await service.verify(anna))).toEqual({
      signature: 'right',
      algorithm: 'RS256',
      keyId: 'one',
      issuer: 'expected',
      audience: 'client',
      time: 'valid',
    });
    hold(at, rsaSigner('one').sign({ iss: at.server.issuer }));
    expect(value(await service.verify(anna))).toMatchObject({ signature: 'wrong', audience: 'absent' });
  });

  test('needs keys', async () => {
    const at = await office();
    at.seed('anna');
    const client = at.file.clients.get(clientKey);
    if (client !== undefined)
      at.file.clients.set(clientKey, { ...client, metadata: { issuer: client.issuer } });
    hold(at, signer.sign({}));
    const { service } = await at.open();
    expect(error(await service.verify(anna)).code).toBe('unsupported_by_server');
  });
});
