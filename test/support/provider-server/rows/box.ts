// Test equipment. Box: post alone, loopback redirects with any port, refresh tokens for one use, no scope in the answer.
import type { ProviderRow } from '../row.ts';

export const box: ProviderRow = {
  id: 'box',
  clients: { confidential: ['post'] },
  authorize: {
    at: 'account.box.com/api/oauth2/authorize',
    scopes: { separator: ' ' },
    redirect: { match: 'any_port', http: ['localhost', '127.0.0.1'] },
    pkce: 'ignored',
  },
  token: { at: 'api.box.com/oauth2/token', body: ['form'] },
  life: 4169,
  answers: {
    authorization_code: {
      access_token: '{access_token}',
      expires_in: '{life}',
      restricted_to: [],
      refresh_token: '{refresh_token}',
      token_type: 'bearer',
    },
  },
  refresh: { given: 'always', onUse: 'rotates' },
  refreshErrors: {
    status: 400,
    body: { error: '{error}', error_description: 'Invalid refresh token' },
  },
  callErrors: { body: undefined },
  revoke: {
    at: 'api.box.com/oauth2/revoke',
    tokenIn: 'parameters',
    body: ['form'],
    authentication: 'client',
    takes: 'both',
  },
  identity: [
    {
      at: ['api.box.com/2.0/users/me'],
      method: 'GET',
      answer: { type: 'user', id: '{subject}', name: '{name}', login: '{email}' },
    },
  ],
};
