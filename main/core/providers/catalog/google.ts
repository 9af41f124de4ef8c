// Pure. Google. A refresh token comes for `access_type=offline`, at every sign-in only with `prompt=consent`.
import type { Provider } from '../provider.ts';

const api = 'https://www.googleapis.com/auth';

export const google: Provider = {
  id: 'google',
  name: 'Google',
  summary: 'Google accounts, Workspace and Google Cloud APIs.',
  mark: { path: 'M4 4h16v4H8v12H4Zm8 8h8v8h-8Z', hue: 8 },
  parameters: [],
  issuer: 'https://accounts.google.com',
  discovery: true,
  endpoints: {},
  registration: {
    url: 'https://console.cloud.google.com/auth/clients',
    advice:
      'Create an OAuth client of the type “Desktop app” and enter its ID and its secret; no redirect URI has to be ' +
      'registered. For signing in by device code create one of the type “TVs and Limited Input devices”. ' +
      'Enable the APIs that you want to use in the same project.',
  },
  dashboard: 'https://myaccount.google.com/connections',
  flows: [
    { kind: 'authorization_code', clientSecret: 'required' },
    { kind: 'device_code', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_post'],
  redirect: { kind: 'loopback', match: 'any_port', hostname: '127.0.0.1', port: 0, path: '/callback/google' },
  scopes: [
    { name: 'openid', meaning: 'Who you are, as an ID token.', default: true },
    { name: 'profile', meaning: 'Your name and picture.', default: true },
    { name: 'email', meaning: 'Your e-mail address.', default: true },
    { name: `${api}/gmail.readonly`, meaning: 'Reading your mail.' },
    { name: `${api}/gmail.send`, meaning: 'Sending mail as you.' },
    { name: 'https://mail.google.com/', meaning: 'Your mail over IMAP and SMTP, deleting included.' },
    { name: `${api}/calendar.readonly`, meaning: 'Reading your calendars.' },
    { name: `${api}/calendar.events`, meaning: 'Reading and writing events.' },
    { name: `${api}/drive.file`, meaning: 'Files in Drive that you open or make with this client.' },
    { name: `${api}/drive.readonly`, meaning: 'Reading all your files in Drive.' },
    { name: `${api}/spreadsheets`, meaning: 'Reading and writing your spreadsheets.' },
    { name: `${api}/contacts.readonly`, meaning: 'Reading your contacts.' },
    { name: `${api}/youtube.readonly`, meaning: 'Reading your YouTube account.' },
    { name: `${api}/cloud-platform`, meaning: 'Everything in your Google Cloud projects.' },
  ],
  apis: [
    { name: 'Gmail', scopes: [`${api}/gmail.readonly`, `${api}/gmail.send`] },
    { name: 'Google Calendar', scopes: [`${api}/calendar.events`] },
    { name: 'Google Drive', scopes: [`${api}/drive.file`] },
    { name: 'Google Cloud', scopes: [`${api}/cloud-platform`] },
  ],
  refreshTokens: 'kept',
  dialect: {
    extraParameters: {
      authorize: { access_type: 'offline', prompt: 'consent', include_granted_scopes: 'true' },
    },
  },
  unconfirmed: ['flows.0.clientSecret', 'redirect.match'],
  notes: [
    'Signing in by device code works with few scopes: openid, profile, email, drive.file and those of YouTube.',
    'You can untick scopes while consenting, so fewer may be granted than were asked for.',
    'Google keeps at most 100 refresh tokens for each account and client, and drops the oldest without a word.',
    'While the consent screen is in testing, refresh tokens end after seven days.',
  ],
};
