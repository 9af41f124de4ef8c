// Test equipment. A GitHub App with expiring tokens: form-encoded unless JSON is asked for, refusals with status 200.
import type { ProviderRow } from '../row.ts';

export const github: ProviderRow = {
  id: 'github',
  clients: { confidential: ['post'], public: { grants: ['device_code', 'refresh_token'] } },
  authorize: {
    at: 'github.com/login/oauth/authorize',
    scopes: { separator: ' ' },
    redirect: { match: 'any_port', http: ['127.0.0.1', 'localhost'] },
    pkce: 'optional',
  },
  token: { at: 'github.com/login/oauth/access_token', body: ['form', 'query'] },
  life: 28_800,
  answers: {
    authorization_code: {
      access_token: '{access_token}',
      expires_in: '{life}',
      refresh_token: '{refresh_token}',
      refresh_token_expires_in: 15_897_600,
      scope: '{scopes_comma}',
      token_type: 'bearer',
    },
  },
  refresh: { given: 'always', onUse: 'rotates' },
  jsonOnlyWhenAccepted: true,
  errors: {
    status: 200,
    body: { error: '{error}', error_description: '{description}', error_uri: 'https://docs.github.com/apps' },
    words: {
      invalid_grant: 'bad_verification_code',
      invalid_client: 'incorrect_client_credentials',
    },
  },
  refreshErrors: {
    status: 200,
    body: {
      error: 'bad_refresh_token',
      error_description: 'The refresh token passed is incorrect or expired.',
      error_uri: 'https://docs.github.com/apps',
    },
  },
  callErrors: { body: { message: 'Bad credentials', documentation_url: 'https://docs.github.com/rest' } },
  device: {
    at: 'github.com/login/device/code',
    scopeParameter: 'scope',
    answer: {
      device_code: '{device_code}',
      user_code: '{user_code}',
      verification_uri: 'https://github.com/login/device',
      expires_in: '{life}',
      interval: '{interval}',
    },
    interval: 5,
    life: 900,
  },
  identity: [
    {
      at: ['api.github.com/user'],
      method: 'GET',
      headers: { 'user-agent': '*' },
      answer: { login: '{username}', id: '{number}', name: '{name}', email: '{email}' },
    },
  ],
};
