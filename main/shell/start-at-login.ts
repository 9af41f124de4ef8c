// Main process. The login item of macOS and Windows, by way of Electron.
import { app } from 'electron';
import { appError } from '../core/errors.ts';
import type { LoginItem } from '../core/ports.ts';
import { fail, ok } from '../core/result.ts';
import { hiddenArgument } from './login-item.ts';

/** Whether macOS has started the application at login; the other systems say so by an argument. */
export function wasOpenedAtLogin(platform: NodeJS.Platform): boolean {
  return platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}

export function systemLoginItem(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): LoginItem {
  // The portable program unpacks itself anew each time, and says where it lies. Electron writes the path into the registry
  // as it is, so it is quoted here.
  const program = env['PORTABLE_EXECUTABLE_FILE'] ?? process.execPath;
  const options = platform === 'win32' ? { path: `"${program}"`, args: [hiddenArgument] } : {};
  const isOn = (): boolean => {
    const item = app.getLoginItemSettings(options);
    // Somebody may have switched it off in the task manager.
    return item.openAtLogin && (platform !== 'win32' || item.executableWillLaunchAtLogin);
  };
  return {
    isOn,
    set(on) {
      app.setLoginItemSettings({ openAtLogin: on, ...options });
      return isOn() === on
        ? ok()
        : fail(appError('not_allowed', { detail: 'the system does not let Tokendeck start at login' }));
    },
  };
}
