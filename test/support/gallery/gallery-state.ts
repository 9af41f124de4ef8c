// Tests. One state of the window to be looked at.
import type { Page } from 'playwright-core';
import type { Fixture } from './fixtures.ts';

export interface GalleryState {
  readonly name: string;
  readonly fixture: Fixture | 'no_bridge';
  /** Steps to the state, as a person would do them. */
  readonly steps?: (page: Page) => Promise<void>;
  readonly size?: { readonly width: number; readonly height: number };
  /** As at this zoom of the browser. */
  readonly zoom?: number;
  readonly forcedColors?: 'active';
  /** As where the person has asked the system for more contrast. */
  readonly contrast?: 'more';
  /** As in a language that is written from right to left. */
  readonly direction?: 'rtl';
}
