// Test equipment. Zoom: Basic, refresh tokens that rotate, its own `reason` beside the error.
import type { ProviderRow } from '../row.ts';

export const zoom: ProviderRow = {
  id: 'zoom',
  clients: { confidential: ['basic'] },
  authorize: {
    at: 'zoom.us/oauth/authorize',
    scopes: { separator: ' ' },
    redirect: { match: 'exact', http: ['localhost', '127.0.0.1'] },
    pkce: 'optional',
  },
  token: { at: 'zoom.us/oauth/token', body: ['form'] },
  life: 3599,
  answers: {
    authorization_code: {
      access_token: '{access_token}',
      token_type: 'bearer',
      refresh_token: '{refresh_token}',
      expires_in: '{life}',
      scope: '{scopes}',
      api_url: 'https://api.zoom.us',
    },
  },
  refresh: { given: 'always', onUse: 'rotates' },
  refreshErrors: { status: 400, body: { reason: 'Invalid Token!', error: '{error}' } },
  callErrors: { body: { code: 124, message: 'Invalid access token.' } },
  revoke: {
    at: 'zoom.us/oauth/revoke',
    tokenIn: 'parameters',
    body: ['form'],
    authentication: 'client',
    takes: 'access_token',
    answer: { status: 'success' },
  },
  identity: [
    {
      at: ['api.zoom.us/v2/users/me'],
      method: 'GET',
      answer: { id: '{subject}', display_name: '{name}', first_name: 'Ada', email: '{email}' },
    },
  ],
};
