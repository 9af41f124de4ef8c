// Test equipment: the stand-in for Electron. `Menu`: items that a test reads and clicks, and menus that pop up for nobody.
import type { MenuItem as ElectronItem, Menu as ElectronMenu, MenuItemConstructorOptions } from 'electron';
import { needReady } from './lifecycle.ts';
import { checkKeys, StrictEmitter, strict } from './strict.ts';

type ImplementedItem = Pick<
  ElectronItem,
  'id' | 'label' | 'sublabel' | 'toolTip' | 'type' | 'enabled' | 'visible' | 'checked' | 'click'
>;

const knownOptions = [
  'id',
  'label',
  'sublabel',
  'toolTip',
  'type',
  'enabled',
  'visible',
  'checked',
  'click',
  'role',
  'submenu',
  'accelerator',
  'registerAccelerator',
];

export class StandInMenuItem implements ImplementedItem {
  readonly id: string;
  label: string;
  sublabel: string;
  toolTip: string;
  readonly type: ElectronItem['type'];
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  readonly role: MenuItemConstructorOptions['role'];
  readonly accelerator: MenuItemConstructorOptions['accelerator'] | null;
  readonly submenu: StandInMenu | undefined;
  private readonly clicked: MenuItemConstructorOptions['click'];

  constructor(options: MenuItemConstructorOptions) {
    checkKeys('MenuItem', options, knownOptions);
    const { label, role, type, submenu } = options;
    if (label === undefined && role === undefined && type === undefined) {
      throw new Error('Invalid template for MenuItem: must have at least one of label, role or type');
    }
    this.id = options.id ?? '';
    this.label = label ?? '';
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.type = type ?? (submenu === undefined ? 'normal' : 'submenu');
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.role = role;
    this.accelerator = options.accelerator ?? null;
    this.submenu = Array.isArray(submenu) ? buildFromTemplate(submenu) : asMenu(submenu);
    this.clicked = options.click;
  }

  /** What choosing the item does; roles are the system's own doing. */
  click(): void {
    if (this.role !== undefined) throw new Error(`The stand-in for Electron does not do '${this.role}'`);
    if (this.type === 'checkbox' || this.type === 'radio') this.checked = !this.checked;
    this.clicked?.(this as unknown as ElectronItem, undefined, {});
  }
}

/** Every menu that was popped up, oldest first. */
export const poppedUp: StandInMenu[] = [];

interface Popup {
  readonly callback?: () => void;
}

export class StandInMenu extends StrictEmitter implements Pick<ElectronMenu, 'closePopup' | 'popup'> {
  readonly items: readonly StandInMenuItem[];
  private opened: Popup | undefined = undefined;

  constructor(items: readonly StandInMenuItem[] = []) {
    super('Menu', ['menu-will-show', 'menu-will-close']);
    this.items = items;
  }

  getMenuItemById(id: string): StandInMenuItem | null {
    return this.items.find((item) => item.id === id) ?? null;
  }

  popup(options: Parameters<ElectronMenu['popup']>[0] = {}): void {
    checkKeys('Menu.popup', options, ['window', 'frame', 'x', 'y', 'sourceType', 'callback']);
    this.opened = options;
    poppedUp.push(this);
    this.emit('menu-will-show', {});
  }

  closePopup(): void {
    const { opened } = this;
    if (opened === undefined) return;
    this.opened = undefined;
    this.emit('menu-will-close', {});
    opened.callback?.();
  }

  /** Whether it is open: for tests. */
  get isOpen(): boolean {
    return this.opened !== undefined;
  }
}

function asMenu(submenu: unknown): StandInMenu | undefined {
  if (submenu === undefined || submenu instanceof StandInMenu) return submenu;
  throw new TypeError('Invalid submenu');
}

function buildFromTemplate(template: readonly MenuItemConstructorOptions[]): StandInMenu {
  if (!Array.isArray(template)) {
    throw new TypeError('Invalid template for Menu: Menu template must be an array');
  }
  return new StandInMenu(template.map((options) => new StandInMenuItem(options)));
}

let applicationMenu: StandInMenu | null = null;

/** Electron's `Menu`. */
export const Menu = strict('Menu', {
  buildFromTemplate,
  getApplicationMenu: () => applicationMenu,
  setApplicationMenu(menu: StandInMenu | null): void {
    needReady('Menu.setApplicationMenu()');
    applicationMenu = menu;
  },
});
