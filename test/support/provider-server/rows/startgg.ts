// Test equipment. start.gg, from seeds/000: JSON with scope and redirect_uri once more, and refreshing at its own address.
import type { ProviderRow } from '../row.ts';

export const startgg: ProviderRow = {
  id: 'start-gg',
  clients: { confidential: ['post'] },
  authorize: {
    at: 'start.gg/oauth/authorize',
    scopes: { separator: ' ', required: true },
    redirect: { match: 'exact', http: ['localhost', '127.0.0.1'] },
    pkce: 'ignored',
  },
  token: {
    at: 'api.start.gg/oauth/access_token',
    refreshAt: 'api.start.gg/oauth/refresh',
    body: ['json'],
    again: { authorization_code: ['scope'], refresh_token: ['scope', 'redirect_uri'] },
  },
  life: 604_800,
  answers: {
    authorization_code: {
      token_type: 'Bearer',
      expires_in: '{life}',
      access_token: '{access_token}',
      refresh_token: '{refresh_token}',
    },
  },
  refresh: { given: 'always', onUse: 'rotates' },
  errors: { status: 400, body: { success: false, message: '{description}' } },
  // The server is built on the league/oauth2-server package, and these are that package's words.
  refreshErrors: {
    status: 400,
    body: { success: false, message: '{description}' },
    words: { invalid_grant: 'The refresh token is invalid.' },
  },
  identity: [
    {
      at: ['api.start.gg/gql/alpha'],
      method: 'POST',
      graphql: 'currentUser',
      answer: {
        data: {
          currentUser: {
            id: '{number}',
            slug: 'user/{username}',
            name: '{name}',
            email: '{email}',
            player: { gamerTag: '{username}' },
          },
        },
      },
    },
  ],
};
