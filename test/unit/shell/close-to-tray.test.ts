// Tests when closing hides the window, and that this is said once for ever.
import { expect, test } from 'vitest';
import { createCloseToTray } from '../../../main/shell/close-to-tray.ts';
import type { Notice } from '../../../main/shell/notice.ts';
import { fakeTextFile } from '../../support/fake-text-file.ts';

function setUp(
  said = fakeTextFile(),
  set: Partial<Record<'hasTray' | 'closeToTray' | 'isQuitting', boolean>> = {},
) {
  const { hasTray = true, closeToTray = true, isQuitting = false } = set;
  const notices: Notice[] = [];
  const closing = createCloseToTray({
    hasTray: () => hasTray,
    settings: () => ({ closeToTray }),
    isQuitting: () => isQuitting,
    said,
    notify: (notice) => notices.push(notice),
  });
  return { closing, notices, said };
}

test.each([
  [{}, true],
  [{ hasTray: false }, false],
  [{ closeToTray: false }, false],
  [{ isQuitting: true }, false],
])('with %j closing hides: %s', (set, hides) => {
  expect(setUp(undefined, set).closing.hides()).toBe(hides);
});

test('the first time it is said, and not again, also not after a restart', () => {
  const { closing, notices, said } = setUp();
  closing.hidden();
  closing.hidden();
  expect(notices.map(({ kind, title }) => [kind, title])).toEqual([
    ['said', 'Tokendeck keeps running in the tray'],
  ]);
  const later = setUp(said);
  later.closing.hidden();
  expect(later.notices).toEqual([]);
});

test('where that cannot be remembered it is said once in a run, where it cannot be read not at all', () => {
  const deaf = fakeTextFile();
  deaf.broken.add('write');
  const first = setUp(deaf);
  first.closing.hidden();
  first.closing.hidden();
  expect(first.notices).toHaveLength(1);
  const blind = fakeTextFile();
  blind.broken.add('read');
  const second = setUp(blind);
  second.closing.hidden();
  expect(second.notices).toEqual([]);
});
