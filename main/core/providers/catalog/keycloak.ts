// Pure. Keycloak. One realm, found by its address; everything is discovered.
import type { Provider } from '../provider.ts';

export const keycloak: Provider = {
  id: 'keycloak',
  name: 'Keycloak',
  summary: 'A realm of a Keycloak server.',
  mark: { path: 'M7 4h10l5 8-5 8H7l-5-8Zm4 4v5H8v3h6V8Z', hue: 14 },
  parameters: [
    {
      name: 'realm',
      label: 'Realm address',
      hint: 'The server’s address with /realms/ and the realm’s name, without a slash at its end.',
      kind: 'url',
      example: 'https://sso.example.com/realms/example',
    },
  ],
  issuer: '{realm}',
  discovery: true,
  endpoints: {},
  registration: {
    advice:
      'In the realm, create an OpenID Connect client with the valid redirect URI http://127.0.0.1/callback/keycloak, ' +
      'without a port. Leave “Client authentication” off and enter no secret, or on and enter the secret.',
  },
  dashboard: '{realm}/account',
  flows: [
    { kind: 'authorization_code', clientSecret: 'optional' },
    { kind: 'device_code', clientSecret: 'optional' },
    { kind: 'client_credentials', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  redirect: {
    kind: 'loopback',
    match: 'any_port',
    hostname: '127.0.0.1',
    port: 0,
    path: '/callback/keycloak',
  },
  scopes: [
    { name: 'openid', meaning: 'Who you are, as an ID token.', default: true },
    { name: 'profile', meaning: 'Your name.', default: true },
    { name: 'email', meaning: 'Your e-mail address.', default: true },
    { name: 'offline_access', meaning: 'A refresh token that outlasts your session at the server.' },
    { name: 'roles', meaning: 'Your roles.' },
    { name: 'web-origins', meaning: 'The allowed origins of the client.' },
    { name: 'address', meaning: 'Your address.' },
    { name: 'phone', meaning: 'Your phone number.' },
    { name: 'microprofile-jwt', meaning: 'Claims of MicroProfile.' },
    { name: 'acr', meaning: 'How strongly you have signed in.' },
  ],
  apis: [
    { name: 'Signing in', scopes: ['openid', 'profile', 'email'] },
    { name: 'Signing in, lasting', scopes: ['openid', 'profile', 'email', 'offline_access'] },
  ],
  refreshTokens: 'rotating',
  dialect: { refreshExpiry: { member: 'refresh_expires_in', form: 'seconds' } },
  unconfirmed: ['dashboard', 'flows.1', 'refreshTokens', 'scopes.3'],
  notes: [
    'The device flow and client credentials (“Service accounts”) must be switched on for the client.',
    'Without offline_access the refresh token ends with your session at the server.',
  ],
};
