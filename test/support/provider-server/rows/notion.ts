// Test equipment. Notion: JSON with Basic, no scopes, tokens without end.
import type { ProviderRow } from '../row.ts';

const person = {
  object: 'user',
  type: 'person',
  id: '{subject}',
  name: '{name}',
  person: { email: '{email}' },
};

export const notion: ProviderRow = {
  id: 'notion',
  clients: { confidential: ['basic'] },
  authorize: {
    at: 'api.notion.com/v1/oauth/authorize',
    scopes: { separator: ' ' },
    redirect: { match: 'exact', http: ['localhost', '127.0.0.1'] },
    pkce: 'ignored',
    required: { owner: 'user' },
  },
  token: { at: 'api.notion.com/v1/oauth/token', body: ['json'] },
  answers: {
    authorization_code: {
      access_token: '{access_token}',
      token_type: 'bearer',
      refresh_token: null,
      bot_id: 'bot-of-{subject}',
      workspace_name: 'Engines',
      workspace_id: '3c90c3cc-0d44-4b50-8888-8dd25736052a',
      owner: { type: 'user', user: person },
      duplicated_template_id: null,
    },
  },
  refresh: { given: 'never', onUse: 'absent' },
  callErrors: {
    body: { object: 'error', status: '{status}', code: 'unauthorized', message: '{description}' },
  },
  revoke: {
    at: 'api.notion.com/v1/oauth/revoke',
    tokenIn: 'parameters',
    body: ['json'],
    authentication: 'client',
    takes: 'access_token',
    answer: { request_id: '3c90c3cc' },
  },
  introspect: {
    at: 'api.notion.com/v1/oauth/introspect',
    body: ['json'],
    authentication: 'client',
    answer: { active: true },
  },
  identity: [
    {
      at: ['api.notion.com/v1/users/me'],
      method: 'GET',
      headers: { 'notion-version': '*' },
      answer: {
        object: 'user',
        id: 'bot-of-{subject}',
        type: 'bot',
        name: 'Tokendeck',
        bot: { owner: { type: 'user', user: person }, workspace_name: 'Engines' },
      },
    },
  ],
};
