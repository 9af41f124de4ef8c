// Window. The lines of the command palette, told from each other. Pure.
import type { AccountHit, Found } from './palette.ts';

export type HitOf<Action extends string> =
  | { readonly kind: 'account'; readonly hit: AccountHit }
  | { readonly kind: 'action'; readonly id: Action };

/** In the order in which they are listed. */
export function hitsOf<Action extends string>({
  accounts,
  actions,
  isActionsFirst,
}: Found<Action>): readonly HitOf<Action>[] {
  const some = accounts.map((hit) => ({ kind: 'account', hit }) as const);
  const others = actions.map((id) => ({ kind: 'action', id }) as const);
  return isActionsFirst ? [...others, ...some] : [...some, ...others];
}

export function isSame(one: HitOf<string>, other: HitOf<string>): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf(hit: HitOf<string>): string {
  return hit.kind === 'action' ? hit.id : `${hit.hit.verb} ${hit.hit.account.id}`;
}

/** The id of its element; ids of elements hold no blanks. */
export function optionId(listId: string, hit: HitOf<string>): string {
  return `${listId} ${keyOf(hit)}`.replaceAll(' ', '-');
}
