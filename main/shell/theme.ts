// Main process. The colour behind the page, so that the window never flashes; it follows the system.
import { type BrowserWindow, nativeTheme } from 'electron';
import { backgroundColor } from './background.ts';

export function currentBackground(): string {
  return backgroundColor(nativeTheme.shouldUseDarkColors);
}

/** Keeps a window's background in step with the system's theme, until the window is gone. */
export function setUpTheme(window: Pick<BrowserWindow, 'setBackgroundColor' | 'on'>): void {
  const follow = (): void => window.setBackgroundColor(currentBackground());
  nativeTheme.on('updated', follow);
  window.on('closed', () => nativeTheme.removeListener('updated', follow));
}
