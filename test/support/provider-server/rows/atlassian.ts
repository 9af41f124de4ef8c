// Test equipment. Atlassian: an audience and a consent in the browser, and refresh tokens that rotate.
import type { ProviderRow } from '../row.ts';

export const atlassian: ProviderRow = {
  id: 'atlassian',
  clients: { confidential: ['post'] },
  authorize: {
    at: 'auth.atlassian.com/authorize',
    scopes: { separator: ' ', required: true },
    redirect: { match: 'exact', http: ['localhost', '127.0.0.1'] },
    pkce: 'ignored',
    required: { audience: 'api.atlassian.com', prompt: 'consent' },
  },
  token: { at: 'auth.atlassian.com/oauth/token', body: ['json', 'form'] },
  life: 3600,
  answers: {
    authorization_code: {
      access_token: '{access_token}',
      refresh_token: '{refresh_token}',
      expires_in: '{life}',
      scope: '{scopes}',
      token_type: 'Bearer',
    },
  },
  refresh: { given: { scope: 'offline_access' }, onUse: 'rotates' },
  refreshErrors: {
    status: 403,
    body: { error: '{error}', error_description: 'Unknown or invalid refresh token.' },
  },
  callErrors: { body: { code: '{status}', message: 'Unauthorized' } },
  identity: [
    {
      at: ['api.atlassian.com/me'],
      method: 'GET',
      answer: { account_id: '{subject}', name: '{name}', nickname: '{username}', email: '{email}' },
    },
  ],
};
