// Test equipment: the stand-in for Electron. `Notification`: kept, shown to nobody; tests read them and emit their events.
import type {
  Notification as ElectronNotification,
  NotificationAction,
  NotificationConstructorOptions,
} from 'electron';
import { needReady } from './lifecycle.ts';
import { checkKeys, StrictEmitter } from './strict.ts';

/** Those that were shown, oldest first; one that is shown twice is there twice. */
export const notifications: Notification[] = [];

type Implemented = Pick<
  ElectronNotification,
  'title' | 'subtitle' | 'body' | 'silent' | 'actions' | 'closeButtonText' | 'urgency' | 'show' | 'close'
>;

const knownOptions = [
  'id',
  'groupId',
  'groupTitle',
  'title',
  'subtitle',
  'body',
  'silent',
  'icon',
  'timeoutType',
  'urgency',
  'actions',
  'closeButtonText',
];

function checkAction(action: NotificationAction): void {
  checkKeys('Notification action', action, ['type', 'text']);
  if (action.type !== 'button') throw new Error(`The stand-in for Electron does not do '${action.type}'`);
}

export class Notification extends StrictEmitter implements Implemented {
  static isSupported(): boolean {
    return true;
  }

  readonly options: NotificationConstructorOptions;
  title: string;
  subtitle: string;
  body: string;
  silent: boolean;
  actions: NotificationAction[];
  closeButtonText: string;
  urgency: ElectronNotification['urgency'];
  /** On the screen or in the notification centre, as far as this program knows. */
  isShown = false;

  constructor(options: NotificationConstructorOptions = {}) {
    needReady('Notification');
    super('Notification', ['show', 'click', 'close', 'reply', 'action', 'failed']);
    checkKeys('Notification', options, knownOptions);
    const { actions = [] } = options;
    for (const action of actions) checkAction(action);
    this.options = options;
    this.title = options.title ?? '';
    this.subtitle = options.subtitle ?? '';
    this.body = options.body ?? '';
    this.silent = options.silent ?? false;
    this.actions = [...actions];
    this.closeButtonText = options.closeButtonText ?? '';
    this.urgency = options.urgency ?? 'normal';
  }

  show(): void {
    notifications.push(this);
    this.isShown = true;
    setImmediate(() => this.emit('show', {}));
  }

  close(): void {
    if (!this.isShown) return;
    this.isShown = false;
    setImmediate(() => this.emit('close', { reason: 'applicationHidden' }));
  }

  /** What the system does when the person clicks: for tests. */
  click(): void {
    this.needShown();
    this.emit('click', {});
  }

  /** What the system does when the person presses the button of that text: for tests. */
  press(text: string): void {
    this.needShown();
    const index = this.actions.findIndex((action) => action.text === text);
    if (index < 0) throw new Error(`The notification has no button '${text}'.`);
    this.emit('action', { actionIndex: index, selectionIndex: -1 }, index, -1);
  }

  /** What the system does when the person puts it away: for tests. */
  dismiss(): void {
    this.needShown();
    this.isShown = false;
    this.emit('close', { reason: 'userCanceled' });
  }

  private needShown(): void {
    if (!this.isShown) throw new Error('The notification is not shown.');
  }
}
