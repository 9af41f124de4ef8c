// Test equipment. X: PKCE for everybody, and a dead refresh token that it calls an invalid request.
import type { ProviderRow } from '../row.ts';

export const x: ProviderRow = {
  id: 'x',
  clients: { confidential: ['basic'], public: { grants: ['authorization_code', 'refresh_token'] } },
  authorize: {
    at: 'x.com/i/oauth2/authorize',
    scopes: { separator: ' ', required: true },
    redirect: { match: 'exact', http: ['127.0.0.1', 'localhost'] },
    pkce: 'required',
  },
  token: { at: 'api.x.com/2/oauth2/token', body: ['form'] },
  life: 7200,
  answers: {
    authorization_code: {
      token_type: 'bearer',
      expires_in: '{life}',
      access_token: '{access_token}',
      scope: '{scopes}',
      refresh_token: '{refresh_token}',
    },
  },
  refresh: { given: { scope: 'offline.access' }, onUse: 'rotates' },
  refreshErrors: {
    status: 400,
    body: { error: '{error}', error_description: 'Value passed for the token was invalid.' },
    words: { invalid_grant: 'invalid_request' },
  },
  callErrors: {
    body: { title: 'Unauthorized', type: 'about:blank', status: '{status}', detail: 'Unauthorized' },
  },
  revoke: {
    at: 'api.x.com/2/oauth2/revoke',
    tokenIn: 'parameters',
    body: ['form'],
    authentication: 'client',
    takes: 'both',
    answer: { revoked: true },
  },
  identity: [
    {
      at: ['api.x.com/2/users/me'],
      method: 'GET',
      answer: { data: { id: '{subject}', name: '{name}', username: '{username}' } },
    },
  ],
};
