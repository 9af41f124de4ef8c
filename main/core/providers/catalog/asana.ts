// Pure. Asana. The token answer says who it is, in its member `data`.
import type { Provider } from '../provider.ts';

export const asana: Provider = {
  id: 'asana',
  name: 'Asana',
  summary: 'Tasks and projects in Asana.',
  mark: { path: 'M12 2a5 5 0 1 0 0 10 5 5 0 0 0 0-10ZM4 14h6v6H4Zm10 0h6v6h-6Z', hue: 0 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://app.asana.com/-/oauth_authorize',
    token: 'https://app.asana.com/-/oauth_token',
    revocation: 'https://app.asana.com/-/oauth_revoke',
    userinfo: 'https://app.asana.com/api/1.0/openid_connect/userinfo',
  },
  registration: {
    url: 'https://app.asana.com/0/my-apps',
    advice:
      'Create an app, add the redirect URL http://localhost:17890/callback/asana under “OAuth”, tick the scopes that you ' +
      'need, and enter the client ID and the client secret.',
  },
  dashboard: 'https://app.asana.com/0/my-profile-settings/apps',
  flows: [{ kind: 'authorization_code', clientSecret: 'required' }],
  clientAuthentication: ['client_secret_post'],
  redirect: {
    kind: 'loopback',
    match: 'exact',
    hostname: 'localhost',
    port: 17_890,
    path: '/callback/asana',
  },
  scopes: [
    { name: 'users:read', meaning: 'You and the people you work with.', default: true },
    { name: 'workspaces:read', meaning: 'Your workspaces.', default: true },
    { name: 'projects:read', meaning: 'Reading projects.', default: true },
    { name: 'tasks:read', meaning: 'Reading tasks.', default: true },
    { name: 'tasks:write', meaning: 'Creating and changing tasks.' },
    { name: 'tasks:delete', meaning: 'Deleting tasks.' },
    { name: 'projects:write', meaning: 'Creating and changing projects.' },
    { name: 'stories:read', meaning: 'Comments and history of tasks.' },
    { name: 'stories:write', meaning: 'Commenting on tasks.' },
    { name: 'attachments:read', meaning: 'Attachments.' },
    { name: 'teams:read', meaning: 'Teams.' },
    { name: 'webhooks:write', meaning: 'Creating webhooks.' },
    { name: 'openid', meaning: 'Who you are, for signing in.' },
    { name: 'email', meaning: 'Your e-mail address; with openid.' },
    { name: 'default', meaning: 'Everything; only for apps that are registered with full permissions.' },
  ],
  apis: [
    { name: 'Reading tasks', scopes: ['users:read', 'workspaces:read', 'projects:read', 'tasks:read'] },
    {
      name: 'Working on tasks',
      scopes: [
        'users:read',
        'workspaces:read',
        'projects:read',
        'tasks:read',
        'tasks:write',
        'stories:write',
      ],
    },
  ],
  refreshTokens: 'kept',
  identityInAnswer: { subject: 'data.gid', name: 'data.name', email: 'data.email' },
  whoAmI: {
    method: 'GET',
    url: 'https://app.asana.com/api/1.0/users/me',
    members: { subject: 'data.gid', name: 'data.name', email: 'data.email' },
  },
  dialect: { revocation: { tokens: 'refresh_token' } },
  unconfirmed: ['dashboard', 'endpoints.userinfo', 'redirect', 'refreshTokens', 'dialect.revocation'],
  notes: ['Access lasts an hour; the refresh token stays the same.'],
};
