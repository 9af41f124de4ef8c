// Test equipment. Asana: the person is in the token answer, the refresh token is kept.
import type { ProviderRow } from '../row.ts';

const data = { id: '{number}', gid: '{subject}', name: '{name}', email: '{email}' };

export const asana: ProviderRow = {
  id: 'asana',
  clients: { confidential: ['post'] },
  authorize: {
    at: 'app.asana.com/-/oauth_authorize',
    scopes: { separator: ' ' },
    redirect: { match: 'exact', http: ['localhost', '127.0.0.1'] },
    pkce: 'optional',
  },
  token: { at: 'app.asana.com/-/oauth_token', body: ['form'] },
  life: 3600,
  answers: {
    authorization_code: {
      access_token: '{access_token}',
      expires_in: '{life}',
      token_type: 'bearer',
      refresh_token: '{refresh_token}',
      data,
    },
    refresh_token: { access_token: '{access_token}', expires_in: '{life}', token_type: 'bearer', data },
  },
  refresh: { given: 'always', onUse: 'absent' },
  callErrors: { body: { errors: [{ message: 'Not Authorized' }] } },
  revoke: {
    at: 'app.asana.com/-/oauth_revoke',
    tokenIn: 'parameters',
    body: ['form'],
    authentication: 'client',
    takes: 'refresh_token',
    answer: {},
  },
  identity: [
    {
      at: ['app.asana.com/api/1.0/users/me'],
      method: 'GET',
      answer: { data: { gid: '{subject}', name: '{name}', email: '{email}' } },
    },
  ],
};
