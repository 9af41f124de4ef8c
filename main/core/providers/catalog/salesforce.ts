// Pure. Salesforce. Answers do not say when access ends. No keys are named, so that ID tokens are left alone: whose
// issuer they name depends on the organisation's domain settings.
import type { Provider } from '../provider.ts';

export const salesforce: Provider = {
  id: 'salesforce',
  name: 'Salesforce',
  summary: 'A Salesforce organisation, its sandboxes, or one with a domain of its own.',
  mark: { path: 'M7 19a5 5 0 0 1-1-9.9A6 6 0 0 1 17 7a6 6 0 0 1 1 12Zm1-6v3h8v-3Z', hue: 22 },
  parameters: [
    {
      name: 'host',
      label: 'Login address',
      hint: 'Where people sign in; https://test.salesforce.com for sandboxes.',
      kind: 'url',
      example: 'https://example.my.salesforce.com',
      default: 'https://login.salesforce.com',
    },
  ],
  issuer: '{host}',
  discovery: false,
  endpoints: {
    authorization: '{host}/services/oauth2/authorize',
    token: '{host}/services/oauth2/token',
    revocation: '{host}/services/oauth2/revoke',
    introspection: '{host}/services/oauth2/introspect',
    userinfo: '{host}/services/oauth2/userinfo',
  },
  registration: {
    advice:
      'In Setup, under “External Client App Manager”, create an app, enable OAuth with the callback URL ' +
      'http://localhost:17890/callback/salesforce, and select the scopes. Enter the consumer key as the client ID and ' +
      'the consumer secret, unless the app does not require one.',
  },
  flows: [
    { kind: 'authorization_code', clientSecret: 'optional' },
    { kind: 'client_credentials', clientSecret: 'required' },
  ],
  clientAuthentication: ['client_secret_post', 'client_secret_basic'],
  redirect: {
    kind: 'loopback',
    match: 'exact',
    hostname: 'localhost',
    port: 17_890,
    path: '/callback/salesforce',
  },
  scopes: [
    { name: 'openid', meaning: 'Who you are.', default: true },
    { name: 'id', meaning: 'Your profile, e-mail address and phone number.' },
    { name: 'profile', meaning: 'Your name and picture.', default: true },
    { name: 'email', meaning: 'Your e-mail address.', default: true },
    { name: 'api', meaning: 'REST, Bulk and Connect APIs, as you.', default: true },
    { name: 'refresh_token', meaning: 'A refresh token, so that access lasts.', default: true },
    { name: 'chatter_api', meaning: 'The Connect REST API alone.' },
    { name: 'web', meaning: 'Using the token in the browser.' },
    { name: 'custom_permissions', meaning: 'Your custom permissions in the organisation.' },
    { name: 'wave_api', meaning: 'CRM Analytics.' },
    { name: 'pardot_api', meaning: 'Account Engagement (Pardot).' },
    { name: 'cdp_query_api', meaning: 'SQL queries of Data Cloud.' },
    { name: 'full', meaning: 'Everything that you can do; does not bring a refresh token by itself.' },
  ],
  apis: [
    { name: 'REST API', scopes: ['api', 'refresh_token'] },
    { name: 'Analytics', scopes: ['wave_api', 'refresh_token'] },
    { name: 'Data Cloud queries', scopes: ['api', 'cdp_query_api', 'refresh_token'] },
  ],
  refreshTokens: 'kept',
  dialect: {},
  unconfirmed: ['redirect', 'refreshTokens', 'flows.1'],
  notes: [
    'Answers name no end of access: how long it lasts is a setting of the organisation, which introspection tells.',
    'The answer’s issued_at is in milliseconds, and its instance_url is the address to send API calls to.',
    'Client credentials need the organisation’s own domain as the login address.',
  ],
};
