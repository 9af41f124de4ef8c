// Main process. What the tray shows for a state of all accounts, as data. Pure.
import type { AccountId } from '../core/accounts/account.ts';
import { accessLost } from '../core/accounts/policy.ts';
import type { DeskView } from './desk.ts';
import type { TrayShape } from './tray-icons.ts';
import { type Standing, type StandingSource, type Standings, standings } from './tray-standing.ts';
import { trayWords } from './tray-words.ts';

export type TrayAction =
  | { readonly kind: 'copy' | 'sign_in_again'; readonly id: AccountId }
  | { readonly kind: 'open'; readonly id: AccountId | undefined }
  /** For how long is counted from the click. */
  | { readonly kind: 'pause'; readonly until: 'in_an_hour' | 'tomorrow' }
  | { readonly kind: 'resume' | 'refresh_all' | 'lock' | 'quit' };

export type TrayItem =
  | { readonly kind: 'separator' }
  | { readonly kind: 'action'; readonly label: string; readonly action: TrayAction }
  | { readonly kind: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] };

export interface TrayModel {
  readonly shape: TrayShape;
  readonly toolTip: string;
  readonly items: readonly TrayItem[];
  /** When the passing of time alone changes what is shown; undefined: never. */
  readonly changesAt: number | undefined;
}

/** What the model is made from, the accounts cut down to what is asked of them. */
export type TrayView = Omit<DeskView, 'accounts'> & { readonly accounts: StandingSource | undefined };

/** More would make a menu that nobody reads. */
const mostAccounts = 12;
const second = 1_000;
const tenSeconds = 10 * second;
const minute = 60 * second;

const separator: TrayItem = { kind: 'separator' };

function action(label: string, what: TrayAction): TrayItem {
  return { kind: 'action', label, action: what };
}

/**
 * Offline comes first: most of what goes wrong then goes wrong because of it, and nothing else can be mended before.
 * The tooltip still counts those that need somebody. A locked vault and an empty one have nothing to tell.
 */
function shapeOf({ isOnline }: TrayView, { count, worst }: Standings): TrayShape {
  if (count === 0) return 'well';
  if (!isOnline) return 'offline';
  switch (worst) {
    case 0:
    case 1:
      return 'error';
    case 2:
      return 'attention';
    case 3:
      return 'well';
  }
}

/** Whether a copy would only fail: the token is of no more use, and no other can be had without the person. */
function isDead({ account, status }: Standing): boolean {
  if (status.kind === 'sign_in_again') return status.expired || accessLost(account) !== undefined;
  return status.kind === 'expired' && !status.refreshable;
}

function clickOf(standing: Standing): TrayAction {
  const { id, clientId } = standing.account;
  if (!isDead(standing)) return { kind: 'copy', id };
  // Tokens that were imported without a client cannot be signed in for: the window says what can be done.
  return clientId === '' ? { kind: 'open', id } : { kind: 'sign_in_again', id };
}

function accountItems({ top, count }: Standings, now: number): readonly TrayItem[] {
  const lines = top.map((standing) =>
    action(trayWords.account(standing, isDead(standing), now), clickOf(standing)),
  );
  const others = count - top.length;
  const more = others > 0 ? [action(trayWords.more(others), { kind: 'open', id: undefined })] : [];
  return count === 0 ? [] : [...lines, ...more, separator];
}

function pauseMenu(pausedUntil: number, now: number): TrayItem {
  const items = [
    action(trayWords.pauseForAnHour, { kind: 'pause', until: 'in_an_hour' }),
    action(trayWords.pauseUntilTomorrow, { kind: 'pause', until: 'tomorrow' }),
  ];
  const resume = action(trayWords.resume(pausedUntil, now), { kind: 'resume' });
  return {
    kind: 'submenu',
    label: trayWords.pause,
    items: pausedUntil > now ? [resume, separator, ...items] : items,
  };
}

function menu(view: TrayView, all: Standings, now: number): readonly TrayItem[] {
  const isOpen = view.accounts !== undefined;
  return [
    ...accountItems(all, now),
    ...(all.count > 0 ? [action(trayWords.refreshAll, { kind: 'refresh_all' })] : []),
    pauseMenu(view.settings.notifyPausedUntil, now),
    ...(isOpen ? [action(trayWords.lock, { kind: 'lock' })] : []),
    separator,
    action(view.isLocked ? trayWords.unlock : trayWords.open, { kind: 'open', id: undefined }),
    action(trayWords.quit, { kind: 'quit' }),
  ];
}

function toolTip(view: TrayView, all: Standings, now: number): string {
  if (view.isLocked) {
    const next = view.lockedAccounts.find(({ expiresAt }) => expiresAt !== undefined && expiresAt > now);
    return trayWords.lockedTip(next, now);
  }
  return view.accounts === undefined ? trayWords.closedTip : trayWords.tip(all, view.isOnline, now);
}

/**
 * When a text that tells the time until `at` is told anew: days from two days on, then minutes. Seconds only every ten:
 * on Linux each change replaces the menu, also one that is open.
 */
function textChangesAt(at: number, now: number): number {
  const day = 24 * 60 * minute;
  const left = at - now;
  if (left <= minute) return now + Math.max(second, left % tenSeconds || tenSeconds);
  if (left < 2 * minute) return at - minute;
  const untilNextText = left < 2 * day ? minute : left % day;
  return now + Math.max(minute, untilNextText);
}

function changesAt(view: TrayView, all: Standings, now: number): number | undefined {
  const shown = [all.next?.at, ...all.top.map(({ account }) => account.expiresAt)];
  const locked = view.lockedAccounts.map(({ expiresAt }) => expiresAt);
  const future = (at: number | undefined): at is number => at !== undefined && at > now;
  const moments = [
    ...shown.filter(future).map((at) => textChangesAt(at, now)),
    ...locked.filter(future),
    ...[view.settings.notifyPausedUntil].filter(future),
  ];
  return moments.length === 0 ? undefined : Math.min(...moments);
}

const none: Standings = { count: 0, needy: 0, worst: 3, top: [], next: undefined };

/** `now` in epoch milliseconds. While the vault is locked nothing of its accounts is read, whatever the view holds. */
export function trayModel(view: TrayView, now: number): TrayModel {
  const { accounts, isLocked, settings } = view;
  const all = accounts === undefined || isLocked ? none : standings(accounts, settings, now, mostAccounts);
  return {
    shape: shapeOf(view, all),
    toolTip: toolTip(view, all, now),
    items: menu(view, all, now),
    changesAt: changesAt(view, all, now),
  };
}

/** When a pause ends that begins now: in an hour, or at 8:00 of the next day of the person's calendar. */
export function pauseEnd(until: 'in_an_hour' | 'tomorrow', now: number): number {
  if (until === 'in_an_hour') return now + 60 * minute;
  const today = new Date(now);
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1, 8).getTime();
}
