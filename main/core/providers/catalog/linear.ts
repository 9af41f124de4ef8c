// Pure. Linear. Scopes are separated by commas; who the account is, is asked by GraphQL.
import type { Provider } from '../provider.ts';

export const linear: Provider = {
  id: 'linear',
  name: 'Linear',
  summary: 'Issues and projects of a Linear workspace.',
  mark: { path: 'M3 3h4l14 14v4h-4L3 7Zm0 9 9 9H8l-5-5Zm9-9 9 9V8l-5-5Z', hue: 17 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://linear.app/oauth/authorize',
    token: 'https://api.linear.app/oauth/token',
    revocation: 'https://api.linear.app/oauth/revoke',
  },
  registration: {
    url: 'https://linear.app/settings/api/applications/new',
    advice:
      'Create an OAuth application with the callback URL http://localhost:17890/callback/linear, ' +
      'and enter its client ID and its client secret.',
  },
  dashboard: 'https://linear.app/settings/account/security',
  flows: [
    { kind: 'authorization_code', clientSecret: 'optional' },
    { kind: 'client_credentials', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_post'],
  redirect: {
    kind: 'loopback',
    match: 'exact',
    hostname: 'localhost',
    port: 17_890,
    path: '/callback/linear',
  },
  scopes: [
    { name: 'read', meaning: 'Reading what you can see; always granted.', default: true },
    { name: 'write', meaning: 'Changing what you can change.' },
    { name: 'issues:create', meaning: 'Creating issues and their attachments.' },
    { name: 'comments:create', meaning: 'Commenting on issues.' },
    { name: 'timeSchedule:write', meaning: 'Creating and changing time schedules.' },
    { name: 'app:assignable', meaning: 'Being assigned to issues, as an application.' },
    { name: 'app:mentionable', meaning: 'Being mentioned, as an application.' },
    { name: 'admin', meaning: 'Everything that administrators can do.' },
  ],
  apis: [
    { name: 'Reading issues', scopes: ['read'] },
    { name: 'Filing issues', scopes: ['read', 'issues:create', 'comments:create'] },
    { name: 'Everything in the workspace', scopes: ['read', 'write'] },
  ],
  refreshTokens: 'rotating',
  whoAmI: {
    method: 'POST',
    url: 'https://api.linear.app/graphql',
    body: '{"query":"query { viewer { id name displayName email } }"}',
    members: {
      subject: 'data.viewer.id',
      name: 'data.viewer.name',
      username: 'data.viewer.displayName',
      email: 'data.viewer.email',
    },
  },
  dialect: { scopeSeparator: ',', grantedScopeSeparator: ',' },
  unconfirmed: ['dashboard', 'endpoints.revocation', 'flows.0.clientSecret', 'flows.1', 'refreshTokens'],
  notes: [
    'Access lasts a day; all applications get refresh tokens.',
    'With client credentials the token stands for the application; this must be switched on in its settings.',
  ],
};
