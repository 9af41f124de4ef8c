// Window. The words of the account list.
import type { AccountView } from '../../preload/contract.ts';
import { copyFormats } from './common.ts';
import { counted } from './time.ts';

function ofWhom(who: string): string {
  return who === '' ? '' : `of “${who}” `;
}

export const listWords = {
  pane: 'Accounts',
  list: 'Accounts',
  search: 'Search accounts',
  add: 'Add an account',
  shortcuts: 'Keyboard shortcuts',
  clearSearch: 'Clear the search',
  loading: 'Opening the vault…',
  arrange: 'Arrange the list',
  groupByProvider: 'Group by provider',
  ungroup: 'Do not group',
  sortBy: 'Sort by',
  sortOrders: { recent: 'Recently copied', name: 'Name' },
  grouped: 'The list is grouped by provider.',
  notGrouped: 'The list is not grouped.',
  sorted: { recent: 'Sorted by what was copied last.', name: 'Sorted by name.' },
  allAccounts: 'All accounts',
  refreshAll: 'Refresh all',
  offline: 'No network. Tokens that are still good can be copied.',
  noMatch: (search: string) => `No account matches “${search}”`,
  noMatchHint: 'The search looks at names, people and providers.',
  waitingAt: (provider: string, who: string, way: string) =>
    `Signing in ${who === '' ? '' : `“${who}” `}at ${provider}${way === '' ? '' : `, ${way}`}`,
  inBrowser: 'in the browser',
  withCode: (code: string) => `with the code ${code}`,
  failedAt: (provider: string, who: string) => `Sign-in ${ofWhom(who)}at ${provider} failed`,
  dismissFailed: (provider: string, who: string) => `Forget the failed sign-in ${ofWhom(who)}at ${provider}`,
} as const;

/** What the copy button of a row does: it copies in the form that the person has chosen for the account. */
export function copyNameOf({ label, preferences }: AccountView): string {
  return `Copy the ${copyFormats[preferences.copyFormat].thing} of ${label}`;
}

export function copiedNameOf({ label, preferences }: AccountView): string {
  return `Copied the ${copyFormats[preferences.copyFormat].thing} of ${label}`;
}

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
  restore: 'Restore a backup…',
  practice: (name: string) => `Try it with ${name}`,
} as const;

export const secretsKeptIn = {
  system: 'Sealed under the system’s keychain',
  passphrase: 'Sealed under your passphrase',
} as const;
