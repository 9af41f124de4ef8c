// Test equipment. Discord: every way to prove oneself, an exact redirect, and its issuer in the redirect (RFC 9207).
import type { ProviderRow } from '../row.ts';

const answer = {
  access_token: '{access_token}',
  token_type: 'Bearer',
  expires_in: '{life}',
  refresh_token: '{refresh_token}',
  scope: '{scopes}',
};

export const discord: ProviderRow = {
  id: 'discord',
  clients: {
    confidential: ['post', 'basic'],
    public: { grants: ['authorization_code', 'refresh_token'] },
  },
  authorize: {
    at: 'discord.com/api/oauth2/authorize',
    scopes: { separator: ' ', required: true },
    redirect: { match: 'exact', http: ['localhost', '127.0.0.1'] },
    pkce: 'required_for_public',
    iss: 'https://discord.com',
  },
  token: { at: 'discord.com/api/oauth2/token', body: ['form'] },
  life: 604_800,
  answers: {
    authorization_code: answer,
    client_credentials: { ...answer, refresh_token: '{nothing}' },
  },
  refresh: { given: 'always', onUse: 'rotates' },
  callErrors: { body: { message: '401: Unauthorized', code: 0 } },
  revoke: {
    at: 'discord.com/api/oauth2/token/revoke',
    tokenIn: 'parameters',
    body: ['form'],
    authentication: 'client',
    takes: 'both',
    answer: {},
  },
  identity: [
    {
      at: ['discord.com/api/users/@me', 'discord.com/api/v10/users/@me'],
      method: 'GET',
      answer: { id: '{subject}', username: '{username}', global_name: '{name}', email: '{email}' },
    },
    {
      at: ['discord.com/api/oauth2/@me', 'discord.com/api/v10/oauth2/@me'],
      method: 'GET',
      answer: {
        scopes: '{scopes_array}',
        user: { id: '{subject}', username: '{username}', global_name: '{name}' },
      },
    },
  ],
};
