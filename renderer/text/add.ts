// Window. The words of adding an account and of waiting for the browser.
import type { ProviderView } from '../../preload/contract.ts';
import { labelLength } from './detail.ts';

export const chooseWords = {
  title: 'Add an account',
  remembered: 'Again with a client used before',
  rememberedHint: 'One click: nothing needs to be entered.',
  providers: 'Choose a provider',
  search: 'Search providers',
  noMatch: 'No provider matches. Any OpenID provider can be added by its address.',
} as const;

export const formWords = {
  title: (provider: string) => `New account: ${provider}`,
  issuer: 'Issuer',
  issuerHint:
    'The provider’s address, for example https://login.example.com. Its settings are read from there.',
  issuerMissing: 'Enter the issuer’s address.',
  issuerWrong: 'This is not an address. It begins with https:// .',
  issuerPlain:
    'This address is not protected by https. Plain http can be allowed below, under Advanced, for this computer only.',
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
  registration: 'Open the registration page',
  label: 'Name',
  labelHint: `At most ${labelLength} characters. Left empty: named after whoever signs in.`,
  advanced: 'Advanced',
  scopes: 'Scopes',
  scopesHint: 'Separated by spaces. Many providers give a refresh token only for offline_access.',
  port: 'Redirect port',
  portHint: '0 takes any free port.',
  portWrong: 'Enter a whole number from 0 to 65535.',
  method: 'How the secret is sent',
  basic: 'In the Authorization header (Basic)',
  post: 'In the request’s body',
  allowHttp: 'Allow plain http on this computer',
  allowHttpHint: 'For a development server at a loopback address. Never for anything else.',
  submit: 'Sign in in the browser',
  submitting: 'Starting…',
} as const;

export const signInWords = {
  preparing: (provider: string) => `Asking ${provider} how to sign in`,
  waiting: 'Go on in your browser',
  waitingHint: (provider: string) =>
    `${provider} asks you there to sign in and to allow access. This window notices when you are done.`,
  exchanging: 'Fetching the tokens',
  done: (label: string) => `Signed in as ${label}`,
  failed: 'The sign-in did not work',
  openAgain: 'Open the browser again',
  copyLink: 'Copy the link',
  linkCopied: 'Link copied. Open it in a browser on this computer.',
  cancel: 'Cancel',
  listening: 'Waiting for the answer at',
  left: 'left',
  browserError: 'Does the browser show an error? Compare the client ID and the redirect URI.',
  changeDetails: 'Change the details',
  tryAgain: 'Try again',
  leave: 'Leave it',
  signedIn: (label: string) => `Signed in: ${label}.`,
} as const;

/** The redirect URI to register; without its port where any free one is used. */
export function redirectUri(provider: ProviderView, port: number): string {
  const authority = port === 0 ? provider.redirectHost : `${provider.redirectHost}:${port}`;
  return `http://${authority}${provider.redirectPath}`;
}
