// Tests. One gallery for a file of tests, and one window for each of them, which is closed after it.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { everyday, type Fixture, fixture } from './fixtures.ts';
import { openWindow } from './in-window.ts';
import { type Gallery, openGallery, type Shown, type ShowOptions } from './window-page.ts';

type Open = (
  over?: Fixture,
  size?: { readonly width: number; readonly height: number },
  options?: ShowOptions,
) => Promise<Page>;

/** Call it once, at the top of a file of tests. A window in which anything went wrong fails its test. */
export function oneWindow(): Open {
  let gallery: Gallery;
  let shown: Shown | undefined;

  beforeAll(async () => {
    gallery = await openGallery();
  });

  afterEach(async () => {
    const faults = shown?.faults ?? [];
    await shown?.close();
    shown = undefined;
    expect(faults).toEqual([]);
  });

  afterAll(async () => {
    await gallery.close();
  });

  return async (over = fixture(everyday), size, options) => {
    shown = await openWindow(gallery, over, options, size);
    return shown.page;
  };
}
