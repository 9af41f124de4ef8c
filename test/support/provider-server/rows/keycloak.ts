// Test equipment. A realm of Keycloak: short access tokens, `refresh_expires_in`, every standard endpoint.
import type { ProviderRow } from '../row.ts';

const realm = 'sso.example.test/realms/engines';
const base = `${realm}/protocol/openid-connect`;

const answer = {
  access_token: '{access_token}',
  expires_in: '{life}',
  refresh_expires_in: 1800,
  refresh_token: '{refresh_token}',
  token_type: 'Bearer',
  id_token: '{id_token}',
  'not-before-policy': 0,
  session_state: '6c5d0a5c-7d5f-4f0a-9d5c-0c8a5b3f2d11',
  scope: '{scopes}',
};

export const keycloak: ProviderRow = {
  id: 'keycloak',
  entered: { url: `https://${realm}` },
  clients: {
    confidential: ['post', 'basic'],
    public: { grants: ['authorization_code', 'refresh_token', 'device_code'] },
  },
  authorize: {
    at: `${base}/auth`,
    scopes: { separator: ' ' },
    redirect: { match: 'any_port', http: ['127.0.0.1', 'localhost'] },
    pkce: 'required_for_public',
    iss: `https://${realm}`,
  },
  token: { at: `${base}/token`, body: ['form'] },
  life: 300,
  answers: {
    authorization_code: answer,
    client_credentials: {
      access_token: '{access_token}',
      expires_in: '{life}',
      refresh_expires_in: 0,
      token_type: 'Bearer',
      'not-before-policy': 0,
      scope: '{scopes}',
    },
  },
  refresh: { given: 'always', onUse: 'rotates' },
  refreshErrors: { status: 400, body: { error: '{error}', error_description: 'Token is not active' } },
  device: {
    at: `${base}/auth/device`,
    scopeParameter: 'scope',
    answer: {
      device_code: '{device_code}',
      user_code: '{user_code}',
      verification_uri: `https://${realm}/device`,
      verification_uri_complete: `https://${realm}/device?user_code={user_code}`,
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
    at: `${base}/token/introspect`,
    body: ['form'],
    authentication: 'client',
    answer: {
      active: true,
      exp: '{expires_at}',
      sub: '{subject}',
      username: '{username}',
      scope: '{scopes}',
      client_id: '{client_id}',
    },
  },
  identity: [],
  openid: {
    issuer: `https://${realm}`,
    alg: 'RS256',
    jwks: `${base}/certs`,
    userinfo: `${base}/userinfo`,
    discovery: { code_challenge_methods_supported: ['plain', 'S256'] },
    claims: { name: '{name}', preferred_username: '{username}', email: '{email}' },
  },
};
