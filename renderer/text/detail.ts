// Window. The words of the account's pane and its dialogs.
import type { AccountView, RemovalView } from '../../preload/contract.ts';

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
  refreshed: (label: string) => `${label} has a new token.`,
  textCopied: 'Copied.',
  keepFresh: 'Keep fresh',
  keepFreshHint: 'Renew the token before it runs out.',
  keepFreshImpossible: 'The provider gave no refresh token, so it cannot be renewed.',
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
  content: 'Inside the token',
  events: 'Recent events',
} as const;

export const facts = {
  issued: 'Issued',
  expires: 'Expires',
  expiryUnknown: 'the provider did not say',
  nextRefresh: 'Next refresh',
  noRefresh: 'not planned',
  refreshToken: 'Refresh token',
  refreshTokenKept: 'kept, sealed',
  refreshTokenNone: 'none given',
  type: 'Type',
  jwt: 'JWT',
  opaque: 'opaque',
  subject: 'Subject',
  email: 'E-mail',
  issuer: 'Issuer',
  client: 'Client ID',
  added: 'Added',
  lifetime: (duration: string) => `lasts ${duration}`,
} as const;

export const scopeWords = {
  none: 'The provider named no scopes.',
  missing: 'not granted',
} as const;

export const jwtWords = {
  notVerified: 'Not verified',
  explanation: 'Read from the token as it is. Its signature was not checked.',
  header: 'Header',
  claims: 'Claims',
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
