// Test equipment: the stand-in for Electron. `Tray`: an icon that nobody sees; tests read it and emit its events.
import type { Tray as ElectronTray } from 'electron';
import { isHeadless } from './chromium.ts';
import { needReady } from './lifecycle.ts';
import { StandInMenu } from './menu.ts';
import { needImage, type StandInImage } from './native-image.ts';
import { StrictEmitter } from './strict.ts';

/** All trays that were ever made, destroyed ones included, oldest first. */
export const trays: Tray[] = [];

type Implemented = Pick<
  ElectronTray,
  'setToolTip' | 'setTitle' | 'getTitle' | 'destroy' | 'isDestroyed' | 'closeContextMenu'
>;

export class Tray extends StrictEmitter implements Implemented {
  image: StandInImage;
  toolTip = '';
  /** What opens by itself: on each click on macOS, as the desktop likes it on Linux, on a right click on Windows. */
  menu: StandInMenu | null = null;
  /** How often a menu was set: on Linux each time goes over the bus. */
  menusSet = 0;
  private title = '';
  private destroyed = false;
  private open: StandInMenu | undefined = undefined;

  constructor(image: unknown) {
    needReady('Tray');
    // Whoever looks at the window would close it and find it nowhere.
    if (!isHeadless()) throw new Error('The stand-in for Electron has no tray that anybody sees');
    super('Tray', ['click', 'double-click', 'right-click', 'middle-click']);
    this.image = needImage('Tray', image);
    trays.push(this);
  }

  setImage(image: unknown): void {
    this.needAlive();
    this.image = needImage('Tray.setImage()', image);
  }

  setToolTip(toolTip: string): void {
    this.needAlive();
    if (typeof toolTip !== 'string') throw new TypeError('Error processing argument: a string is expected.');
    this.toolTip = toolTip;
  }

  setTitle(title: string): void {
    this.needAlive();
    this.title = title;
  }

  getTitle(): string {
    return this.title;
  }

  setContextMenu(menu: StandInMenu | null): void {
    this.needAlive();
    if (menu !== null && !(menu instanceof StandInMenu)) throw new TypeError('A Menu is expected.');
    this.menu = menu;
    this.menusSet += 1;
  }

  /** Electron has it on macOS and Windows only. */
  popUpContextMenu(menu?: StandInMenu): void {
    this.needAlive();
    this.open = menu ?? this.menu ?? undefined;
    this.open?.popup();
  }

  closeContextMenu(): void {
    this.needAlive();
    this.open?.closePopup();
    this.open = undefined;
  }

  destroy(): void {
    this.destroyed = true;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  private needAlive(): void {
    if (this.destroyed) throw new Error('Tray is destroyed');
  }
}
