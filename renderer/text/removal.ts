// Window. The words of removing an account, of having it back, and of taking tokens back.
import type { AccountView, Events, RemovalView } from '../../preload/contract.ts';

export const removeWords = {
  title: (label: string) => `Remove ${label}?`,
  what: 'Tokendeck forgets the tokens of this account. You can undo this for 10 seconds, and sign in again at any time.',
  revoke: (provider: string) => `Revoke the tokens at ${provider}, too`,
  revokeHint:
    'Other programs that use the same tokens lose access, also on another computer that you moved to.',
  keep: 'Without that, the tokens stay valid until they run out.',
  cannotRevoke: (provider: string) =>
    `${provider} offers no way to revoke the tokens: a copy of the access token works until it runs out.`,
  remove: 'Remove',
  removing: 'Removing…',
  undo: 'Undo',
  undoOf: (label: string) => `Undo the removal of ${label}`,
} as const;

/** While it can be undone. Several at once: the last is named, as it is the one that comes back first. */
export function leavingSentence(label: string, count: number): string {
  return count === 1 ? `“${label}” was removed.` : `${count} accounts were removed, “${label}” last.`;
}

/** The removal is over, and the tokens are worthless. */
export function revokedSentence({ label, providerName }: Events['removalEnded']): string {
  return `${label} was removed, and ${providerName} revoked its tokens.`;
}

/** The removal is over, but the tokens were not revoked although that was wished. */
export function unrevokedSentence({ label, providerName, removal }: Events['removalEnded']): string {
  return removal.revocation === 'failed'
    ? `“${label}” was removed, but ${providerName} did not revoke its tokens: they may stay valid until they run out. To be sure, look for connected applications in your account there.`
    : `“${label}” was removed, but ${providerName} offers no way to revoke its tokens: a copy of the access token works until it runs out. To end the access at once, look for connected applications in your account there.`;
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

/** The tokens of an account that stays are worthless. */
export function tokensRevokedSentence({ label, providerName }: AccountView): string {
  return `${providerName} revoked the tokens of ${label}.`;
}

/** What a person should know where nothing was revoked. */
export function notRevokedSentence({ providerName }: AccountView, { revocation }: RemovalView): string {
  return revocation === 'failed'
    ? `${providerName} did not revoke them. Nothing was changed: they stay valid until they run out.`
    : `${providerName} offers no way to revoke them. Nothing was changed: to end the access, look for connected applications in your account there.`;
}
