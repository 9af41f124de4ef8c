// Pure. Fitbit. The token answer says whose it is; refusals are lists of errors.
import type { Provider } from '../provider.ts';

export const fitbit: Provider = {
  id: 'fitbit',
  name: 'Fitbit',
  summary: 'Activity, sleep and heart rate of Fitbit users.',
  mark: { path: 'M10 2h4v4h-4Zm0 8h4v4h-4Zm0 8h4v4h-4Zm-6-8h4v4H4Zm12 0h4v4h-4Z', hue: 12 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://www.fitbit.com/oauth2/authorize',
    token: 'https://api.fitbit.com/oauth2/token',
    revocation: 'https://api.fitbit.com/oauth2/revoke',
  },
  registration: {
    url: 'https://dev.fitbit.com/apps/new',
    advice:
      'Register an app with the redirect URL http://localhost:17890/callback/fitbit. Choose the type “Client” and enter ' +
      'no secret, or “Personal” or “Server” and enter the client secret.',
  },
  dashboard: 'https://www.fitbit.com/settings/applications',
  flows: [{ kind: 'authorization_code', clientSecret: 'optional' }],
  clientAuthentication: ['client_secret_basic'],
  redirect: {
    kind: 'loopback',
    match: 'exact',
    hostname: 'localhost',
    port: 17_890,
    path: '/callback/fitbit',
  },
  scopes: [
    { name: 'profile', meaning: 'Your name and profile.', default: true },
    { name: 'activity', meaning: 'Steps, exercises and goals.', default: true },
    { name: 'heartrate', meaning: 'Heart rate.' },
    { name: 'sleep', meaning: 'Sleep.' },
    { name: 'weight', meaning: 'Weight and body fat.' },
    { name: 'nutrition', meaning: 'Food and water.' },
    { name: 'location', meaning: 'GPS data of exercises.' },
    { name: 'settings', meaning: 'Devices and alarms.' },
    { name: 'social', meaning: 'Friends.' },
    { name: 'oxygen_saturation', meaning: 'Oxygen saturation.' },
    { name: 'respiratory_rate', meaning: 'Breathing rate.' },
    { name: 'temperature', meaning: 'Skin and core temperature.' },
  ],
  apis: [
    { name: 'Activity', scopes: ['profile', 'activity'] },
    { name: 'Sleep and heart', scopes: ['profile', 'sleep', 'heartrate'] },
    { name: 'Body and food', scopes: ['profile', 'weight', 'nutrition'] },
  ],
  refreshTokens: 'rotating',
  identityInAnswer: { subject: 'user_id' },
  whoAmI: {
    method: 'GET',
    url: 'https://api.fitbit.com/1/user/-/profile.json',
    members: { subject: 'user.encodedId', name: 'user.displayName' },
  },
  dialect: {
    errors: { successFlag: 'success', code: 'errors.0.errorType', description: 'errors.0.message' },
  },
  unconfirmed: ['dashboard', 'redirect', 'scopes', 'dialect.errors'],
  notes: [
    'Access lasts eight hours; each refresh token works once.',
    'Revoking one token ends all of a person’s tokens with this app.',
    'This API was announced to end in September 2026, followed by the Google Health API.',
  ],
};
