// Main process. The tray: how all accounts stand, a menu of the most urgent, and what can be done without the window.
import {
  Menu,
  type MenuItemConstructorOptions,
  type NativeImage,
  nativeImage,
  nativeTheme,
  screen,
  Tray,
} from 'electron';
import { kindOfThrown } from '../core/errors.ts';
import type { Clock, Log } from '../core/ports.ts';
import type { DeskActions, DeskView } from './desk.ts';
import { type IconImage, type TrayShape, type TrayStyle, trayIcon } from './tray-icons.ts';
import { pauseEnd, type TrayAction, type TrayItem } from './tray-model.ts';
import { trayStyle } from './tray-panel.ts';
import { startTrayUpdates } from './tray-updates.ts';

export interface TrayHandle {
  /** Looks at everything anew; cheap to call often. */
  update(): void;
  stop(): void;
}

export interface TrayParts {
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly log: Log;
  readonly view: () => DeskView;
  readonly actions: DeskActions;
  readonly quit: () => void;
}

function currentStyle(platform: NodeJS.Platform): TrayStyle {
  return trayStyle({
    platform,
    desktop: process.env['XDG_CURRENT_DESKTOP'] ?? '',
    appIsDark: nativeTheme.shouldUseDarkColors,
    taskbarIsDark: nativeTheme.shouldUseDarkColorsForSystemIntegratedUI,
  });
}

/** Drawn when it is first shown, which takes a while, and then kept. */
function createImages(platform: NodeJS.Platform): (shape: TrayShape, style: TrayStyle) => NativeImage {
  const drawn = new Map<string, NativeImage>();
  return (shape, style) => {
    const name = `${shape} ${style}`;
    const image = drawn.get(name) ?? imageOf(shape, style, platform);
    drawn.set(name, image);
    return image;
  };
}

function imageOf(shape: TrayShape, style: TrayStyle, platform: NodeJS.Platform): NativeImage {
  const image = nativeImage.createEmpty();
  for (const { scaleFactor, png } of shownImages(trayIcon(shape, style, platform), platform)) {
    image.addRepresentation({ scaleFactor, buffer: Buffer.from(png) });
  }
  image.setTemplateImage(style === 'template');
  return image;
}

/** Windows' tray shows the image for scale 1 alone (electron#33044): it gets that of the main screen as that one. */
function shownImages(images: readonly IconImage[], platform: NodeJS.Platform): readonly IconImage[] {
  if (platform !== 'win32') return images;
  const { scaleFactor } = screen.getPrimaryDisplay();
  const best = images.find((image) => image.scaleFactor >= scaleFactor) ?? images.at(-1);
  return best === undefined ? [] : [{ scaleFactor: 1, png: best.png }];
}

function deedOf(action: TrayAction, { actions, clock, quit }: TrayParts): () => void {
  switch (action.kind) {
    case 'copy':
      return () => actions.copy(action.id);
    case 'sign_in_again':
      return () => actions.signInAgain(action.id);
    case 'open':
      return () => actions.open(action.id);
    case 'pause':
      return () => actions.pauseNotifications(pauseEnd(action.until, clock.now()));
    case 'resume':
      return () => actions.pauseNotifications(0);
    case 'refresh_all':
      return actions.refreshAll;
    case 'lock':
      return actions.lock;
    case 'quit':
      return quit;
  }
}

function nativeItem(item: TrayItem, parts: TrayParts): MenuItemConstructorOptions {
  switch (item.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'action':
      return { label: item.label, click: deedOf(item.action, parts) };
    case 'submenu':
      return { label: item.label, submenu: item.items.map((one) => nativeItem(one, parts)) };
  }
}

function nativeMenu(items: readonly TrayItem[], parts: TrayParts): Menu {
  return Menu.buildFromTemplate(items.map((item) => nativeItem(item, parts)));
}

/** Undefined where the desktop has no tray. A Linux desktop without one does not say so. */
export function setUpTray(parts: TrayParts): TrayHandle | undefined {
  const { platform, clock, view, actions, log } = parts;
  // Linux has the menu over the bus beforehand; the others get it when it is opened.
  const isMenuKept = platform !== 'darwin' && platform !== 'win32';
  const images = createImages(platform);
  let shape: TrayShape = 'well';
  let style = currentStyle(platform);
  let tray: Tray;
  try {
    tray = new Tray(images(shape, style));
  } catch (thrown) {
    log.warn('tray.not_shown', { name: kindOfThrown(thrown) });
    return undefined;
  }

  function draw(wantedShape: TrayShape, wantedStyle: TrayStyle): void {
    if (wantedShape === shape && wantedStyle === style) return;
    [shape, style] = [wantedShape, wantedStyle];
    tray.setImage(images(shape, style));
  }

  let items: readonly TrayItem[] = [];
  // Kept while it is open: Electron does not hold on to a menu that pops up.
  let menu: Menu | undefined;
  const updates = startTrayUpdates(
    { clock, view },
    {
      setShape: (wanted) => draw(wanted, style),
      setToolTip: (text) => tray.setToolTip(text),
      setItems(wanted) {
        items = wanted;
        menu = isMenuKept ? nativeMenu(items, parts) : undefined;
        if (menu !== undefined) tray.setContextMenu(menu);
      },
    },
  );

  function openMenu(): void {
    updates.now();
    menu ??= nativeMenu(items, parts);
    tray.popUpContextMenu(menu);
  }

  // On Linux the desktop decides which click opens the menu, and tells only of what it calls an activation.
  tray.on('click', () => (platform === 'darwin' ? openMenu() : actions.open(undefined)));
  if (!isMenuKept) tray.on('right-click', openMenu);
  const redraw = (): void => draw(shape, currentStyle(platform));
  nativeTheme.on('updated', redraw);

  return {
    update: updates.update,
    stop() {
      nativeTheme.removeListener('updated', redraw);
      updates.stop();
      tray.destroy();
    },
  };
}
