// Pure. GitLab.com. Every sign-in gives a refresh token; a refresh ends both old tokens.
import type { Provider } from '../provider.ts';

export const gitlab: Provider = {
  id: 'gitlab',
  name: 'GitLab.com',
  summary: 'GitLab’s own service; for an installation of your own choose “Any OpenID provider”.',
  mark: { path: 'M12 3 2 9l10 6 10-6Zm-10 9 10 6 10-6v3l-10 6-10-6Z', hue: 2 },
  parameters: [],
  issuer: 'https://gitlab.com',
  discovery: true,
  endpoints: {},
  registration: {
    url: 'https://gitlab.com/-/user_settings/applications',
    advice:
      'Add an application with this redirect URI and the scopes that you need. ' +
      'Leave “Confidential” unticked and enter no secret, or tick it and enter the secret.',
  },
  flows: [{ kind: 'authorization_code', clientSecret: 'optional' }],
  clientAuthentication: ['client_secret_post', 'client_secret_basic'],
  redirect: { kind: 'loopback', match: 'any_port', hostname: '127.0.0.1', port: 0, path: '/callback/gitlab' },
  scopes: [
    { name: 'openid', meaning: 'Who you are, as an ID token.', default: true },
    { name: 'profile', meaning: 'Your name and picture.', default: true },
    { name: 'email', meaning: 'Your e-mail address.', default: true },
  ],
  refreshTokens: 'rotating',
  dialect: {},
  unconfirmed: [],
};
