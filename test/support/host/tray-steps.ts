// Test equipment. What a person sees of the tray and does there, on both hosts. Nothing of a real tray can be read back, so
// what the application gives to it is noted on the way: the methods of Electron's `Tray` are wrapped in the main process.
import type { Menu, Tray } from 'electron';
import type { RunningApp } from './host.ts';

/** What was given to the tray since it is watched. */
export interface SeenTray {
  readonly toolTip: string;
  /** The labels from top to bottom, `-` for a line, those of a menu below after `> `. */
  readonly labels: readonly string[];
  /** Of the icon: undefined where it has not changed. */
  readonly icon: { readonly width: number; readonly scales: readonly number[] } | undefined;
}

/** Left in the main process by `watchTray`. */
interface Watch {
  tray: Tray | undefined;
  menu: Menu | undefined;
  toolTip: string;
  icon: SeenTray['icon'];
}

type Watched = typeof globalThis & { trayWatch: Watch };

/** From now on. What the tray shows already is seen when it changes. */
export async function watchTray(app: RunningApp): Promise<void> {
  await app.evaluate((electron) => {
    const watch: Watch = { tray: undefined, menu: undefined, toolTip: '', icon: undefined };
    (globalThis as Watched).trayWatch = watch;
    const shape = electron.Tray.prototype;
    const { setToolTip, setImage, setContextMenu } = shape;
    shape.setToolTip = function (text) {
      watch.tray = this;
      watch.toolTip = text;
      setToolTip.call(this, text);
    };
    shape.setImage = function (image) {
      watch.tray = this;
      if (typeof image !== 'string') {
        watch.icon = { width: image.getSize().width, scales: image.getScaleFactors() };
      }
      setImage.call(this, image);
    };
    shape.setContextMenu = function (menu) {
      watch.tray = this;
      watch.menu = menu ?? undefined;
      setContextMenu.call(this, menu);
    };
    // A real menu would wait for a real click.
    shape.popUpContextMenu = (menu) => {
      watch.menu = menu;
    };
  }, undefined);
}

/** Opens the menu where that is needed for it to be there: on Linux it always is. */
async function openMenu(app: RunningApp): Promise<void> {
  await app.evaluate(() => {
    const { trayWatch } = globalThis as Watched;
    if (process.platform === 'linux') return;
    trayWatch.tray?.emit(process.platform === 'darwin' ? 'click' : 'right-click');
  }, undefined);
}

export async function seenTray(app: RunningApp): Promise<SeenTray> {
  await openMenu(app);
  return app.evaluate(() => {
    const { menu, toolTip, icon } = (globalThis as Watched).trayWatch;
    const labels = (menu?.items ?? []).flatMap((item) => [
      item.type === 'separator' ? '-' : item.label,
      ...(item.submenu?.items ?? []).map((below) =>
        below.type === 'separator' ? '> -' : `> ${below.label}`,
      ),
    ]);
    return { toolTip, labels, icon };
  }, undefined);
}

/** Clicks the item whose label begins so, and one of the menu below it where two are given. Throws where there is none. */
export async function chooseInTray(app: RunningApp, ...path: readonly string[]): Promise<void> {
  await openMenu(app);
  await app.evaluate((_electron, labels) => {
    let items = (globalThis as Watched).trayWatch.menu?.items ?? [];
    for (const [at, label] of labels.entries()) {
      const item = items.find((one) => one.label.startsWith(label));
      if (item?.enabled !== true || !item.visible) throw new Error(`The tray has no '${label}' to click.`);
      if (at === labels.length - 1) item.click();
      items = item.submenu?.items ?? [];
    }
  }, path);
}
