// Main process. All words of the tray. Pure.
import { counted, inBrief } from '../core/spans.ts';
import { cutTo, isolated } from './name-text.ts';
import type { NextEnd, Standing, Standings } from './tray-standing.ts';

const appName = 'Tokendeck';

/** `14:30`, and with the date where it is not today. What is on no calendar stays a number. */
function clockMoment(at: number, now: number): string {
  if (Number.isNaN(new Date(at).getTime())) return String(at);
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const options: Intl.DateTimeFormatOptions = isToday
    ? { hour: '2-digit', minute: '2-digit' }
    : { dateStyle: 'medium', timeStyle: 'short' };
  return new Intl.DateTimeFormat(undefined, options).format(at);
}

/** Menus take a single `&` for the mark of a key: on Windows and Linux they underline, on macOS they drop it. */
function literally(text: string): string {
  return text.replaceAll('&', '&&');
}

/** Windows shows no more of a tooltip (`NOTIFYICONDATA.szTip`). */
const longestTip = 127;
const longestTipName = 40;
const longestMenuName = 48;

/** The name is cut so that all of it fits. */
function tipAround(before: string, name: string, after: string): string {
  const room = longestTip - before.length - after.length - '\u2068\u2069'.length;
  return `${before}${isolated(cutTo(name, Math.min(longestTipName, room)))}${after}`;
}

function nextTip(before: string, next: NextEnd | undefined, now: number): string {
  if (next === undefined) return before;
  const how = next.kind === 'runs_out' ? 'runs out' : 'is renewed';
  return tipAround(`${before}. Next: “`, next.label, `” ${how} in ${inBrief(next.at - now)}`);
}

function needyWords(needy: number): string {
  return needy === 0 ? '' : `, ${needy} ${needy === 1 ? 'needs' : 'need'} attention`;
}

/** How an account stands in the menu: the time left, and what is out of the ordinary. */
function standingWords({ account, status }: Standing, isDead: boolean, now: number): readonly string[] {
  const { expiresAt, clientId } = account;
  const left = expiresAt === undefined || expiresAt <= now ? [] : [inBrief(expiresAt - now)];
  if (isDead) return [clientId === '' ? 'import again' : 'sign in again'];
  switch (status.kind) {
    case 'sign_in_again':
      return [...left, 'cannot be renewed'];
    case 'failing':
      return [...left, 'refresh failing'];
    case 'expired':
      return ['ran out'];
    case 'refreshing':
      return [...left, 'refreshing'];
    case 'valid':
    case 'expiring':
    case 'unknown_expiry':
      return left;
  }
}

export const trayWords = {
  closedTip: appName,
  tip({ count, needy, next }: Standings, isOnline: boolean, now: number): string {
    const how = isOnline ? appName : `${appName} is offline`;
    if (count === 0) return `${how}: no accounts yet`;
    return nextTip(`${how}: ${counted(count, 'account')}${needyWords(needy)}`, next, now);
  },
  /** `next`: only what may be seen while it is locked. A moment, not a time left: nothing ticks while it is locked. */
  lockedTip(
    next: { readonly label: string; readonly expiresAt: number | undefined } | undefined,
    now: number,
  ): string {
    const before = `${appName} is locked`;
    if (next?.expiresAt === undefined) return before;
    return tipAround(`${before}. Next: “`, next.label, `” runs out at ${clockMoment(next.expiresAt, now)}`);
  },
  account(standing: Standing, isDead: boolean, now: number): string {
    const name = isolated(cutTo(standing.account.label, longestMenuName));
    const how = standingWords(standing, isDead, now).join(', ');
    return literally(how === '' ? name : `${name}  ·  ${how}`);
  },
  more: (count: number) => `and ${count} more…`,
  refreshAll: 'Refresh all',
  pause: 'Pause notifications',
  pauseForAnHour: 'For one hour',
  pauseUntilTomorrow: 'Until tomorrow 8:00',
  resume: (until: number, now: number) => `Resume (paused until ${clockMoment(until, now)})`,
  lock: 'Lock now',
  unlock: 'Unlock…',
  open: `Open ${appName}`,
  quit: 'Quit',
};
