// Test equipment: the stand-in for Electron. What of `BrowserWindow` is implemented, in Electron's own types.
import type { BrowserWindow as ElectronWindow, WebPreferences } from 'electron';

/** The events that a window may be listened to for. */
export const windowEvents = [
  'ready-to-show',
  'close',
  'closed',
  'show',
  'hide',
  'focus',
  'blur',
  'minimize',
  'restore',
  'maximize',
  'unmaximize',
  'resize',
  'resized',
  'move',
  'moved',
  'page-title-updated',
  'unresponsive',
  'responsive',
  'session-end',
  'query-session-end',
];

/** What of Electron's `BrowserWindow` there is. */
export type ImplementedWindow = Pick<
  ElectronWindow,
  | 'id'
  | 'loadURL'
  | 'show'
  | 'showInactive'
  | 'hide'
  | 'isVisible'
  | 'focus'
  | 'blur'
  | 'isFocused'
  | 'close'
  | 'destroy'
  | 'isDestroyed'
  | 'minimize'
  | 'restore'
  | 'isMinimized'
  | 'maximize'
  | 'unmaximize'
  | 'isMaximized'
  | 'isFullScreen'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setBounds'
  | 'getTitle'
  | 'setTitle'
  | 'getBackgroundColor'
  | 'setBackgroundColor'
  | 'setContentProtection'
  | 'isContentProtected'
  | 'setMenu'
  | 'removeMenu'
  | 'setMenuBarVisibility'
>;

export type WindowState = 'normal' | 'minimized' | 'maximized';

/** The settings under which the page is run here; any other would only seem to be obeyed. */
const requiredPreferences = { contextIsolation: true, sandbox: true, nodeIntegration: false } as const;

/** Throws for settings that the stand-in would not obey. */
export function checkPreferences(preferences: WebPreferences): void {
  for (const [name, required] of Object.entries(requiredPreferences)) {
    const given: unknown = preferences[name as keyof WebPreferences];
    if (given !== undefined && given !== required) {
      throw new Error(`The stand-in for Electron does not implement webPreferences.${name}: ${given}`);
    }
  }
}
