// Test equipment. Linear: commas in the request, blanks in the answer, and a GraphQL call to ask who it is.
import type { ProviderRow } from '../row.ts';

const answer = {
  access_token: '{access_token}',
  token_type: 'Bearer',
  expires_in: '{life}',
  scope: '{scopes}',
  refresh_token: '{refresh_token}',
};

export const linear: ProviderRow = {
  id: 'linear',
  clients: {
    confidential: ['post', 'basic'],
    public: { grants: ['authorization_code', 'refresh_token'] },
  },
  authorize: {
    at: 'linear.app/oauth/authorize',
    scopes: { separator: ',', required: true },
    redirect: { match: 'exact', http: ['localhost', '127.0.0.1'] },
    pkce: 'required_for_public',
  },
  token: { at: 'api.linear.app/oauth/token', body: ['form'] },
  life: 86_399,
  answers: { authorization_code: answer, client_credentials: { ...answer, refresh_token: '{nothing}' } },
  refresh: { given: 'always', onUse: 'rotates' },
  callErrors: {
    body: { errors: [{ message: 'Authentication required', extensions: { code: 'AUTHENTICATION_ERROR' } }] },
  },
  revoke: {
    at: 'api.linear.app/oauth/revoke',
    tokenIn: 'parameters',
    body: ['form'],
    authentication: 'none',
    takes: 'both',
    answer: { success: true },
  },
  identity: [
    {
      at: ['api.linear.app/graphql'],
      method: 'POST',
      graphql: 'viewer',
      answer: {
        data: { viewer: { id: '{subject}', name: '{name}', displayName: '{username}', email: '{email}' } },
      },
    },
  ],
};
