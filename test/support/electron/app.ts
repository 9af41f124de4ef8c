// Test equipment: the stand-in for Electron. The `app` module.
import type { App, CommandLine, LoginItemSettings, Settings } from 'electron';
import { appEvents, exit, isReady, needNotReady, quit, untilReady } from './lifecycle.ts';
import { appPath, appVersion, getName, getPath, setName, setPath } from './paths.ts';
import { hasLock, releaseLock, requestLock } from './single-instance.ts';
import { strict } from './strict.ts';

/** The switches to start Chromium with, as the application appended them. */
export const chromiumSwitches = new Map<string, string>();

const commandLine = {
  appendSwitch(name: string, value = ''): void {
    chromiumSwitches.set(name, value);
  },
  hasSwitch: (name: string): boolean => chromiumSwitches.has(name),
  getSwitchValue: (name: string): string => chromiumSwitches.get(name) ?? '',
  removeSwitch(name: string): void {
    chromiumSwitches.delete(name);
  },
} satisfies Pick<CommandLine, 'appendSwitch' | 'hasSwitch' | 'getSwitchValue' | 'removeSwitch'>;

let loginItem: Settings = { openAtLogin: false };

const members = {
  isPackaged: false,
  dock: undefined,
  isReady,
  whenReady: untilReady,
  quit,
  exit,
  getAppPath: () => appPath,
  getVersion: () => appVersion,
  getName,
  setName,
  getPath,
  setPath,
  getLocale: () => 'en-US',
  getSystemLocale: () => 'en-US',
  getPreferredSystemLanguages: () => ['en-US'],
  requestSingleInstanceLock: (additionalData?: unknown) => requestLock(additionalData),
  hasSingleInstanceLock: hasLock,
  releaseSingleInstanceLock: releaseLock,
  enableSandbox: () => needNotReady('app.enableSandbox()'),
  disableHardwareAcceleration: () => needNotReady('app.disableHardwareAcceleration()'),
  setAppUserModelId: () => undefined,
  setAboutPanelOptions: () => undefined,
  focus: () => undefined,
  setLoginItemSettings(settings: Settings): void {
    loginItem = settings;
  },
  getLoginItemSettings: (): LoginItemSettings => ({
    openAtLogin: loginItem.openAtLogin ?? false,
    wasOpenedAtLogin: false,
    status: loginItem.openAtLogin === true ? 'enabled' : 'not-registered',
    executableWillLaunchAtLogin: loginItem.openAtLogin ?? false,
    launchItems: [],
  }),
} satisfies Partial<Omit<App, 'commandLine'>>;

const described = Object.getOwnPropertyDescriptors({
  ...members,
  name: getName(),
  commandLine: strict('app.commandLine', commandLine),
});

/** Electron's `app`, whose events are those of the application's life. */
export const app: typeof appEvents & typeof members = Object.defineProperties(
  appEvents as typeof appEvents & typeof members,
  described,
);
