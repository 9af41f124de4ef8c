// Test equipment. An OAuth 2.0 server whose addresses the person enters (RFC 6749, RFC 7009, RFC 7662).
import type { ProviderRow } from '../row.ts';

const host = 'auth.example.test';

const answer = {
  access_token: '{access_token}',
  token_type: 'bearer',
  expires_in: '{life}',
  refresh_token: '{refresh_token}',
};

export const oauth2: ProviderRow = {
  id: 'oauth2',
  entered: {
    endpoints: {
      authorization: `https://${host}/oauth/authorize`,
      token: `https://${host}/oauth/token`,
      device_authorization: `https://${host}/oauth/device/code`,
      revocation: `https://${host}/oauth/revoke`,
      introspection: `https://${host}/oauth/introspect`,
      userinfo: `https://${host}/user/profile`,
    },
  },
  clients: {
    confidential: ['basic', 'post'],
    public: { grants: ['authorization_code', 'refresh_token', 'device_code'] },
  },
  authorize: {
    at: `${host}/oauth/authorize`,
    scopes: { separator: ' ' },
    redirect: { match: 'any_port', http: ['127.0.0.1', 'localhost'] },
    pkce: 'required_for_public',
  },
  token: { at: `${host}/oauth/token`, body: ['form'] },
  life: 3600,
  answers: { authorization_code: answer, client_credentials: { ...answer, refresh_token: '{nothing}' } },
  refresh: { given: 'always', onUse: 'rotates' },
  device: {
    at: `${host}/oauth/device/code`,
    scopeParameter: 'scope',
    answer: {
      device_code: '{device_code}',
      user_code: '{user_code}',
      verification_uri: `https://${host}/device`,
      expires_in: '{life}',
      interval: '{interval}',
    },
    interval: 5,
    life: 900,
  },
  revoke: {
    at: `${host}/oauth/revoke`,
    tokenIn: 'parameters',
    body: ['form'],
    authentication: 'client',
    takes: 'both',
  },
  introspect: {
    at: `${host}/oauth/introspect`,
    body: ['form'],
    authentication: 'client',
    answer: {
      active: true,
      exp: '{expires_at}',
      sub: '{subject}',
      username: '{username}',
      scope: '{scopes}',
    },
  },
  identity: [
    {
      at: [`${host}/user/profile`],
      method: 'GET',
      answer: { sub: '{subject}', id: '{subject}', name: '{name}', email: '{email}' },
    },
  ],
};
