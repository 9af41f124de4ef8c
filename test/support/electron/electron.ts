// Test equipment: the stand-in for Electron. What the application gets when it imports `electron`: the subset of Electron
// that the shell uses, over Node and a real Chromium. Anything else throws and names itself.
//
// What differs from Electron: pages of `app://` are shown under an `https://….invalid` address; a hidden window is only
// told that it is hidden; the menu, tray, notifications and dialogs are models that nobody sees.
import { answerByScheme } from './protocol.ts';
import { strict } from './strict.ts';

export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { ClipboardItem, clipboard } from './clipboard.ts';
export { powerMonitor, screen } from './desktop.ts';
export { dialog } from './dialog.ts';
export { ipcMain } from './ipc-main.ts';
export { Menu } from './menu.ts';
export { nativeImage } from './native-image.ts';
export { nativeTheme } from './native-theme.ts';
export { Notification } from './notification.ts';
export { protocol } from './protocol.ts';
export { session } from './session.ts';
export { shell } from './shell.ts';
export { Tray } from './tray.ts';
export { webContents } from './web-contents.ts';

/** Electron's `net`: requests for the application's own schemes only. */
export const net = strict('net', {
  isOnline: () => true,
  async fetch(url: string): Promise<Response> {
    const response = await answerByScheme(new Request(url));
    if (response === undefined)
      throw new Error(`The stand-in for Electron does not implement net.fetch('${url}')`);
    return response;
  },
});
