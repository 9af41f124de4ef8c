// Pure. Strava. Scopes are separated by commas both ways, and the token answer has the athlete in it.
import type { Provider } from '../provider.ts';

export const strava: Provider = {
  id: 'strava',
  name: 'Strava',
  summary: 'Activities, routes and segments on Strava.',
  mark: { path: 'M3 17h6v-6h6V5h6v16H3Z', hue: 23 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://www.strava.com/oauth/authorize',
    token: 'https://www.strava.com/api/v3/oauth/token',
    revocation: 'https://www.strava.com/oauth/deauthorize',
  },
  registration: {
    url: 'https://www.strava.com/settings/api',
    advice:
      'Create an API application with the authorization callback domain 127.0.0.1, without http:// and without a ' +
      'path: Tokendeck’s redirect URI http://127.0.0.1/callback/strava lies in it with any port. ' +
      'Enter its client ID and its secret.',
  },
  dashboard: 'https://www.strava.com/settings/apps',
  flows: [{ kind: 'authorization_code', clientSecret: 'required' }],
  clientAuthentication: ['client_secret_post'],
  redirect: { kind: 'loopback', match: 'any_port', hostname: '127.0.0.1', port: 0, path: '/callback/strava' },
  scopes: [
    { name: 'read', meaning: 'Public segments, routes, profiles and feeds.', default: true },
    { name: 'read_all', meaning: 'Your private routes, segments and events.' },
    { name: 'profile:read_all', meaning: 'All of your profile, hidden parts too.' },
    { name: 'profile:write', meaning: 'Changing your weight and zones, and starring segments.' },
    { name: 'activity:read', meaning: 'Activities that others can see.', default: true },
    { name: 'activity:read_all', meaning: 'All your activities, private ones and privacy zones too.' },
    { name: 'activity:write', meaning: 'Uploading and changing activities.' },
  ],
  apis: [
    { name: 'Reading activities', scopes: ['read', 'activity:read_all'] },
    { name: 'Uploading activities', scopes: ['read', 'activity:write'] },
    { name: 'Profile', scopes: ['read', 'profile:read_all'] },
  ],
  refreshTokens: 'rotating',
  whoAmI: {
    method: 'GET',
    url: 'https://www.strava.com/api/v3/athlete',
    members: { subject: 'id', name: 'firstname', username: 'username' },
  },
  identityInAnswer: { subject: 'athlete.id', name: 'athlete.firstname', username: 'athlete.username' },
  dialect: {
    scopeSeparator: ',',
    grantedScopeSeparator: ',',
    parameterNames: { revoke: { token: 'access_token' } },
    errors: {
      code: 'errors.0.resource',
      description: 'message',
      meanings: {
        refreshtoken: 'invalid_grant',
        authorizationcode: 'invalid_grant',
        application: 'invalid_client',
      },
    },
    revocation: { clientAuthentication: 'none', tokens: 'access_token' },
  },
  unconfirmed: ['endpoints.revocation', 'dialect.revocation'],
  notes: [
    'You can untick scopes while consenting.',
    'A refresh may bring a new refresh token, and the old one ends at once then.',
    'Revoking takes away all that this app was allowed; Strava means to replace that address in June 2027.',
  ],
};
