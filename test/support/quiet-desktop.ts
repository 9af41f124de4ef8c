// Test equipment. What an application needs of a desktop on which nothing happens.
import { createExportSealer } from '../../main/adapters/export-sealing.ts';
import { createSettingsStore } from '../../main/core/settings/settings-store.ts';
import type { ApplicationParts } from '../../main/shell/application.ts';
import { fakeClock } from './fake-clock.ts';
import { fakeLog } from './fake-log.ts';
import { fakeRandom } from './fake-random.ts';
import { fakeTextFile } from './fake-text-file.ts';

type Desktop = Omit<
  ApplicationParts,
  'offers' | 'browser' | 'clipboard' | 'openServices' | 'isVaultNew' | 'notices' | 'send'
>;

export function quietDesktop(): Desktop {
  const log = fakeLog();
  return {
    about: { version: '0.1.0', electron: '', chromium: '', node: '', system: '', dataDirectory: '' },
    desktop: { tray: false, startAtLogin: false, notifications: false, contentProtection: false },
    settings: createSettingsStore({ file: fakeTextFile(), log }),
    told: fakeTextFile(),
    files: {
      chooseTarget: async () => undefined,
      chooseSource: async () => undefined,
      write: async () => {
        throw new Error('nothing was chosen to be written');
      },
      read: async () => {
        throw new Error('nothing was chosen to be read');
      },
    },
    sealer: createExportSealer(),
    clock: fakeClock(),
    random: fakeRandom(),
    log,
    showWindow: () => undefined,
    notify: () => undefined,
    closeNotifications: () => undefined,
    onDeskChange: () => undefined,
    idleMs: () => 0,
    chooseCaFile: async () => undefined,
    showDataFolder: () => undefined,
  };
}
