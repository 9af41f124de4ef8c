// Pure. Dropbox. A refresh token comes for `token_access_type=offline`; a token revokes itself.
import type { Provider } from '../provider.ts';

export const dropbox: Provider = {
  id: 'dropbox',
  name: 'Dropbox',
  summary: 'Files and sharing in Dropbox.',
  mark: { path: 'M3 3h18v6H3Zm6 8h6v10H9Z', hue: 14 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://www.dropbox.com/oauth2/authorize',
    token: 'https://api.dropboxapi.com/oauth2/token',
    revocation: 'https://api.dropboxapi.com/2/auth/token/revoke',
  },
  registration: {
    url: 'https://www.dropbox.com/developers/apps/create',
    advice:
      'Create an app with scoped access, add the redirect URI http://127.0.0.1:17890/callback/dropbox, tick the ' +
      'scopes on the page “Permissions”, and enter the app key as client ID. The app secret is not needed.',
  },
  dashboard: 'https://www.dropbox.com/account/connected_apps',
  flows: [{ kind: 'authorization_code', clientSecret: 'optional' }],
  clientAuthentication: ['client_secret_post'],
  redirect: {
    kind: 'loopback',
    match: 'exact',
    hostname: '127.0.0.1',
    port: 17_890,
    path: '/callback/dropbox',
  },
  scopes: [
    { name: 'account_info.read', meaning: 'Who you are.', default: true },
    { name: 'files.metadata.read', meaning: 'Names and details of files and folders.' },
    { name: 'files.metadata.write', meaning: 'Changing these details.' },
    { name: 'files.content.read', meaning: 'Reading files.' },
    { name: 'files.content.write', meaning: 'Writing and deleting files.' },
    { name: 'sharing.read', meaning: 'Shared links, files and folders.' },
    { name: 'sharing.write', meaning: 'Sharing and ending it.' },
    { name: 'file_requests.read', meaning: 'Your file requests.' },
    { name: 'file_requests.write', meaning: 'Making and changing file requests.' },
    { name: 'contacts.read', meaning: 'Your contacts in Dropbox.' },
  ],
  apis: [
    { name: 'Reading files', scopes: ['files.metadata.read', 'files.content.read'] },
    {
      name: 'Reading and writing files',
      scopes: ['files.metadata.read', 'files.content.read', 'files.content.write'],
    },
    { name: 'Shared links', scopes: ['sharing.read', 'sharing.write'] },
  ],
  refreshTokens: 'kept',
  whoAmI: {
    method: 'POST',
    url: 'https://api.dropboxapi.com/2/users/get_current_account',
    body: 'null',
    members: { subject: 'account_id', name: 'name.display_name', email: 'email' },
  },
  identityInAnswer: { subject: 'account_id' },
  dialect: {
    extraParameters: { authorize: { token_access_type: 'offline' } },
    errors: { description: 'error_summary' },
    revocation: { tokenIn: 'bearer', tokens: 'access_token' },
  },
  unconfirmed: [],
  notes: ['A scope can be granted only if it is ticked on the app’s page “Permissions”.'],
};
