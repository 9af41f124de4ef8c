// Pure. Auth0. One tenant, found by its address; its issuer ends with a slash.
import type { Provider } from '../provider.ts';

export const auth0: Provider = {
  id: 'auth0',
  name: 'Auth0',
  summary: 'A tenant of Auth0, under its own or a custom domain.',
  mark: { path: 'M12 2 21 6v7l-9 9-9-9V6Zm0 5-4 2v3l4 4 4-4V9Z', hue: 3 },
  parameters: [
    {
      name: 'tenant',
      label: 'Tenant address',
      hint: 'The domain of the tenant, with https:// before it.',
      kind: 'url',
      example: 'https://example.eu.auth0.com',
    },
  ],
  issuer: '{tenant}/',
  discovery: true,
  endpoints: {
    authorization: '{tenant}/authorize',
    token: '{tenant}/oauth/token',
    device_authorization: '{tenant}/oauth/device/code',
    revocation: '{tenant}/oauth/revoke',
  },
  registration: {
    url: 'https://manage.auth0.com/',
    advice:
      'Create an application of the type “Native” and add http://127.0.0.1:17890/callback/auth0 to its allowed callback ' +
      'URLs. Enter its client ID, and no secret. For client credentials create one of the type “Machine to Machine”.',
  },
  flows: [
    { kind: 'authorization_code', clientSecret: 'optional' },
    { kind: 'device_code', clientSecret: 'none' },
    { kind: 'client_credentials', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_post', 'client_secret_basic'],
  redirect: {
    kind: 'loopback',
    match: 'exact',
    hostname: '127.0.0.1',
    port: 17_890,
    path: '/callback/auth0',
  },
  scopes: [
    { name: 'openid', meaning: 'Who you are, as an ID token.', default: true },
    { name: 'profile', meaning: 'Your name and picture.', default: true },
    { name: 'email', meaning: 'Your e-mail address.', default: true },
    { name: 'offline_access', meaning: 'A refresh token, so that access lasts.', default: true },
    { name: 'address', meaning: 'Your address.' },
    { name: 'phone', meaning: 'Your phone number.' },
    { name: 'read:current_user', meaning: 'Your own user record; for the Management API.' },
    { name: 'update:current_user_metadata', meaning: 'Changing your own metadata; for the Management API.' },
  ],
  apis: [
    { name: 'Signing in', scopes: ['openid', 'profile', 'email'] },
    { name: 'Signing in, lasting', scopes: ['openid', 'profile', 'email', 'offline_access'] },
  ],
  refreshTokens: 'unknown',
  dialect: { offlineAccessWithoutConsent: true, revocation: { tokens: 'refresh_token' } },
  unconfirmed: [
    'endpoints.device_authorization',
    'redirect',
    'refreshTokens',
    'dialect.offlineAccessWithoutConsent',
  ],
  notes: [
    'Without an audience the access token is opaque and good for userinfo alone.',
    'For an API of your own, copy this definition and name the API’s audience in dialect.extraParameters.',
    'Whether refresh tokens rotate, and for how long they last, are settings of the application.',
  ],
};
