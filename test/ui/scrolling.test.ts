// Only the panes scroll, never the window: an invisible input far down must not push everything out of sight.
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { everyday, fixture } from '../support/gallery/fixtures.ts';
import { oneWindow } from '../support/gallery/one-window.ts';

const open = oneWindow();

const sizes = [
  { width: 960, height: 553 },
  { width: 480, height: 277 },
] as const;

function scrolled(page: Page): Promise<number> {
  return page.evaluate(() => document.scrollingElement?.scrollTop ?? 0);
}

/** Whether all of the control is within the window. */
async function isInView(control: Locator, height: number): Promise<boolean> {
  const box = await control.boundingBox();
  return box !== null && box.y >= 0 && box.y + box.height <= height;
}

test.each(sizes)('a radio and a check box far down stay in view at $width × $height', async (size) => {
  const page = await open(fixture(everyday), size);
  await page.keyboard.press('Control+n');
  await page.getByRole('option', { name: /^Any OpenID provider/ }).click();
  await page.getByText('Advanced', { exact: true }).click();
  for (const name of ['With a code on another device', 'Allow plain http on this computer']) {
    const control = page.locator('.check', { hasText: name });
    await control.locator('input').focus();
    expect(await scrolled(page)).toBe(0);
    expect(await isInView(control, size.height)).toBe(true);
    await control.click();
    expect(await scrolled(page)).toBe(0);
    expect(await isInView(control, size.height)).toBe(true);
  }
});

test.each(sizes)('the switch of an account stays in view at $width × $height', async (size) => {
  const page = await open(fixture(everyday), size);
  await page.getByRole('row', { name: /^Graph/ }).click();
  const control = page.locator('.switch');
  await control.locator('input').focus();
  expect(await scrolled(page)).toBe(0);
  expect(await isInView(control, size.height)).toBe(true);
});

test.each(sizes)('the window cannot be scrolled at $width × $height', async (size) => {
  const page = await open(fixture(everyday), size);
  await page.getByRole('row', { name: /^Graph/ }).click();
  await page.evaluate(() => document.scrollingElement?.scrollTo(0, 400));
  expect(await scrolled(page)).toBe(0);
});
