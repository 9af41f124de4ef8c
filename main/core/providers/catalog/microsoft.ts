// Pure. Microsoft Entra ID and Microsoft accounts. The issuer names the tenant, so the person enters it; a public client
// must not send a secret; `offline_access` alone gives a refresh token, and asking for consent each time would lock out
// people whose administrator has consented for them.
import type { Provider } from '../provider.ts';

export const microsoft: Provider = {
  id: 'microsoft',
  name: 'Microsoft',
  summary: 'Work or school accounts of one Entra tenant, or personal Microsoft accounts.',
  issuer: undefined,
  registration: {
    url: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
    advice:
      'Register an application with the platform “Mobile and desktop applications” and this redirect URI. ' +
      'The issuer is https://login.microsoftonline.com/TENANT/v2.0 with the ' +
      'directory (tenant) ID, not a name; for personal accounts the ID is 9188040d-6c67-4c5b-b112-36a304b66dad.',
  },
  defaultScopes: ['openid', 'profile', 'email', 'offline_access'],
  clientSecret: 'none',
  redirect: { hostname: 'localhost', port: 0, path: '/callback/microsoft' },
  dialect: { offlineAccessWithoutConsent: true },
};
