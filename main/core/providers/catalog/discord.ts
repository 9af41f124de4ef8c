// Pure. Discord. Answers to authorization requests name their issuer (RFC 9207).
import type { Provider } from '../provider.ts';

export const discord: Provider = {
  id: 'discord',
  name: 'Discord',
  summary: 'Discord users and their servers.',
  mark: { path: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20ZM6 10h12v4H6Z', hue: 16 },
  parameters: [],
  issuer: 'https://discord.com',
  discovery: false,
  endpoints: {
    authorization: 'https://discord.com/api/oauth2/authorize',
    token: 'https://discord.com/api/oauth2/token',
    revocation: 'https://discord.com/api/oauth2/token/revoke',
  },
  registration: {
    url: 'https://discord.com/developers/applications',
    advice:
      'Create an application and, under OAuth2, add the redirect http://127.0.0.1:17890/callback/discord. ' +
      'Enter the client secret, or switch “Public Client” on and enter none.',
  },
  dashboard: 'https://discord.com/settings/authorized-apps',
  flows: [
    { kind: 'authorization_code', clientSecret: 'optional' },
    { kind: 'client_credentials', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  redirect: {
    kind: 'loopback',
    match: 'exact',
    hostname: '127.0.0.1',
    port: 17_890,
    path: '/callback/discord',
  },
  scopes: [
    { name: 'identify', meaning: 'Who you are, without your e-mail address.', default: true },
    { name: 'email', meaning: 'Your e-mail address.', default: true },
    { name: 'guilds', meaning: 'The servers that you are in.' },
    { name: 'guilds.members.read', meaning: 'Your membership of these servers: nickname and roles.' },
    { name: 'guilds.join', meaning: 'Joining servers for you.' },
    { name: 'connections', meaning: 'Accounts elsewhere that you have linked.' },
    { name: 'gdm.join', meaning: 'Joining group messages for you.' },
    { name: 'role_connections.write', meaning: 'Metadata for linked roles.' },
    { name: 'webhook.incoming', meaning: 'A webhook into a channel that you choose.' },
    {
      name: 'applications.commands.update',
      meaning: 'The application’s own commands; for client credentials.',
    },
  ],
  apis: [
    { name: 'Your profile', scopes: ['identify', 'email', 'connections'] },
    { name: 'Your servers', scopes: ['identify', 'guilds', 'guilds.members.read'] },
    { name: 'Application commands', scopes: ['applications.commands.update'] },
  ],
  refreshTokens: 'rotating',
  whoAmI: {
    method: 'GET',
    url: 'https://discord.com/api/users/@me',
    members: { subject: 'id', name: 'global_name', username: 'username', email: 'email' },
  },
  dialect: {},
  unconfirmed: [],
  notes: [
    'Access lasts seven days.',
    'With client credentials the token stands for the owner of the application.',
  ],
};
