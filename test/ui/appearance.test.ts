// How the window looks where the system or the person wishes it otherwise: direction, contrast, motion, fonts, size.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { everyday, fixture } from '../support/gallery/fixtures.ts';
import type { GalleryState } from '../support/gallery/gallery-state.ts';
import { press } from '../support/gallery/in-window.ts';
import { hostileAccounts } from '../support/gallery/list-states.ts';
import { work } from '../support/gallery/settings-states.ts';
import { type Gallery, openGallery, type Shown } from '../support/gallery/window-page.ts';

let gallery: Gallery;

beforeAll(async () => {
  gallery = await openGallery();
});

afterAll(async () => {
  await gallery.close();
});

const busy = fixture(everyday, { works: [work('export'), work('refresh_all', { done: 3, total: 8 })] });

const show = (more: Partial<GalleryState> = {}): Promise<Shown> =>
  gallery.show({ name: 'of a test', fixture: busy, ...more }, 'light');

const root = join(import.meta.dirname, '../..');

test.each(globSync('renderer/styles/*.css', { cwd: root }))('%s is laid out by reading direction', (path) => {
  const css = readFileSync(join(root, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const sided =
    /(?:^|[\s;{])(?:(?:margin|padding|border|inset|scroll-(?:margin|padding))-)?(?:left|right)(?:-[a-z]+)*\s*:|float:\s*(?:left|right)|(?:border-(?:top|bottom)-(?:left|right)-radius)|(?:padding|margin):\s*\S+ (\S+) \S+ (?!\1)\S+;/gm;
  expect(css.match(sided) ?? []).toEqual([]);
});

test('from right to left the list is on the right, and arrows and bars turn round', async () => {
  const { page, close } = await show({ direction: 'rtl' });
  const left = (selector: string) =>
    page.locator(selector).evaluate((element) => element.getBoundingClientRect().left);
  expect(await left('.side')).toBeGreaterThan(await left('.panel'));
  const scale = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).scale);
  expect(await scale('.lifetime')).toBe('-1 1');
  await page.keyboard.press('Control+,');
  expect(await scale('.lucide-arrow-left')).toBe('-1 1');
  await close();
});

test('with more contrast soft text and lines are as strong as the rest', async () => {
  const plain = await show();
  const strong = await show({ contrast: 'more' });
  const token = ({ page }: Shown, name: string) =>
    page.evaluate((one) => getComputedStyle(document.documentElement).getPropertyValue(one), name);
  expect(await token(strong, '--text-soft')).toBe(await token(plain, '--text'));
  expect(await token(strong, '--line')).toBe(await token(plain, '--line-strong'));
  expect(await token(plain, '--line')).not.toBe(await token(plain, '--line-strong'));
  const edge = (page: Page) =>
    page.locator('.row[data-selected]').evaluate((row) => getComputedStyle(row).boxShadow);
  expect(await edge(plain.page)).toBe('none');
  expect(await edge(strong.page)).not.toBe('none');
  await plain.close();
  await strong.close();
});

test('in forced colours the selection, the focus and the progress are seen', async () => {
  const { page, close } = await show({ forcedColors: 'active' });
  const colours = await page.evaluate(() => {
    const probe = document.createElement('div');
    document.body.append(probe);
    const system = (name: string) => {
      probe.style.color = name;
      return getComputedStyle(probe).color;
    };
    const style = (selector: string) => getComputedStyle(document.querySelector(selector) ?? document.body);
    return {
      highlight: system('Highlight'),
      canvas: system('Canvas'),
      selection: style('.row[data-selected]').backgroundColor,
      rest: style('.work-bar .rest').fill,
      track: style('.work-bar .track').fill,
    };
  });
  expect(colours.selection).toBe(colours.highlight);
  expect(colours.rest).toBe(colours.highlight);
  expect(colours.track).toBe(colours.canvas);
  await page.getByRole('button', { name: 'Settings' }).focus();
  await page.keyboard.press('Tab');
  expect(
    await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle),
  ).toBe('solid');
  await close();
});

test('nothing moves where less motion is wished', async () => {
  const { page, close } = await show();
  const moving = () => page.evaluate(() => document.getAnimations().length);
  expect(await moving()).toBe(0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect.poll(moving).toBeGreaterThan(0);
  await close();
});

/** Controls that cannot be brought into sight, and panes that would have to be scrolled sideways. */
function lost(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const sideways = [...document.querySelectorAll('html, .side, .panel, .stage, .list, .dialog')]
      .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1)
      .map((element) => `sideways: ${element.className}`);
    const controls = [...document.querySelectorAll('button, input, select, [role="row"], [role="tab"]')];
    const dialog = document.querySelector('[role="dialog"]');
    const hidden = controls
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => dialog === null || dialog.contains(element))
      .map((element) => element.closest('.check, .switch') ?? element)
      .filter((element) => {
        element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        const there = document.elementFromPoint(x, y);
        return there === null || !(element.contains(there) || there.contains(element));
      })
      .map((element) => `out of reach: ${element.outerHTML.slice(0, 120)}`);
    return [...sideways, ...hidden];
  });
}

const places: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  list: async () => undefined,
  account: (page) => page.getByRole('row').first().click(),
  settings: (page) => page.keyboard.press('Control+,'),
  add: (page) => page.keyboard.press('Control+n'),
  dialog: async (page) => {
    await page.keyboard.press('Control+,');
    await page.getByRole('tab', { name: 'Secrets and backup' }).click();
    await press(page, 'Back up…');
    await page.getByRole('dialog').waitFor();
  },
};

test.each(Object.keys(places).flatMap((place) => [[place, 320, 240] as const, [place, 280, 200] as const]))(
  '%s in %i by %i: everything can be reached',
  async (place, width, height) => {
    const { page, close } = await show({ size: { width, height } });
    await places[place]?.(page);
    expect(await lost(page)).toEqual([]);
    await close();
  },
);

test.each(Object.keys(places))('%s with none of our fonts, but a wide one', async (place) => {
  const { page, close } = await show({
    fixture: fixture([...hostileAccounts, ...everyday]),
    size: { width: 640, height: 420 },
  });
  await page.evaluate(() => {
    document.documentElement.style.setProperty('--font', 'monospace');
    document.documentElement.style.setProperty('--size', '15px');
  });
  await places[place]?.(page);
  expect(await lost(page)).toEqual([]);
  await close();
});
