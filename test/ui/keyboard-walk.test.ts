// The walk through each state of the window with Tab alone finds what would stop a person. See states.test.ts.
import { expect, test } from 'vitest';
import { faultsOfWalk } from '../support/gallery/keyboard-walk.ts';
import { oneWindow } from '../support/gallery/one-window.ts';

const open = oneWindow();

/** Puts a button into the header that has the fault; runs in the page. */
function spoil(fault: string): void {
  const button = document.createElement('button');
  button.textContent = fault === 'without a name' ? '' : 'Spoilt';
  if (fault === 'out of turn') button.tabIndex = 1;
  const styles: Record<string, string> = {
    'out of sight': 'position: fixed; left: -500px',
    'not marked': 'all: unset',
  };
  button.style.cssText = styles[fault] ?? '';
  if (fault === 'not marked') button.style.setProperty('outline', 'none', 'important');
  if (fault === 'does not come round') {
    button.addEventListener('keydown', (event) => {
      if (event.key === 'Tab') event.preventDefault();
    });
  }
  document.querySelector('main')?.append(button);
}

test('an everyday window has no fault', async () => {
  expect(await faultsOfWalk(await open())).toEqual([]);
});

test.each(['without a name', 'out of sight', 'not marked', 'out of turn', 'does not come round'])(
  'a stop that is at fault is named: %s',
  async (fault) => {
    const page = await open();
    await page.evaluate(spoil, fault);
    expect(await faultsOfWalk(page)).toContainEqual(
      expect.stringMatching(new RegExp(`^${fault}: .*Spoilt|^${fault}: <button`)),
    );
  },
);
