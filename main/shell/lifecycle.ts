// Main process. From start to end: one instance, its window, and an orderly stop.
import { app, powerMonitor } from 'electron';
import type { Log } from '../core/ports.ts';
import { stopWithin } from './bounded-stop.ts';
import { hiddenArgument } from './login-item.ts';

/** As in electron-builder.yml: Windows shows notifications only of a program that it knows by this name. */
const appId = 'io.github.tokendeck';

export function setUpAppId(platform: NodeJS.Platform): void {
  if (platform === 'win32') app.setAppUserModelId(appId);
}

/**
 * Whether this is the only instance. A second one asks the first to show itself, and must end.
 * The instance belongs to the profile folder, so two data directories may be open at once.
 */
export function setUpSingleInstance(showWindow: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  const showWhenReady = (): void => void app.whenReady().then(showWindow);
  app.on('second-instance', (_event, argv) => {
    // The system has started it at login although it runs: nobody has asked for the window.
    if (!argv.includes(hiddenArgument)) showWhenReady();
  });
  app.on('activate', showWhenReady);
  return true;
}

/** A window that is closed and not hidden ends the application; on macOS applications go on without a window. */
export function setUpQuitWithWindow(platform: NodeJS.Platform): void {
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit();
  });
}

/** Tells whether the application is ending, or the person's session with it. */
export function watchForQuit(): () => boolean {
  let isQuitting = false;
  const note = (): void => {
    isQuitting = true;
  };
  app.on('before-quit', note);
  // Windows does not announce the end of a session by `before-quit`.
  app.on('browser-window-created', (_event, window) => {
    window.on('session-end', note);
  });
  return () => isQuitting;
}

/** A token request and one for new keys, each of up to 30 s: the answer may hold the only live refresh token. */
const longestStopMs = 70_000;

/** Holds back the end, once, until `stop` has finished or takes too long. */
export function setUpStop(stop: () => Promise<void>, log: Log): void {
  let phase: 'running' | 'stopping' | 'stopped' = 'running';
  app.on('before-quit', (event) => {
    if (phase === 'stopped') return;
    event.preventDefault();
    if (phase === 'stopping') return;
    phase = 'stopping';
    void stopWithin(longestStopMs, stop, log).then(() => {
      phase = 'stopped';
      app.quit();
    });
  });
}

/** Calls `end` last of all, with the exit code. */
export function setUpEnd(end: (code: number) => void): void {
  app.on('quit', (_event, code) => end(code));
}

/** Calls back when the screen is locked and before the computer sleeps. */
export function setUpScreenGone(screenGone: () => void): void {
  powerMonitor.on('lock-screen', screenGone);
  powerMonitor.on('suspend', screenGone);
}

export function setUpWakeUp(wake: () => void): void {
  powerMonitor.on('resume', wake);
  powerMonitor.on('unlock-screen', wake);
}
