// Test equipment. Twitch: scopes as an array, `scopes` in the device flow, `{status, message}`, and validation.
import type { ProviderRow } from '../row.ts';

export const twitch: ProviderRow = {
  id: 'twitch',
  clients: { confidential: ['post'], public: { grants: ['device_code', 'refresh_token'] } },
  authorize: {
    at: 'id.twitch.tv/oauth2/authorize',
    scopes: { separator: ' ' },
    redirect: { match: 'exact', http: ['localhost'] },
    pkce: 'ignored',
  },
  token: { at: 'id.twitch.tv/oauth2/token', body: ['form'], again: { device_code: ['scopes'] } },
  life: 14_124,
  answers: {
    authorization_code: {
      access_token: '{access_token}',
      expires_in: '{life}',
      refresh_token: '{refresh_token}',
      scope: '{scopes_array}',
      token_type: 'bearer',
    },
    client_credentials: { access_token: '{access_token}', expires_in: '{life}', token_type: 'bearer' },
  },
  refresh: { given: 'always', onUse: 'same', onUseByPublic: 'rotates' },
  errors: {
    status: 400,
    body: { status: '{status}', message: '{description}' },
    words: {
      access_denied: 'access_denied',
      authorization_pending: 'authorization_pending',
      expired_token: 'invalid device code',
      slow_down: 'slow_down',
      invalid_client: 'invalid client secret',
      invalid_grant: 'Invalid authorization code',
    },
  },
  refreshErrors: {
    status: 400,
    body: { error: 'Bad Request', status: 400, message: '{description}' },
    words: { invalid_grant: 'Invalid refresh token' },
  },
  callErrors: {
    body: { status: '{status}', message: '{description}' },
    words: { invalid_token: 'invalid access token' },
  },
  device: {
    at: 'id.twitch.tv/oauth2/device',
    scopeParameter: 'scopes',
    answer: {
      device_code: '{device_code}',
      expires_in: '{life}',
      interval: '{interval}',
      user_code: '{user_code}',
      verification_uri: 'https://www.twitch.tv/activate?device-code={user_code}',
    },
    interval: 5,
    life: 1800,
  },
  revoke: {
    at: 'id.twitch.tv/oauth2/revoke',
    tokenIn: 'parameters',
    body: ['form'],
    authentication: 'client_id',
    takes: 'access_token',
  },
  validate: {
    at: 'id.twitch.tv/oauth2/validate',
    scheme: 'OAuth',
    answer: {
      client_id: '{client_id}',
      login: '{username}',
      scopes: '{scopes_array}',
      user_id: '{subject}',
      expires_in: '{left}',
    },
  },
  identity: [
    {
      at: ['api.twitch.tv/helix/users'],
      method: 'GET',
      headers: { 'client-id': '{client_id}' },
      answer: { data: [{ id: '{subject}', login: '{username}', display_name: '{name}', email: '{email}' }] },
    },
  ],
};
