// Pure. Whether a sign-in, or an import, is one of an account that is there already.
import type { Account, Client, Identity, Origin } from './account.ts';
import { cleanLabel, foldLabel } from './labels.ts';
import { hasDeadRefreshToken } from './policy.ts';
import type { SignInRequest } from './sign-in.ts';
import type { SignedIn } from './sign-in-flow.ts';

/**
 * Whether this sign-in gives the account new tokens and takes nothing from it: the same person through the same client,
 * asked for the same scopes, under no other name, and no live refresh token given up for none. A client that signs in as
 * itself is one such person.
 */
export function isSameAccount(
  account: Account,
  { label, scopes, origin }: Pick<SignInRequest, 'label' | 'scopes'> & { readonly origin: Origin },
  client: Client,
  { identity, grant }: SignedIn,
): boolean {
  const name = cleanLabel(label);
  const losesRefreshToken =
    grant.tokens.refreshToken === undefined && account.hasRefreshToken && !hasDeadRefreshToken(account);
  // Imported tokens stand for themselves: of one person there may be several that are used side by side.
  if (origin === 'imported' || account.origin === 'imported') return false;
  const isSame =
    origin === 'client_credentials'
      ? account.origin === origin && account.clientKey === client.key
      : isSamePerson(account, client, identity);
  return (
    isSame &&
    areSameSet(account.scopesAsked, scopes) &&
    (name === undefined || foldLabel(name) === foldLabel(account.label)) &&
    !losesRefreshToken
  );
}

function areSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.every((scope) => other.includes(scope)) && other.every((scope) => one.includes(scope));
}

function isSamePerson(account: Account, client: Client, { subject }: Identity): boolean {
  return subject !== undefined && account.clientKey === client.key && account.identity.subject === subject;
}

/** A subject means somebody only together with its issuer (OpenID Connect Core section 5.7). */
export function isSomebodyElse(account: Account, client: Client, { subject }: Identity): boolean {
  if (account.issuer !== client.issuer) return true;
  const before = account.identity.subject;
  return before !== undefined && subject !== undefined && before !== subject;
}
