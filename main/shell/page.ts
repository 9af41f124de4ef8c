// Main process. The page in the window: it is loaded, and once more when its process has ended. Where that is of no use
// the person is told, and the application ends.
import { app, type BrowserWindow, dialog } from 'electron';
import type { Log } from '../core/ports.ts';
import { windowUrl } from './app-origin.ts';

/** Electron's name for why a page was not loaded, such as `ERR_FAILED`. */
function reasonOf(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'string' ? code : 'unknown';
}

async function giveUp(window: BrowserWindow): Promise<void> {
  window.show();
  await dialog.showMessageBox(window, {
    type: 'error',
    title: 'Tokendeck',
    message: 'Tokendeck cannot show its window.',
    detail: 'Your accounts are kept. Start Tokendeck again; if that does not help, install it again.',
    buttons: ['Quit'],
  });
  app.quit();
}

/** Shows the page in a window that has none yet. */
export function setUpPage(window: BrowserWindow, log: Log): void {
  let hasReloaded = false;

  async function load(): Promise<void> {
    try {
      await window.loadURL(windowUrl);
    } catch (thrown) {
      // Closed while it was loading.
      if (window.isDestroyed()) return;
      log.warn('window.not_loaded', { reason: reasonOf(thrown) });
      await giveUp(window);
    }
  }

  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log.warn('window.page_gone', { reason });
    void (hasReloaded ? giveUp(window) : load());
    hasReloaded = true;
  });
  void load();
}
