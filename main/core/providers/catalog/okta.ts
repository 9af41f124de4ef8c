// Pure. Okta. An organisation's own authorization server, or a custom one; everything is discovered.
import type { Provider } from '../provider.ts';

export const okta: Provider = {
  id: 'okta',
  name: 'Okta',
  summary: 'An Okta organisation, or one of its authorization servers.',
  mark: { path: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-5 8h10v4H7Z', hue: 18 },
  parameters: [
    {
      name: 'org',
      label: 'Organisation address',
      hint: 'Without a slash at its end; add /oauth2/default or another path for a custom authorization server.',
      kind: 'url',
      example: 'https://example.okta.com',
    },
  ],
  issuer: '{org}',
  discovery: true,
  endpoints: {},
  registration: {
    advice:
      'In the admin console, create an app integration “OIDC, native application”, tick the grants that you need, add the ' +
      'sign-in redirect URI http://localhost:17890/callback/okta, and assign people to it. Enter its client ID.',
  },
  flows: [
    { kind: 'authorization_code', clientSecret: 'optional' },
    { kind: 'device_code', clientSecret: 'optional' },
    { kind: 'client_credentials', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  redirect: {
    kind: 'loopback',
    match: 'exact',
    hostname: 'localhost',
    port: 17_890,
    path: '/callback/okta',
  },
  scopes: [
    { name: 'openid', meaning: 'Who you are, as an ID token.', default: true },
    { name: 'profile', meaning: 'Your name.', default: true },
    { name: 'email', meaning: 'Your e-mail address.', default: true },
    { name: 'offline_access', meaning: 'A refresh token, so that access lasts.', default: true },
    { name: 'groups', meaning: 'Your groups.' },
    { name: 'address', meaning: 'Your address.' },
    { name: 'phone', meaning: 'Your phone number.' },
    { name: 'okta.users.read.self', meaning: 'Your own user record; for Okta’s API.' },
    { name: 'okta.users.read', meaning: 'Reading users; for Okta’s API.' },
    { name: 'okta.groups.read', meaning: 'Reading groups; for Okta’s API.' },
  ],
  apis: [
    { name: 'Signing in', scopes: ['openid', 'profile', 'email'] },
    { name: 'Reading users', scopes: ['okta.users.read', 'okta.groups.read'] },
  ],
  refreshTokens: 'unknown',
  dialect: { offlineAccessWithoutConsent: true },
  unconfirmed: ['flows.1', 'redirect', 'refreshTokens', 'dialect.offlineAccessWithoutConsent'],
  notes: [
    'Scopes that begin with “okta.” are granted by the organisation’s own server alone, not by a custom one.',
    'Whether refresh tokens rotate is a setting of the app.',
  ],
};
