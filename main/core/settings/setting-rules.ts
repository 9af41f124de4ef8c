// Pure. What each setting may be. Read from the file and from the window by the same rules.
import { type NoticeKind, type Settings, usualSettings } from './settings.ts';

interface Rule<T> {
  /** Undefined: refused. */
  readonly parse: (value: unknown) => T | undefined;
  /** What it is and what it has to be, in words that follow "A setting is not valid:". */
  readonly demand: string;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** The last moment that a date can be. */
const lastMoment = 8.64e15;
const longestPath = 4_096;
const longestAddress = 300;

function bool(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function oneOf<const T extends string>(...allowed: readonly T[]): (value: unknown) => T | undefined {
  return (value) => allowed.find((one) => one === value);
}

function wholeNumber(
  least: number,
  most: number,
  isAllowed = (_value: number) => true,
): Rule<number>['parse'] {
  return (value) =>
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= least &&
    value <= most &&
    isAllowed(value)
      ? value
      : undefined;
}

/** Zero, or a span of `least` to `most` milliseconds. */
function zeroOrSpan(least: number, most: number): Rule<number>['parse'] {
  return wholeNumber(0, most, (value) => value === 0 || value >= least);
}

/** Each kind once, in the usual order. */
function noticeKinds(value: unknown): readonly NoticeKind[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const known = usualSettings.notifyKinds;
  return value.every((one) => known.some((kind) => kind === one))
    ? known.filter((kind) => value.includes(kind))
    : undefined;
}

/** The address of a proxy as scheme, host and port alone: a password has no place in a plain file. */
function proxyAddress(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > longestAddress) return undefined;
  const text = value.trim();
  if (text === '') return '';
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  // Equal only where there is no user name, password, path, query or fragment.
  return url !== null && url.hostname !== '' && url.href === `${url.origin}/` ? url.origin : undefined;
}

function path(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= longestPath && !value.includes('\0')
    ? value
    : undefined;
}

function isOrIsNot(what: string): Rule<boolean> {
  return { parse: bool, demand: `${what} must be on or off` };
}

/** One for each setting: a setting without a rule does not compile. */
export const settingRules: { readonly [K in keyof Settings]: Rule<Settings[K]> } = {
  theme: { parse: oneOf('system', 'light', 'dark'), demand: 'the theme must be system, light or dark' },
  startAtLogin: isOrIsNot('starting at login'),
  startHidden: isOrIsNot('starting hidden'),
  closeToTray: isOrIsNot('closing to the tray'),
  groupByProvider: isOrIsNot('grouping by provider'),
  sortBy: { parse: oneOf('recent', 'name'), demand: 'the order must be by recent use or by name' },
  notifyKinds: {
    parse: noticeKinds,
    demand: `what notifications are about must be a list of ${usualSettings.notifyKinds.join(', ')}`,
  },
  notifyBeforeMs: {
    parse: wholeNumber(0, 24 * hour),
    demand: 'the warning must come 0 to 24 hours before the expiry',
  },
  notifyPausedUntil: {
    parse: wholeNumber(0, lastMoment),
    demand: 'the end of the pause of notifications must be a moment',
  },
  clipboardClearMs: {
    parse: zeroOrSpan(5 * second, 10 * minute),
    demand: 'the clipboard must be cleared after 5 seconds to 10 minutes, or never',
  },
  lockAfterIdleMs: {
    parse: zeroOrSpan(minute, 24 * hour),
    demand: 'the vault must be locked after 1 minute to 24 hours, or never',
  },
  lockWithScreen: isOrIsNot('locking with the screen'),
  showNamesWhileLocked: isOrIsNot('showing names while locked'),
  contentProtection: isOrIsNot('content protection'),
  proxy: {
    parse: proxyAddress,
    demand:
      'the proxy must be an address such as http://proxy.example.com:3128, without user name, password, path or query',
  },
  caFile: { parse: path, demand: 'the CA file must be the path of a file' },
};

export const settingNames = Object.keys(settingRules) as readonly (keyof Settings)[];
