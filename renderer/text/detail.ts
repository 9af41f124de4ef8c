// Window. The words of the account's pane and its dialogs.
import type { AccountDetailView, AccountView, TokenContentView } from '../../preload/contract.ts';

/** As many characters as a label may have. */
export const labelLength = 80;

export const detailWords = {
  pane: 'Details',
  refresh: 'Refresh now',
  refreshing: 'Refreshing…',
  signInAgain: 'Sign in again',
  more: 'More actions',
  pin: 'Pin',
  unpin: 'Unpin',
  actions: {
    rename: 'Rename…',
    remove: 'Remove…',
    revoke: 'Revoke the tokens…',
    replace_secret: 'Replace the client secret…',
    dashboard: 'Open the provider’s page of connected applications',
  },
  importAnother: 'Import another token',
  refreshed: (label: string) => `${label} has a new token.`,
  textCopied: 'Copied.',
  keepFresh: 'Keep fresh',
  keepFreshHint: 'Renew the token before it runs out.',
  keepFreshImpossible: 'There is no refresh token, so it cannot be renewed.',
  left: 'left',
  expiredAt: (when: string) => `ran out ${when}`,
  expiresAt: (when: string) => `until ${when}`,
  retryAt: (when: string) => `Next try ${when}.`,
} as const;

export const copyWords = {
  as: 'Copy as…',
  usual: 'Use by default for this account',
  isUsual: 'default',
} as const;

export function copyMenuName({ label }: AccountView): string {
  return `${copyWords.as} ${label}`;
}

export const sections = {
  token: 'Token',
  account: 'Account',
  scopes: 'Scopes',
  use: 'Use it',
  content: 'Inside the token',
  events: 'Recent events',
} as const;

export const origins: Readonly<Record<AccountDetailView['origin'], string>> = {
  authorization_code: 'a sign-in in the browser',
  device_code: 'a code entered on a device',
  client_credentials: 'the client’s own credentials',
  imported: 'an import',
};

export const renewals: Readonly<Record<AccountView['renewal'], string>> = {
  refresh_token: 'with its refresh token',
  client_credentials: 'with the client’s own credentials',
  none: 'only by a new sign-in',
};

/** Of tokens that were imported without a client. */
export const renewedByImport = 'only by another import';

export const contentKinds: Readonly<Record<TokenContentView['kind'], string>> = {
  signed: 'signed JWT',
  unsigned: 'unsigned JWT',
  nested: 'JWT within a JWT',
  encrypted: 'encrypted JWT',
  malformed: 'damaged JWT',
  opaque: 'opaque',
};

export const facts = {
  issued: 'Issued',
  expires: 'Expires',
  expiryUnknown: 'the provider did not say',
  nextRefresh: 'Next refresh',
  noRefresh: 'not planned',
  refreshToken: 'Refresh token',
  refreshTokenKept: 'kept, sealed',
  refreshTokenNone: 'none given',
  refreshTokenUntil: 'until',
  origin: 'Comes from',
  renewal: 'Renewed',
  type: 'Type',
  subject: 'Subject',
  email: 'E-mail',
  issuer: 'Issuer',
  client: 'Client ID',
  added: 'Added',
  lifetime: (duration: string) => `lasts ${duration}`,
} as const;

/** How far the provider's clock is from ours. */
export function clockSkew(duration: string, ahead: boolean): string {
  return `The provider’s clock is ${duration} ${ahead ? 'ahead of' : 'behind'} this computer’s. Times may be off by as much.`;
}

export const renameWords = {
  title: 'Rename the account',
  label: 'Name',
  hint: `At most ${labelLength} characters. The command line uses it, too.`,
  save: 'Rename',
} as const;

export const secretWords = {
  title: 'Replace the client secret',
  what: (clientId: string) =>
    `For the client ${clientId}, and so for every account that signed in through it. The accounts stay as they are.`,
  secret: 'New client secret',
  hint: 'Goes straight into the vault. This window does not keep it.',
  missing: 'Enter the new secret.',
  replace: 'Replace',
  replacing: 'Replacing…',
  done: 'The client has its new secret.',
} as const;
