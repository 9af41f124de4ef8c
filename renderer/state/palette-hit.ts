// Window. The lines of the command palette, told from each other. Pure.
import type { AccountHit, ActionId, Found } from './palette.ts';

/** One line of the palette. */
export type Hit =
  | { readonly kind: 'account'; readonly hit: AccountHit }
  | { readonly kind: 'action'; readonly id: ActionId };

/** In the order in which they are listed. */
export function hitsOf({ accounts, actions, isActionsFirst }: Found): readonly Hit[] {
  const some = accounts.map((hit) => ({ kind: 'account', hit }) as const);
  const others = actions.map((id) => ({ kind: 'action', id }) as const);
  return isActionsFirst ? [...others, ...some] : [...some, ...others];
}

export function isSame(one: Hit, other: Hit): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf(hit: Hit): string {
  return hit.kind === 'action' ? hit.id : `${hit.hit.verb} ${hit.hit.account.id}`;
}

/** The id of its element; ids of elements hold no blanks. */
export function optionId(listId: string, hit: Hit): string {
  return `${listId} ${keyOf(hit)}`.replaceAll(' ', '-');
}
