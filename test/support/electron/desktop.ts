// Test equipment: the stand-in for Electron. The parts of the desktop that are kept as models only: menus, tray,
// notifications, dialogs, screens, power. Tests read them and emit their events.
import type {
  Dialog,
  Notification as ElectronNotification,
  Tray as ElectronTray,
  MenuItemConstructorOptions,
  MessageBoxReturnValue,
  NotificationConstructorOptions,
  PowerMonitor,
} from 'electron';
import { StrictEmitter, strict } from './strict.ts';

export class StandInMenu {
  readonly items: readonly MenuItemConstructorOptions[];

  constructor(items: readonly MenuItemConstructorOptions[] = []) {
    this.items = items;
  }
}

let applicationMenu: StandInMenu | null = null;

export const Menu = strict('Menu', {
  buildFromTemplate: (template: readonly MenuItemConstructorOptions[]) =>
    strict('Menu', new StandInMenu(template)),
  getApplicationMenu: () => applicationMenu,
  setApplicationMenu(menu: StandInMenu | null): void {
    applicationMenu = menu;
  },
});

export const trays: Tray[] = [];

export class Tray
  extends StrictEmitter
  implements Pick<ElectronTray, 'setToolTip' | 'setImage' | 'destroy' | 'isDestroyed'>
{
  image: unknown;
  toolTip = '';
  menu: StandInMenu | null = null;
  private destroyed = false;

  constructor(image: unknown) {
    super('Tray', ['click', 'double-click', 'right-click', 'middle-click']);
    this.image = image;
    trays.push(this);
  }

  setImage(image: unknown): void {
    this.image = image;
  }

  setToolTip(toolTip: string): void {
    this.toolTip = toolTip;
  }

  setContextMenu(menu: StandInMenu | null): void {
    this.menu = menu;
  }

  destroy(): void {
    this.destroyed = true;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }
}

export const notifications: Notification[] = [];

export class Notification
  extends StrictEmitter
  implements Pick<ElectronNotification, 'title' | 'body' | 'show' | 'close'>
{
  static isSupported(): boolean {
    return true;
  }

  title: string;
  body: string;
  readonly options: NotificationConstructorOptions;

  constructor(options: NotificationConstructorOptions = {}) {
    super('Notification', ['show', 'click', 'close', 'reply', 'action', 'failed']);
    this.options = options;
    this.title = options.title ?? '';
    this.body = options.body ?? '';
  }

  show(): void {
    notifications.push(this);
    this.emit('show', {});
  }

  close(): void {
    this.emit('close', {});
  }
}

/** What the dialogs said, oldest first. */
export const dialogs: unknown[] = [];

export const dialog = strict('dialog', {
  showErrorBox(title: string, content: string): void {
    dialogs.push({ title, content });
    process.stderr.write(`${title}: ${content}\n`);
  },
  /** Answers with the default button. */
  async showMessageBox(...args: unknown[]): Promise<MessageBoxReturnValue> {
    const options = args.at(-1) as { readonly defaultId?: number };
    dialogs.push(options);
    return { response: options.defaultId ?? 0, checkboxChecked: false };
  },
} satisfies Pick<Dialog, 'showErrorBox'> & Record<'showMessageBox', unknown>);

const area = { x: 0, y: 0, width: 1920, height: 1080 };
const display = {
  id: 1,
  bounds: area,
  workArea: area,
  size: area,
  workAreaSize: area,
  scaleFactor: 1,
  rotation: 0,
};

export const screen = strict('screen', {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayMatching: () => display,
  getDisplayNearestPoint: () => display,
});

class StandInPowerMonitor
  extends StrictEmitter
  implements Pick<PowerMonitor, 'getSystemIdleTime' | 'getSystemIdleState' | 'isOnBatteryPower'>
{
  constructor() {
    super('powerMonitor', [
      'suspend',
      'resume',
      'lock-screen',
      'unlock-screen',
      'on-ac',
      'on-battery',
      'shutdown',
      'user-did-become-active',
      'user-did-resign-active',
    ]);
  }

  getSystemIdleTime(): number {
    return 0;
  }

  getSystemIdleState(): 'active' {
    return 'active';
  }

  isOnBatteryPower(): boolean {
    return false;
  }
}

export const powerMonitor = new StandInPowerMonitor();
