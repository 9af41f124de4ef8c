// Pure. X. PKCE is required; `offline.access` gives a refresh token.
import type { Provider } from '../provider.ts';

export const x: Provider = {
  id: 'x',
  name: 'X',
  summary: 'Posts, lists and messages on X.',
  mark: { path: 'M7 3h10l5 9-5 9H7l-5-9Zm5 5a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z', hue: 11 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://x.com/i/oauth2/authorize',
    token: 'https://api.x.com/2/oauth2/token',
    revocation: 'https://api.x.com/2/oauth2/revoke',
  },
  registration: {
    url: 'https://developer.x.com/en/portal/dashboard',
    advice:
      'In your app’s user authentication settings choose “Native App”, enter the callback URI ' +
      'http://127.0.0.1:17890/callback/x, and enter the OAuth 2.0 client ID without a secret. ' +
      'A “Web App” or “Automated App” works too, with its secret.',
  },
  dashboard: 'https://x.com/settings/connected_apps',
  flows: [{ kind: 'authorization_code', clientSecret: 'optional' }],
  clientAuthentication: ['client_secret_basic'],
  redirect: { kind: 'loopback', match: 'exact', hostname: '127.0.0.1', port: 17_890, path: '/callback/x' },
  scopes: [
    { name: 'users.read', meaning: 'Profiles that you can see, your own too.', default: true },
    { name: 'tweet.read', meaning: 'Posts that you can see.', default: true },
    { name: 'offline.access', meaning: 'A refresh token, so that access lasts.', default: true },
    { name: 'users.email', meaning: 'Your e-mail address.' },
    { name: 'tweet.write', meaning: 'Posting and reposting as you.' },
    { name: 'media.write', meaning: 'Uploading pictures and videos.' },
    { name: 'follows.read', meaning: 'Who follows you and whom you follow.' },
    { name: 'follows.write', meaning: 'Following and unfollowing as you.' },
    { name: 'like.read', meaning: 'Posts that you have liked.' },
    { name: 'like.write', meaning: 'Liking as you.' },
    { name: 'bookmark.read', meaning: 'Your bookmarks.' },
    { name: 'list.read', meaning: 'Your lists.' },
    { name: 'dm.read', meaning: 'Your direct messages.' },
    { name: 'dm.write', meaning: 'Sending direct messages as you.' },
  ],
  apis: [
    { name: 'Posting', scopes: ['tweet.read', 'tweet.write', 'users.read', 'media.write'] },
    { name: 'Bookmarks', scopes: ['bookmark.read', 'tweet.read', 'users.read'] },
    { name: 'Direct messages', scopes: ['dm.read', 'dm.write', 'tweet.read', 'users.read'] },
  ],
  refreshTokens: 'rotating',
  whoAmI: {
    method: 'GET',
    url: 'https://api.x.com/2/users/me',
    members: { subject: 'data.id', name: 'data.name', username: 'data.username' },
  },
  dialect: {},
  unconfirmed: ['redirect.match', 'refreshTokens'],
  notes: ['Access lasts two hours; asking who you are needs both users.read and tweet.read.'],
};
