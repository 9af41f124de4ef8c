// Test equipment. An Auth0 tenant: its issuer ends in a slash, and refresh tokens rotate.
import type { ProviderRow } from '../row.ts';

const host = 'acme.eu.auth0.com';

const answer = {
  access_token: '{access_token}',
  refresh_token: '{refresh_token}',
  id_token: '{id_token}',
  scope: '{scopes}',
  token_type: 'Bearer',
  expires_in: '{life}',
};

export const auth0: ProviderRow = {
  id: 'auth0',
  entered: { url: `https://${host}` },
  clients: {
    confidential: ['post', 'basic'],
    public: { grants: ['authorization_code', 'refresh_token', 'device_code'] },
  },
  authorize: {
    at: `${host}/authorize`,
    scopes: { separator: ' ' },
    redirect: { match: 'exact', http: ['localhost', '127.0.0.1'] },
    pkce: 'required_for_public',
  },
  token: { at: `${host}/oauth/token`, body: ['form', 'json'] },
  life: 86_400,
  answers: {
    authorization_code: answer,
    client_credentials: { access_token: '{access_token}', token_type: 'Bearer', expires_in: '{life}' },
  },
  refresh: { given: { scope: 'offline_access' }, onUse: 'rotates' },
  refreshErrors: {
    status: 403,
    body: { error: '{error}', error_description: 'Unknown or invalid refresh token.' },
  },
  device: {
    at: `${host}/oauth/device/code`,
    scopeParameter: 'scope',
    answer: {
      device_code: '{device_code}',
      user_code: '{user_code}',
      verification_uri: `https://${host}/activate`,
      verification_uri_complete: `https://${host}/activate?user_code={user_code}`,
      expires_in: '{life}',
      interval: '{interval}',
    },
    interval: 5,
    life: 900,
  },
  revoke: {
    at: `${host}/oauth/revoke`,
    tokenIn: 'parameters',
    body: ['form', 'json'],
    authentication: 'client',
    takes: 'refresh_token',
  },
  identity: [],
  openid: {
    issuer: `https://${host}/`,
    alg: 'RS256',
    jwks: `${host}/.well-known/jwks.json`,
    userinfo: `${host}/userinfo`,
    discovery: { code_challenge_methods_supported: ['S256', 'plain'] },
    claims: { name: '{name}', nickname: '{username}', email: '{email}' },
  },
};
