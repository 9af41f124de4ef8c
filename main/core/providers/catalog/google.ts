// Pure. Google. A refresh token comes for `access_type=offline`, at every sign-in only with `prompt=consent`.
import type { Provider } from '../provider.ts';

export const google: Provider = {
  id: 'google',
  name: 'Google',
  summary: 'Google accounts and Google Cloud APIs.',
  issuer: 'https://accounts.google.com',
  registration: {
    url: 'https://developers.google.com/identity/protocols/oauth2/native-app',
    advice:
      'In the Google Cloud console, create an OAuth client ID of the type “Desktop app” and enter its ID and its secret. ' +
      'No redirect URI has to be registered.',
  },
  defaultScopes: ['openid', 'profile', 'email'],
  clientSecret: 'required',
  redirect: { hostname: '127.0.0.1', port: 0, path: '/callback/google' },
  dialect: { extraParameters: { authorize: { access_type: 'offline', prompt: 'consent' } } },
};
