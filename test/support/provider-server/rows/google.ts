// Test equipment. Google: the refresh token comes with the first consent alone, and stays.
import type { ProviderRow } from '../row.ts';

const answer = {
  access_token: '{access_token}',
  expires_in: '{life}',
  refresh_token: '{refresh_token}',
  scope: '{scopes}',
  token_type: 'Bearer',
  id_token: '{id_token}',
};

export const google: ProviderRow = {
  id: 'google',
  clients: { confidential: ['post', 'basic'] },
  authorize: {
    at: 'accounts.google.com/o/oauth2/v2/auth',
    scopes: { separator: ' ', required: true },
    redirect: { match: 'any_port', http: ['127.0.0.1', 'localhost'] },
    pkce: 'optional',
  },
  token: { at: 'oauth2.googleapis.com/token', body: ['form', 'json'] },
  life: 3599,
  answers: {
    authorization_code: answer,
    refresh_token: {
      access_token: '{access_token}',
      expires_in: '{life}',
      scope: '{scopes}',
      token_type: 'Bearer',
      id_token: '{id_token}',
    },
  },
  refresh: { given: { parameter: ['access_type', 'offline'] }, onlyOnFirstConsent: true, onUse: 'absent' },
  refreshErrors: {
    status: 400,
    body: { error: '{error}', error_description: 'Token has been expired or revoked.' },
  },
  device: {
    at: 'oauth2.googleapis.com/device/code',
    scopeParameter: 'scope',
    answer: {
      device_code: '{device_code}',
      user_code: '{user_code}',
      verification_url: 'https://www.google.com/device',
      expires_in: '{life}',
      interval: '{interval}',
    },
    interval: 5,
    life: 1800,
  },
  revoke: {
    at: 'oauth2.googleapis.com/revoke',
    tokenIn: 'parameters',
    body: ['form', 'query'],
    authentication: 'none',
    takes: 'both',
    answer: {},
  },
  identity: [],
  openid: {
    issuer: 'https://accounts.google.com',
    alg: 'RS256',
    jwks: 'www.googleapis.com/oauth2/v3/certs',
    userinfo: 'openidconnect.googleapis.com/v1/userinfo',
    discovery: { code_challenge_methods_supported: ['plain', 'S256'] },
    claims: { name: '{name}', email: '{email}' },
  },
};
