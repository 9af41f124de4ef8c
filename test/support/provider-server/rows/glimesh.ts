// Test equipment. Glimesh, from seeds/003: the parameters of token requests in the address, with an empty body.
import type { ProviderRow } from '../row.ts';

const answer = {
  access_token: '{access_token}',
  created_at: '{now}',
  expires_in: '{life}',
  refresh_token: '{refresh_token}',
  scope: '{scopes}',
  token_type: 'bearer',
};

export const glimesh: ProviderRow = {
  id: 'glimesh',
  entered: { url: 'https://glimesh.tv' },
  clients: {
    confidential: ['post'],
    public: { grants: ['authorization_code', 'refresh_token'] },
  },
  authorize: {
    at: 'glimesh.tv/oauth/authorize',
    scopes: { separator: ' ', required: true },
    redirect: { match: 'exact', http: ['localhost', '127.0.0.1'] },
    pkce: 'required_for_public',
  },
  token: { at: 'glimesh.tv/api/oauth/token', body: ['query'] },
  codeLife: 60,
  life: 86_400,
  answers: { authorization_code: answer, client_credentials: { ...answer, refresh_token: null } },
  refresh: { given: 'always', onUse: 'rotates' },
  revoke: {
    at: 'glimesh.tv/api/oauth/revoke',
    tokenIn: 'parameters',
    body: ['form', 'query'],
    authentication: 'client',
    takes: 'both',
    answer: {},
  },
  introspect: {
    at: 'glimesh.tv/api/oauth/introspect',
    body: ['form', 'query'],
    authentication: 'client',
    answer: {
      active: true,
      client_id: '{client_id}',
      username: '{username}',
      scope: '{scopes}',
      sub: '{subject}',
      exp: '{expires_at}',
    },
  },
  identity: [
    {
      at: ['glimesh.tv/api/graph', 'glimesh.tv/api'],
      method: 'POST',
      graphql: 'myself',
      answer: {
        data: {
          myself: { id: '{subject}', username: '{username}', displayname: '{name}', email: '{email}' },
        },
      },
    },
  ],
};
