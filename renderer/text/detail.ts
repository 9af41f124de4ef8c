// Window. The words of the account's pane and its dialogs.
import type {
  AccountDetailView,
  AccountView,
  RemovalView,
  TokenContentView,
} from '../../preload/contract.ts';

/** As many characters as a label may have. */
export const labelLength = 80;

export const detailWords = {
  pane: 'Details',
  copy: 'Copy token',
  copyAs: 'Copy as…',
  refresh: 'Refresh now',
  refreshing: 'Refreshing…',
  signInAgain: 'Sign in again',
  more: 'More actions',
  rename: 'Rename…',
  remove: 'Remove…',
  revoke: 'Revoke the tokens…',
  replaceSecret: 'Replace the client secret…',
  dashboard: 'Open the provider’s page of connected applications',
  importAnother: 'Import another token',
  refreshed: (label: string) => `${label} has a new token.`,
  textCopied: 'Copied.',
  keepFresh: 'Keep fresh',
  keepFreshHint: 'Renew the token before it runs out.',
  keepFreshImpossible: 'There is no refresh token, so it cannot be renewed.',
  dismiss: 'Put this message away',
  left: 'left',
  expiredAt: (when: string) => `ran out ${when}`,
  expiresAt: (when: string) => `until ${when}`,
  retryAt: (when: string) => `Next try ${when}.`,
} as const;

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

export const removeWords = {
  title: (label: string) => `Remove ${label}?`,
  what: 'Tokendeck forgets the tokens of this account. You can sign in again at any time.',
  revoke: (provider: string) => `Revoke the tokens at ${provider}, too`,
  revokeHint: 'Other programs that use the same tokens lose access.',
  keep: 'Without that, the tokens stay valid until they run out.',
  remove: 'Remove',
  removing: 'Removing…',
  doneTitle: (label: string) => `${label} was removed`,
  understood: 'Close',
} as const;

/** What became of the tokens of a removed account. */
export function removedSentence(account: AccountView, removal: RemovalView): string {
  const { providerName } = account;
  switch (removal.revocation) {
    case 'revoked':
      return `${account.label} was removed, and ${providerName} revoked its tokens.`;
    case 'skipped':
      return `Tokendeck has forgotten the tokens. As you wished, ${providerName} was not asked to revoke them: a copy of the access token works until it runs out.`;
    case 'unsupported':
      return `Tokendeck has forgotten the tokens, but ${providerName} offers no way to revoke them: a copy of the access token works until it runs out. To end the access at once, look for connected applications in your account there.`;
    case 'failed':
      return `Tokendeck has forgotten the tokens, but ${providerName} did not revoke them: they may stay valid until they run out. To be sure, look for connected applications in your account there.`;
  }
}

export const revokeWords = {
  title: (label: string) => `Revoke the tokens of ${label}?`,
  what: (provider: string) =>
    `${provider} is asked to make the access token and the refresh token worthless at once, also for other programs that use them.`,
  stays: 'The account stays in the list, and needs a new sign-in.',
  gone: 'The account stays in the list. Its tokens were imported: it needs others, or can be removed.',
  revoke: 'Revoke',
  revoking: 'Revoking…',
  doneTitle: (label: string) => `The tokens of ${label} are not revoked`,
} as const;

export function revokedSentence({ label, providerName }: AccountView): string {
  return `${providerName} revoked the tokens of ${label}.`;
}

/** What a person should know where nothing was revoked. */
export function notRevokedSentence({ providerName }: AccountView, { revocation }: RemovalView): string {
  return revocation === 'failed'
    ? `${providerName} did not revoke them. Nothing was changed: they stay valid until they run out.`
    : `${providerName} offers no way to revoke them. Nothing was changed: to end the access, look for connected applications in your account there.`;
}

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
