// Main process. How every window's contents are confined. All written out, so that no default can change it.
import type { WebPreferences } from 'electron';

/** `preload` is the absolute path of the preload bundle. Developer tools are only for unpackaged runs. */
export function webPreferences(preload: string, isPackaged: boolean): WebPreferences {
  return {
    preload,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    disableDialogs: true,
    safeDialogs: true,
    spellcheck: false,
    devTools: !isPackaged,
  };
}
