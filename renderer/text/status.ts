// Window. The status of an account in words.
import type { AccountView, EventView, StatusView } from '../../preload/contract.ts';
import { callWords } from './inspection.ts';

/** How a status looks and how urgent it is. Its shape and colour follow from the tone. */
export type Tone = 'good' | 'soon' | 'busy' | 'bad' | 'idle';

export interface StatusWords {
  readonly tone: Tone;
  readonly word: string;
}

/** One or two words for a status. */
export function statusWords(status: StatusView): StatusWords {
  switch (status.kind) {
    case 'valid':
      return { tone: 'good', word: 'Valid' };
    case 'expiring':
      return { tone: 'soon', word: 'Expires soon' };
    case 'refreshing':
      return { tone: 'busy', word: 'Refreshing' };
    case 'unknown_expiry':
      return { tone: 'idle', word: 'Expiry unknown' };
    case 'expired':
      return { tone: status.refreshable ? 'soon' : 'bad', word: 'Expired' };
    case 'failing':
      return { tone: status.expired ? 'bad' : 'soon', word: 'Refresh failing' };
    case 'sign_in_again':
      return { tone: 'bad', word: 'Sign in again' };
  }
}

/**
 * One sentence on what the status means for the person, who may be able to sign in again or not. `canTell`: the provider
 * can be asked whose token it is.
 */
export function statusSentence(account: AccountView, maySignIn: boolean, canTell = true): string {
  const { status } = account;
  switch (status.kind) {
    case 'valid':
      return validSentence(account, maySignIn);
    case 'expiring':
      return account.autoRefresh && account.renewal !== 'none'
        ? 'It will be renewed in a moment.'
        : 'It runs out soon and is not renewed by itself.';
    case 'refreshing':
      return 'Asking for a new token. The old one stays usable until it runs out.';
    case 'unknown_expiry':
      return 'The provider did not say how long this token lasts. That does not mean forever.';
    case 'expired':
      return status.refreshable
        ? 'Copying it or refreshing it fetches a new one.'
        : `There is no refresh token: only ${maySignIn ? 'signing in again' : 'another import'} gives a new one.`;
    case 'failing':
      return status.expired
        ? 'It has run out and a new one could not be fetched yet.'
        : 'The token is still good, but a new one could not be fetched yet.';
    case 'sign_in_again':
      return signInSentence(status.error.code, status.expired, canTell);
  }
}

function signInSentence(code: string, expired: boolean, canTell: boolean): string {
  if (code === 'revoked') return 'This token was revoked: do not count on it, whatever time it has left.';
  if (code === 'token_rejected')
    return 'The provider no longer accepts this token, whatever time it has left.';
  if (expired) return 'The provider no longer renews this token, and it has run out.';
  return `The provider no longer renews this token. It may already be refused${canTell ? `: “${callWords.whoAmI}” tells` : ''}.`;
}

function validSentence({ autoRefresh, renewal }: AccountView, maySignIn: boolean): string {
  if (renewal === 'none') {
    return maySignIn
      ? 'Not renewed by itself: you will need to sign in again when it runs out.'
      : 'Not renewed by itself: you will need to import another one when it runs out.';
  }
  if (!autoRefresh) return 'Not renewed by itself: you will need to refresh it when it runs out.';
  return renewal === 'client_credentials'
    ? 'Asked for anew with the client’s own credentials before it runs out.'
    : 'Renewed by itself before it runs out.';
}

/** Said to screen readers when an account's status becomes another. */
export function statusAnnouncement(account: AccountView): string {
  return `${account.label}: ${statusWords(account.status).word}.`;
}

/** The name of a row: who, where and how it is. */
export function rowName(account: AccountView): string {
  const who = account.identity === '' || account.identity === account.label ? [] : [account.identity];
  const pinned = account.preferences.pinned ? ['pinned'] : [];
  return [account.label, ...who, account.providerName, ...pinned, statusWords(account.status).word].join(
    ', ',
  );
}

export function eventWords(event: EventView): string {
  switch (event.kind) {
    case 'signed_in':
      return 'Signed in';
    case 'refreshed':
      return 'Refreshed';
    case 'refresh_failed':
      return 'Refresh failed';
    case 'refresh_interrupted':
      return 'Refresh was interrupted';
    case 'copied':
      return 'Copied';
    case 'renamed':
      return 'Renamed';
    case 'imported':
      return 'Taken in from elsewhere';
    case 'revoked':
      return 'Revoked';
    case 'token_rejected':
      return 'Token no longer accepted';
    case 'secret_replaced':
      return 'Client secret replaced';
    case 'sign_in_needed':
      return 'Sign-in needed again';
  }
}
