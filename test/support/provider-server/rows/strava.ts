// Test equipment. Strava: commas, the granted scopes in the redirect alone, `expires_at`, errors as a list.
import type { ProviderRow } from '../row.ts';

export const strava: ProviderRow = {
  id: 'strava',
  clients: { confidential: ['post'] },
  authorize: {
    at: 'www.strava.com/oauth/authorize',
    scopes: { separator: ',', required: true },
    redirect: { match: 'any_port', http: ['localhost', '127.0.0.1'] },
    pkce: 'ignored',
    scopeInRedirect: true,
  },
  token: { at: 'www.strava.com/api/v3/oauth/token', body: ['form'] },
  life: 21_600,
  answers: {
    authorization_code: {
      token_type: 'Bearer',
      expires_at: '{expires_at}',
      expires_in: '{life}',
      refresh_token: '{refresh_token}',
      access_token: '{access_token}',
      athlete: { id: '{number}', username: '{username}', firstname: 'Ada', lastname: 'Lovelace' },
    },
    refresh_token: {
      token_type: 'Bearer',
      access_token: '{access_token}',
      expires_at: '{expires_at}',
      expires_in: '{life}',
      refresh_token: '{refresh_token}',
    },
  },
  refresh: { given: 'always', onUse: 'rotates' },
  errors: {
    status: 400,
    body: {
      message: 'Bad Request',
      errors: [{ resource: 'Application', field: '{error}', code: 'invalid' }],
    },
  },
  refreshErrors: {
    status: 400,
    body: {
      message: 'Bad Request',
      errors: [{ resource: 'RefreshToken', field: 'refresh_token', code: 'invalid' }],
    },
  },
  revoke: {
    at: 'www.strava.com/oauth/deauthorize',
    tokenIn: 'parameters',
    parameter: 'access_token',
    body: ['form', 'query'],
    authentication: 'none',
    takes: 'access_token',
    answer: { access_token: 'gone' },
  },
  identity: [
    {
      at: ['www.strava.com/api/v3/athlete'],
      method: 'GET',
      answer: { id: '{number}', username: '{username}', firstname: 'Ada', lastname: 'Lovelace' },
    },
  ],
};
