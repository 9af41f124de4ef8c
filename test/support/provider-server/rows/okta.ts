// Test equipment. An Okta organisation's own authorization server.
import type { ProviderRow } from '../row.ts';

const host = 'acme.okta.com';
const base = `${host}/oauth2/v1`;

const answer = {
  token_type: 'Bearer',
  expires_in: '{life}',
  access_token: '{access_token}',
  scope: '{scopes}',
  refresh_token: '{refresh_token}',
  id_token: '{id_token}',
};

export const okta: ProviderRow = {
  id: 'okta',
  entered: { url: `https://${host}` },
  clients: {
    confidential: ['basic', 'post'],
    public: { grants: ['authorization_code', 'refresh_token', 'device_code'] },
  },
  authorize: {
    at: `${base}/authorize`,
    scopes: { separator: ' ', required: true },
    redirect: { match: 'exact', http: ['localhost', '127.0.0.1'] },
    pkce: 'required_for_public',
  },
  token: { at: `${base}/token`, body: ['form'] },
  life: 3600,
  answers: {
    authorization_code: answer,
    client_credentials: { ...answer, refresh_token: '{nothing}', id_token: '{nothing}' },
  },
  refresh: { given: { scope: 'offline_access' }, onUse: 'rotates' },
  refreshErrors: {
    status: 400,
    body: { error: '{error}', error_description: 'The refresh token is invalid or expired.' },
  },
  device: {
    at: `${base}/device/authorize`,
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
    life: 600,
  },
  revoke: {
    at: `${base}/revoke`,
    tokenIn: 'parameters',
    body: ['form'],
    authentication: 'client',
    takes: 'both',
  },
  introspect: {
    at: `${base}/introspect`,
    body: ['form'],
    authentication: 'client',
    answer: {
      active: true,
      scope: '{scopes}',
      username: '{email}',
      exp: '{expires_at}',
      sub: '{email}',
      client_id: '{client_id}',
    },
  },
  identity: [],
  openid: {
    issuer: `https://${host}`,
    alg: 'RS256',
    jwks: `${base}/keys`,
    userinfo: `${base}/userinfo`,
    discovery: { code_challenge_methods_supported: ['S256'] },
    claims: { name: '{name}', preferred_username: '{username}', email: '{email}' },
  },
};
