// Main process. The application's window: confined, shown only when painted, and where it was last time.
import { app, BrowserWindow, screen } from 'electron';
import type { EventName, Events } from '../../preload/contract.ts';
import type { Log, TextFile } from '../core/ports.ts';
import { boundsToOpen, smallest } from './bounds.ts';
import { readBounds, writeBounds } from './bounds-file.ts';
import type { CloseToTray } from './close-to-tray.ts';
import { setUpPage } from './page.ts';
import { currentBackground, followTheme } from './theme.ts';
import { webPreferences } from './web-preferences.ts';

export interface MainWindow {
  /** Opens the window, or brings it to the front where it is open. */
  show(): void;
  /** Opens the window without showing it: its page lives, and it appears at once when it is wanted. */
  openHidden(): void;
  /** Looks anew whether the content is to be protected. */
  protect(): void;
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
  /** Remembers the bounds. */
  readonly boundsFile: TextFile;
  /** Whether the window is to be kept out of screenshots and screen sharing. */
  readonly isProtected: () => boolean;
  readonly closing: CloseToTray;
  /** The page is no more: the window was closed, or the page's process has ended. */
  readonly onPageGone: () => void;
  readonly log: Log;
}

function openWindow(parts: WindowParts, isHidden: boolean): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...boundsToOpen(readBounds(parts.boundsFile), screens),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Tokendeck',
    show: false,
    // A page that is not seen must know it, or it would count seconds for nobody.
    paintWhenInitiallyHidden: !isHidden,
    backgroundColor: currentBackground(),
    webPreferences: webPreferences(parts.preload, app.isPackaged),
  });
  followTheme(window);
  if (!isHidden) window.once('ready-to-show', () => window.show());
  const protect = (): void => window.setContentProtection(parts.isProtected());
  protect();
  // Some systems forget the protection when a window is hidden.
  window.on('show', protect);
  window.on('close', (event) => {
    writeBounds(parts.boundsFile, window.getNormalBounds());
    if (!parts.closing.hides()) return;
    event.preventDefault();
    window.hide();
    parts.closing.hidden();
  });
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

  function open(isHidden: boolean): void {
    window = openWindow(parts, isHidden);
    window.on('closed', () => {
      window = undefined;
      parts.onPageGone();
    });
    window.webContents.on('render-process-gone', parts.onPageGone);
  }

  return {
    show() {
      if (window === undefined) open(false);
      else bringToFront(window);
    },
    openHidden() {
      if (window === undefined) open(true);
    },
    protect: () => window?.setContentProtection(parts.isProtected()),
    dialogParent: () => window,
    isOwn: (contentsId) => window?.webContents.id === contentsId,
    send(name, value) {
      window?.webContents.send(name, value);
    },
  };
}
