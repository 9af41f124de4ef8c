// Pure. Google. A refresh token comes for `access_type=offline`, at every sign-in only with `prompt=consent`.
import type { Provider } from '../provider.ts';

export const google: Provider = {
  id: 'google',
  name: 'Google',
  summary: 'Google accounts and Google Cloud APIs.',
  mark: { path: 'M4 4h16v4H8v12H4Zm8 8h8v8h-8Z', hue: 8 },
  parameters: [],
  issuer: 'https://accounts.google.com',
  discovery: true,
  endpoints: {},
  registration: {
    url: 'https://developers.google.com/identity/protocols/oauth2/native-app',
    advice:
      'In the Google Cloud console, create an OAuth client ID of the type “Desktop app” and enter its ID and its secret. ' +
      'No redirect URI has to be registered.',
  },
  flows: [{ kind: 'authorization_code', clientSecret: 'required' }],
  clientAuthentication: ['client_secret_post'],
  redirect: { kind: 'loopback', match: 'any_port', hostname: '127.0.0.1', port: 0, path: '/callback/google' },
  scopes: [
    { name: 'openid', meaning: 'Who you are, as an ID token.', default: true },
    { name: 'profile', meaning: 'Your name and picture.', default: true },
    { name: 'email', meaning: 'Your e-mail address.', default: true },
  ],
  refreshTokens: 'kept',
  unconfirmed: [],
  dialect: { extraParameters: { authorize: { access_type: 'offline', prompt: 'consent' } } },
};
