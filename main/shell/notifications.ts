// Main process. Shows notices as the system's notifications.
import type { DeskActions } from './desk.ts';
import type { Notice } from './notice.ts';

export interface Notifications {
  show(notice: Notice): void;
}

export function setUpNotifications(_actions: DeskActions): Notifications {
  return { show: () => undefined };
}
