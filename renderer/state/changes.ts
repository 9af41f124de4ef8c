// Window. What the news from the main process makes of the state. Pure.
import type { AccountView, AppView, Events, SignInView } from '../../preload/contract.ts';
import { statusAnnouncement } from '../text/status.ts';
import { counted } from '../text/time.ts';
import { type AppState, type Flow, withEntry } from './app-state.ts';
import { heldIds, listed, sortedIds } from './order.ts';

/** Everything was read anew. */
export function withApp(state: AppState, { accounts: list, ...app }: AppView): AppState {
  const accounts = new Map(list.map((account) => [account.id, account]));
  return withSelection({
    ...state,
    boot: { kind: 'ready' },
    app,
    accounts,
    order: state.orderHeld ? heldIds(state.order, accounts) : sortedIds(accounts),
  });
}

/** Some accounts changed, came or went. Transitions of status are announced. */
export function withAccounts(state: AppState, { changed, removed }: Events['accountsChanged']): AppState {
  const accounts = new Map(state.accounts);
  for (const account of changed) accounts.set(account.id, account);
  for (const id of removed) accounts.delete(id);
  const order = state.orderHeld ? heldIds(state.order, accounts) : sortedIds(accounts);
  const announcement = announced(state, changed) ?? state.announcement;
  return withSelection({ ...state, accounts, order, announcement });
}

/** Rows may move again, or must stay from now on. */
export function withOrderHeld(state: AppState, orderHeld: boolean): AppState {
  if (orderHeld === state.orderHeld) return state;
  return { ...state, orderHeld, order: orderHeld ? state.order : sortedIds(state.accounts) };
}

/** The selected account stays selected; where it is gone its neighbour is. */
function withSelection(state: AppState): AppState {
  if (state.selectedId !== undefined && state.accounts.has(state.selectedId)) return state;
  return { ...state, selectedId: state.order[0], detail: undefined };
}

/** The details follow a search: they show no account that is not among its results, if there are any. */
export function withSearch(state: AppState, search: string): AppState {
  const shown = listed(state.order, state.accounts, search);
  const [first] = shown;
  if (first === undefined || shown.some((account) => account.id === state.selectedId)) {
    return { ...state, search };
  }
  return { ...state, search, selectedId: first.id, detail: undefined };
}

/** The account to select once `id` is gone: the next below, else the one above. */
export function neighbourOf(state: AppState, id: string): string | undefined {
  const index = state.order.indexOf(id);
  return state.order[index + 1] ?? state.order[index - 1];
}

function announced(state: AppState, changed: readonly AccountView[]): string | undefined {
  const turned = changed.filter((account) => {
    const before = state.accounts.get(account.id)?.status.kind;
    const after = account.status.kind;
    // The short way over "refreshing" happens all day long and is no news.
    return before !== undefined && before !== after && before !== 'refreshing' && after !== 'refreshing';
  });
  const [first, ...more] = turned;
  if (first === undefined) return undefined;
  return more.length < 3
    ? turned.map(statusAnnouncement).join(' ')
    : `The status of ${counted(turned.length, 'account')} changed.`;
}

const progress: Readonly<Record<SignInView['kind'], number>> = {
  preparing: 0,
  waiting: 1,
  device: 1,
  exchanging: 2,
  done: 3,
  failed: 3,
};

/** A sign-in of this window went on. One begun elsewhere is no business of this window. */
export function withSignIn(state: AppState, view: SignInView): AppState {
  const flow = state.flows.get(view.id);
  if (flow === undefined || progress[view.kind] < progress[flow.view.kind]) return state;
  return { ...state, flows: withFlow(state.flows, { ...flow, view }) };
}

/** With `flow` added or changed; earlier ones that failed for the same provider and issuer are forgotten. */
export function withFlow(flows: ReadonlyMap<string, Flow>, flow: Flow): ReadonlyMap<string, Flow> {
  const place = placeOf(flow);
  const others = [...flows].filter(
    ([id, one]) => id === flow.view.id || isLive(one) || placeOf(one) !== place,
  );
  return withEntry<string, Flow>(new Map(others), flow.view.id, flow);
}

function isLive({ view }: Flow): boolean {
  return view.kind !== 'failed';
}

function placeOf({ purpose }: Flow): string {
  switch (purpose.kind) {
    case 'form':
      return `${purpose.draft.provider.id} ${JSON.stringify(purpose.draft.answers.parameters)}`;
    case 'client':
      return `${purpose.client.providerId} ${purpose.client.issuer}`;
    case 'again':
      return purpose.accountId;
  }
}
