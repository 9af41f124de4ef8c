// Test equipment. Reddit: Basic alone, a program's own User-Agent, and the redirect_uri once more when refreshing.
import type { ProviderRow } from '../row.ts';

export const reddit: ProviderRow = {
  id: 'reddit',
  clients: {
    confidential: ['basic'],
    public: { grants: ['authorization_code', 'refresh_token'], byEmptyBasic: true },
  },
  authorize: {
    at: 'www.reddit.com/api/v1/authorize',
    scopes: { separator: ' ', required: true },
    redirect: { match: 'exact', http: ['localhost', '127.0.0.1'] },
    pkce: 'ignored',
  },
  token: {
    at: 'www.reddit.com/api/v1/access_token',
    body: ['form'],
    again: { refresh_token: ['redirect_uri'] },
  },
  ownUserAgent: true,
  life: 3600,
  answers: {
    authorization_code: {
      access_token: '{access_token}',
      token_type: 'bearer',
      expires_in: '{life}',
      scope: '{scopes}',
      refresh_token: '{refresh_token}',
    },
    client_credentials: {
      access_token: '{access_token}',
      token_type: 'bearer',
      expires_in: '{life}',
      scope: '*',
    },
  },
  refresh: { given: { parameter: ['duration', 'permanent'] }, onUse: 'same' },
  errors: { body: { error: '{error}' } },
  refreshErrors: { status: 400, body: { message: 'Bad Request', error: 400 } },
  callErrors: { body: { message: 'Unauthorized', error: 401 } },
  revoke: {
    at: 'www.reddit.com/api/v1/revoke_token',
    tokenIn: 'parameters',
    body: ['form'],
    authentication: 'client',
    takes: 'both',
    status: 204,
  },
  identity: [
    { at: ['oauth.reddit.com/api/v1/me'], method: 'GET', answer: { id: '{subject}', name: '{username}' } },
  ],
};
