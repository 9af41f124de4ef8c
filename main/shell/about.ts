// Main process. What the window says about the program and about what this desktop can do.
import { arch, platform as systemPlatform, versions } from 'node:process';
import { app, Notification } from 'electron';
import type { AboutView, DesktopView } from '../../preload/contract.ts';

export function aboutView(dataDirectory: string): AboutView {
  return {
    version: app.getVersion(),
    electron: versions['electron'] ?? '',
    chromium: versions['chrome'] ?? '',
    node: versions.node,
    system: `${systemPlatform} ${arch}`,
    dataDirectory,
  };
}

interface Desktop {
  readonly platform: NodeJS.Platform;
  /** Known once the tray was set up. */
  readonly hasTray: () => boolean;
  readonly canStartAtLogin: boolean;
}

export function desktopView({ platform, hasTray, canStartAtLogin }: Desktop): DesktopView {
  return {
    get tray() {
      return hasTray();
    },
    startAtLogin: canStartAtLogin,
    notifications: Notification.isSupported(),
    // Chromium ignores it on Linux.
    contentProtection: platform !== 'linux',
  };
}
