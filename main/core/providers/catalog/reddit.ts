// Pure. Reddit. Every request needs a real User-Agent; `duration=permanent` gives a refresh token.
import type { Provider } from '../provider.ts';

const agent = { 'user-agent': 'desktop:tokendeck:0.1.0' };

export const reddit: Provider = {
  id: 'reddit',
  name: 'Reddit',
  summary: 'Posts, comments and communities on Reddit.',
  mark: { path: 'M9 5a7 7 0 1 0 0 14A7 7 0 0 0 9 5Zm6 0a7 7 0 1 0 0 14 7 7 0 0 0 0-14Z', hue: 0 },
  parameters: [],
  issuer: '',
  discovery: false,
  endpoints: {
    authorization: 'https://www.reddit.com/api/v1/authorize',
    token: 'https://www.reddit.com/api/v1/access_token',
    revocation: 'https://www.reddit.com/api/v1/revoke_token',
  },
  registration: {
    url: 'https://www.reddit.com/prefs/apps',
    advice:
      'Create an app of the type “web app” with the redirect uri http://localhost:17890/callback/reddit, and enter ' +
      'the ID below its name and its secret. An app of the type “script” works for your own account only; an ' +
      '“installed app” has no secret: leave it empty then.',
  },
  dashboard: 'https://www.reddit.com/prefs/apps',
  flows: [
    { kind: 'authorization_code', clientSecret: 'optional' },
    { kind: 'client_credentials', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_basic'],
  redirect: {
    kind: 'loopback',
    match: 'exact',
    hostname: 'localhost',
    port: 17_890,
    path: '/callback/reddit',
  },
  scopes: [
    { name: 'identity', meaning: 'Your name and when you joined.', default: true },
    { name: 'read', meaning: 'Posts and comments that you can see.', default: true },
    { name: 'mysubreddits', meaning: 'The communities that you are in.' },
    { name: 'history', meaning: 'What you have voted on, saved and hidden.' },
    { name: 'submit', meaning: 'Posting and commenting as you.' },
    { name: 'edit', meaning: 'Changing and deleting what you have written.' },
    { name: 'vote', meaning: 'Voting as you.' },
    { name: 'save', meaning: 'Saving posts and comments.' },
    { name: 'subscribe', meaning: 'Joining and leaving communities.' },
    { name: 'privatemessages', meaning: 'Your inbox, and sending messages as you.' },
    { name: 'flair', meaning: 'Choosing flair.' },
    { name: 'wikiread', meaning: 'Reading wikis.' },
  ],
  apis: [
    { name: 'Reading', scopes: ['identity', 'read', 'mysubreddits', 'history'] },
    { name: 'Posting', scopes: ['identity', 'read', 'submit', 'edit', 'flair'] },
    { name: 'Messages', scopes: ['identity', 'privatemessages'] },
  ],
  refreshTokens: 'kept',
  whoAmI: {
    method: 'GET',
    url: 'https://oauth.reddit.com/api/v1/me',
    headers: agent,
    members: { subject: 'id', username: 'name' },
  },
  dialect: {
    basicWithEmptySecret: true,
    headers: { token: agent, refresh: agent, client_credentials: agent, revoke: agent },
    extraParameters: { authorize: { duration: 'permanent' } },
    resent: { refresh: ['redirect_uri'] },
    errors: {
      description: 'message',
      meanings: { unauthorized: 'invalid_client', 'bad request': 'invalid_grant' },
    },
  },
  unconfirmed: ['dialect.errors'],
  notes: [
    'A client credentials token reads as nobody in particular, so it cannot tell who you are.',
    'Reddit turns away programs that do not say who they are: tokens are asked for as desktop:tokendeck.',
  ],
};
