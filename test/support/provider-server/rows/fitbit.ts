// Test equipment. Fitbit: Basic for servers and the client ID alone for others, errors as a list with `success`.
import type { ProviderRow } from '../row.ts';

const errors = { errors: [{ errorType: '{error}', message: '{description}' }], success: false };

export const fitbit: ProviderRow = {
  id: 'fitbit',
  clients: { confidential: ['basic'], public: { grants: ['authorization_code', 'refresh_token'] } },
  authorize: {
    at: 'www.fitbit.com/oauth2/authorize',
    scopes: { separator: ' ', required: true },
    redirect: { match: 'exact', http: ['localhost', '127.0.0.1'] },
    pkce: 'required_for_public',
  },
  token: { at: 'api.fitbit.com/oauth2/token', body: ['form'] },
  life: 28_800,
  answers: {
    authorization_code: {
      access_token: '{access_token}',
      expires_in: '{life}',
      refresh_token: '{refresh_token}',
      scope: '{scopes}',
      token_type: 'Bearer',
      user_id: '{subject}',
    },
  },
  refresh: { given: 'always', onUse: 'rotates' },
  errors: { body: errors },
  revoke: {
    at: 'api.fitbit.com/oauth2/revoke',
    tokenIn: 'parameters',
    body: ['form'],
    authentication: 'client',
    takes: 'both',
  },
  introspect: {
    at: 'api.fitbit.com/1.1/oauth2/introspect',
    body: ['form'],
    authentication: 'bearer',
    answer: { active: true, user_id: '{subject}', client_id: '{client_id}', token_type: 'access_token' },
  },
  identity: [
    {
      at: ['api.fitbit.com/1/user/-/profile.json'],
      method: 'GET',
      answer: { user: { encodedId: '{subject}', displayName: '{username}', fullName: '{name}' } },
    },
  ],
};
