// Pure. Keeping who has signed in: a new account, or new tokens for one that is there.
import { appError } from '../errors.ts';
import { newIdentifier } from '../identifiers.ts';
import type { Clock, Log, Random } from '../ports.ts';
import type { Provider } from '../providers/provider.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Vault } from '../vault/vault.ts';
import { type Account, type AccountId, type Client, type Origin, usualPreferences } from './account.ts';
import type { Book } from './book.ts';
import { makeWell, waitsForClient } from './client-secret.ts';
import { isSameSecret, withKey, withLatestSecret } from './clients.ts';
import { granted } from './granted.ts';
import { cleanLabel, labelFrom, uniqueLabel } from './labels.ts';
import { isSameAccount, isSomebodyElse } from './same-account.ts';
import type { Revision, Shelf } from './shelf.ts';
import type { SignInRequest } from './sign-in.ts';
import type { SignedIn } from './sign-in-flow.ts';

export interface KeepingParts {
  readonly vault: Vault;
  readonly shelf: Shelf;
  readonly book: Book;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** What is wanted of the account, and how it came to its tokens. */
export interface Wish extends Pick<SignInRequest, 'label' | 'scopes' | 'again'> {
  readonly origin: Origin;
  /** The clients as they were when it began; undefined where the server was not asked as the client. */
  readonly clientsBefore: readonly Client[] | undefined;
}

/**
 * Commits client, account and tokens together. An account that is there is replaced only where nothing of it is lost
 * (see `isSameAccount`); otherwise this is a further one. `again` names the account that it has to be. Errors:
 * `other_account` (who signed in is the detail), `account_not_found`, `cancelled`, `vault_*`.
 */
export function keepSignedIn(
  parts: KeepingParts,
  wish: Wish,
  signedIn: SignedIn,
  signal?: AbortSignal,
): Promise<Result<Account>> {
  return parts.shelf.naming.run('all', () => keep(parts, wish, signedIn, signal));
}

async function keep(
  parts: KeepingParts,
  wish: Wish,
  signedIn: SignedIn,
  signal?: AbortSignal,
): Promise<Result<Account>> {
  const { vault, shelf, book, random } = parts;
  const remembered = await vault.clients();
  if (!remembered.ok) return remembered;
  const latest = withLatestSecret(signedIn.client, remembered.value, wish.clientsBefore);
  const client = withKey(latest, remembered.value, random, wish.origin !== 'authorization_code');
  const known =
    wish.again ?? book.list().find((account) => isSameAccount(account, wish, client, signedIn))?.id;
  const id = known ?? (newIdentifier(random) as AccountId);

  const event = wish.origin === 'imported' ? 'imported' : 'signed_in';
  function plan(before: Account | undefined): Result<Revision<Account>> {
    if (before !== undefined && isSomebodyElse(before, client, signedIn.identity)) {
      return fail(appError('other_account', { detail: nameOf(signedIn) }));
    }
    if (signal?.aborted) return fail(appError('cancelled'));
    const account = accountFrom(parts, wish, signedIn, client, id, before);
    return ok({
      changes: [
        { op: 'put_client', client },
        { op: 'put_account', account },
        { op: 'put_tokens', accountId: id, tokens: signedIn.grant.tokens },
        { op: 'append_event', accountId: id, event: { kind: event, at: account.issuedAt } },
      ],
      value: account,
    });
  }

  const kept =
    known === undefined
      ? await commitNew(shelf, plan(undefined))
      : await shelf.revise(known, async (before) => plan(before));
  if (!kept.ok) return kept;
  if (hasNewSecret(client, remembered.value)) await tellOthers(parts, client, id);
  parts.log.info(`account.${event}`, { account: id, provider: signedIn.provider.id });
  return kept;
}

function hasNewSecret({ key, authentication }: Client, remembered: readonly Client[]): boolean {
  const before = remembered.find((client) => client.key === key)?.authentication;
  if (before === undefined || before.method === 'none' || authentication.method === 'none') return false;
  return !isSameSecret(before, authentication);
}

/** The server has just accepted the client, so the accounts that waited for that need not wait any more. */
async function tellOthers(
  { book, shelf, clock, log }: KeepingParts,
  { key }: Client,
  id: AccountId,
): Promise<void> {
  const waiting = book
    .list()
    .filter((account) => account.clientKey === key && account.id !== id && waitsForClient(account));
  for (const account of waiting) {
    const told = await makeWell(shelf, clock, account.id);
    if (!told.ok) log.warn('account.not_told', { account: account.id, code: told.error.code });
  }
}

/** Nobody else knows the account yet: nothing can come in between. */
async function commitNew(shelf: Shelf, planned: Result<Revision<Account>>): Promise<Result<Account>> {
  if (!planned.ok) return planned;
  const committed = await shelf.commit(planned.value.changes);
  return committed.ok ? ok(planned.value.value) : committed;
}

function accountFrom(
  { book, clock }: KeepingParts,
  wish: Wish,
  { provider, identity, grant, redirectUri }: SignedIn,
  client: Client,
  id: AccountId,
  before: Account | undefined,
): Account {
  const wanted = before?.label ?? cleanLabel(wish.label);
  const others = book.list().filter((account) => account.id !== id);
  const providerName = nameOfProvider(provider, client);
  return {
    id,
    clientKey: client.key,
    providerId: client.providerId,
    providerName,
    issuer: client.issuer,
    clientId: client.clientId,
    origin: wish.origin,
    redirectUri,
    label: uniqueLabel(
      wanted ?? labelFrom(identity, providerName),
      others.map(({ label }) => label),
    ),
    // What was known of the person stays where the provider was silent this time.
    identity: { ...before?.identity, ...identity },
    scopesAsked: wish.scopes,
    ...granted(grant, wish.scopes, before?.issuedAt),
    createdAt: before?.createdAt ?? clock.now(),
    autoRefresh: before?.autoRefresh ?? true,
    preferences: before?.preferences ?? usualPreferences,
    lastCopiedAt: before?.lastCopiedAt,
  };
}

/** Whether the issuer is wholly the person's. */
function isEntered({ issuer }: Provider): boolean {
  return /^\{[a-z_]+\}$/.test(issuer);
}

/** The preset's name; where the person entered the issuer, its host tells more than the preset's. */
function nameOfProvider(provider: Provider, { issuer }: Client): string {
  return isEntered(provider) ? (URL.parse(issuer)?.host ?? provider.name) : provider.name;
}

function nameOf({ identity, provider }: SignedIn): string {
  return labelFrom(identity, provider.name);
}
