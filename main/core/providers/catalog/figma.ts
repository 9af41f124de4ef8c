// Pure. Figma. Refreshing has an address of its own and never brings another refresh token.
import type { Provider } from '../provider.ts';

export const figma: Provider = {
  id: 'figma',
  name: 'Figma',
  summary: 'Figma files, comments and variables.',
  mark: { path: 'M8 2h8v6H8Zm0 8h8v4H8Zm4 6 4 6H8Z', hue: 4 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://www.figma.com/oauth',
    token: 'https://api.figma.com/v1/oauth/token',
    refresh: 'https://api.figma.com/v1/oauth/refresh',
  },
  registration: {
    url: 'https://www.figma.com/developers/apps',
    advice:
      'Create an app, add the redirect URL http://localhost:17890/callback/figma under “OAuth credentials”, tick the ' +
      'scopes that you need under “OAuth scopes”, and enter the client ID and the client secret.',
  },
  dashboard: 'https://www.figma.com/settings',
  flows: [{ kind: 'authorization_code', clientSecret: 'required' }],
  clientAuthentication: ['client_secret_basic'],
  redirect: {
    kind: 'loopback',
    match: 'exact',
    hostname: 'localhost',
    port: 17_890,
    path: '/callback/figma',
  },
  scopes: [
    { name: 'current_user:read', meaning: 'Your name, e-mail address and picture.', default: true },
    { name: 'file_content:read', meaning: 'What is in files: nodes and rendered images.' },
    { name: 'file_metadata:read', meaning: 'Names and dates of files.' },
    { name: 'file_versions:read', meaning: 'The history of files.' },
    { name: 'file_comments:read', meaning: 'Comments in files.' },
    { name: 'file_comments:write', meaning: 'Writing and deleting comments and reactions.' },
    { name: 'file_dev_resources:read', meaning: 'Dev resources in files.' },
    { name: 'file_dev_resources:write', meaning: 'Changing dev resources in files.' },
    { name: 'file_variables:read', meaning: 'Variables in files (Enterprise).' },
    { name: 'file_variables:write', meaning: 'Changing variables in files (Enterprise).' },
    { name: 'library_content:read', meaning: 'Published components and styles of files.' },
    { name: 'projects:read', meaning: 'Projects and the files in them.' },
    { name: 'webhooks:read', meaning: 'Webhooks.' },
    { name: 'webhooks:write', meaning: 'Creating and changing webhooks.' },
  ],
  apis: [
    { name: 'Reading files', scopes: ['current_user:read', 'file_content:read', 'file_metadata:read'] },
    {
      name: 'Comments',
      scopes: ['current_user:read', 'file_comments:read', 'file_comments:write'],
    },
    { name: 'Variables', scopes: ['file_variables:read', 'file_variables:write'] },
  ],
  refreshTokens: 'kept',
  whoAmI: {
    method: 'GET',
    url: 'https://api.figma.com/v1/me',
    members: { subject: 'id', name: 'handle', email: 'email' },
  },
  dialect: {
    scopeSeparator: ',',
    grantedScopeSeparator: ',',
    errors: { description: 'message', meanings: { 'invalid refresh token': 'invalid_grant' } },
    pkce: 'S256',
  },
  unconfirmed: [
    'dashboard',
    'redirect',
    'dialect.pkce',
    'dialect.grantedScopeSeparator',
    'dialect.errors.meanings',
  ],
  notes: [
    'Access lasts about 90 days.',
    'An app that others are to use must be published and reviewed first.',
  ],
};
