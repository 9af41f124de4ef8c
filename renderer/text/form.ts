// Window. The words of the form for a client, and of what it shares with the form for imported tokens.
import type { FlowKindView } from '../../preload/contract.ts';
import { labelLength } from './detail.ts';

export const formWords = {
  title: (provider: string) => `New account: ${provider}`,
  flow: 'How to sign in',
  addressMissing: 'Enter the address.',
  segmentMissing: 'Enter this.',
  addressWrong: 'This is not an address. It begins with https:// .',
  addressPlain:
    'This address is not protected by https. Plain http can be allowed below, under Advanced, for this computer only.',
  addressWithPlaces: 'Write the whole address, with the text in place of the braces.',
  example: (example: string) => `For example ${example}`,
  optional: (label: string) => `${label} (optional)`,
  clientId: 'Client ID',
  clientIdHint: 'From the registration at the provider.',
  clientIdMissing: 'Enter the client ID.',
  secret: 'Client secret',
  secretHint: {
    required: 'Goes straight into the vault. This window does not keep it.',
    optional: 'If the client has one. Goes straight into the vault; this window does not keep it.',
  },
  secretMissing: 'Enter the client secret.',
  secretAgain: 'The secret was not kept in this window: enter it again.',
  redirect: 'Redirect URI of this sign-in',
  anyPort:
    'Any free port is used: providers that follow RFC 8252 accept that for a loopback address. If yours wants an exact port, set one under Advanced.',
  copyRedirect: 'Copy the redirect URI',
  pasted:
    'This address is not on this computer: at the end, you copy the address of the page that your browser ends on and paste it here.',
  registration: 'Open the registration page',
  label: 'Name',
  labelHint: `At most ${labelLength} characters. Left empty: named after whoever signs in.`,
  unconfirmed:
    'Some values of this preset are not confirmed with the provider yet. Should the sign-in fail, compare the redirect URI and the endpoints under Advanced with what its documents say.',
  notConfirmed: 'Not confirmed with the provider.',
  advanced: 'Advanced',
  redirectUri: 'Redirect URI',
  redirectUriHint:
    'Exactly as it is registered: http://127.0.0.1 or http://localhost, or an https address that is pasted back by hand.',
  redirectWrong: 'Enter an address that begins with http://127.0.0.1, http://localhost or https:// .',
  takesAnyPort: 'The provider takes any port of it',
  takesAnyPortHint: 'A free one is chosen each time. Without this, the port must be registered and free.',
  formPost: 'Answer as a form post',
  formPostHint: 'The answer comes in the body of a POST, and so in no browser history.',
  endpoints: 'Endpoints',
  endpointsHint: 'Only to replace those of the preset. An empty one is not used.',
  endpointsDiscovered: 'The others are read from the provider’s published settings.',
  method: 'How the secret is sent',
  basic: 'In the Authorization header (Basic)',
  post: 'In the request’s body',
  allowHttp: 'Allow plain http on this computer',
  allowHttpHint: 'For a development server at a loopback address. Never for anything else.',
  copyAsOwn: 'Copy this preset as a provider of my own',
  submit: {
    authorization_code: 'Sign in in the browser',
    device_code: 'Get a code',
    client_credentials: 'Get a token',
  },
  submitting: 'Starting…',
} as const;

export const flowWords: Readonly<Record<FlowKindView, { readonly name: string; readonly hint: string }>> = {
  authorization_code: {
    name: 'In the browser',
    hint: 'You sign in at the provider in this computer’s browser.',
  },
  device_code: {
    name: 'With a code on another device',
    hint: 'You enter a short code on a phone or any other device. Needs no redirect URI.',
  },
  client_credentials: {
    name: 'As the application itself (client credentials)',
    hint: 'Nobody signs in: the token stands for the application, not for a person.',
  },
};

export const scopeForm = {
  title: 'Scopes',
  none: 'none',
  offered: 'What to ask for',
  apis: 'What a known API needs',
  others: 'Other scopes',
  onlyOthers: 'Scopes to ask for',
  othersHint: 'Separated by blanks.',
} as const;

/** The first scopes by name, and how many more there are. */
export function scopeSummary(scopes: readonly string[]): string {
  if (scopes.length === 0) return scopeForm.none;
  const shown = scopes.slice(0, 4);
  const rest = scopes.length - shown.length;
  return rest === 0 ? shown.join(', ') : `${shown.join(', ')} and ${rest} more`;
}

const endpointNames: Readonly<Record<string, string>> = {
  authorization: 'Authorization endpoint',
  token: 'Token endpoint',
  refresh: 'Refresh endpoint',
  device_authorization: 'Device authorization endpoint',
  revocation: 'Revocation endpoint',
  introspection: 'Introspection endpoint',
  validation: 'Validation endpoint',
  userinfo: 'Userinfo endpoint',
  jwks: 'Keys (JWKS)',
};

export function endpointName(name: string): string {
  return endpointNames[name] ?? name;
}
