// Main process. Starting at login as the settings have it. Names nothing of Electron.
import type { Log, LoginItem } from '../core/ports.ts';
import type { SettingsStore } from '../core/settings/settings-store.ts';

/** The argument that tells a start at login from one by the person. */
export const hiddenArgument = '--hidden';

/**
 * At start the system has the last word: whoever has switched the item off there finds the setting off. One that is on is
 * written anew, since the program may have been moved. A change that the system does not take is refused.
 */
export function setUpStartAtLogin(
  settings: Pick<SettingsStore, 'get' | 'change' | 'guard'>,
  item: LoginItem,
  log: Log,
): void {
  const isOn = item.isOn();
  if (isOn !== settings.get().startAtLogin) settings.change({ startAtLogin: isOn });
  else if (isOn && !item.set(true).ok) log.warn('login_item.not_renewed');
  settings.guard('startAtLogin', (on) => item.set(on));
}

/** Whether no window is to be shown: only at login, where that is set, and where there is a tray to find it by. */
export function startsHidden(
  start: { readonly argv: readonly string[]; readonly wasOpenedAtLogin: boolean; readonly hasTray: boolean },
  settings: { readonly startHidden: boolean },
): boolean {
  const isAtLogin = start.wasOpenedAtLogin || start.argv.includes(hiddenArgument);
  return isAtLogin && start.hasTray && settings.startHidden;
}
