// Window. The words of the settings, and how their values are said.
import type { NoticeKind, SettingsView } from '../../preload/contract.ts';
import type { SettingsSection } from '../state/app-state.ts';
import { inBrief, spoken } from './time.ts';
import { systemLock } from './vault.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

export const sectionNames: Readonly<Record<SettingsSection, string>> = {
  appearance: 'Appearance',
  start: 'Start and tray',
  notifications: 'Notifications',
  clipboard: 'Clipboard',
  lock: 'Lock and privacy',
  network: 'Network',
  secrets: 'Secrets and backup',
  about: 'About',
};

export const settingsWords = {
  title: 'Settings',
  sections: 'Parts of the settings',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  startAtLogin: 'Start at login',
  startAtLoginHint: 'Tokens are kept fresh from the moment you log in.',
  noStartAtLogin:
    'Only a Tokendeck that was installed as a package, with its usual data folder, can be started at login.',
  startHidden: 'Start hidden',
  startHiddenHint: 'Started at login, it shows its tray icon and opens no window.',
  startHiddenWithoutLogin: 'For when it starts at login.',
  closeToTray: 'Keep running when the window is closed',
  closeToTrayHint: 'It stays in the tray, keeps tokens fresh and tells you before one runs out.',
  noTray: 'This desktop has no tray.',
  notifyKinds: 'Notify me',
  noNotifications: 'This desktop shows no notifications.',
  notifyBefore: 'How long before a token runs out',
  notifyBeforeHint: 'Unless set otherwise for an account.',
  notPaused: 'Notifications are shown.',
  pausedUntil: 'Notifications are paused until',
  pauses: { hour: 'Pause for one hour', tomorrow: 'Pause until tomorrow 8:00' },
  paused: {
    hour: 'Notifications are paused for one hour.',
    tomorrow: 'Notifications are paused until tomorrow 8:00.',
  },
  resume: 'Resume',
  resumeNotifications: 'Resume notifications',
  pauseNotifications: {
    hour: 'Pause notifications for one hour',
    tomorrow: 'Pause notifications until tomorrow 8:00',
  },
  resumed: 'Notifications are shown again.',
  clipboardClear: 'Clear the clipboard after copying a token',
  clipboardClearHint:
    'Only if it still holds the token then. Where the system allows it, tokens are kept out of its clipboard history.',
  lockNow: 'Lock now',
  lockAfterIdle: 'Lock after the computer is idle for',
  lockAfterIdleHint: {
    system: `While it is locked, this window refreshes no token and copies none. ${systemLock}`,
    passphrase:
      'While it is locked, nothing is decrypted and no token is refreshed until the passphrase is entered.',
  },
  lockWithScreen: 'Lock with the screen',
  lockWithScreenHint: 'Also when the computer goes to sleep.',
  showNames: 'Show names while locked',
  showNamesHint: 'The locked window lists the accounts and their time left.',
  contentProtection: 'Keep the window out of screenshots',
  contentProtectionHint: 'Also out of screen sharing and recordings.',
  noContentProtection: 'This desktop has no way to do that.',
  proxy: 'Proxy',
  proxyHint: 'Such as http://proxy.example.com:3128. Left empty: as the environment says.',
  proxyStays: (proxy: string) =>
    proxy === '' ? 'Still in use: what the environment says.' : `Still in use: ${proxy}`,
  proxySaid: (proxy: string) =>
    proxy === '' ? 'The proxy of the environment is used.' : `The proxy ${proxy} is used.`,
  caFile: 'More certificate authorities',
  caFileHint: 'A PEM file, for servers whose certificates the system does not know.',
  noCaFile: 'None but those of the system.',
  chooseCaFile: 'Choose a file…',
  caFileChosen: 'The certificate authorities of the file are trusted.',
  caFileAsBefore: 'Nothing was changed.',
  removeCaFile: 'Remove',
  caFileRemoved: 'Only the certificate authorities of the system are trusted.',
  keptIn: 'Where secrets are kept',
  changeKey: 'Change the key…',
  backup: 'Backup and moving',
  backupHint:
    'One file, sealed under a passphrase of its own, with all accounts, their tokens, clients and your own providers.',
  export: 'Back up…',
  import: 'Restore a backup…',
  on: (what: string) => `${what}: on`,
  off: (what: string) => `${what}: off`,
  chosen: (what: string, value: string) => `${what}: ${value}`,
} as const;

export const keptInSentences = {
  system:
    'Sealed in a file on this computer, under a random key that the system’s keychain keeps. Nobody needs to enter anything.',
  passphrase:
    'Sealed in a file on this computer, under a key made from your passphrase, which is asked for at each start and after each lock.',
} as const;

export const noticeKinds: Readonly<
  Record<NoticeKind, { readonly label: string; readonly hint: string | undefined }>
> = {
  expiring: {
    label: 'before a token runs out',
    hint: 'Only of accounts that cannot renew it themselves.',
  },
  expired: { label: 'when a token has run out', hint: undefined },
  sign_in_needed: { label: 'when an account needs a new sign-in', hint: undefined },
  refresh_failing: { label: 'when renewing a token keeps failing', hint: undefined },
};

/** What is offered for each span, in milliseconds; 0 is never. */
export const spans = {
  notifyBeforeMs: [minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour],
  clipboardClearMs: [10 * second, 30 * second, minute, 2 * minute, 5 * minute, 0],
  lockAfterIdleMs: [minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour, 4 * hour, 0],
} as const satisfies Partial<Record<keyof SettingsView, readonly number[]>>;

export type SpanSetting = keyof typeof spans;

const atZero: Readonly<Record<SpanSetting, string>> = {
  notifyBeforeMs: 'Not at all',
  clipboardClearMs: 'Never',
  lockAfterIdleMs: 'Never',
};

/** `5 minutes`; a span that is set but not offered may be odd. */
export function spanName(setting: SpanSetting, span: number): string {
  if (span === 0) return atZero[setting];
  return span % minute === 0 || span < minute ? spoken(span) : inBrief(span);
}

export const aboutWords = {
  version: 'Tokendeck',
  electron: 'Electron',
  chromium: 'Chromium',
  node: 'Node.js',
  system: 'System',
  data: 'Data folder',
  show: 'Show the folder',
  copy: 'Copy details',
  notElectron: 'not under Electron',
  licence: 'Licence',
  licenceWhat:
    'Tokendeck is free software under the MIT License. It comes without warranty of any kind. Parts by others keep their own licences, which are beside the program.',
} as const;
