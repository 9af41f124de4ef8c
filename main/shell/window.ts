// Main process. The application's window: confined, shown only when painted, and where it was last time.
import { app, BrowserWindow, screen } from 'electron';
import type { EventName, Events } from '../../preload/contract.ts';
import type { Log } from '../core/ports.ts';
import { boundsToOpen, smallest } from './bounds.ts';
import { readBounds, writeBounds } from './bounds-file.ts';
import { setUpPage } from './page.ts';
import { currentBackground, setUpTheme } from './theme.ts';
import { webPreferences } from './web-preferences.ts';

export interface MainWindow {
  /** Opens the window, or brings it to the front where it is open. */
  show(): void;
  /** For the system's dialogs; undefined where there is no window. */
  dialogParent(): BrowserWindow | undefined;
  /** Whether these contents are the window's. */
  isOwn(contentsId: number): boolean;
  /** Tells the page; nothing happens where there is none. */
  send<E extends EventName>(name: E, value: Events[E]): void;
}

export interface WindowParts {
  /** Absolute path of the preload bundle. */
  readonly preload: string;
  /** Absolute path of the file that remembers the bounds. */
  readonly boundsFile: string;
  /** Keeps the window out of screenshots and screen sharing. */
  readonly contentProtection: boolean;
  readonly log: Log;
}

function openWindow(parts: WindowParts): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...boundsToOpen(readBounds(parts.boundsFile), screens),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Tokendeck',
    show: false,
    backgroundColor: currentBackground(),
    webPreferences: webPreferences(parts.preload, app.isPackaged),
  });
  setUpTheme(window);
  window.once('ready-to-show', () => window.show());
  // Some systems forget the protection when a window is hidden.
  const protect = (): void => window.setContentProtection(parts.contentProtection);
  protect();
  window.on('show', protect);
  window.on('close', () => writeBounds(parts.boundsFile, window.getNormalBounds()));
  setUpPage(window, parts.log);
  return window;
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

export function createMainWindow(parts: WindowParts): MainWindow {
  let window: BrowserWindow | undefined;
  return {
    show() {
      if (window !== undefined) {
        bringToFront(window);
        return;
      }
      window = openWindow(parts);
      window.on('closed', () => {
        window = undefined;
      });
    },
    dialogParent: () => window,
    isOwn: (contentsId) => window?.webContents.id === contentsId,
    send(name, value) {
      window?.webContents.send(name, value);
    },
  };
}
