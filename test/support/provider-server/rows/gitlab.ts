// Test equipment. GitLab: the redirect_uri once more when refreshing, which ends both old tokens.
import type { ProviderRow } from '../row.ts';

export const gitlab: ProviderRow = {
  id: 'gitlab',
  entered: { url: 'https://gitlab.com' },
  clients: {
    confidential: ['post', 'basic'],
    public: { grants: ['authorization_code', 'refresh_token', 'device_code'] },
  },
  authorize: {
    at: 'gitlab.com/oauth/authorize',
    scopes: { separator: ' ', required: true },
    redirect: { match: 'any_port', http: ['127.0.0.1'] },
    pkce: 'required_for_public',
  },
  token: { at: 'gitlab.com/oauth/token', body: ['form', 'json'], again: { refresh_token: ['redirect_uri'] } },
  life: 7200,
  answers: {
    authorization_code: {
      access_token: '{access_token}',
      token_type: 'Bearer',
      expires_in: '{life}',
      refresh_token: '{refresh_token}',
      scope: '{scopes}',
      created_at: '{now}',
      id_token: '{id_token}',
    },
  },
  refresh: { given: 'always', onUse: 'rotates', endsOldAccessToken: true },
  device: {
    at: 'gitlab.com/oauth/authorize_device',
    scopeParameter: 'scope',
    answer: {
      device_code: '{device_code}',
      user_code: '{user_code}',
      verification_uri: 'https://gitlab.com/oauth/device',
      verification_uri_complete: 'https://gitlab.com/oauth/device?user_code={user_code}',
      expires_in: '{life}',
      interval: '{interval}',
    },
    interval: 5,
    life: 300,
  },
  revoke: {
    at: 'gitlab.com/oauth/revoke',
    tokenIn: 'parameters',
    body: ['form'],
    authentication: 'client',
    takes: 'both',
    answer: {},
  },
  introspect: {
    at: 'gitlab.com/oauth/introspect',
    body: ['form'],
    authentication: 'client',
    answer: { active: true, scope: '{scopes}', client_id: '{client_id}', exp: '{expires_at}' },
  },
  identity: [
    {
      at: ['gitlab.com/api/v4/user'],
      method: 'GET',
      answer: { id: '{number}', username: '{username}', name: '{name}', email: '{email}' },
    },
  ],
  openid: {
    issuer: 'https://gitlab.com',
    alg: 'RS256',
    jwks: 'gitlab.com/oauth/discovery/keys',
    userinfo: 'gitlab.com/oauth/userinfo',
    discovery: { code_challenge_methods_supported: ['plain', 'S256'] },
    claims: { name: '{name}', nickname: '{username}', preferred_username: '{username}', email: '{email}' },
  },
};
