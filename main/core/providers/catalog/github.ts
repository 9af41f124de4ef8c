// Pure. GitHub. OAuth apps get tokens without an end, GitHub Apps short ones with single-use refresh tokens; errors come
// with HTTP status 200 and answers are forms unless JSON is asked for.
import type { Provider } from '../provider.ts';

const json = { accept: 'application/json' };

export const github: Provider = {
  id: 'github',
  name: 'GitHub',
  summary: 'GitHub.com, with an OAuth app or a GitHub App.',
  mark: { path: 'M4 3h5v18H4Zm11 0h5v8h-5Zm0 10h5v8h-5Z', hue: 21 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://github.com/login/oauth/authorize',
    token: 'https://github.com/login/oauth/access_token',
    device_authorization: 'https://github.com/login/device/code',
  },
  registration: {
    url: 'https://github.com/settings/applications/new',
    advice:
      'Register an OAuth app with the authorization callback URL http://127.0.0.1/callback/github, and generate a ' +
      'client secret. For signing in by device code tick “Enable Device Flow”; no secret is needed then.',
  },
  dashboard: 'https://github.com/settings/applications',
  flows: [
    { kind: 'authorization_code', clientSecret: 'required' },
    { kind: 'device_code', clientSecret: 'optional' },
  ],
  clientAuthentication: ['client_secret_post'],
  redirect: { kind: 'loopback', match: 'any_port', hostname: '127.0.0.1', port: 0, path: '/callback/github' },
  scopes: [
    { name: 'read:user', meaning: 'Reading your profile.', default: true },
    { name: 'user:email', meaning: 'Your e-mail addresses.', default: true },
    { name: 'public_repo', meaning: 'Reading and writing your public repositories.' },
    { name: 'repo', meaning: 'Reading and writing all your repositories, private ones too.' },
    { name: 'workflow', meaning: 'Changing GitHub Actions workflow files.' },
    { name: 'gist', meaning: 'Writing gists.' },
    { name: 'notifications', meaning: 'Reading your notifications and marking them as read.' },
    { name: 'read:org', meaning: 'Your organisations and teams.' },
    { name: 'project', meaning: 'Reading and writing projects.' },
    { name: 'read:packages', meaning: 'Downloading packages from GitHub Packages.' },
    { name: 'write:packages', meaning: 'Publishing packages to GitHub Packages.' },
    { name: 'delete_repo', meaning: 'Deleting repositories.' },
  ],
  apis: [
    { name: 'Repositories', scopes: ['repo'] },
    { name: 'Actions', scopes: ['repo', 'workflow'] },
    { name: 'Packages', scopes: ['read:packages', 'write:packages'] },
    { name: 'Notifications', scopes: ['notifications'] },
  ],
  refreshTokens: 'unknown',
  whoAmI: {
    method: 'GET',
    url: 'https://api.github.com/user',
    headers: { accept: 'application/vnd.github+json' },
    members: { subject: 'id', name: 'name', username: 'login', email: 'email' },
  },
  dialect: {
    headers: { token: json, refresh: json, device: json, device_token: json },
    grantedScopeSeparator: ',',
    errors: {
      code: 'error',
      description: 'error_description',
      meanings: {
        bad_verification_code: 'invalid_grant',
        redirect_uri_mismatch: 'invalid_grant',
        bad_refresh_token: 'invalid_grant',
        incorrect_client_credentials: 'invalid_client',
        incorrect_device_code: 'invalid_grant',
        token_expired: 'expired_token',
        device_flow_disabled: 'unauthorized_client',
        application_suspended: 'unauthorized_client',
        unverified_user_email: 'access_denied',
      },
    },
  },
  unconfirmed: ['dialect.errors.meanings.bad_refresh_token'],
  notes: [
    'A GitHub App ignores scopes: its permissions are chosen where it is registered.',
    'Tokens of OAuth apps do not expire; those of GitHub Apps last 8 hours and their refresh tokens are used once.',
    'GitHub lets only the owner of the client revoke a token by program: remove the app in your settings instead.',
  ],
};
