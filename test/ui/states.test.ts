// Looks at every state of the window in both themes: no axe violation, nothing refused by the content security policy,
// nothing on the console, nothing that reaches beyond the window's sides, nothing that Tab alone cannot be used for.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOfWalk } from '../support/gallery/keyboard-walk.ts';
import { states } from '../support/gallery/states.ts';
import { type Gallery, openGallery } from '../support/gallery/window-page.ts';

let gallery: Gallery;

beforeAll(async () => {
  gallery = await openGallery();
});

afterAll(async () => {
  await gallery.close();
});

/** Each violation in one line: rule and element. */
async function violations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  if (rules !== undefined) axe.withRules([...rules]);
  const result = await axe.analyze();
  return result.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

/** Elements whose content is wider than they are, where one would have to scroll sideways. */
function wide(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('.side, .panel, .stage, .list, .dialog')]
      .filter((element) => element.scrollWidth > element.clientWidth)
      .map((element) => element.className || element.tagName),
  );
}

describe.each(states)('$name', (state) => {
  test('is accessible and clean in both themes, and Tab leads through all of it', async () => {
    const { page, faults, close } = await gallery.show(state, 'light');
    expect(await violations(page), 'light').toEqual([]);
    expect(await wide(page), 'too wide').toEqual([]);
    // The structure is the same: only what depends on colours is judged again.
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page, ['color-contrast', 'link-in-text-block']), 'dark').toEqual([]);
    // Last, because it moves the focus.
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await faultsOfWalk(page), 'with Tab').toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });
});

test('the two themes differ', async () => {
  const [state] = states;
  if (state === undefined) throw new Error('there is no state');
  const { page, close } = await gallery.show(state, 'light');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await ground()).not.toBe(light);
  await close();
});
