// Pure. Any OpenID provider: everything is discovered from the issuer that the person enters.
import type { Provider } from '../provider.ts';

export const openid: Provider = {
  id: 'openid',
  name: 'Any OpenID provider',
  summary: 'Found by its issuer: every provider that publishes its configuration.',
  mark: { path: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 4a6 6 0 1 1 0 12 6 6 0 0 1 0-12Z', hue: 13 },
  parameters: [
    {
      name: 'issuer',
      label: 'Issuer',
      hint: 'The provider’s address, as it is written before /.well-known/openid-configuration.',
      kind: 'url',
      example: 'https://login.example.com',
    },
  ],
  issuer: '{issuer}',
  discovery: true,
  endpoints: {},
  registration: {
    advice:
      'Register a native or desktop application with the redirect URI http://127.0.0.1/callback/openid. ' +
      'Some providers call it a public client. Signing in by device code needs no redirect URI. ' +
      'For client credentials register an application with a secret.',
  },
  flows: [
    { kind: 'authorization_code', clientSecret: 'optional' },
    { kind: 'device_code', clientSecret: 'optional' },
    { kind: 'client_credentials', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  redirect: { kind: 'loopback', match: 'any_port', hostname: '127.0.0.1', port: 0, path: '/callback/openid' },
  scopes: [
    { name: 'openid', meaning: 'Who you are, as an ID token.', default: true },
    { name: 'profile', meaning: 'Your name and picture.', default: true },
    { name: 'email', meaning: 'Your e-mail address.', default: true },
    { name: 'offline_access', meaning: 'A refresh token, so that access lasts.', default: true },
    { name: 'address', meaning: 'Your address.' },
    { name: 'phone', meaning: 'Your phone number.' },
  ],
  apis: [{ name: 'Signing in', scopes: ['openid', 'profile', 'email'] }],
  refreshTokens: 'unknown',
  dialect: {},
  unconfirmed: [],
  notes: ['A server that publishes only OAuth 2.0 metadata (RFC 8414) is found by its issuer as well.'],
};
