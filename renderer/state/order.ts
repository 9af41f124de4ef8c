// Window. The order of the list: what needs attention first, then by label.
import type { AccountView } from '../../preload/contract.ts';

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** 0 is the most urgent. Equal numbers are sorted by label. */
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

/** Ids in the order in which they are listed when nobody is reading. */
export function sortedIds(accounts: ReadonlyMap<string, AccountView>): readonly string[] {
  return [...accounts.values()]
    .toSorted(
      (a, b) => urgency(a) - urgency(b) || collator.compare(a.label, b.label) || collator.compare(a.id, b.id),
    )
    .map((account) => account.id);
}

/** The order shown while somebody reads: rows stay, new ones come last, removed ones go. */
export function heldIds(
  shown: readonly string[],
  accounts: ReadonlyMap<string, AccountView>,
): readonly string[] {
  const known = new Set(shown);
  const stay = shown.filter((id) => accounts.has(id));
  const fresh = sortedIds(accounts).filter((id) => !known.has(id));
  return [...stay, ...fresh];
}

/** The accounts to list for a search: every word of it occurs in label, identity or provider. */
export function listed(
  order: readonly string[],
  accounts: ReadonlyMap<string, AccountView>,
  search: string,
): readonly AccountView[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  return order.flatMap((id) => {
    const account = accounts.get(id);
    if (account === undefined) return [];
    const text = folded(`${account.label} ${account.identity} ${account.providerName}`);
    return words.every((word) => text.includes(word)) ? [account] : [];
  });
}

/** Lower case without accents, so that `zoe` finds `Zoë`. */
export function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
