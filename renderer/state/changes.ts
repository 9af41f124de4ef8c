// Window. What the news from the main process makes of the state. Pure.
import type { AccountView, AppView, Events, SettingsView, SignInView } from '../../preload/contract.ts';
import { statusAnnouncement } from '../text/status.ts';
import { counted } from '../text/time.ts';
import { type AppState, type Flow, type Leaving, withEntry } from './app-state.ts';
import { type Arrangement, heldIds, listed, sortedIds } from './order.ts';
import { withWorksUnderway } from './works-actions.ts';

/** Everything was read anew. */
export function withApp(state: AppState, { accounts: list, works, ...app }: AppView): AppState {
  const accounts = new Map(list.map((account) => [account.id, account]));
  const order = orderOf(state, accounts, app.settings);
  const ready: AppState = { ...state, boot: { kind: 'ready' }, app, accounts, order };
  return withWorksUnderway(withWanted(withSelection(ready)), works);
}

/** Some accounts changed, came or went. Transitions of status are announced. */
export function withAccounts(state: AppState, { changed, removed }: Events['accountsChanged']): AppState {
  const accounts = new Map(state.accounts);
  for (const account of changed) accounts.set(account.id, account);
  for (const id of removed) accounts.delete(id);
  const back = state.leaving.filter(
    ({ account }) => accounts.has(account.id) && !state.accounts.has(account.id),
  );
  const before = { ...state, order: back.reduce(returned, state.order) };
  const order = orderOf(before, accounts, state.app.settings);
  const announcement = announced(state, changed) ?? state.announcement;
  const leaving = back.length === 0 ? state.leaving : state.leaving.filter((one) => !back.includes(one));
  return withWanted(withSelection({ ...state, accounts, order, announcement, leaving }));
}

/** What is listed, as far as it may move. */
function orderOf(
  { order, orderHeld }: AppState,
  accounts: AppState['accounts'],
  arrangement: Arrangement,
): readonly string[] {
  return orderHeld ? heldIds(order, accounts, arrangement) : sortedIds(accounts, arrangement, order);
}

/** An account whose removal was undone stands where it stood. */
function returned(order: readonly string[], { account, place }: Leaving): readonly string[] {
  return order.includes(account.id) ? order : order.toSpliced(place, 0, account.id);
}

/** The person has set something. A new arrangement of the list is their wish, and is seen at once. */
export function withSettings(state: AppState, settings: SettingsView): AppState {
  const { groupByProvider, sortBy } = state.app.settings;
  const isArranged = settings.groupByProvider === groupByProvider && settings.sortBy === sortBy;
  const order = isArranged ? state.order : sortedIds(state.accounts, settings);
  return { ...state, app: { ...state.app, settings }, order };
}

/** The account that was asked for from elsewhere is shown, once it is known. */
export function withWanted(state: AppState, wantedId = state.wantedId): AppState {
  if (wantedId === undefined || !state.accounts.has(wantedId)) return { ...state, wantedId };
  return {
    ...state,
    wantedId: undefined,
    arrivals: state.arrivals + 1,
    dialog: state.dialog?.kind === 'palette' || state.dialog?.kind === 'shortcuts' ? undefined : state.dialog,
    selectedId: wantedId,
    search: listed([wantedId], state.accounts, state.search).length === 0 ? '' : state.search,
    panel: { kind: 'account' },
    pane: 'panel',
  };
}

/** Rows may move again, or must stay from now on. */
export function withOrderHeld(state: AppState, orderHeld: boolean): AppState {
  if (orderHeld === state.orderHeld) return state;
  const order = orderHeld ? state.order : sortedIds(state.accounts, state.app.settings, state.order);
  return { ...state, orderHeld, order };
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
