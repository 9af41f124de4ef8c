// Pure. Bitbucket Cloud. Scopes belong to the registered client and cannot be narrowed when signing in.
import type { Provider } from '../provider.ts';

export const bitbucket: Provider = {
  id: 'bitbucket',
  name: 'Bitbucket Cloud',
  summary: 'Repositories and pull requests on bitbucket.org.',
  mark: { path: 'M3 4h18l-3 16H6Zm6 5 1 6h4l1-6Z', hue: 15 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://bitbucket.org/site/oauth2/authorize',
    token: 'https://bitbucket.org/site/oauth2/access_token',
  },
  registration: {
    url: 'https://bitbucket.org/account/workspaces/',
    advice:
      'In the settings of a workspace, under “OAuth consumers”, add a consumer with the callback URL ' +
      'http://localhost:17890/callback/bitbucket and tick its permissions. Enter its key as the client ID and its secret.',
  },
  dashboard: 'https://bitbucket.org/account/settings/app-authorizations/',
  flows: [
    { kind: 'authorization_code', clientSecret: 'required' },
    { kind: 'client_credentials', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_basic'],
  redirect: {
    kind: 'loopback',
    match: 'exact',
    hostname: 'localhost',
    port: 17_890,
    path: '/callback/bitbucket',
  },
  scopes: [
    { name: 'account', meaning: 'Who you are: your profile.', default: true },
    { name: 'email', meaning: 'Your e-mail addresses.' },
    { name: 'repository', meaning: 'Reading repositories.', default: true },
    { name: 'repository:write', meaning: 'Writing to repositories.' },
    { name: 'repository:admin', meaning: 'Managing repositories.' },
    { name: 'pullrequest', meaning: 'Reading pull requests.' },
    { name: 'pullrequest:write', meaning: 'Creating, approving and merging pull requests.' },
    { name: 'issue', meaning: 'Reading issues.' },
    { name: 'issue:write', meaning: 'Creating and changing issues.' },
    { name: 'pipeline', meaning: 'Reading pipelines.' },
    { name: 'pipeline:write', meaning: 'Running and stopping pipelines.' },
    { name: 'webhook', meaning: 'Managing webhooks.' },
    { name: 'project', meaning: 'Reading projects and their repositories.' },
  ],
  apis: [
    { name: 'Reading repositories', scopes: ['account', 'repository'] },
    { name: 'Pull requests', scopes: ['account', 'repository', 'pullrequest', 'pullrequest:write'] },
    { name: 'Pipelines', scopes: ['account', 'repository', 'pipeline', 'pipeline:write'] },
  ],
  refreshTokens: 'kept',
  whoAmI: {
    method: 'GET',
    url: 'https://api.bitbucket.org/2.0/user',
    members: { subject: 'uuid', name: 'display_name', username: 'username' },
  },
  dialect: { pkce: 'S256' },
  unconfirmed: ['dashboard', 'registration.url', 'redirect', 'refreshTokens', 'dialect.pkce'],
  notes: [
    'Access lasts two hours.',
    'The token has the permissions that are ticked on the consumer, whichever scopes are chosen here.',
    'With client credentials the token stands for the owner of the consumer.',
  ],
};
