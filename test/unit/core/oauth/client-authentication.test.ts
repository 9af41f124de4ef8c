// Client authentication on the wire (RFC 6749 section 2.3.1 and appendix B).
import { expect, test } from 'vitest';
import type { ClientAuthentication } from '../../../../main/core/accounts/account.ts';
import { clientAuth } from '../../../../main/core/oauth/client-authentication.ts';
import type { Dialect } from '../../../../main/core/oauth/dialect.ts';
import { Secret } from '../../../../main/core/secret.ts';

async function sent(clientId: string, authentication: ClientAuthentication, dialect: Dialect = {}) {
  const body = new URLSearchParams();
  const headers = new Headers();
  const auth = clientAuth({ authentication, dialect });
  await auth({ issuer: 'https://x.example' }, { client_id: clientId }, body, headers);
  const basic = headers.get('authorization')?.replace(/^Basic /, '');
  return { body: Object.fromEntries(body), basic: basic && Buffer.from(basic, 'base64').toString() };
}

const secret = new Secret('s-1.2_3*4~5 6+7/8:9%é');

test('none sends the id alone', async () => {
  expect(await sent('id', { method: 'none' })).toEqual({ body: { client_id: 'id' }, basic: undefined });
});

test('none can mean Basic with an empty secret', async () => {
  const dialect = { basicWithEmptySecret: true } as const;
  expect(await sent('installed', { method: 'none' }, dialect)).toEqual({ body: {}, basic: 'installed:' });
});

test('post sends both in the body as they are', async () => {
  expect(await sent('id', { method: 'client_secret_post', secret })).toEqual({
    body: { client_id: 'id', client_secret: secret.reveal() },
    basic: undefined,
  });
});

test('Basic form-encodes both, leaving - . _ * as they are', async () => {
  const authentication = { method: 'client_secret_basic', secret, encoding: 'form' } as const;
  expect(await sent('my-app.id_1:x', authentication)).toEqual({
    body: {},
    basic: 'my-app.id_1%3Ax:s-1.2_3*4%7E5+6%2B7%2F8%3A9%25%C3%A9',
  });
});

test('raw Basic encodes nothing', async () => {
  const authentication = { method: 'client_secret_basic', secret, encoding: 'raw' } as const;
  expect(await sent('my-app', authentication)).toEqual({ body: {}, basic: `my-app:${secret.reveal()}` });
});

test('an empty secret is a secret', async () => {
  const empty = new Secret('');
  const basic = { method: 'client_secret_basic', secret: empty, encoding: 'form' } as const;
  expect((await sent('installed', basic)).basic).toBe('installed:');
  expect((await sent('installed', { method: 'client_secret_post', secret: empty })).body).toEqual({
    client_id: 'installed',
    client_secret: '',
  });
});
