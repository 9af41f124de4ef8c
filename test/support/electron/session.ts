// Test equipment: the stand-in for Electron. The `session` module: one session, for all windows.
import type { Session } from 'electron';
import { originOf } from './address.ts';
import type { Chromium } from './chromium.ts';
import { needReady } from './lifecycle.ts';
import { protocol } from './protocol.ts';
import { strict } from './strict.ts';

type CheckHandler = (contents: object, permission: string, origin: string, details: object) => boolean;
type RequestHandler = (
  contents: object,
  permission: string,
  callback: (granted: boolean) => void,
  details: object,
) => void;

/** The handlers and settings that the application gave to the session, by the name of the method. */
export const sessionSettings = new Map<string, unknown>();

function keep(name: string): (value: unknown) => void {
  return (value) => {
    sessionSettings.set(name, value);
  };
}

const members = {
  protocol,
  setPermissionRequestHandler: keep('setPermissionRequestHandler'),
  setPermissionCheckHandler: keep('setPermissionCheckHandler'),
  setDevicePermissionHandler: keep('setDevicePermissionHandler'),
  setDisplayMediaRequestHandler: keep('setDisplayMediaRequestHandler'),
  setUSBProtectedClassesHandler: keep('setUSBProtectedClassesHandler'),
  setBluetoothPairingHandler: keep('setBluetoothPairingHandler'),
  setCertificateVerifyProc: keep('setCertificateVerifyProc'),
  setSpellCheckerEnabled: keep('setSpellCheckerEnabled'),
  setSpellCheckerLanguages: keep('setSpellCheckerLanguages'),
  setSpellCheckerDictionaryDownloadURL: keep('setSpellCheckerDictionaryDownloadURL'),
  isSpellCheckerEnabled: () => sessionSettings.get('setSpellCheckerEnabled') !== false,
};
members satisfies { [M in Exclude<keyof typeof members, 'protocol'>]: Pick<Session, M>[M] };

const defaultSession = strict('Session', members);

export const session = strict('session', {
  get defaultSession() {
    needReady('session.defaultSession');
    return defaultSession;
  },
});

/** Electron's name of a permission, and the one by which Chromium is told. */
const permissions: readonly (readonly [electron: string, chromium: string])[] = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['display-capture', 'display-capture'],
  ['idle-detection', 'idle-detection'],
  ['keyboardLock', 'keyboard-lock'],
  ['local-fonts', 'local-fonts'],
  ['persistent-storage', 'persistent-storage'],
  ['pointerLock', 'pointer-lock'],
  ['screen-wake-lock', 'screen-wake-lock'],
  ['sensors', 'accelerometer'],
  ['storage-access', 'storage-access'],
  ['window-management', 'window-management'],
];

function isGranted(contents: object, permission: string, origin: string): boolean {
  const check = sessionSettings.get('setPermissionCheckHandler') as CheckHandler | undefined;
  const ask = sessionSettings.get('setPermissionRequestHandler') as RequestHandler | undefined;
  if (check !== undefined) return check(contents, permission, origin, {});
  let granted = ask === undefined;
  ask?.(
    contents,
    permission,
    (answer) => {
      granted = answer;
    },
    {},
  );
  return granted;
}

/** Asks the application about each permission and tells Chromium the answers. */
export async function applyPermissions(chromium: Chromium, contents: object, appUrl: string): Promise<void> {
  for (const [electronName, name] of permissions) {
    const setting = isGranted(contents, electronName, originOf(appUrl)) ? 'granted' : 'denied';
    await chromium.browser.send('Browser.setPermission', { permission: { name }, setting });
  }
}
