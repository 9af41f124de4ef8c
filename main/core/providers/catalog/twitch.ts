// Pure. Twitch. Public clients have the device flow only; a running app must have its tokens validated every hour.
import type { Provider } from '../provider.ts';

export const twitch: Provider = {
  id: 'twitch',
  name: 'Twitch',
  summary: 'Twitch channels, chat and streams.',
  mark: { path: 'M4 4h16v16H4Zm4 4v8h8V8Z', hue: 18 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://id.twitch.tv/oauth2/authorize',
    token: 'https://id.twitch.tv/oauth2/token',
    device_authorization: 'https://id.twitch.tv/oauth2/device',
    revocation: 'https://id.twitch.tv/oauth2/revoke',
    validation: 'https://id.twitch.tv/oauth2/validate',
  },
  registration: {
    url: 'https://dev.twitch.tv/console/apps/create',
    advice:
      'Register an application with the OAuth redirect URL http://localhost:3000/callback/twitch. ' +
      'For signing in by device code choose the client type “Public” and enter no secret; ' +
      'for signing in through the browser choose “Confidential” and enter a new secret. ' +
      'An application with http://localhost/ (port 80) or another port can be used too: enter that redirect URI here.',
  },
  dashboard: 'https://www.twitch.tv/settings/connections',
  flows: [
    { kind: 'authorization_code', clientSecret: 'required' },
    { kind: 'device_code', clientSecret: 'optional' },
    { kind: 'client_credentials', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_post'],
  redirect: { kind: 'loopback', match: 'exact', hostname: 'localhost', port: 3000, path: '/callback/twitch' },
  scopes: [
    { name: 'user:read:email', meaning: 'Your e-mail address.', default: true },
    { name: 'user:read:chat', meaning: 'Reading chat as you, through the API.' },
    { name: 'user:write:chat', meaning: 'Sending chat messages as you, through the API.' },
    { name: 'chat:read', meaning: 'Reading chat over IRC.' },
    { name: 'chat:edit', meaning: 'Sending chat messages over IRC.' },
    { name: 'user:read:follows', meaning: 'The channels that you follow.' },
    { name: 'channel:manage:broadcast', meaning: 'Changing your channel’s title, category and tags.' },
    { name: 'channel:read:subscriptions', meaning: 'Who subscribes to your channel.' },
    { name: 'moderator:read:followers', meaning: 'Who follows channels that you moderate.' },
    { name: 'channel:read:redemptions', meaning: 'Channel point rewards and their redemptions.' },
    { name: 'channel:manage:redemptions', meaning: 'Changing channel point rewards and redemptions.' },
    { name: 'bits:read', meaning: 'Bits cheered in your channel.' },
    { name: 'clips:edit', meaning: 'Making clips as you.' },
  ],
  apis: [
    { name: 'Chat through the API', scopes: ['user:read:chat', 'user:write:chat'] },
    { name: 'Chat over IRC', scopes: ['chat:read', 'chat:edit'] },
    { name: 'Followers and subscribers', scopes: ['moderator:read:followers', 'channel:read:subscriptions'] },
    { name: 'Channel points', scopes: ['channel:read:redemptions', 'channel:manage:redemptions'] },
  ],
  refreshTokens: 'rotating',
  whoAmI: {
    method: 'GET',
    url: 'https://api.twitch.tv/helix/users',
    headers: { 'client-id': '{client_id}' },
    members: {
      subject: 'data.0.id',
      name: 'data.0.display_name',
      username: 'data.0.login',
      email: 'data.0.email',
    },
  },
  validation: {
    scheme: 'OAuth',
    everyMinutes: 60,
    members: { expiresIn: 'expires_in', scopes: 'scopes', subject: 'user_id', username: 'login' },
  },
  dialect: {
    parameterNames: { device: { scope: 'scopes' }, device_token: { scope: 'scopes' } },
    resent: { device_token: ['scope'] },
    errors: {
      description: 'message',
      meanings: {
        authorization_pending: 'authorization_pending',
        'invalid device code': 'expired_token',
        'missing device_code': 'invalid_request',
        'invalid refresh token': 'invalid_grant',
        'invalid authorization code': 'invalid_grant',
        'parameter redirect_uri does not match registered uri': 'invalid_grant',
        'invalid client': 'invalid_client',
        'invalid client secret': 'invalid_client',
        'missing client secret': 'invalid_client',
        'missing client id': 'invalid_client',
        'client does not exist': 'invalid_client',
        'invalid access token': 'invalid_token',
        'invalid token': 'invalid_token',
      },
    },
    revocation: { clientAuthentication: 'client_id', tokens: 'access_token' },
  },
  unconfirmed: ['dialect.errors.meanings'],
  notes: [
    'Twitch demands that tokens in use are validated at start and every hour; Tokendeck does that.',
    'A refresh token of a public client can be used once and dies after 30 days without use.',
    'A token that a confidential client got by device code cannot be refreshed without its secret.',
    'Twitch ignores PKCE, so the browser flow needs a secret.',
  ],
};
