// A notice as a notification of the system: what it offers, and what a click on it does. Over the stand-in for Electron.
import { beforeEach, expect, test, vi } from 'vitest';
import type { AccountId } from '../../../main/core/accounts/account.ts';
import type { Notice } from '../../../main/shell/notice.ts';
import { setUpNotifications } from '../../../main/shell/notifications.ts';
import { Notification, notifications } from '../../support/electron/notification.ts';

vi.mock('electron', () => import('../../support/electron/notification.ts'));
vi.mock('../../support/electron/lifecycle.ts', () => ({ needReady: () => undefined }));

const [anna, ben] = ['anna', 'ben'] as unknown as [AccountId, AccountId];
const notice: Notice = {
  kind: 'expired',
  title: '“Anna” has run out',
  body: 'Example: Sign in again for a new token.',
  accounts: [anna],
  action: 'sign_in_again',
};

function shown(changes: Partial<Notice> = {}) {
  const done: unknown[] = [];
  const actions = {
    open: (id: AccountId | undefined) => void done.push(['open', id]),
    copy: (id: AccountId) => void done.push(['copy', id]),
    signInAgain: (id: AccountId) => void done.push(['sign in', id]),
  };
  setUpNotifications(actions, 'darwin').show({ ...notice, ...changes });
  const notification = notifications.at(-1);
  if (notification === undefined) throw new Error('nothing was shown');
  return { notification, done };
}

beforeEach(() => {
  notifications.length = 0;
});

test('it shows the words of the notice', () => {
  const { notification } = shown();
  expect(notifications).toHaveLength(1);
  expect(notification.options).toEqual({
    title: notice.title,
    body: notice.body,
    silent: false,
    actions: [{ type: 'button', text: 'Sign in again' }],
  });
});

test('a click brings up the account, or the window where it is about several', () => {
  const one = shown();
  one.notification.click();
  expect(one.done).toEqual([['open', anna]]);
  const several = shown({ accounts: [anna, ben], action: undefined });
  several.notification.click();
  expect(several.done).toEqual([['open', undefined]]);
});

test.each([
  ['copy', 'Copy token', ['copy', anna]],
  ['sign_in_again', 'Sign in again', ['sign in', anna]],
] as const)('the button for %s does it', (action, text, expected) => {
  const { notification, done } = shown({ action });
  notification.press(text);
  expect(done).toEqual([expected]);
});

test('an answer makes no sound and has no button', () => {
  const { notification } = shown({ kind: 'said', action: undefined });
  expect(notification.options).toMatchObject({ silent: true, actions: [] });
});

test('where the system has no notifications none is made', () => {
  const supported = vi.spyOn(Notification, 'isSupported').mockReturnValue(false);
  setUpNotifications({ open: () => {}, copy: () => {}, signInAgain: () => {} }, 'linux').show(notice);
  expect(notifications).toEqual([]);
  supported.mockRestore();
});

test('putting it away does nothing else', () => {
  const { notification, done } = shown();
  notification.dismiss();
  expect(done).toEqual([]);
});
