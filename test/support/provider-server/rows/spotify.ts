// Test equipment. Spotify: loopback addresses with any port, but never the name localhost; secrets by Basic.
import type { ProviderRow } from '../row.ts';

export const spotify: ProviderRow = {
  id: 'spotify',
  clients: { confidential: ['basic'], public: { grants: ['authorization_code', 'refresh_token'] } },
  authorize: {
    at: 'accounts.spotify.com/authorize',
    scopes: { separator: ' ' },
    redirect: { match: 'any_port', http: ['127.0.0.1'] },
    pkce: 'required_for_public',
  },
  token: { at: 'accounts.spotify.com/api/token', body: ['form'] },
  life: 3600,
  answers: {
    authorization_code: {
      access_token: '{access_token}',
      token_type: 'Bearer',
      expires_in: '{life}',
      refresh_token: '{refresh_token}',
      scope: '{scopes}',
    },
    client_credentials: { access_token: '{access_token}', token_type: 'Bearer', expires_in: '{life}' },
  },
  refresh: { given: 'always', onUse: 'absent', onUseByPublic: 'rotates' },
  refreshErrors: { body: { error: '{error}', error_description: 'Refresh token revoked' } },
  callErrors: { body: { error: { status: '{status}', message: 'Invalid access token' } } },
  identity: [
    {
      at: ['api.spotify.com/v1/me'],
      method: 'GET',
      answer: { id: '{subject}', display_name: '{name}', email: '{email}', type: 'user' },
    },
  ],
};
