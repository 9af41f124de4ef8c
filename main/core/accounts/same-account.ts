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
  const key = personKey({ origin, clientKey: client.key, identity, scopesAsked: scopes });
  return (
    key !== undefined &&
    key === personKey(account) &&
    (name === undefined || foldLabel(name) === foldLabel(account.label)) &&
    !losesRefreshToken
  );
}

/**
 * Equal for two accounts of the same person through the same client, asked for the same scopes. Undefined: nobody can tell.
 * Imported tokens stand for themselves: of one person there may be several that are used side by side.
 */
export function personKey({
  origin,
  clientKey,
  identity: { subject },
  scopesAsked,
}: Pick<Account, 'origin' | 'clientKey' | 'identity' | 'scopesAsked'>): string | undefined {
  if (origin === 'imported') return undefined;
  const isClient = origin === 'client_credentials';
  if (!isClient && subject === undefined) return undefined;
  return JSON.stringify([clientKey, isClient ? null : subject, [...new Set(scopesAsked)].sort()]);
}

/** A subject means somebody only together with its issuer (OpenID Connect Core section 5.7). */
export function isSomebodyElse(account: Account, client: Client, { subject }: Identity): boolean {
  if (account.issuer !== client.issuer) return true;
  const before = account.identity.subject;
  return before !== undefined && subject !== undefined && before !== subject;
}
