// Pure. What the person has set. Kept as a file that may be lost: every setting has a usual value.

/** What a notification can be about. */
export type NoticeKind = 'expiring' | 'expired' | 'sign_in_needed' | 'refresh_failing';

/** Spans are milliseconds. */
export interface Settings {
  readonly theme: 'system' | 'light' | 'dark';
  readonly startAtLogin: boolean;
  /** Started at login, it opens no window but its tray. */
  readonly startHidden: boolean;
  readonly closeToTray: boolean;
  readonly groupByProvider: boolean;
  /** Of accounts that are equally urgent and equally pinned. */
  readonly sortBy: 'recent' | 'name';
  readonly notifyKinds: readonly NoticeKind[];
  /** Before the expiry of an account that says nothing else. */
  readonly notifyBeforeMs: number;
  /** Epoch milliseconds; 0: notifications are shown. */
  readonly notifyPausedUntil: number;
  /** 0: never. */
  readonly clipboardClearMs: number;
  /** 0: never. */
  readonly lockAfterIdleMs: number;
  /** Also when the computer is put to sleep. */
  readonly lockWithScreen: boolean;
  readonly showNamesWhileLocked: boolean;
  /** Keeps the window out of screenshots and screen sharing. */
  readonly contentProtection: boolean;
  /** `http://host:port` or `https://host:port`; empty: as in the environment. */
  readonly proxy: string;
  /** Path of a PEM file; empty: none. */
  readonly caFile: string;
}

export const usualSettings: Settings = {
  theme: 'system',
  startAtLogin: false,
  startHidden: true,
  closeToTray: true,
  groupByProvider: false,
  sortBy: 'recent',
  notifyKinds: ['expiring', 'expired', 'sign_in_needed', 'refresh_failing'],
  notifyBeforeMs: 300_000,
  notifyPausedUntil: 0,
  clipboardClearMs: 30_000,
  lockAfterIdleMs: 0,
  lockWithScreen: false,
  showNamesWhileLocked: false,
  contentProtection: false,
  proxy: '',
  caFile: '',
};
