// Main process. Shows notices as the system's notifications.
import { Notification } from 'electron';
import type { DeskActions } from './desk.ts';
import type { Notice } from './notice.ts';
import { notificationOptions } from './notification-options.ts';

export interface Notifications {
  show(notice: Notice): void;
  /** Takes away those that are still to be seen, for they name accounts. */
  closeAll(): void;
}

/** Those that can still be clicked; older ones are left to the system, where a click brings up the application. */
const mostKept = 50;

export function setUpNotifications(
  actions: Pick<DeskActions, 'open' | 'copy' | 'signInAgain'>,
  platform: NodeJS.Platform = process.platform,
): Notifications {
  /** One that nobody holds is collected as garbage, and its click is lost. */
  const kept = new Set<Notification>();

  function keep(notification: Notification): void {
    kept.add(notification);
    for (const oldest of kept) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
  }

  return {
    closeAll() {
      for (const notification of kept) notification.close();
      kept.clear();
    },
    show(notice) {
      if (!Notification.isSupported()) return;
      const [first] = notice.accounts;
      const notification = new Notification(notificationOptions(notice, platform));
      notification.on('click', () => {
        kept.delete(notification);
        actions.open(notice.accounts.length === 1 ? first : undefined);
      });
      notification.on('action', () => {
        kept.delete(notification);
        if (first === undefined) return;
        if (notice.action === 'copy') actions.copy(first);
        if (notice.action === 'sign_in_again') actions.signInAgain(first);
      });
      notification.on('close', ({ reason }) => {
        // On Windows it goes on into the notification centre, from where it can still be clicked.
        if (reason !== 'timedOut') kept.delete(notification);
      });
      notification.on('failed', () => kept.delete(notification));
      keep(notification);
      notification.show();
    },
  };
}
