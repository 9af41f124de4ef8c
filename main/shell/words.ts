// Main process. All words of the tray, of notifications and of the system's own dialogs.
import type { CopyReceipt } from '../../preload/contract.ts';
import type { Account } from '../core/accounts/account.ts';
import { cleanLabel } from '../core/accounts/labels.ts';
import { renewal } from '../core/accounts/policy.ts';
import type { AppError } from '../core/errors.ts';
import type { NoticeKind } from '../core/settings/settings.ts';
import { wordingOf } from '../core/wording.ts';
import type { Notice } from './notice.ts';
import type { NextEnd, Standing, Standings } from './tray-standing.ts';

const appName = 'Tokendeck';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `12 min`, `3 h 12 min`, `9 days`: rounded down, as in the window. */
function inBrief(duration: number): string {
  if (duration < minute) return 'under 1 min';
  if (duration < hour) return `${Math.floor(duration / minute)} min`;
  if (duration >= 2 * day) return `${Math.floor(duration / day)} days`;
  return `${Math.floor(duration / hour)} h ${Math.floor((duration % hour) / minute)} min`;
}

/** `14:30`, and with the date where it is not today. What is on no calendar stays a number. */
function clockMoment(at: number, now: number): string {
  if (Number.isNaN(new Date(at).getTime())) return String(at);
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const options: Intl.DateTimeFormatOptions = isToday
    ? { hour: '2-digit', minute: '2-digit' }
    : { dateStyle: 'medium', timeStyle: 'short' };
  return new Intl.DateTimeFormat(undefined, options).format(at);
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Keeps a name that reads from right to left from turning what stands around it (UAX #9, isolates). */
function isolated(name: string): string {
  return rightToLeft.test(name) ? `\u2068${name}\u2069` : name;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** At most `most` UTF-16 units; no character is cut through. */
function cutTo(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > most - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
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
    return nextTip(`${how}: ${count} account${count === 1 ? '' : 's'}${needyWords(needy)}`, next, now);
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

/** Systems cut a notification's title at about this much, and its body at a few times as much. */
const longestNoticeName = 40;
const longestNoticeBody = 240;
const namesInNotice = 3;

/** In quotation marks, as plain text on one line. */
function quoted({ label }: Account): string {
  return `“${isolated(cutTo(cleanLabel(label) ?? '', longestNoticeName))}”`;
}

/** Rounded up, so that the lead that was set is the time that is said. */
function soon(left: number): string {
  return inBrief(left < minute ? left : Math.ceil(left / minute) * minute);
}

/** The provider, and what there is to do or to know. */
function bodyOf({ providerName }: Account, text: string): string {
  const provider = cutTo(cleanLabel(providerName) ?? '', longestNoticeName);
  return cutTo(provider === '' ? text : `${provider}: ${text}`, longestNoticeBody);
}

/** How a new token is had of an account that gets none by itself. */
function newTokenBy(account: Account): string {
  if (account.clientId === '') return 'Import a new token when you need one.';
  if (account.health.kind === 'sign_in_again' || renewal(account) === undefined) {
    return 'Sign in again for a new token.';
  }
  return 'It is not kept fresh: refresh it for a new token.';
}

interface NoticeText {
  readonly title: string;
  readonly body: string;
}

/** Of what happens to tokens without the person. */
export const warningWords = {
  one: {
    expiring: (account, now) => ({
      title: `${quoted(account)} runs out in ${soon((account.expiresAt ?? now) - now)}`,
      body: bodyOf(account, newTokenBy(account)),
    }),
    expired: (account) => ({
      title: `${quoted(account)} has run out`,
      body: bodyOf(account, newTokenBy(account)),
    }),
    sign_in_needed: (account) => ({
      title:
        account.clientId === ''
          ? `${quoted(account)} is of no more use`
          : `${quoted(account)} needs you to sign in again`,
      body: bodyOf(account, whyNot(account)),
    }),
    refresh_failing(account, now) {
      const left = account.expiresAt === undefined ? 0 : account.expiresAt - now;
      const until = left > 0 ? `The token is good for ${inBrief(left)} more.` : 'The token has run out.';
      return {
        title: `${quoted(account)} cannot be renewed`,
        body: bodyOf(account, `${whyNot(account)} ${until} It is tried again by itself.`),
      };
    },
  } satisfies Record<NoticeKind, (account: Account, now: number) => NoticeText>,
  /** The title for two or more of a kind. */
  many: {
    expiring: (count) => `${count} tokens run out soon`,
    expired: (count) => `${count} tokens have run out`,
    sign_in_needed: (count) => `${count} accounts need you to sign in again`,
    refresh_failing: (count) => `${count} tokens cannot be renewed`,
  } satisfies Record<NoticeKind, (count: number) => string>,
  /** The title for several kinds at once. */
  mixed: (count: number) => `${count} accounts need attention`,
  /** The first three, and how many more. */
  names(accounts: readonly Account[]): string {
    const names = accounts.slice(0, namesInNotice).map(quoted);
    const more = accounts.length - names.length;
    if (more > 0) return `${names.join(', ')} and ${more} more`;
    return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ');
  },
  /** The text of a notification's button. */
  action: { copy: 'Copy token', sign_in_again: 'Sign in again' },
};

function whyNot({ health }: Account): string {
  return health.kind === 'well' ? '' : wordingOf(health.error).what;
}

/** The system's dialogs for the file of an export. */
export const exportDialogWords = {
  saveTitle: 'Export everything',
  saveButton: 'Export',
  openTitle: 'Choose an export to import',
  openButton: 'Choose',
  fileKind: 'Tokendeck export',
  allFiles: 'All files',
} as const;

/** The first time that closing the window has hidden it. */
export const keepsRunningNotice: Notice = {
  kind: 'said',
  title: 'Tokendeck keeps running in the tray',
  body: 'It keeps your tokens fresh. Quit from the menu of the tray.',
  accounts: [],
  action: undefined,
};

export const caFileWords = {
  title: 'Choose a file of certificate authorities',
  certificates: 'Certificates (PEM)',
  allFiles: 'All files',
} as const;

/** After a token was copied outside of the window. */
export function copiedNotice(account: Account, { clearsAt }: CopyReceipt, now: number): Notice {
  const seconds = clearsAt === undefined ? 0 : Math.round((clearsAt - now) / 1000);
  return {
    kind: 'said',
    title: `Copied the token of ${quoted(account)}`,
    body: seconds > 0 ? `The clipboard is cleared in ${seconds} s.` : '',
    accounts: [account.id],
    action: undefined,
  };
}

export function notCopiedNotice(account: Account, error: AppError): Notice {
  const { what, remedy } = wordingOf(error);
  return {
    kind: 'said',
    title: `The token of ${quoted(account)} was not copied`,
    body: `${what} ${remedy}`,
    accounts: [account.id],
    action: undefined,
  };
}
