// Main process. What can be known of the panel that the tray's icon stands on. Pure.
import type { TrayStyle } from './tray-icons.ts';

export interface PanelFacts {
  readonly platform: NodeJS.Platform;
  /** `XDG_CURRENT_DESKTOP`: names divided by colons, the most specific first; empty where there is none. */
  readonly desktop: string;
  /** What the application itself shows, which the person may have chosen against the system. */
  readonly appIsDark: boolean;
  /** Windows' taskbar, which has a theme of its own. */
  readonly taskbarIsDark: boolean;
}

/** Their panels are dark whatever the theme is. */
const darkPanels: ReadonlySet<string> = new Set(['gnome', 'unity', 'pantheon', 'x-cinnamon', 'cosmic']);

/**
 * macOS tints a template by itself. Windows tells the taskbar's theme. Linux tells of no panel: some desktops always
 * have a dark one, elsewhere it is guessed from the theme.
 */
export function trayStyle({ platform, desktop, appIsDark, taskbarIsDark }: PanelFacts): TrayStyle {
  switch (platform) {
    case 'darwin':
      return 'template';
    case 'win32':
      return taskbarIsDark ? 'light' : 'dark';
    default: {
      const hasDarkPanel = desktop.split(':').some((name) => darkPanels.has(name.toLowerCase()));
      return hasDarkPanel || appIsDark ? 'light' : 'dark';
    }
  }
}
