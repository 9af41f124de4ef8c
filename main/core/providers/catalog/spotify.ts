// Pure. Spotify. The redirect must have a loopback IP address and never `localhost`.
import type { Provider } from '../provider.ts';

export const spotify: Provider = {
  id: 'spotify',
  name: 'Spotify',
  summary: 'Playlists, library and playback on Spotify.',
  mark: { path: 'M3 13h4v8H3Zm7-5h4v13h-4Zm7-5h4v18h-4Z', hue: 9 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://accounts.spotify.com/authorize',
    token: 'https://accounts.spotify.com/api/token',
  },
  registration: {
    url: 'https://developer.spotify.com/dashboard',
    advice:
      'Create an app for the Web API with the redirect URI http://127.0.0.1/callback/spotify: the address and not ' +
      '“localhost”, and without a port. Enter its client ID; the secret is needed for client credentials only.',
  },
  dashboard: 'https://www.spotify.com/account/apps/',
  flows: [
    { kind: 'authorization_code', clientSecret: 'optional' },
    { kind: 'client_credentials', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_basic'],
  redirect: {
    kind: 'loopback',
    match: 'any_port',
    hostname: '127.0.0.1',
    port: 0,
    path: '/callback/spotify',
  },
  scopes: [
    { name: 'user-read-private', meaning: 'Your profile, country and subscription.', default: true },
    { name: 'user-read-email', meaning: 'Your e-mail address.', default: true },
    { name: 'playlist-read-private', meaning: 'Your private playlists.' },
    { name: 'playlist-modify-public', meaning: 'Changing your public playlists.' },
    { name: 'playlist-modify-private', meaning: 'Changing your private playlists.' },
    { name: 'user-library-read', meaning: 'What you have saved.' },
    { name: 'user-library-modify', meaning: 'Changing what you have saved.' },
    { name: 'user-read-playback-state', meaning: 'Your player and devices.' },
    { name: 'user-modify-playback-state', meaning: 'Controlling playback.' },
    { name: 'user-read-currently-playing', meaning: 'What is playing.' },
    { name: 'user-read-recently-played', meaning: 'What you have played lately.' },
    { name: 'user-top-read', meaning: 'Your top artists and tracks.' },
    { name: 'user-follow-read', meaning: 'Whom you follow.' },
  ],
  apis: [
    {
      name: 'Playlists',
      scopes: ['playlist-read-private', 'playlist-modify-public', 'playlist-modify-private'],
    },
    { name: 'Library', scopes: ['user-library-read', 'user-library-modify'] },
    {
      name: 'Player',
      scopes: ['user-read-playback-state', 'user-modify-playback-state', 'user-read-currently-playing'],
    },
  ],
  refreshTokens: 'rotating',
  whoAmI: {
    method: 'GET',
    url: 'https://api.spotify.com/v1/me',
    members: { subject: 'id', name: 'display_name', email: 'email' },
  },
  dialect: {},
  unconfirmed: [],
  notes: [
    'Without a secret, every refresh token is used once; six months after your consent you have to sign in again.',
    'There is no revocation: remove the app on your account page.',
    'While the app is in development mode, only people on its list can sign in.',
  ],
};
