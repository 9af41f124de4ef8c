// Test equipment. Dropbox: offline by a parameter of its own, and calls that take a token and no body.
import type { ProviderRow } from '../row.ts';

export const dropbox: ProviderRow = {
  id: 'dropbox',
  clients: { confidential: ['post'], public: { grants: ['authorization_code', 'refresh_token'] } },
  authorize: {
    at: 'www.dropbox.com/oauth2/authorize',
    scopes: { separator: ' ' },
    redirect: { match: 'exact', http: ['localhost', '127.0.0.1'] },
    pkce: 'required_for_public',
  },
  token: { at: 'api.dropboxapi.com/oauth2/token', body: ['form'] },
  life: 14_400,
  answers: {
    authorization_code: {
      access_token: '{access_token}',
      expires_in: '{life}',
      token_type: 'bearer',
      scope: '{scopes}',
      refresh_token: '{refresh_token}',
      account_id: '{subject}',
      uid: '12345',
    },
    refresh_token: { access_token: '{access_token}', expires_in: '{life}', token_type: 'bearer' },
  },
  refresh: { given: { parameter: ['token_access_type', 'offline'] }, onUse: 'absent' },
  callErrors: {
    body: { error_summary: 'expired_access_token/..', error: { '.tag': 'expired_access_token' } },
  },
  revoke: {
    at: 'api.dropboxapi.com/2/auth/token/revoke',
    tokenIn: 'bearer',
    body: [],
    authentication: 'none',
    takes: 'access_token',
  },
  identity: [
    {
      at: ['api.dropboxapi.com/2/users/get_current_account'],
      method: 'POST',
      answer: { account_id: '{subject}', name: { display_name: '{name}' }, email: '{email}' },
    },
  ],
};
