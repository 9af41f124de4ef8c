// Test equipment. What a person is told by notifications and does with them, on both hosts: the method of Electron's
// `Notification` that shows one is wrapped in the main process.
import type { Notification } from 'electron';
import type { RunningApp } from './host.ts';

export interface SeenNotification {
  readonly title: string;
  readonly body: string;
}

type Watched = typeof globalThis & { notificationWatch: Notification[] };

/** From now on. */
export async function watchNotifications(app: RunningApp): Promise<void> {
  await app.evaluate((electron) => {
    const shown: Notification[] = [];
    (globalThis as Watched).notificationWatch = shown;
    const shape = electron.Notification.prototype;
    const { show } = shape;
    shape.show = function () {
      shown.push(this);
      show.call(this);
    };
  }, undefined);
}

export function seenNotifications(app: RunningApp): Promise<readonly SeenNotification[]> {
  return app.evaluate(
    () => (globalThis as Watched).notificationWatch.map(({ title, body }) => ({ title, body })),
    undefined,
  );
}

/** Clicks the last one whose title begins so. Throws where there is none. */
export async function clickNotification(app: RunningApp, title: string): Promise<void> {
  await app.evaluate((_electron, wanted) => {
    const found = (globalThis as Watched).notificationWatch.findLast((one) => one.title.startsWith(wanted));
    if (found === undefined) throw new Error(`No notification says '${wanted}'.`);
    found.emit('click', {});
  }, title);
}
