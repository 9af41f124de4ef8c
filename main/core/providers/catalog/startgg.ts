// Pure. start.gg. Token requests are JSON, refreshing has an address of its own, and both want the scopes again.
import type { Provider } from '../provider.ts';

export const startGg: Provider = {
  id: 'start-gg',
  name: 'start.gg',
  summary: 'Tournaments, brackets and entrants on start.gg.',
  mark: { path: 'M3 4h9v4H7v8h5v4H3Zm12 5h6v6h-6Z', hue: 1 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://start.gg/oauth/authorize',
    token: 'https://api.start.gg/oauth/access_token',
    refresh: 'https://api.start.gg/oauth/refresh',
  },
  registration: {
    url: 'https://start.gg/admin/profile/developer/applications',
    advice:
      'In the developer settings, create an OAuth application with the redirect URI ' +
      'http://localhost:17890/callback/start-gg, and enter its client ID and its secret.',
  },
  dashboard: 'https://www.start.gg/admin/profile/developer',
  flows: [{ kind: 'authorization_code', clientSecret: 'required' }],
  clientAuthentication: ['client_secret_post'],
  redirect: {
    kind: 'loopback',
    match: 'exact',
    hostname: 'localhost',
    port: 17_890,
    path: '/callback/start-gg',
  },
  scopes: [
    { name: 'user.identity', meaning: 'Who you are: your public profile.', default: true },
    { name: 'user.email', meaning: 'Your e-mail address; needs user.identity too.' },
    { name: 'tournament.manager', meaning: 'Seeding and setting up brackets of tournaments that you run.' },
    { name: 'tournament.reporter', meaning: 'Reporting sets of tournaments that you run.' },
  ],
  apis: [
    { name: 'Your profile', scopes: ['user.identity', 'user.email'] },
    { name: 'Running tournaments', scopes: ['user.identity', 'tournament.manager', 'tournament.reporter'] },
  ],
  refreshTokens: 'rotating',
  whoAmI: {
    method: 'POST',
    url: 'https://api.start.gg/gql/alpha',
    body: '{"query":"query { currentUser { id slug player { gamerTag } } }"}',
    members: {
      subject: 'data.currentUser.id',
      name: 'data.currentUser.player.gamerTag',
      username: 'data.currentUser.slug',
    },
  },
  dialect: {
    tokenRequest: 'json',
    resent: { token: ['scope'], refresh: ['scope', 'redirect_uri'] },
    errors: {
      successFlag: 'success',
      description: 'message',
      meanings: {
        'client authentication failed': 'invalid_client',
        'invalid authentication token': 'invalid_token',
        'the refresh token is invalid.': 'invalid_grant',
      },
    },
  },
  unconfirmed: ['dashboard', 'redirect', 'dialect.errors'],
  notes: [
    'Access lasts seven days; the answer does not say which scopes were granted.',
    'start.gg’s own example puts the client secret into the address that the browser opens: Tokendeck never does.',
  ],
};
