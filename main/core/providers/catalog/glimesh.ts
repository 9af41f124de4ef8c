// Pure. Glimesh. Token requests have their parameters in the address and an empty body; the redirect is that of its docs.
import type { Provider } from '../provider.ts';

export const glimesh: Provider = {
  id: 'glimesh',
  name: 'Glimesh',
  summary: 'A server of the Glimesh streaming software; the hosted site has closed.',
  mark: { path: 'M12 2 22 12 12 22 2 12Zm0 6-4 4 4 4 4-4Z', hue: 5 },
  parameters: [
    {
      name: 'host',
      label: 'Server',
      hint: 'The address of the Glimesh server.',
      kind: 'url',
      example: 'https://glimesh.example.com',
      default: 'https://glimesh.tv',
    },
  ],
  issuer: '{host}',
  discovery: false,
  endpoints: {
    authorization: '{host}/oauth/authorize',
    token: '{host}/api/oauth/token',
    revocation: '{host}/api/oauth/revoke',
    introspection: '{host}/api/oauth/introspect',
  },
  registration: {
    url: 'https://glimesh.tv/users/settings/applications',
    advice:
      'On your server, open Settings, Applications and create one with the homepage http://localhost:3000 and the ' +
      'redirect URI http://localhost:3000/success. Enter its client ID, and its secret or none.',
  },
  dashboard: '{host}/users/settings/applications',
  flows: [
    { kind: 'authorization_code', clientSecret: 'optional' },
    { kind: 'client_credentials', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_post'],
  redirect: { kind: 'loopback', match: 'exact', hostname: 'localhost', port: 3000, path: '/success' },
  scopes: [
    { name: 'public', meaning: 'Public information about you and others.', default: true },
    { name: 'email', meaning: 'Your e-mail address.', default: true },
    { name: 'chat', meaning: 'Reading and writing in chat as you.' },
    { name: 'streamkey', meaning: 'Your stream key, with which anybody can stream as you.' },
    { name: 'follow', meaning: 'Following and unfollowing channels as you.' },
    { name: 'stream_info', meaning: 'Changing your stream’s title.' },
  ],
  apis: [
    { name: 'Profile', scopes: ['public', 'email'] },
    { name: 'Chat bot', scopes: ['public', 'chat'] },
    { name: 'Streaming software', scopes: ['public', 'email', 'chat', 'streamkey'] },
  ],
  refreshTokens: 'rotating',
  whoAmI: {
    method: 'POST',
    url: '{host}/api/graph',
    body: '{"query":"query { myself { id username displayname } }"}',
    members: { subject: 'data.myself.id', name: 'data.myself.displayname', username: 'data.myself.username' },
  },
  dialect: { tokenRequest: 'query', resent: { refresh: ['redirect_uri'] } },
  unconfirmed: ['dashboard', 'parameters.0.default', 'registration.url'],
  notes: [
    'You must be signed in to Glimesh in the browser before you sign in here: its page loses the way otherwise.',
    'Signing in has to be finished within a minute of your consent.',
    'Without any scope, Glimesh grants all of them.',
  ],
};
