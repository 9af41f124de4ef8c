// Test equipment. Salesforce: no `expires_in`, the time of issue in milliseconds, the refresh token is kept.
import type { ProviderRow } from '../row.ts';

const host = 'login.salesforce.com';

const answer = {
  access_token: '{access_token}',
  signature: 'c2lnbmF0dXJl',
  scope: '{scopes}',
  instance_url: 'https://acme.my.salesforce.com',
  id: `https://${host}/id/00Dxx0000001gPLEAY/{subject}`,
  token_type: 'Bearer',
  issued_at: '{now_ms}',
  id_token: '{id_token}',
};

export const salesforce: ProviderRow = {
  id: 'salesforce',
  entered: { url: `https://${host}` },
  clients: {
    confidential: ['post', 'basic'],
    public: { grants: ['authorization_code', 'refresh_token'] },
  },
  authorize: {
    at: `${host}/services/oauth2/authorize`,
    scopes: { separator: ' ' },
    redirect: { match: 'exact', http: ['localhost'] },
    pkce: 'required_for_public',
  },
  token: { at: `${host}/services/oauth2/token`, body: ['form'] },
  answers: {
    authorization_code: { ...answer, refresh_token: '{refresh_token}' },
    refresh_token: answer,
    client_credentials: answer,
  },
  refresh: { given: { scope: 'refresh_token' }, onUse: 'absent' },
  refreshErrors: { body: { error: '{error}', error_description: 'expired access/refresh token' } },
  callErrors: { status: 403, body: { error: 'Bad_OAuth_Token' } },
  revoke: {
    at: `${host}/services/oauth2/revoke`,
    tokenIn: 'parameters',
    body: ['form'],
    authentication: 'none',
    takes: 'both',
  },
  introspect: {
    at: `${host}/services/oauth2/introspect`,
    body: ['form'],
    authentication: 'client',
    answer: {
      active: true,
      scope: '{scopes}',
      client_id: '{client_id}',
      username: '{email}',
      sub: '{subject}',
    },
  },
  identity: [],
  openid: {
    issuer: `https://${host}`,
    alg: 'RS256',
    jwks: `${host}/id/keys`,
    userinfo: `${host}/services/oauth2/userinfo`,
    discovery: {},
    claims: { name: '{name}', preferred_username: '{username}', email: '{email}' },
  },
};
