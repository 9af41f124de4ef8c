// Test equipment. Zoom: loopback addresses with any port, but not the name localhost; Basic, refresh tokens that rotate, its own `reason` beside the error.
import type { ProviderRow } from '../row.ts';

export const zoom: ProviderRow = {
  id: 'zoom',
  clients: { confidential: ['basic'], public: { grants: ['authorization_code', 'refresh_token'] } },
  authorize: {
    at: 'zoom.us/oauth/authorize',
    scopes: { separator: ' ' },
    redirect: { match: 'any_port', http: ['127.0.0.1'] },
    pkce: 'required_for_public',
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
  device: {
    at: 'zoom.us/oauth/devicecode',
    scopeParameter: 'scope',
    answer: {
      device_code: '{device_code}',
      user_code: '{user_code}',
      verification_uri: 'https://zoom.us/oauth_device',
      verification_uri_complete: 'https://zoom.us/oauth_device?user_code={user_code}',
      expires_in: '{life}',
      interval: '{interval}',
    },
    interval: 5,
    life: 900,
  },
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
