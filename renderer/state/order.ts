// Window. The order of the list: what needs attention first, then what is pinned, then as the person wishes. Pure.
import type { AccountView, SettingsView } from '../../preload/contract.ts';

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** How the person has the list arranged. */
export type Arrangement = Pick<SettingsView, 'groupByProvider' | 'sortBy'>;

type Accounts = ReadonlyMap<string, AccountView>;

/** 0 is the most urgent. */
function urgency({ status, autoRefresh, renewal }: AccountView): number {
  switch (status.kind) {
    case 'sign_in_again':
      return 0;
    case 'expired':
      return status.refreshable ? 2 : 1;
    case 'failing':
      return status.expired ? 1 : 2;
    case 'expiring':
      return autoRefresh && renewal !== 'none' ? 3 : 2;
    case 'valid':
    case 'refreshing':
    case 'unknown_expiry':
      return 3;
  }
}

/** Whether the person should do something about the account. */
export function needsAttention(account: AccountView): boolean {
  return urgency(account) < 3;
}

/** Where only signing in helps, that is the first thing to do, and copying steps back. */
export function onlySignInHelps({ status }: AccountView): boolean {
  return status.kind === 'sign_in_again' || (status.kind === 'expired' && !status.refreshable);
}

/** Nothing renews the token but the person, or what does is failing. Elsewhere a new sign-in is seldom wanted. */
export function maySignInHelp({ status, renewal }: AccountView): boolean {
  return renewal === 'none' || status.kind === 'failing';
}

/** What an account is listed under where the list is grouped: one provider may stand for several servers. */
function groupOf({ providerId, providerName }: AccountView): string {
  return `${providerId} ${providerName}`;
}

/** Negative where `a` comes before `b`; of two accounts one always does. */
function compare(a: AccountView, b: AccountView, sortBy: Arrangement['sortBy']): number {
  return (
    urgency(a) - urgency(b) ||
    Number(b.preferences.pinned) - Number(a.preferences.pinned) ||
    (sortBy === 'recent' ? byRecency(a, b) : 0) ||
    collator.compare(a.label, b.label) ||
    collator.compare(a.id, b.id)
  );
}

/** The account copied last comes first, one that never was last. */
export function byRecency(a: AccountView, b: AccountView): number {
  return (b.lastCopiedAt ?? 0) - (a.lastCopiedAt ?? 0);
}

/**
 * Ids in the order in which they are listed when nobody is reading. `start` is the order before, if there is one:
 * sorting what is sorted but for a few costs next to nothing, also with thousands of accounts.
 */
export function sortedIds(
  accounts: Accounts,
  { groupByProvider, sortBy }: Arrangement,
  start: readonly string[] = [],
): readonly string[] {
  const before = start.flatMap((id) => accounts.get(id) ?? []);
  const known = new Set(start);
  const fresh = [...accounts.values()].filter(({ id }) => !known.has(id));
  const sorted = [...before, ...fresh].sort((a, b) => compare(a, b, sortBy));
  if (!groupByProvider) return sorted.map(({ id }) => id);
  // Groups come in the order of their first accounts, which are their most urgent ones.
  return [...Map.groupBy(sorted, groupOf).values()].flat().map(({ id }) => id);
}

/** The order shown while somebody reads: rows stay, new ones come last, removed ones go. */
export function heldIds(
  shown: readonly string[],
  accounts: Accounts,
  arrangement: Arrangement,
): readonly string[] {
  const known = new Set(shown);
  const stay = shown.filter((id) => accounts.has(id));
  const fresh = sortedIds(accounts, arrangement, shown).filter((id) => !known.has(id));
  return [...stay, ...fresh];
}

/** The accounts to list for a search: every word of it occurs in label, identity or provider. */
export function listed(order: readonly string[], accounts: Accounts, search: string): readonly AccountView[] {
  const words = wordsOf(search);
  return order.flatMap((id) => {
    const account = accounts.get(id);
    if (account === undefined) return [];
    const text = searchText(account);
    return words.every((word) => text.includes(word)) ? [account] : [];
  });
}

const texts = new WeakMap<AccountView, string>();

/** What an account is found by, folded once for each view of it. */
export function searchText(account: AccountView): string {
  const known = texts.get(account);
  if (known !== undefined) return known;
  const text = folded(`${account.label} ${account.identity} ${account.providerName}`);
  texts.set(account, text);
  return text;
}

export function wordsOf(search: string): readonly string[] {
  return folded(search).split(/\s+/).filter(Boolean);
}

/** Lower case without accents, so that `zoe` finds `Zoë`. */
export function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** The accounts of one heading. */
export interface Group {
  /** Unlike any other of the list. */
  readonly id: string;
  readonly name: string;
  readonly accounts: readonly AccountView[];
}

/** Neighbours of one provider together. While rows are held a provider may come twice, so that none of them moves. */
export function groupsOf(shown: readonly AccountView[]): readonly Group[] {
  const groups: { id: string; name: string; accounts: AccountView[] }[] = [];
  const times = new Map<string, number>();
  let last: string | undefined;
  for (const account of shown) {
    const group = groupOf(account);
    if (group === last) {
      groups.at(-1)?.accounts.push(account);
      continue;
    }
    const time = (times.get(group) ?? 0) + 1;
    times.set(group, time);
    groups.push({ id: `group ${time} ${group}`, name: account.providerName, accounts: [account] });
    last = group;
  }
  return groups;
}
