// Test. The desktop's parts of the stand-in, which are models: what they keep, what a test can do to them, and what they
// refuse. What these functions use but `standIn` is there on Electron too.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { standIn as StandIn } from '../../support/electron/stand-in.ts';
import type { ElectronModule, RunningApp } from '../../support/host/host.ts';
import { launchFixture, newHome, removeHome } from './launch-fixture.ts';

type Electron = ElectronModule & { readonly standIn: typeof StandIn };

/** Eight bits with opacity, 1 by 1 and 2 by 2 pixels. */
const small = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR4nGNgAAIAAAUAAXpeqz8AAAAASUVORK5CYII=';
const large = 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAYAAABytg0kAAAAC0lEQVR4nGNgQAcAABIAAXfx+gAAAAAASUVORK5CYII=';

let home: string;
let app: RunningApp;

beforeAll(async () => {
  home = newHome();
  app = await launchFixture(home);
});

afterAll(async () => {
  await app?.close();
  removeHome(home);
});

/** Runs in the main process; what it refers to outside itself comes as its argument. */
function inMain<R>(run: (electron: Electron, pngs: { small: string; large: string }) => R | Promise<R>) {
  return app.evaluate(run as (electron: ElectronModule, pngs: { small: string; large: string }) => R, {
    small,
    large,
  });
}

describe('pictures', () => {
  it('are of whole PNG files, one for each scale, and of the size that the screen shows', async () => {
    const read = await inMain(({ nativeImage }, pngs) => {
      const image = nativeImage.createEmpty();
      const wasEmpty = image.isEmpty();
      image.addRepresentation({ scaleFactor: 1, buffer: Buffer.from(pngs.small, 'base64') });
      image.addRepresentation({ scaleFactor: 2, buffer: Buffer.from(pngs.large, 'base64') });
      image.setTemplateImage(true);
      return {
        wasEmpty,
        isEmpty: image.isEmpty(),
        scales: image.getScaleFactors(),
        sizes: [image.getSize(), image.getSize(2)],
        template: image.isTemplateImage(),
        same: image.toPNG({ scaleFactor: 2 }).toString('base64') === pngs.large,
      };
    });
    expect(read).toEqual({
      wasEmpty: true,
      isEmpty: false,
      scales: [1, 2],
      sizes: [
        { width: 1, height: 1 },
        { width: 1, height: 1 },
      ],
      template: true,
      same: true,
    });
  });

  it.each([
    ['no picture', 'bm8gcGljdHVyZQ=='],
    ['half of one', small.slice(0, 40)],
    ['a damaged one', small.replace('AAIAAAUA', 'AAAAAAAA')],
    ['nothing', ''],
  ])('are not made of %s', async (_name, file) => {
    const made = app.evaluate(
      ({ nativeImage }, text) => nativeImage.createFromBuffer(Buffer.from(text, 'base64')).isEmpty(),
      file,
    );
    await expect(made).rejects.toThrow();
  });
});

describe('menus', () => {
  it('keep their items, which do what they say when they are clicked, also in a menu below', async () => {
    const read = await inMain(({ Menu }) => {
      const clicked: string[] = [];
      const menu = Menu.buildFromTemplate([
        { label: 'One', id: 'first', click: () => clicked.push('One') },
        { type: 'separator' },
        {
          label: 'More',
          submenu: [
            { label: 'Box', type: 'checkbox', click: ({ checked }) => clicked.push(`Box ${checked}`) },
          ],
        },
        { label: 'Not now', enabled: false },
      ]);
      menu.items[0]?.click();
      menu.items[2]?.submenu?.items[0]?.click();
      const shape = menu.items.map(({ label, type, enabled }) => [label, type, enabled]);
      return { clicked, shape, found: menu.getMenuItemById('first')?.label };
    });
    expect(read).toEqual({
      clicked: ['One', 'Box true'],
      shape: [
        ['One', 'normal', true],
        ['', 'separator', true],
        ['More', 'submenu', true],
        ['Not now', 'normal', false],
      ],
      found: 'One',
    });
  });

  it('pop up and go', async () => {
    const read = await inMain(({ Menu, standIn }) => {
      const seen: string[] = [];
      const menu = Menu.buildFromTemplate([{ label: 'One' }]);
      menu.on('menu-will-show', () => seen.push('show'));
      menu.on('menu-will-close', () => seen.push('close'));
      menu.popup({ callback: () => seen.push('called back') });
      const labels = standIn.poppedUp.at(-1)?.items.map(({ label }) => label);
      menu.closePopup();
      menu.closePopup();
      return { seen, labels };
    });
    expect(read).toEqual({ seen: ['show', 'close', 'called back'], labels: ['One'] });
  });

  it('are refused where they would only seem to work', async () => {
    await expect(inMain(({ Menu }) => Menu.buildFromTemplate([{}]).items.length)).rejects.toThrow(
      'must have at least one of label, role or type',
    );
    await expect(
      inMain(
        ({ Menu }) => Menu.buildFromTemplate([{ label: 'x', acceleratorWorksWhenHidden: true }]).items.length,
      ),
    ).rejects.toThrow('does not implement MenuItem({ acceleratorWorksWhenHidden })');
    await expect(
      inMain(({ Menu }) => Menu.buildFromTemplate([{ role: 'quit' }]).items[0]?.click()),
    ).rejects.toThrow("does not do 'quit'");
  });
});

describe('trays', () => {
  it('show what they were given last, and open a menu', async () => {
    const read = await inMain(({ Menu, nativeImage, standIn, Tray }, pngs) => {
      const tray = new Tray(nativeImage.createFromBuffer(Buffer.from(pngs.small, 'base64')));
      const seen: string[] = [];
      tray.on('click', () => seen.push('click'));
      tray.setToolTip('Three accounts');
      tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Open', click: () => seen.push('Open') }]));
      const model = standIn.trays.at(-1);
      model?.emit('click', {});
      model?.menu?.items[0]?.click();
      tray.popUpContextMenu();
      const isOpen = model?.menu?.isOpen;
      tray.closeContextMenu();
      tray.destroy();
      return { seen, toolTip: model?.toolTip, isOpen, isDestroyed: model?.isDestroyed() };
    });
    expect(read).toEqual({
      seen: ['click', 'Open'],
      toolTip: 'Three accounts',
      isOpen: true,
      isDestroyed: true,
    });
  });

  it('need a picture, and are of no use once destroyed', async () => {
    await expect(
      inMain(({ nativeImage, Tray }) => new Tray(nativeImage.createEmpty()).isDestroyed()),
    ).rejects.toThrow('no picture that can be seen');
    await expect(
      inMain(({ nativeImage, Tray }, pngs) => {
        const tray = new Tray(nativeImage.createFromBuffer(Buffer.from(pngs.small, 'base64')));
        tray.destroy();
        tray.setToolTip('gone');
      }),
    ).rejects.toThrow('Tray is destroyed');
  });
});

describe('notifications', () => {
  it('are kept when they are shown, and can be clicked, answered by a button and put away', async () => {
    const read = await inMain(async ({ Notification, standIn }) => {
      const seen: unknown[] = [];
      const notification = new Notification({
        title: 'Runs out soon',
        body: 'In 5 min',
        silent: true,
        actions: [
          { type: 'button', text: 'Copy' },
          { type: 'button', text: 'Later' },
        ],
      });
      notification.on('show', () => seen.push('show'));
      notification.on('click', () => seen.push('click'));
      notification.on('action', ({ actionIndex }) => seen.push(actionIndex));
      notification.on('close', ({ reason }) => seen.push(reason));
      notification.show();
      await new Promise((resolve) => setImmediate(resolve));
      const model = standIn.notifications.at(-1);
      model?.click();
      model?.press('Later');
      model?.dismiss();
      return { seen, title: model?.title, body: model?.body, silent: model?.silent };
    });
    expect(read).toEqual({
      seen: ['show', 'click', 1, 'userCanceled'],
      title: 'Runs out soon',
      body: 'In 5 min',
      silent: true,
    });
  });

  it('refuse a button that they do not have, and a click while they are not shown', async () => {
    await expect(
      inMain(({ Notification, standIn }) => {
        new Notification({ title: 'x' }).show();
        standIn.notifications.at(-1)?.press('Copy');
      }),
    ).rejects.toThrow("no button 'Copy'");
    await expect(
      inMain(({ standIn }) => {
        standIn.notifications.at(-1)?.dismiss();
        standIn.notifications.at(-1)?.click();
      }),
    ).rejects.toThrow('is not shown');
    await expect(
      inMain(({ Notification }) => new Notification({ toastXml: '<toast/>' }).title),
    ).rejects.toThrow('does not implement Notification({ toastXml })');
  });
});

describe('dialogs', () => {
  it('choose nothing and press the default button, and are kept', async () => {
    const read = await inMain(async ({ BrowserWindow, dialog, standIn }) => {
      const [window] = BrowserWindow.getAllWindows();
      if (window === undefined) throw new Error('There is no window.');
      const opened = await dialog.showOpenDialog(window, { title: 'Import', properties: ['openFile'] });
      const saved = await dialog.showSaveDialog({ title: 'Export', defaultPath: 'a.json' });
      const asked = await dialog.showMessageBox({ message: 'Sure?', buttons: ['Yes', 'No'], defaultId: 1 });
      return { opened, saved, response: asked.response, shown: standIn.dialogs.slice(-3) };
    });
    expect(read).toEqual({
      opened: { canceled: true, filePaths: [] },
      saved: { canceled: true, filePath: '' },
      response: 1,
      shown: [
        { title: 'Import', properties: ['openFile'] },
        { title: 'Export', defaultPath: 'a.json' },
        { message: 'Sure?', buttons: ['Yes', 'No'], defaultId: 1 },
      ],
    });
  });

  it('choose what a test lets them choose', async () => {
    const read = await inMain(async ({ dialog }) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: ['/tmp/chosen.json'] });
      return dialog.showOpenDialog({});
    });
    expect(read).toEqual({ canceled: false, filePaths: ['/tmp/chosen.json'] });
  });

  it('refuse what would only seem to be obeyed', async () => {
    await expect(
      inMain(({ dialog }) => dialog.showSaveDialog({ securityScopedBookmarks: true })),
    ).rejects.toThrow('does not implement dialog.showSaveDialog({ securityScopedBookmarks })');
    await expect(
      inMain(({ dialog }) => dialog.showSaveDialog({ properties: ['treatPackageAsDirectory'] })),
    ).rejects.toThrow('treatPackageAsDirectory');
    await expect(inMain(({ dialog }) => dialog.showMessageBoxSync({ message: 'x' }))).rejects.toThrow(
      'does not implement dialog.showMessageBoxSync',
    );
  });
});

it('has nobody away from the computer unless a test says so', async () => {
  const read = await inMain(({ powerMonitor }) => {
    const before = [powerMonitor.getSystemIdleTime(), powerMonitor.getSystemIdleState(60)];
    powerMonitor.getSystemIdleTime = () => 90;
    return [...before, powerMonitor.getSystemIdleTime(), powerMonitor.getSystemIdleState(60)];
  });
  expect(read).toEqual([0, 'active', 90, 'idle']);
});
