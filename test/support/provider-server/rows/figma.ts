// Test equipment. Figma: Basic, refreshing at its own address, which gives no new refresh token.
import type { ProviderRow } from '../row.ts';

export const figma: ProviderRow = {
  id: 'figma',
  clients: { confidential: ['basic'] },
  authorize: {
    at: 'www.figma.com/oauth',
    scopes: { separator: ',', required: true },
    redirect: { match: 'exact', http: ['localhost', '127.0.0.1'] },
    pkce: 'optional',
  },
  token: {
    at: 'api.figma.com/v1/oauth/token',
    refreshAt: 'api.figma.com/v1/oauth/refresh',
    refreshWithoutGrantType: true,
    body: ['form'],
  },
  life: 7_776_000,
  answers: {
    authorization_code: {
      user_id_string: '{subject}',
      access_token: '{access_token}',
      token_type: 'bearer',
      expires_in: '{life}',
      refresh_token: '{refresh_token}',
    },
    refresh_token: { access_token: '{access_token}', token_type: 'bearer', expires_in: '{life}' },
  },
  refresh: { given: 'always', onUse: 'absent' },
  errors: { body: { error: true, status: '{status}', message: '{description}', i18n: null } },
  // The shape has been seen; how it words a dead refresh token has not, so these words are a guess.
  refreshErrors: {
    status: 400,
    body: { error: true, status: 400, message: 'Invalid refresh token', i18n: null },
  },
  callErrors: { status: 403, body: { status: 403, err: 'Invalid token' } },
  identity: [
    {
      at: ['api.figma.com/v1/me'],
      method: 'GET',
      answer: {
        id: '{subject}',
        email: '{email}',
        handle: '{username}',
        img_url: 'https://figma.test/a.png',
      },
    },
  ],
};
