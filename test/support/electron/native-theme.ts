// Test equipment: the stand-in for Electron. The `nativeTheme` module: light or dark, as pages are told.
import type { NativeTheme } from 'electron';
import type { Page } from 'playwright-core';
import { StrictEmitter } from './strict.ts';

type Implemented = Pick<
  NativeTheme,
  | 'themeSource'
  | 'shouldUseDarkColors'
  | 'shouldUseDarkColorsForSystemIntegratedUI'
  | 'shouldUseHighContrastColors'
  | 'shouldUseInvertedColorScheme'
  | 'inForcedColorsMode'
>;

const pages = new Set<Page>();

class StandInTheme extends StrictEmitter implements Implemented {
  /** The taskbar, whose theme is no business of the application's. */
  readonly shouldUseDarkColorsForSystemIntegratedUI = false;
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly inForcedColorsMode = false;
  private source: NativeTheme['themeSource'] = 'system';

  constructor() {
    super('nativeTheme', ['updated']);
  }

  get themeSource(): NativeTheme['themeSource'] {
    return this.source;
  }

  set themeSource(source: NativeTheme['themeSource']) {
    if (source === this.source) return;
    this.source = source;
    for (const page of pages) emulate(page).catch(() => undefined);
    this.emit('updated');
  }

  /** The system counts as light. */
  get shouldUseDarkColors(): boolean {
    return this.source === 'dark';
  }
}

export const nativeTheme = new StandInTheme();

async function emulate(page: Page): Promise<void> {
  const { themeSource } = nativeTheme;
  await page.emulateMedia({ colorScheme: themeSource === 'system' ? null : themeSource });
}

/** Tells a page the theme, now and whenever it changes. */
export async function emulateTheme(page: Page): Promise<void> {
  pages.add(page);
  page.once('close', () => pages.delete(page));
  if (nativeTheme.themeSource !== 'system') await emulate(page);
}
