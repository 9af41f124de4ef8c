// Test equipment. Microsoft Entra: public clients must not send a secret, and the tenant is in the ID token's issuer.
import type { ProviderRow } from '../row.ts';

const base = 'login.microsoftonline.com/common/oauth2/v2.0';
const tid = '9188040d-6c67-4c5b-b112-36a304b66dad';

const answer = {
  token_type: 'Bearer',
  scope: '{scopes_without_offline}',
  expires_in: '{life}',
  ext_expires_in: '{life}',
  access_token: '{access_token}',
  refresh_token: '{refresh_token}',
  id_token: '{id_token}',
};

export const microsoft: ProviderRow = {
  id: 'microsoft',
  entered: { segment: 'common' },
  clients: {
    confidential: ['post', 'basic'],
    public: { grants: ['authorization_code', 'refresh_token', 'device_code'] },
  },
  authorize: {
    at: `${base}/authorize`,
    scopes: { separator: ' ', required: true },
    redirect: { match: 'any_port', http: ['localhost'] },
    pkce: 'required_for_public',
  },
  token: { at: `${base}/token`, body: ['form'] },
  life: 3985,
  answers: {
    authorization_code: answer,
    client_credentials: { token_type: 'Bearer', expires_in: '{life}', access_token: '{access_token}' },
  },
  refresh: { given: { scope: 'offline_access' }, onUse: 'rotates' },
  errors: {
    body: {
      error: '{error}',
      error_description: 'AADSTS70000: {description}',
      error_codes: [70_000],
      trace_id: '00000000-0000-0000-0000-000000000000',
    },
  },
  device: {
    at: `${base}/devicecode`,
    scopeParameter: 'scope',
    answer: {
      user_code: '{user_code}',
      device_code: '{device_code}',
      verification_uri: 'https://microsoft.com/devicelogin',
      expires_in: '{life}',
      interval: '{interval}',
      message: 'To sign in, use a web browser to open the page https://microsoft.com/devicelogin.',
    },
    interval: 5,
    life: 900,
  },
  identity: [
    {
      at: ['graph.microsoft.com/v1.0/me'],
      method: 'GET',
      answer: { id: '{subject}', displayName: '{name}', userPrincipalName: '{email}', mail: '{email}' },
    },
  ],
  openid: {
    issuer: 'https://login.microsoftonline.com/common/v2.0',
    tokenIssuer: `https://login.microsoftonline.com/${tid}/v2.0`,
    alg: 'RS256',
    jwks: 'login.microsoftonline.com/common/discovery/v2.0/keys',
    userinfo: 'graph.microsoft.com/oidc/userinfo',
    discovery: { issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' },
    claims: { tid, name: '{name}', preferred_username: '{email}', email: '{email}' },
  },
};
