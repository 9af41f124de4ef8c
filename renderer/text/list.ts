// Window. The words of the account list.
import { counted } from './time.ts';

export const listWords = {
  pane: 'Accounts',
  list: 'Accounts',
  search: 'Search accounts',
  add: 'Add an account',
  shortcuts: 'Keyboard shortcuts',
  clearSearch: 'Clear the search',
  loading: 'Opening the vault…',
  copyTokenOf: (label: string) => `Copy the access token of ${label}`,
  copiedTokenOf: (label: string) => `Copied the access token of ${label}`,
  noMatch: (search: string) => `No account matches “${search}”`,
  noMatchHint: 'The search looks at names, people and providers.',
  waitingAt: (provider: string) => `Signing in at ${provider}`,
  failedAt: (provider: string) => `Sign-in at ${provider} failed`,
  dismissFailed: (provider: string) => `Forget the failed sign-in at ${provider}`,
  dismissNotice: 'Got it',
} as const;

/** `12 accounts, 2 need attention`. */
export function summary(total: number, attention: number): string {
  const all = counted(total, 'account');
  if (attention === 0) return all;
  return `${all}, ${attention} ${attention === 1 ? 'needs' : 'need'} attention`;
}

/** How many of the accounts a search left over, for screen readers. */
export function found(count: number): string {
  return `${counted(count, 'account')} found`;
}

export const emptyWords = {
  title: 'Access tokens, ready when you need them',
  what: 'Tokendeck signs you in to OAuth 2.0 and OpenID Connect providers, keeps the tokens fresh, and copies one with a click.',
  where: {
    system: 'Secrets are sealed on this computer, under a key in the system’s keychain.',
    passphrase: 'Secrets are sealed on this computer, under your passphrase.',
  },
  add: 'Add an account',
  practice: (name: string) => `Try it with ${name}`,
} as const;

export const secretsKeptIn = {
  system: 'Sealed under the system’s keychain',
  passphrase: 'Sealed under your passphrase',
} as const;
