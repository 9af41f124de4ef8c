// Test equipment. Bitbucket: the answer calls its scopes `scopes`, the refresh token stays the same.
import type { ProviderRow } from '../row.ts';

const answer = {
  scopes: '{scopes}',
  access_token: '{access_token}',
  expires_in: '{life}',
  token_type: 'bearer',
  state: 'authorization_code',
  refresh_token: '{refresh_token}',
};

export const bitbucket: ProviderRow = {
  id: 'bitbucket',
  clients: { confidential: ['basic', 'post'] },
  authorize: {
    at: 'bitbucket.org/site/oauth2/authorize',
    scopes: { separator: ' ' },
    redirect: { match: 'exact', http: ['localhost', '127.0.0.1'] },
    pkce: 'ignored',
  },
  token: { at: 'bitbucket.org/site/oauth2/access_token', body: ['form'] },
  life: 7200,
  answers: {
    authorization_code: answer,
    client_credentials: { ...answer, state: 'client_credentials' },
  },
  refresh: { given: 'always', onUse: 'same' },
  refreshErrors: {
    status: 400,
    body: { error: '{error}', error_description: 'Invalid refresh_token' },
  },
  callErrors: { body: { type: 'error', error: { message: 'Access token expired.' } } },
  identity: [
    {
      at: ['api.bitbucket.org/2.0/user'],
      method: 'GET',
      answer: {
        type: 'user',
        uuid: '{subject}',
        account_id: '557058:{subject}',
        username: '{username}',
        nickname: '{username}',
        display_name: '{name}',
      },
    },
  ],
};
