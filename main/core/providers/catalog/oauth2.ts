// Pure. Any OAuth 2.0 server: the person enters those of its endpoints that the chosen flow needs.
import type { Provider } from '../provider.ts';

export const oauth2: Provider = {
  id: 'oauth2',
  name: 'Any OAuth 2.0 server',
  summary: 'By the addresses of its endpoints; also for tokens that you have already.',
  mark: { path: 'M5 5h14v14H5Zm-3 5h8v4H2Zm12 0h8v4h-8Z', hue: 19 },
  parameters: [
    {
      name: 'authorization',
      label: 'Authorization endpoint',
      hint: 'Where you sign in, in the browser.',
      kind: 'url',
      example: 'https://login.example.com/oauth/authorize',
      optional: true,
    },
    {
      name: 'token',
      label: 'Token endpoint',
      hint: 'Where tokens are asked for and refreshed.',
      kind: 'url',
      example: 'https://login.example.com/oauth/token',
      optional: true,
    },
    {
      name: 'device',
      label: 'Device authorization endpoint',
      hint: 'For signing in with a code on another device.',
      kind: 'url',
      example: 'https://login.example.com/oauth/device',
      optional: true,
    },
    {
      name: 'revocation',
      label: 'Revocation endpoint',
      hint: 'Where tokens are given back.',
      kind: 'url',
      example: 'https://login.example.com/oauth/revoke',
      optional: true,
    },
    {
      name: 'introspection',
      label: 'Introspection endpoint',
      hint: 'Where the server tells about a token.',
      kind: 'url',
      example: 'https://login.example.com/oauth/introspect',
      optional: true,
    },
    {
      name: 'userinfo',
      label: 'Userinfo endpoint',
      hint: 'Where the server tells who you are.',
      kind: 'url',
      example: 'https://login.example.com/userinfo',
      optional: true,
    },
    {
      name: 'jwks',
      label: 'Address of the keys',
      hint: 'For verifying tokens that are JWTs.',
      kind: 'url',
      example: 'https://login.example.com/keys',
      optional: true,
    },
    {
      name: 'issuer',
      label: 'Issuer',
      hint: 'As it stands in tokens; the server’s own address where this is left empty.',
      kind: 'url',
      example: 'https://login.example.com',
      optional: true,
    },
  ],
  issuer: '{issuer}',
  discovery: false,
  endpoints: {
    authorization: '{authorization}',
    token: '{token}',
    device_authorization: '{device}',
    revocation: '{revocation}',
    introspection: '{introspection}',
    userinfo: '{userinfo}',
    jwks: '{jwks}',
  },
  registration: {
    advice:
      'Register a native or desktop application with the redirect URI http://127.0.0.1/callback/oauth2, ' +
      'or with another one and enter that here. Signing in by device code needs no redirect URI. ' +
      'For client credentials register an application with a secret.',
  },
  flows: [
    { kind: 'authorization_code', clientSecret: 'optional' },
    { kind: 'device_code', clientSecret: 'optional' },
    { kind: 'client_credentials', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_post', 'client_secret_basic'],
  redirect: { kind: 'loopback', match: 'any_port', hostname: '127.0.0.1', port: 0, path: '/callback/oauth2' },
  scopes: [],
  refreshTokens: 'unknown',
  dialect: {},
  unconfirmed: [],
  notes: [
    'For importing a token no endpoint is needed; for refreshing it, the token endpoint.',
    'A server with ways of its own is best described by a definition: see the page on adding a provider.',
  ],
};
