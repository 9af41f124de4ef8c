// Pure. Zoom. Loopback redirects take any port; refresh tokens are used once.
import type { Provider } from '../provider.ts';

export const zoom: Provider = {
  id: 'zoom',
  name: 'Zoom',
  summary: 'Zoom meetings, recordings and users.',
  mark: { path: 'M2 7h13v10H2Zm15 4 5-4v10l-5-4Z', hue: 7 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://zoom.us/oauth/authorize',
    token: 'https://zoom.us/oauth/token',
    device_authorization: 'https://zoom.us/oauth/devicecode',
    revocation: 'https://zoom.us/oauth/revoke',
  },
  registration: {
    url: 'https://marketplace.zoom.us/develop/create',
    advice:
      'Create a general app, add http://127.0.0.1/callback/zoom as its OAuth redirect URL and to the allow list, and add ' +
      'the scopes that you need. Enter the client ID and the client secret, or the public client ID and no secret.',
  },
  dashboard: 'https://marketplace.zoom.us/user/installed',
  flows: [
    { kind: 'authorization_code', clientSecret: 'optional' },
    { kind: 'device_code', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_basic'],
  redirect: { kind: 'loopback', match: 'any_port', hostname: '127.0.0.1', port: 0, path: '/callback/zoom' },
  scopes: [
    { name: 'user:read:user', meaning: 'Who you are: your profile.', default: true },
    { name: 'user:read:email', meaning: 'Your e-mail address.' },
    { name: 'user:read:settings', meaning: 'Your settings.' },
    { name: 'meeting:read:list_meetings', meaning: 'The list of your meetings.' },
    { name: 'meeting:read:meeting', meaning: 'Details of your meetings.' },
    { name: 'meeting:write:meeting', meaning: 'Scheduling meetings.' },
    { name: 'meeting:update:meeting', meaning: 'Changing meetings.' },
    { name: 'meeting:delete:meeting', meaning: 'Deleting meetings.' },
    { name: 'cloud_recording:read:list_user_recordings', meaning: 'The list of your recordings.' },
    { name: 'webinar:read:list_webinars', meaning: 'The list of your webinars.' },
  ],
  apis: [
    { name: 'Your profile', scopes: ['user:read:user'] },
    {
      name: 'Meetings',
      scopes: [
        'user:read:user',
        'meeting:read:list_meetings',
        'meeting:read:meeting',
        'meeting:write:meeting',
      ],
    },
    { name: 'Recordings', scopes: ['user:read:user', 'cloud_recording:read:list_user_recordings'] },
  ],
  refreshTokens: 'rotating',
  whoAmI: {
    method: 'GET',
    url: 'https://api.zoom.us/v2/users/me',
    members: { subject: 'id', name: 'display_name', email: 'email' },
  },
  dialect: { errors: { description: 'reason' }, revocation: { tokens: 'access_token' } },
  unconfirmed: [
    'dashboard',
    'endpoints.device_authorization',
    'flows.1',
    'dialect.errors',
    'dialect.revocation',
    'scopes',
  ],
  notes: [
    'Access lasts an hour; each refresh token works once.',
    'The scopes must be among those of the app.',
    'The device flow is for private apps with “Use App on Device” in their settings.',
  ],
};
