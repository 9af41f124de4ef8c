// Pure. Notion. Token requests are JSON with Basic authentication; there are no scopes, the person picks pages instead.
import type { Provider } from '../provider.ts';

export const notion: Provider = {
  id: 'notion',
  name: 'Notion',
  summary: 'Pages and databases of a Notion workspace that you pick.',
  mark: { path: 'M3 4h18v3H3Zm0 6h12v4H3Zm0 7h15v3H3Z', hue: 3 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://api.notion.com/v1/oauth/authorize',
    token: 'https://api.notion.com/v1/oauth/token',
    revocation: 'https://api.notion.com/v1/oauth/revoke',
  },
  registration: {
    url: 'https://www.notion.so/developers/connections',
    advice:
      'Create a public connection (called an integration before) with the redirect URI ' +
      'http://localhost:17890/callback/notion, and enter its OAuth client ID and its secret. ' +
      'Notion takes “localhost” but not 127.0.0.1. An internal connection has a token of its own: import that instead.',
  },
  dashboard: 'https://www.notion.so/my-account',
  flows: [{ kind: 'authorization_code', clientSecret: 'required' }],
  clientAuthentication: ['client_secret_basic'],
  redirect: {
    kind: 'loopback',
    match: 'exact',
    hostname: 'localhost',
    port: 17_890,
    path: '/callback/notion',
  },
  scopes: [],
  refreshTokens: 'unknown',
  whoAmI: {
    method: 'GET',
    url: 'https://api.notion.com/v1/users/me',
    headers: { 'notion-version': '2022-06-28' },
    members: {
      subject: 'bot.owner.user.id',
      name: 'bot.owner.user.name',
      email: 'bot.owner.user.person.email',
    },
  },
  identityInAnswer: { subject: 'owner.user.id', name: 'owner.user.name', email: 'owner.user.person.email' },
  dialect: {
    tokenRequest: 'json',
    extraParameters: { authorize: { owner: 'user' } },
    revocation: { encoding: 'json', tokens: 'access_token' },
  },
  unconfirmed: ['dashboard', 'refreshTokens', 'dialect.revocation'],
  notes: [
    'What the token may do is chosen where the connection is registered, and the pages while you consent.',
    'Tokens do not expire; newer connections get a refresh token too, and every refresh replaces both tokens.',
  ],
};
