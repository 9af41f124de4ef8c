// Looks at every state of the window in both themes: no axe violation, nothing refused by the content security policy,
// nothing on the console, nothing that reaches beyond the window's sides, nothing that Tab alone cannot be used for.
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOfWalk } from '../support/gallery/keyboard-walk.ts';
import { states } from '../support/gallery/states.ts';
import { type Gallery, openGallery } from '../support/gallery/window-page.ts';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

let gallery: Gallery;

beforeAll(async () => {
  gallery = await openGallery();
});

afterAll(async () => {
  await gallery.close();
});

/** Each violation in one line: rule and element. `rules` where not all of them are asked. */
async function violations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(`window.axe ?? (() => {${axe.source}})()`);
  const found = await page.evaluate(
    async (values) => {
      const runOnly = values === undefined ? {} : { runOnly: { type: 'rule' as const, values } };
      return (await window.axe.run(document, { resultTypes: ['violations'], ...runOnly })).violations;
    },
    rules === undefined ? undefined : [...rules],
  );
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

/** In a window so high that nothing has to be scrolled to: axe judges no colours of what is out of sight. */
async function unrolled(page: Page, look: () => Promise<void>): Promise<void> {
  const size = page.viewportSize();
  if (size === null) throw new Error('the page has no size');
  await page.setViewportSize({ ...size, height: 3000 });
  await look();
  await page.setViewportSize(size);
}

/** Elements whose content is wider than they are, where one would have to scroll sideways. */
function wide(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('.side, .panel, .stage, .list, .dialog')]
      .filter((element) => element.scrollWidth > element.clientWidth)
      .map((element) => element.className || element.tagName),
  );
}

// Some at once: a state waits for its browser as often as it works.
test.concurrent.each(states)(
  '$name is accessible and clean in both themes, and Tab leads through all of it',
  async (state) => {
    const { page, faults, close } = await gallery.show(state, 'light', { isKept: true });
    expect(await wide(page), 'too wide').toEqual([]);
    await unrolled(page, async () => {
      expect(await violations(page), 'light').toEqual([]);
      // The structure is the same: only what depends on colours is judged again.
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violations(page, ['color-contrast', 'link-in-text-block']), 'dark').toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
    });
    // Last, because it moves the focus.
    expect(await faultsOfWalk(page), 'with Tab').toEqual([]);
    expect(faults).toEqual([]);
    await close();
  },
);

test('a fault in a state is found', async () => {
  const [state] = states;
  if (state === undefined) throw new Error('there is no state');
  const { page, close } = await gallery.show(state, 'dark');
  await page.evaluate(() => {
    const text = document.createElement('p');
    text.textContent = 'Grey on black';
    text.style.cssText = 'color: #333; background: #000';
    const picture = document.createElement('img');
    picture.style.width = '5000px';
    document.querySelector('.panel')?.append(picture, text);
  });
  await unrolled(page, async () => {
    const contrast = expect.stringMatching(/^color-contrast: .*Grey/);
    expect(await violations(page)).toEqual([contrast, expect.stringMatching(/^image-alt: <img/)]);
    expect(await violations(page, ['color-contrast'])).toEqual([contrast]);
  });
  expect(await wide(page)).toEqual([expect.stringMatching('panel')]);
  await close();
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
