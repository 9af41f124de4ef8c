// Electron's main process starts here. Composition only: each step is one call, described where it is defined.
import { join } from 'node:path';
import { app, ClipboardItem, clipboard, powerMonitor, session } from 'electron';
import { createExportStore } from './adapters/export-file.ts';
import { createExportSealer } from './adapters/export-sealing.ts';
import { endIfKeychainHangs } from './adapters/keytar-keychain.ts';
import { createSystemBrowser } from './adapters/system-browser.ts';
import { textFile } from './adapters/text-file.ts';
import { createGround, createProviders, isVaultNew, openServices } from './compose.ts';
import { practiceProvider } from './core/providers/practice.ts';
import { aboutView, desktopView } from './shell/about.ts';
import { setUpAppProtocol, setUpAppScheme } from './shell/app-protocol.ts';
import { createApplication } from './shell/application.ts';
import { createTokenClipboard } from './shell/clipboard.ts';
import { chooseCaFile, createExportFiles, showFolder } from './shell/dialogs.ts';
import { setUpIpc } from './shell/ipc.ts';
import {
  setUpEnd,
  setUpQuitWithWindow,
  setUpScreenGone,
  setUpSingleInstance,
  setUpStop,
  setUpWakeUp,
} from './shell/lifecycle.ts';
import { setUpMenu } from './shell/menu.ts';
import { setUpNotifications } from './shell/notifications.ts';
import { createOffers } from './shell/offers.ts';
import { createExternalBrowser } from './shell/open-external.ts';
import { setUpProfile } from './shell/profile.ts';
import { setUpContentsRules, setUpSessionRules } from './shell/security.ts';
import { setUpTray, type TrayHandle } from './shell/tray.ts';
import { createMainWindow } from './shell/window.ts';

const { env, platform } = process;
const built = join(import.meta.dirname, '..');

const ground = createGround({ processName: 'window', env });
const { log, clock, random, settings } = ground;
const profile = setUpProfile(ground.directory.path);

const practice = app.isPackaged ? undefined : practiceProvider(env);
const offers = createOffers(createProviders(ground, practice), practice);
const browser = createExternalBrowser(env['BROWSER'] ? createSystemBrowser({ env, platform }) : undefined);
const notices: string[] = [];

const window = createMainWindow({
  preload: join(built, 'preload', 'index.cjs'),
  boundsFile: join(profile, 'bounds.json'),
  contentProtection: env['TOKENDECK_CONTENT_PROTECTION'] === '1',
  log,
});

const application = createApplication({
  about: aboutView(ground.directory.path),
  desktop: desktopView(platform),
  settings,
  told: textFile(join(ground.directory.path, 'notified.json')),
  files: createExportFiles(window.dialogParent, createExportStore()),
  sealer: createExportSealer(),
  clock,
  random,
  log,
  offers,
  browser,
  clipboard: createTokenClipboard({ clipboard, ClipboardItem, clock, platform, log }),
  openServices: (keychain) =>
    openServices(ground, {
      keychain,
      providers: offers.book,
      browser,
      onNotice: (notice) => notices.push(notice),
    }),
  isVaultNew: () => isVaultNew(ground),
  notices: () => notices,
  send: window.send,
  showWindow: window.show,
  notify: (notice) => notifications.show(notice),
  onDeskChange: () => tray?.update(),
  idleMs: () => powerMonitor.getSystemIdleTime() * 1000,
  chooseCaFile: () => chooseCaFile(window.dialogParent()),
  showDataFolder: () => showFolder(ground.directory.path),
});
const notifications = setUpNotifications(application.deskActions);
let tray: TrayHandle | undefined;

async function showApplication(): Promise<void> {
  await app.whenReady();
  setUpSessionRules(session.defaultSession);
  setUpAppProtocol(join(built, 'renderer'));
  setUpIpc({ handlers: application.handlers, isKnown: window.isOwn, log });
  setUpMenu(platform);
  setUpWakeUp(application.wake);
  setUpScreenGone(application.screenGone);
  tray = setUpTray({
    platform,
    clock,
    log,
    view: application.deskView,
    actions: application.deskActions,
    quit: () => app.quit(),
  });
  window.show();
  await application.open();
}

app.enableSandbox();
setUpAppScheme();
setUpContentsRules(app, log);
if (setUpSingleInstance(window.show)) {
  setUpQuitWithWindow();
  setUpStop(application.stop, log);
  setUpEnd(endIfKeychainHangs);
  void showApplication();
} else {
  app.quit();
}
