// Test equipment. LinkedIn: post alone, no PKCE, commas in the answer, no refresh tokens for most, ID tokens without
// the nonce.
import type { ProviderRow } from '../row.ts';

export const linkedin: ProviderRow = {
  id: 'linkedin',
  clients: { confidential: ['post'] },
  authorize: {
    at: 'www.linkedin.com/oauth/v2/authorization',
    scopes: { separator: ' ', required: true },
    redirect: { match: 'exact', http: ['localhost', '127.0.0.1'] },
    // Seen: a `code_verifier` beside the secret is answered by `invalid_client`, whether there was a challenge or not.
    pkce: 'refused',
  },
  token: { at: 'www.linkedin.com/oauth/v2/accessToken', body: ['form'] },
  life: 5_184_000,
  answers: {
    authorization_code: {
      access_token: '{access_token}',
      expires_in: '{life}',
      scope: '{scopes_comma}',
      token_type: 'Bearer',
      id_token: '{id_token}',
    },
    client_credentials: { access_token: '{access_token}', expires_in: 1800 },
  },
  refresh: { given: 'never', onUse: 'absent' },
  callErrors: { body: { status: '{status}', serviceErrorCode: 65600, message: 'Invalid access token' } },
  introspect: {
    at: 'www.linkedin.com/oauth/v2/introspectToken',
    body: ['form'],
    authentication: 'client',
    answer: {
      active: true,
      client_id: '{client_id}',
      authorized_at: '{now}',
      created_at: '{now}',
      status: 'active',
      expires_at: '{expires_at}',
      scope: '{scopes_comma}',
      auth_type: '3L',
    },
  },
  identity: [],
  openid: {
    issuer: 'https://www.linkedin.com/oauth',
    alg: 'RS256',
    jwks: 'www.linkedin.com/oauth/openid/jwks',
    userinfo: 'api.linkedin.com/v2/userinfo',
    discovery: {},
    claims: { name: '{name}', email: '{email}' },
    dropsNonce: true,
  },
};
