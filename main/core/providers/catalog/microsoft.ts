// Pure. Microsoft Entra ID and Microsoft accounts. The issuer names the tenant, so the person enters it; a public client
// must not send a secret; `offline_access` alone gives a refresh token, and asking for consent each time would lock out
// people whose administrator has consented for them.
import type { Provider } from '../provider.ts';

export const microsoft: Provider = {
  id: 'microsoft',
  name: 'Microsoft',
  summary: 'Work or school accounts of one Entra tenant, or personal Microsoft accounts.',
  mark: { path: 'M3 3h8v8H3Zm10 10h8v8h-8Zm0-10h8v8h-8Zm2 2v4h4V5ZM3 13h8v8H3Zm2 2v4h4v-4Z', hue: 15 },
  parameters: [
    {
      name: 'tenant',
      label: 'Tenant',
      hint: 'The directory (tenant) ID, not a name.',
      kind: 'segment',
      example: '9188040d-6c67-4c5b-b112-36a304b66dad',
    },
  ],
  issuer: 'https://login.microsoftonline.com/{tenant}/v2.0',
  discovery: true,
  endpoints: {},
  registration: {
    url: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
    advice:
      'Register an application with the platform “Mobile and desktop applications” and this redirect URI. ' +
      'The issuer is https://login.microsoftonline.com/TENANT/v2.0 with the ' +
      'directory (tenant) ID, not a name; for personal accounts the ID is 9188040d-6c67-4c5b-b112-36a304b66dad.',
  },
  flows: [{ kind: 'authorization_code', clientSecret: 'none' }],
  clientAuthentication: [],
  redirect: {
    kind: 'loopback',
    match: 'any_port',
    hostname: 'localhost',
    port: 0,
    path: '/callback/microsoft',
  },
  scopes: [
    { name: 'openid', meaning: 'Who you are, as an ID token.', default: true },
    { name: 'profile', meaning: 'Your name and picture.', default: true },
    { name: 'email', meaning: 'Your e-mail address.', default: true },
    { name: 'offline_access', meaning: 'A refresh token, so that access lasts.', default: true },
  ],
  refreshTokens: 'rotating',
  unconfirmed: [],
  dialect: { offlineAccessWithoutConsent: true },
};
