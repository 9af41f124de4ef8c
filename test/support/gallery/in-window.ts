// Tests. What the tests of the window do again and again: open it in a state of their own, press and scroll, see what it
// asked for.
import type { Page } from 'playwright-core';
import type { Channel, Channels, Events } from '../../../preload/contract.ts';
import type { Fixture } from './fixtures.ts';
import type { Gallery, Shown, ShowOptions } from './window-page.ts';

/** A window over `fixture`, in the light theme. */
export function openWindow(
  gallery: Gallery,
  fixture: Fixture,
  options: ShowOptions = {},
  size = { width: 1040, height: 720 },
): Promise<Shown> {
  return gallery.show({ name: 'of a test', fixture, size }, 'light', options);
}

/** The arguments of each call of `channel` so far. */
export function asked<C extends Channel>(page: Page, channel: C): Promise<readonly Channels[C]['args'][]> {
  return page.evaluate(
    (name) => window.gallery.calls.filter((call) => call.channel === name).map((call) => call.args),
    channel,
  ) as Promise<readonly Channels[C]['args'][]>;
}

/** News from the main process. */
export function emit<E extends keyof Events>(page: Page, event: E, value: Events[E]): Promise<void> {
  return page.evaluate(([name, news]) => window.gallery.emit(name as never, news as never), [
    event,
    value,
  ] as const);
}

/** Lets the oldest call of a channel be answered that the fixture answers late. */
export function answer(page: Page, channel: Channel): Promise<void> {
  return page.evaluate((name) => window.gallery.answer(name), channel);
}

/** The accessible name, or failing that the id, of what has the focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const active = document.activeElement;
    return active?.getAttribute('aria-label') ?? active?.textContent?.trim() ?? '';
  });
}

/** The labels of the rows from top to bottom. */
export function rowLabels(page: Page): Promise<readonly string[]> {
  return page.locator('.row .row-label').allTextContents();
}

/** Presses the first button of this name. */
export const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).first().click();

/** Opens a folded part by its title. */
export const unfold = (page: Page, title: string) =>
  page.locator('summary', { hasText: title }).first().click();

/** Scrolls the right pane so that the part with this heading is at its top. */
export const scrollTo = (page: Page, heading: string) =>
  page
    .getByRole('heading', { name: heading, exact: true })
    .first()
    .evaluate((element) => element.scrollIntoView({ block: 'start' }));
