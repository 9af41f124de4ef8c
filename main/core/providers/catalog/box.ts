// Pure. Box. Loopback redirects take any port; refresh tokens are used once.
import type { Provider } from '../provider.ts';

export const box: Provider = {
  id: 'box',
  name: 'Box',
  summary: 'Files and folders on Box.',
  mark: { path: 'M3 6h18v4H3Zm1 6h16v8H4Zm5 2v2h6v-2Z', hue: 6 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://account.box.com/api/oauth2/authorize',
    token: 'https://api.box.com/oauth2/token',
    revocation: 'https://api.box.com/oauth2/revoke',
  },
  registration: {
    url: 'https://app.box.com/developers/console',
    advice:
      'Create a platform app with user authentication (OAuth 2.0), add the redirect URI ' +
      'http://127.0.0.1/callback/box, tick the scopes, and enter the client ID and the client secret.',
  },
  dashboard: 'https://app.box.com/account',
  flows: [{ kind: 'authorization_code', clientSecret: 'required' }],
  clientAuthentication: ['client_secret_post'],
  redirect: { kind: 'loopback', match: 'any_port', hostname: '127.0.0.1', port: 0, path: '/callback/box' },
  scopes: [
    { name: 'root_readonly', meaning: 'Reading all files and folders.' },
    { name: 'root_readwrite', meaning: 'Reading and changing all files and folders.' },
    { name: 'manage_managed_users', meaning: 'Managing the enterprise’s users.' },
    { name: 'manage_groups', meaning: 'Managing the enterprise’s groups.' },
    { name: 'manage_webhook', meaning: 'Managing webhooks.' },
    { name: 'manage_enterprise_properties', meaning: 'Events and attributes of the enterprise.' },
    { name: 'manage_data_retention', meaning: 'Retention policies.' },
    { name: 'sign_requests.readwrite', meaning: 'Box Sign requests.' },
    { name: 'ai.readwrite', meaning: 'Box AI.' },
  ],
  apis: [
    { name: 'Reading files', scopes: ['root_readonly'] },
    { name: 'Files', scopes: ['root_readwrite'] },
    { name: 'Administration', scopes: ['manage_managed_users', 'manage_groups'] },
  ],
  refreshTokens: 'rotating',
  whoAmI: {
    method: 'GET',
    url: 'https://api.box.com/2.0/users/me',
    members: { subject: 'id', name: 'name', username: 'login' },
  },
  dialect: { pkce: 'S256', revocation: { tokens: 'refresh_token' } },
  unconfirmed: ['dashboard', 'dialect.pkce', 'dialect.revocation', 'scopes'],
  notes: [
    'Access lasts an hour; each refresh token works once, within 60 days.',
    'Where no scopes are chosen, all scopes of the app are granted.',
  ],
};
