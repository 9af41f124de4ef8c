// Pure. Atlassian Cloud (Jira, Confluence). The audience is named in the authorization request.
import type { Provider } from '../provider.ts';

export const atlassian: Provider = {
  id: 'atlassian',
  name: 'Atlassian',
  summary: 'Jira and Confluence in the Atlassian cloud.',
  mark: { path: 'M4 4a16 16 0 0 1 16 16H4Zm4 8v4h4Z', hue: 12 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://auth.atlassian.com/authorize',
    token: 'https://auth.atlassian.com/oauth/token',
  },
  registration: {
    url: 'https://developer.atlassian.com/console/myapps/',
    advice:
      'Create an “OAuth 2.0 integration”. Under “Authorization” enter the callback URL ' +
      'http://localhost:17890/callback/atlassian, under “Permissions” add the User identity API and those that you ' +
      'need, and enter the client ID and the secret of the page “Settings”.',
  },
  dashboard: 'https://id.atlassian.com/manage-profile/apps',
  flows: [{ kind: 'authorization_code', clientSecret: 'required' }],
  clientAuthentication: ['client_secret_post'],
  redirect: {
    kind: 'loopback',
    match: 'exact',
    hostname: 'localhost',
    port: 17_890,
    path: '/callback/atlassian',
  },
  scopes: [
    { name: 'read:me', meaning: 'Who you are.', default: true },
    { name: 'offline_access', meaning: 'A refresh token, so that access lasts.', default: true },
    { name: 'read:jira-work', meaning: 'Reading projects and issues in Jira.' },
    { name: 'write:jira-work', meaning: 'Writing issues and comments in Jira.' },
    { name: 'read:jira-user', meaning: 'The people in Jira.' },
    { name: 'manage:jira-project', meaning: 'Changing projects in Jira.' },
    { name: 'read:confluence-content.all', meaning: 'Reading pages and comments in Confluence.' },
    { name: 'read:confluence-space.summary', meaning: 'The spaces in Confluence.' },
    { name: 'write:confluence-content', meaning: 'Writing pages and comments in Confluence.' },
    { name: 'search:confluence', meaning: 'Searching in Confluence.' },
  ],
  apis: [
    { name: 'Jira, reading', scopes: ['read:jira-work', 'read:jira-user'] },
    { name: 'Jira, writing', scopes: ['read:jira-work', 'write:jira-work', 'read:jira-user'] },
    {
      name: 'Confluence',
      scopes: ['read:confluence-content.all', 'read:confluence-space.summary', 'search:confluence'],
    },
  ],
  refreshTokens: 'rotating',
  whoAmI: {
    method: 'GET',
    url: 'https://api.atlassian.com/me',
    members: { subject: 'account_id', name: 'name', email: 'email' },
  },
  dialect: {
    extraParameters: { authorize: { audience: 'api.atlassian.com', prompt: 'consent' } },
    errors: {
      code: 'error',
      description: 'error_description',
      meanings: { 'refresh_token is invalid': 'invalid_grant' },
    },
  },
  unconfirmed: ['dialect.errors'],
  notes: [
    'A refresh token ends after 90 days without use, and after 365 days in all.',
    'There is no revocation: remove the app in your account’s settings.',
  ],
};
