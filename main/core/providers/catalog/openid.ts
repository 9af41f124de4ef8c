// Pure. Any OpenID provider: everything is discovered from the issuer that the person enters.
import type { Provider } from '../provider.ts';

export const openid: Provider = {
  id: 'openid',
  name: 'Any OpenID provider',
  summary: 'Keycloak, Auth0, Okta, a GitLab of your own, or any other that publishes its configuration.',
  issuer: undefined,
  registration: {
    url: undefined,
    advice:
      'Register a native or desktop application with this redirect URI. Some providers call it a public client.',
  },
  defaultScopes: ['openid', 'profile', 'email', 'offline_access'],
  clientSecret: 'optional',
  redirect: { hostname: '127.0.0.1', port: 0, path: '/callback/openid' },
  dialect: {},
};
