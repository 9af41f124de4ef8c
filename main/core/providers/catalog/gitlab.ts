// Pure. GitLab, the company's own service or an installation. A refresh ends both old tokens and wants the redirect URI
// again.
import type { Provider } from '../provider.ts';

export const gitlab: Provider = {
  id: 'gitlab',
  name: 'GitLab',
  summary: 'GitLab.com, or an installation of your own.',
  mark: { path: 'M12 3 2 9l10 6 10-6Zm-10 9 10 6 10-6v3l-10 6-10-6Z', hue: 2 },
  parameters: [
    {
      name: 'host',
      label: 'GitLab address',
      hint: 'Of your own installation, without a slash at its end.',
      kind: 'url',
      example: 'https://gitlab.example.com',
      default: 'https://gitlab.com',
    },
  ],
  issuer: '{host}',
  discovery: true,
  endpoints: {
    authorization: '{host}/oauth/authorize',
    token: '{host}/oauth/token',
    device_authorization: '{host}/oauth/authorize_device',
    revocation: '{host}/oauth/revoke',
  },
  registration: {
    url: 'https://gitlab.com/-/user_settings/applications',
    advice:
      'Add an application with the redirect URI http://127.0.0.1/callback/gitlab and the scopes that you need. ' +
      'Leave “Confidential” unticked and enter no secret, or tick it and enter the secret.',
  },
  dashboard: '{host}/-/user_settings/applications',
  flows: [
    { kind: 'authorization_code', clientSecret: 'optional' },
    { kind: 'device_code', clientSecret: 'optional' },
  ],
  clientAuthentication: ['client_secret_post', 'client_secret_basic'],
  redirect: { kind: 'loopback', match: 'any_port', hostname: '127.0.0.1', port: 0, path: '/callback/gitlab' },
  scopes: [
    { name: 'openid', meaning: 'Who you are, as an ID token.', default: true },
    { name: 'profile', meaning: 'Your name and picture.', default: true },
    { name: 'email', meaning: 'Your e-mail address.', default: true },
    { name: 'read_user', meaning: 'Reading your profile.' },
    { name: 'read_api', meaning: 'Reading everything through the API.' },
    { name: 'api', meaning: 'Reading and changing everything through the API.' },
    { name: 'read_repository', meaning: 'Reading repositories with Git.' },
    { name: 'write_repository', meaning: 'Writing to repositories with Git.' },
    { name: 'read_registry', meaning: 'Reading container images.' },
    { name: 'write_registry', meaning: 'Writing container images.' },
    { name: 'create_runner', meaning: 'Creating runners.' },
    { name: 'sudo', meaning: 'Acting as any user; for administrators.' },
  ],
  apis: [
    { name: 'Reading the API', scopes: ['read_api'] },
    { name: 'The whole API', scopes: ['api'] },
    { name: 'Git over HTTPS', scopes: ['read_repository', 'write_repository'] },
    { name: 'Container registry', scopes: ['read_registry', 'write_registry'] },
  ],
  refreshTokens: 'rotating',
  dialect: { resent: { refresh: ['redirect_uri'] } },
  unconfirmed: ['redirect.match', 'flows.1.clientSecret'],
  notes: [
    'Access lasts two hours; a refresh ends both old tokens.',
    'The device flow needs GitLab 17.1 or later. On your own installation, applications are in the same place.',
  ],
};
