// The countdown: each second while a second is shown, and not at all while nobody sees it.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { account, type Fixture, fixture, hour, minute, now } from '../support/gallery/fixtures.ts';
import { oneWindow } from '../support/gallery/one-window.ts';

const openWindow = oneWindow();

const soon = fixture([account({ id: 'a', label: 'A', expiresAt: now + 10 * minute })]);
const later = fixture([
  account({ id: 'a', label: 'A', issuedAt: now - hour, expiresAt: now + 3 * hour + 30_000 }),
]);

/** A window whose clock stands at one second after `now` and moves only by hand; it counts the timers that are set. */
const open = (over: Fixture): Promise<Page> => openWindow(over, undefined, { clock: 'manual' });

const seen = (page: Page) => page.locator('.row .time-left [aria-hidden]').textContent();
const heard = (page: Page) => page.locator('.row .time-left .sr-only').textContent();

async function setVisible(page: Page, visible: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    visible ? 'visible' : 'hidden',
  );
}

test('goes down each second, computed from the expiry', async () => {
  const page = await open(soon);
  await expect.poll(() => seen(page)).toBe('9:59');
  await page.clock.runFor(1000);
  expect(await seen(page)).toBe('9:58');
  await page.clock.runFor(58_000);
  expect(await seen(page)).toBe('9:00');
});

test('a screen reader gets whole minutes instead of seconds', async () => {
  const page = await open(soon);
  await expect.poll(() => heard(page)).toBe('9 minutes left');
  await page.clock.runFor(30_000);
  expect(await heard(page)).toBe('9 minutes left');
  await page.clock.runFor(60_000);
  expect(await heard(page)).toBe('8 minutes left');
});

test('says how long ago it ran out', async () => {
  const page = await open(soon);
  await page.clock.runFor(13 * minute);
  expect(await seen(page)).toBe('3 min ago');
  expect(await heard(page)).toBe('ran out 3 minutes ago');
});

test('stops while the window is hidden and is right again at once', async () => {
  const page = await open(soon);
  await expect.poll(() => seen(page)).toBe('9:59');
  await setVisible(page, false);
  await page.clock.runFor(3 * minute);
  expect(await seen(page)).toBe('9:59');
  await setVisible(page, true);
  expect(await seen(page)).toBe('6:59');
  await page.clock.runFor(1000);
  expect(await seen(page)).toBe('6:58');
});

/** How often a timer was set while `task` ran. */
async function timersDuring(page: Page, task: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const original = window.setTimeout;
    const counted = { count: 0 };
    Object.assign(window, { counted });
    window.setTimeout = ((...given: Parameters<typeof setTimeout>) => {
      counted.count += 1;
      return original(...given);
    }) as typeof window.setTimeout;
  });
  await task();
  return page.evaluate(() => (window as unknown as { counted: { count: number } }).counted.count);
}

test('no timer is set while the window is hidden', async () => {
  const page = await open(soon);
  await expect.poll(() => seen(page)).toBe('9:59');
  const visible = await timersDuring(page, () => page.clock.runFor(20_000));
  expect(visible).toBeGreaterThanOrEqual(20);
  await setVisible(page, false);
  expect(await timersDuring(page, () => page.clock.runFor(20_000))).toBe(0);
});

test('ticks once a minute where no second is shown', async () => {
  const page = await open(later);
  await expect.poll(() => seen(page)).toBe('3 h 0 min');
  const timers = await timersDuring(page, () => page.clock.runFor(5 * minute));
  expect(timers).toBeLessThanOrEqual(6);
  expect(await seen(page)).toBe('2 h 55 min');
});
