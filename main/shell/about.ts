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

export function desktopView(platform: NodeJS.Platform): DesktopView {
  return {
    tray: true,
    startAtLogin: true,
    notifications: Notification.isSupported(),
    // Chromium ignores it on Linux.
    contentProtection: platform !== 'linux',
  };
}
