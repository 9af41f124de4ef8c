// Main process. Light or dark, as set; and the colour behind the page, so that the window never flashes.
import { type BrowserWindow, nativeTheme } from 'electron';
import type { SettingsStore } from '../core/settings/settings-store.ts';
import { backgroundColor } from './background.ts';

/** Pages, menus and dialogs follow the setting. To be called before there is a window. */
export function setUpTheme(settings: Pick<SettingsStore, 'get' | 'onChange'>): void {
  nativeTheme.themeSource = settings.get().theme;
  settings.onChange(({ theme }) => {
    nativeTheme.themeSource = theme;
  });
}

export function currentBackground(): string {
  return backgroundColor(nativeTheme.shouldUseDarkColors);
}

/** Keeps a window's background in step with the theme, until the window is gone. */
export function followTheme(window: Pick<BrowserWindow, 'setBackgroundColor' | 'on'>): void {
  const follow = (): void => window.setBackgroundColor(currentBackground());
  nativeTheme.on('updated', follow);
  window.on('closed', () => nativeTheme.removeListener('updated', follow));
}
