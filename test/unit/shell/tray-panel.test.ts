import { expect, it } from 'vitest';
import { trayStyle } from '../../../main/shell/tray-panel.ts';

const usual = { platform: 'linux', desktop: '', appIsDark: false, taskbarIsDark: false } as const;

it.each([
  ['macOS tints it', { platform: 'darwin', appIsDark: true }, 'template'],
  ['a light taskbar', { platform: 'win32', appIsDark: true }, 'dark'],
  ['a dark taskbar under a light application', { platform: 'win32', taskbarIsDark: true }, 'light'],
  ['GNOME, whose panel is always dark', { desktop: 'ubuntu:GNOME' }, 'light'],
  ['GNOME by any case', { desktop: 'gnome' }, 'light'],
  ['KDE in light', { desktop: 'KDE' }, 'dark'],
  ['KDE in dark', { desktop: 'KDE', appIsDark: true }, 'light'],
  ['a desktop nobody knows', { desktop: 'notGNOMEatall' }, 'dark'],
  ['no desktop', {}, 'dark'],
] as const)('%s', (_name, facts, style) => {
  expect(trayStyle({ ...usual, ...facts })).toBe(style);
});
