// Test equipment. An OpenID provider that nobody wrote a preset for, as strict as the standards let it be.
import type { ProviderRow } from '../row.ts';

const host = 'id.example.test';

const answer = {
  access_token: '{access_token}',
  token_type: 'Bearer',
  expires_in: '{life}',
  refresh_token: '{refresh_token}',
  id_token: '{id_token}',
  scope: '{scopes}',
};

export const openid: ProviderRow = {
  id: 'openid',
  entered: { url: `https://${host}` },
  clients: {
    confidential: ['basic', 'post'],
    public: { grants: ['authorization_code', 'refresh_token', 'device_code'] },
  },
  authorize: {
    at: `${host}/authorize`,
    scopes: { separator: ' ', required: true },
    redirect: { match: 'any_port', http: ['127.0.0.1'] },
    pkce: 'required',
    iss: `https://${host}`,
  },
  token: { at: `${host}/token`, body: ['form'] },
  life: 3600,
  answers: {
    authorization_code: answer,
    client_credentials: {
      access_token: '{access_token}',
      token_type: 'Bearer',
      expires_in: '{life}',
      scope: '{scopes}',
    },
  },
  refresh: { given: { scope: 'offline_access' }, onUse: 'rotates' },
  device: {
    at: `${host}/device`,
    scopeParameter: 'scope',
    answer: {
      device_code: '{device_code}',
      user_code: '{user_code}',
      verification_uri: `https://${host}/activate`,
      expires_in: '{life}',
    },
    interval: 5,
    life: 900,
  },
  revoke: {
    at: `${host}/revoke`,
    tokenIn: 'parameters',
    body: ['form'],
    authentication: 'client',
    takes: 'both',
  },
  introspect: {
    at: `${host}/introspect`,
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
  identity: [],
  openid: {
    issuer: `https://${host}`,
    alg: 'ES256',
    jwks: `${host}/jwks`,
    userinfo: `${host}/userinfo`,
    discovery: {
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    },
    claims: { name: '{name}', preferred_username: '{username}', email: '{email}' },
  },
};
