// Pure. Slack, with tokens that act as the person. Scopes are asked for as `user_scope` and separated by commas; the
// tokens are inside `authed_user`, and refusals have HTTP status 200 and `ok: false`.
import type { Provider } from '../provider.ts';

export const slack: Provider = {
  id: 'slack',
  name: 'Slack',
  summary: 'A Slack workspace, acting as you.',
  mark: { path: 'M12 3 22 21H2Zm0 7-4 8h8Z', hue: 20 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://slack.com/oauth/v2/authorize',
    token: 'https://slack.com/api/oauth.v2.access',
    revocation: 'https://slack.com/api/auth.revoke',
  },
  registration: {
    url: 'https://api.slack.com/apps',
    advice:
      'Create an app. Under “OAuth & Permissions” enable PKCE, add the redirect URL ' +
      'http://localhost:17890/callback/slack and the user token scopes that you need, and enter no secret. ' +
      'Enabling PKCE cannot be undone. Without PKCE, Slack takes https redirect URLs only: enter yours here too, ' +
      'with the client secret, and paste the address of the page that you end on.',
  },
  dashboard: 'https://slack.com/apps/manage',
  flows: [{ kind: 'authorization_code', clientSecret: 'optional' }],
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  redirect: {
    kind: 'loopback',
    match: 'exact',
    hostname: 'localhost',
    port: 17_890,
    path: '/callback/slack',
  },
  scopes: [
    { name: 'users:read', meaning: 'The people in the workspace.', default: true },
    { name: 'users:read.email', meaning: 'Their e-mail addresses.' },
    { name: 'channels:read', meaning: 'Public channels and their details.' },
    { name: 'channels:history', meaning: 'Messages in your public channels.' },
    { name: 'groups:history', meaning: 'Messages in your private channels.' },
    { name: 'im:history', meaning: 'Your direct messages.' },
    { name: 'chat:write', meaning: 'Sending messages as you.' },
    { name: 'search:read', meaning: 'Searching as you.' },
    { name: 'files:read', meaning: 'Files that you can see.' },
    { name: 'files:write', meaning: 'Uploading, changing and deleting files as you.' },
    { name: 'reactions:write', meaning: 'Reacting to messages as you.' },
    { name: 'users.profile:write', meaning: 'Changing your profile and status.' },
  ],
  apis: [
    { name: 'Reading channels', scopes: ['channels:read', 'channels:history'] },
    { name: 'Sending messages', scopes: ['chat:write'] },
    { name: 'Search', scopes: ['search:read'] },
    { name: 'Status', scopes: ['users.profile:write'] },
  ],
  refreshTokens: 'unknown',
  whoAmI: {
    method: 'POST',
    url: 'https://slack.com/api/auth.test',
    members: { subject: 'user_id', username: 'user' },
  },
  identityInAnswer: { subject: 'authed_user.id' },
  dialect: {
    parameterNames: { authorize: { scope: 'user_scope' } },
    scopeSeparator: ',',
    grantedScopeSeparator: ',',
    answerPath: 'authed_user',
    bearerTokenTypes: ['user', 'bot'],
    errors: {
      successFlag: 'ok',
      code: 'error',
      meanings: {
        invalid_code: 'invalid_grant',
        code_already_used: 'invalid_grant',
        code_expired: 'invalid_grant',
        bad_redirect_uri: 'invalid_grant',
        invalid_refresh_token: 'invalid_grant',
        oauth_authorization_url_mismatch: 'invalid_grant',
        invalid_client_id: 'invalid_client',
        bad_client_secret: 'invalid_client',
        invalid_grant_type: 'unsupported_grant_type',
        invalid_auth: 'invalid_token',
        not_authed: 'invalid_token',
        token_expired: 'invalid_token',
        token_revoked: 'invalid_token',
        account_inactive: 'invalid_token',
        ratelimited: 'temporarily_unavailable',
        service_unavailable: 'temporarily_unavailable',
        internal_error: 'server_error',
        fatal_error: 'server_error',
      },
    },
    revocation: { tokenIn: 'bearer', tokens: 'access_token' },
  },
  unconfirmed: ['redirect.match', 'dashboard', 'dialect.errors.meanings'],
  notes: [
    'Tokens do not expire unless token rotation is on; then they last 12 hours and every refresh token is used once.',
    'Refresh tokens of apps with PKCE end after 30 days.',
    'Redirects to this computer cannot ask for bot scopes.',
  ],
};
