// Pure. Microsoft Entra ID and Microsoft accounts. The metadata of `common` names a template as its issuer, so the
// endpoints are given here and ID tokens are held against the tenant they name; a public client must not send a secret;
// `offline_access` alone gives a refresh token, and asking for consent each time would lock out people whose
// administrator has consented for them.
import type { Provider } from '../provider.ts';

export const microsoft: Provider = {
  id: 'microsoft',
  name: 'Microsoft',
  summary: 'Work, school and personal Microsoft accounts; Microsoft Graph.',
  mark: { path: 'M3 3h12L3 15Zm18 18H9L21 9Z', hue: 15 },
  parameters: [
    {
      name: 'tenant',
      label: 'Tenant',
      hint: 'common, organizations, consumers, or the ID of one directory (tenant).',
      kind: 'segment',
      example: '9188040d-6c67-4c5b-b112-36a304b66dad',
      default: 'common',
    },
  ],
  issuer: 'https://login.microsoftonline.com/{tenant}/v2.0',
  discovery: false,
  endpoints: {
    authorization: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize',
    token: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token',
    device_authorization: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/devicecode',
    userinfo: 'https://graph.microsoft.com/oidc/userinfo',
    jwks: 'https://login.microsoftonline.com/{tenant}/discovery/v2.0/keys',
  },
  registration: {
    url: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
    advice:
      'Register an application; with the tenant “common” choose accounts in any directory and personal accounts. ' +
      'Add the platform “Mobile and desktop applications” with the redirect URI http://localhost/callback/microsoft, ' +
      'and for signing in by device code set “Allow public client flows” to yes. Enter no secret for these two. ' +
      'For client credentials enter a secret and the ID of one tenant.',
  },
  dashboard: 'https://myapps.microsoft.com',
  flows: [
    { kind: 'authorization_code', clientSecret: 'none' },
    { kind: 'device_code', clientSecret: 'none' },
    { kind: 'client_credentials', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_post', 'client_secret_basic'],
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
    { name: 'User.Read', meaning: 'Reading your profile in Microsoft Graph.' },
    { name: 'Mail.Read', meaning: 'Reading your mail.' },
    { name: 'Mail.Send', meaning: 'Sending mail as you.' },
    { name: 'Calendars.Read', meaning: 'Reading your calendars.' },
    { name: 'Calendars.ReadWrite', meaning: 'Reading and writing your calendars.' },
    { name: 'Contacts.Read', meaning: 'Reading your contacts.' },
    { name: 'Files.Read', meaning: 'Reading your files in OneDrive.' },
    { name: 'Files.ReadWrite', meaning: 'Reading and writing your files in OneDrive.' },
    { name: 'Chat.Read', meaning: 'Reading your Teams chats.' },
    {
      name: 'https://graph.microsoft.com/.default',
      meaning: 'All that the application was allowed; the one scope for client credentials.',
    },
  ],
  apis: [
    { name: 'Outlook mail', scopes: ['Mail.Read', 'Mail.Send'] },
    { name: 'Outlook calendar', scopes: ['Calendars.ReadWrite'] },
    { name: 'OneDrive', scopes: ['Files.ReadWrite'] },
    { name: 'Microsoft Graph as the application', scopes: ['https://graph.microsoft.com/.default'] },
  ],
  refreshTokens: 'rotating',
  idTokenIssuer: 'https://login.microsoftonline.com/{tid}/v2.0',
  dialect: {
    offlineAccessWithoutConsent: true,
    errors: {
      code: 'error',
      description: 'error_description',
      meanings: {
        authorization_declined: 'access_denied',
        bad_verification_code: 'invalid_grant',
        interaction_required: 'invalid_grant',
        consent_required: 'invalid_grant',
      },
    },
  },
  unconfirmed: ['flows.0.clientSecret', 'flows.1.clientSecret', 'dialect.errors.meanings'],
  notes: [
    'All scopes of one sign-in must belong to one API.',
    'There is no revocation: remove the application in your account’s settings, or ask your administrator.',
  ],
};
