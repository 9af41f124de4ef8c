// Test equipment: the stand-in for Electron. From ready to quit: what `app` and the windows both need to know.
import { closeChromium } from './chromium.ts';
import { preventable, StrictEmitter } from './strict.ts';

/** What the life of the application knows of a window. */
export interface LivingWindow {
  /** Asks the window's listeners; returns whether it is gone. */
  closeIfAllowed(): boolean;
  destroy(): void;
}

export const appEvents = new StrictEmitter('app', [
  'ready',
  'will-finish-launching',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'activate',
  'second-instance',
  'browser-window-created',
  'browser-window-focus',
  'browser-window-blur',
  'web-contents-created',
  'render-process-gone',
  // These come from parts of Electron that the stand-in does not have: only a test emits them.
  'certificate-error',
  'select-client-certificate',
  'login',
  'child-process-gone',
  'open-file',
  'open-url',
  'continue-activity',
  'gpu-info-update',
  'accessibility-support-changed',
  'session-created',
]);

export const openWindows = new Set<LivingWindow>();

/** How long Chromium may take to end before the process ends without it. */
const chromiumEndMs = 5_000;

let ready = false;
let quitting = false;
let exiting = false;
// Electron's main process lives until it is told to quit, whether there is something to do or not.
const alive = setInterval(() => undefined, 0x7fffffff);

const whenReady = new Promise<void>((resolve) => {
  setImmediate(() => {
    ready = true;
    appEvents.emit('ready', {}, {});
    resolve();
  });
});

export function isReady(): boolean {
  return ready;
}

export function untilReady(): Promise<void> {
  return whenReady;
}

/** Throws unless the application is ready, as the named part of Electron does. */
export function needReady(what: string): void {
  if (!ready) throw new Error(`${what} can only be used after the app is ready`);
}

/** Throws once the application is ready, as the named part of Electron does. */
export function needNotReady(what: string): void {
  if (ready) throw new Error(`${what} should be called before the app is ready`);
}

/** Ends without asking anybody. */
export function exit(code = 0): void {
  if (exiting) return;
  exiting = true;
  quitting = true;
  for (const window of [...openWindows]) window.destroy();
  appEvents.emit('quit', {}, code);
  clearInterval(alive);
  const inTime = new Promise((resolve) => setTimeout(resolve, chromiumEndMs));
  Promise.race([closeChromium(), inTime]).finally(() => process.exit(code));
}

function quitNow(): void {
  const before = preventable({});
  appEvents.emit('before-quit', before);
  const allClosed = !before.defaultPrevented && [...openWindows].every((window) => window.closeIfAllowed());
  const last = preventable({});
  if (allClosed) appEvents.emit('will-quit', last);
  if (!allClosed || last.defaultPrevented) quitting = false;
  else exit(0);
}

/** Asks the listeners and the windows, and ends unless one of them prevents it. */
export function quit(): void {
  if (quitting) return;
  quitting = true;
  setImmediate(quitNow);
}

/** Called when a window is gone. */
export function afterWindowClosed(window: LivingWindow): void {
  openWindows.delete(window);
  if (quitting || openWindows.size > 0) return;
  if (appEvents.listenerCount('window-all-closed') === 0) quit();
  else appEvents.emit('window-all-closed');
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, quit);
