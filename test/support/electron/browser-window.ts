// Test equipment: the stand-in for Electron. `BrowserWindow`: an app window of Chromium. Where windows are not seen,
// showing and hiding change what the page is told about its visibility, and nothing else.
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { isHeadless } from './chromium.ts';
import { afterWindowClosed, appEvents, needReady, openWindows } from './lifecycle.ts';
import { preventable, StrictEmitter, strict } from './strict.ts';
import { StandInContents } from './web-contents.ts';
import { createWindowPage, type WindowPage } from './window-page.ts';
import { checkPreferences, type ImplementedWindow, type WindowState, windowEvents } from './window-shape.ts';

let numbered = 0;
let focused: StandInWindow | undefined;

export class StandInWindow extends StrictEmitter implements ImplementedWindow {
  readonly id: number;
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents: StandInContents;
  private readonly page: WindowPage;
  private bounds: Rectangle;
  private state: WindowState = 'normal';
  private visible: boolean;
  private destroyed = false;
  private painted = false;
  private pageLost = false;
  private title: string;
  private background: string;
  private contentProtected = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    needReady('BrowserWindow');
    super('BrowserWindow', windowEvents);
    checkPreferences(options.webPreferences ?? {});
    numbered += 1;
    this.id = numbered;
    this.options = options;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
    this.visible = options.show !== false;
    this.title = options.title ?? '';
    this.background = options.backgroundColor ?? '#ffffff';
    this.webContents = new StandInContents(options.webPreferences ?? {});
    this.webContents.onBounds = (told) => this.takeBounds(told);
    this.webContents.onPageClosed = () => this.pageClosed();
    openWindows.add(this);
    appEvents.emit('web-contents-created', {}, this.webContents);
    appEvents.emit('browser-window-created', {}, this);
    this.page = createWindowPage(this.webContents, this.bounds, this.background);
  }

  async loadURL(url: string): Promise<void> {
    await this.page.load(url);
    if (this.destroyed || this.painted) return;
    if (this.staysUnpainted()) {
      this.page.setVisible(false);
      return;
    }
    this.painted = true;
    // The page may be gone before it is painted.
    this.page.painted().then(
      () => this.destroyed || this.emit('ready-to-show', {}),
      () => undefined,
    );
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    const was = this.visible;
    this.visible = true;
    if (this.pageLost) this.page.reopen();
    this.pageLost = false;
    if (was) return;
    this.tellVisibility();
    this.emit('show', {});
  }

  hide(): void {
    if (!this.visible) return;
    this.visible = false;
    this.tellVisibility();
    if (focused === this) this.blur();
    this.emit('hide', {});
  }

  isVisible(): boolean {
    return this.visible;
  }

  focus(): void {
    if (focused === this || !this.visible) return;
    focused?.blur();
    focused = this;
    this.webContents.guest?.page.bringToFront().catch(() => undefined);
    this.emit('focus', {});
    appEvents.emit('browser-window-focus', {}, this);
  }

  blur(): void {
    if (focused !== this) return;
    focused = undefined;
    this.emit('blur', {});
    appEvents.emit('browser-window-blur', {}, this);
  }

  isFocused(): boolean {
    return focused === this;
  }

  close(): void {
    setImmediate(() => this.closeIfAllowed());
  }

  closeIfAllowed(): boolean {
    if (this.destroyed) return true;
    const event = preventable({});
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.destroy();
    return true;
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.visible = false;
    if (focused === this) focused = undefined;
    this.webContents.destroy();
    this.emit('closed');
    afterWindowClosed(this);
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  minimize(): void {
    this.setState('minimized', 'minimize');
  }

  maximize(): void {
    this.setState('maximized', 'maximize');
  }

  unmaximize(): void {
    this.setState('normal', 'unmaximize');
  }

  restore(): void {
    this.setState('normal', 'restore');
  }

  isMinimized(): boolean {
    return this.state === 'minimized';
  }

  isMaximized(): boolean {
    return this.state === 'maximized';
  }

  isFullScreen(): boolean {
    return false;
  }

  getBounds(): Rectangle {
    return { ...this.bounds };
  }

  getNormalBounds(): Rectangle {
    return this.getBounds();
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
    const { x: left, y: top, width, height } = this.bounds;
    this.page.setBounds({ left, top, width, height });
    this.emit('resize', {});
    this.emit('move', {});
  }

  getTitle(): string {
    return this.title;
  }

  setTitle(title: string): void {
    this.title = title;
  }

  getBackgroundColor(): string {
    return this.background;
  }

  setBackgroundColor(color: string): void {
    this.background = color;
    this.page.setBackground(color);
  }

  setContentProtection(enable: boolean): void {
    this.contentProtected = enable;
  }

  isContentProtected(): boolean {
    return this.contentProtected;
  }

  setMenu(): void {}

  removeMenu(): void {}

  setMenuBarVisibility(): void {}

  /** Electron tells the page of a window that was never shown that it is seen, unless it is asked not to. */
  private staysUnpainted(): boolean {
    return this.options.paintWhenInitiallyHidden === false && !this.visible;
  }

  private setState(state: WindowState, event: string): void {
    if (this.state === state) return;
    this.state = state;
    this.page.setBounds({ windowState: state });
    this.page.setVisible(this.visible && state !== 'minimized');
    this.emit(event, {});
  }

  private tellVisibility(): void {
    const shown = this.visible && this.state !== 'minimized';
    this.page.setVisible(shown);
    if (!isHeadless()) this.page.setBounds({ windowState: shown ? this.state : 'minimized' });
  }

  private takeBounds(told: Readonly<Record<string, unknown>>): void {
    const { x, y, width, height } = told;
    const { bounds } = this;
    if (x === bounds.x && y === bounds.y && width === bounds.width && height === bounds.height) return;
    this.bounds = { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
    this.emit('resize', {});
  }

  /** The person closed Chromium's window. An application that keeps its window gets a new one when it is shown. */
  private pageClosed(): void {
    this.webContents.guest = undefined;
    this.pageLost = true;
    if (!this.closeIfAllowed()) this.hide();
  }
}

function windows(): StandInWindow[] {
  return [...openWindows].filter((window) => window instanceof StandInWindow);
}

/** Electron's `BrowserWindow`. */
export const BrowserWindow = strict(
  'BrowserWindow',
  Object.assign(StandInWindow, {
    getAllWindows: windows,
    getFocusedWindow: (): StandInWindow | null => focused ?? null,
    fromId: (id: number): StandInWindow | null => windows().find((window) => window.id === id) ?? null,
    fromWebContents: (contents: StandInContents): StandInWindow | null =>
      windows().find((window) => window.webContents === contents) ?? null,
  }),
);
