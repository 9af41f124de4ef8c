// Pure. LinkedIn. Where the client has a secret, a PKCE verifier beside it is answered by `invalid_client`. No keys are
// named, so that ID tokens are left alone: they come without the nonce that was asked for.
import type { Provider } from '../provider.ts';

export const linkedin: Provider = {
  id: 'linkedin',
  name: 'LinkedIn',
  summary: 'LinkedIn members, posts and advertising.',
  mark: { path: 'M4 4h4v4H4Zm0 6h4v10H4Zm6 0h10v10h-4v-6h-2v6h-4Z', hue: 10 },
  parameters: [],
  issuer: 'https://www.linkedin.com/oauth',
  discovery: false,
  endpoints: {
    authorization: 'https://www.linkedin.com/oauth/v2/authorization',
    token: 'https://www.linkedin.com/oauth/v2/accessToken',
    introspection: 'https://www.linkedin.com/oauth/v2/introspectToken',
    userinfo: 'https://api.linkedin.com/v2/userinfo',
  },
  registration: {
    url: 'https://www.linkedin.com/developers/apps',
    advice:
      'Create an app and, under “Auth”, add the redirect URL http://localhost:17890/callback/linkedin. Under “Products”, ' +
      'add “Sign In with LinkedIn using OpenID Connect”. Enter the client ID and the client secret.',
  },
  dashboard: 'https://www.linkedin.com/mypreferences/d/data-sharing-for-permitted-services',
  flows: [
    { kind: 'authorization_code', clientSecret: 'required' },
    { kind: 'client_credentials', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_post'],
  redirect: {
    kind: 'loopback',
    match: 'exact',
    hostname: 'localhost',
    port: 17_890,
    path: '/callback/linkedin',
  },
  scopes: [
    { name: 'openid', meaning: 'Who you are.', default: true },
    { name: 'profile', meaning: 'Your name and picture.', default: true },
    { name: 'email', meaning: 'Your e-mail address.', default: true },
    { name: 'w_member_social', meaning: 'Posting, commenting and reacting for you.' },
    { name: 'r_basicprofile', meaning: 'Your name, picture and headline; for partners.' },
    { name: 'r_organization_social', meaning: 'Posts of pages that you run.' },
    { name: 'w_organization_social', meaning: 'Posting for pages that you run.' },
    { name: 'rw_organization_admin', meaning: 'Managing pages that you run.' },
    { name: 'r_ads', meaning: 'Your advertising accounts.' },
    { name: 'rw_ads', meaning: 'Managing your advertising accounts.' },
    { name: 'r_ads_reporting', meaning: 'Reports of your advertising accounts.' },
  ],
  apis: [
    { name: 'Your profile', scopes: ['openid', 'profile', 'email'] },
    { name: 'Share on LinkedIn', scopes: ['openid', 'profile', 'w_member_social'] },
    { name: 'Advertising', scopes: ['r_ads', 'rw_ads', 'r_ads_reporting'] },
  ],
  refreshTokens: 'unknown',
  dialect: { grantedScopeSeparator: ',', bearerWithoutTokenType: true, pkce: 'none' },
  unconfirmed: ['dashboard', 'endpoints.introspection', 'flows.1', 'redirect', 'refreshTokens'],
  notes: [
    'Access lasts about 60 days; only selected partners get refresh tokens.',
    'Everybody who signs in allows all scopes or none.',
  ],
};
