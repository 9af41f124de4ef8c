// Pure. GitLab.com. Every sign-in gives a refresh token; a refresh ends both old tokens.
import type { Provider } from '../provider.ts';

export const gitlab: Provider = {
  id: 'gitlab',
  name: 'GitLab.com',
  summary: 'GitLab’s own service; for an installation of your own choose “Any OpenID provider”.',
  issuer: 'https://gitlab.com',
  registration: {
    url: 'https://gitlab.com/-/user_settings/applications',
    advice:
      'Add an application with this redirect URI and the scopes that you need. ' +
      'Leave “Confidential” unticked and enter no secret, or tick it and enter the secret.',
  },
  defaultScopes: ['openid', 'profile', 'email'],
  clientSecret: 'optional',
  redirect: { hostname: '127.0.0.1', port: 0, path: '/callback/gitlab' },
  dialect: {},
};
