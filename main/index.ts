// Electron's main process starts here. Composition only: each step is one call, described where it is defined.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, ClipboardItem, clipboard, powerMonitor, session } from 'electron';
import { autostartFolder, createAutostartEntry, startedProgram } from './adapters/autostart-entry.ts';
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
import { createCloseToTray } from './shell/close-to-tray.ts';
import { chooseCaFile, createExportFiles, showFolder } from './shell/dialogs.ts';
import { setUpIpc } from './shell/ipc.ts';
import {
  setUpAppId,
  setUpEnd,
  setUpQuitWithWindow,
  setUpScreenGone,
  setUpSingleInstance,
  setUpStop,
  setUpWakeUp,
  watchForQuit,
} from './shell/lifecycle.ts';
import { hiddenArgument, setUpStartAtLogin, startsHidden } from './shell/login-item.ts';
import { setUpMenu } from './shell/menu.ts';
import { setUpNotifications } from './shell/notifications.ts';
import { createOffers } from './shell/offers.ts';
import { createExternalBrowser } from './shell/open-external.ts';
import { setUpProfile } from './shell/profile.ts';
import { setUpContentsRules, setUpSessionRules } from './shell/security.ts';
import { systemLoginItem, wasOpenedAtLogin } from './shell/start-at-login.ts';
import { setUpTheme } from './shell/theme.ts';
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
/** What is wrong with the vault is said anew at each unlock, and stands here once. */
const notices = new Set(settings.problems());

let tray: TrayHandle | undefined;
const hasTray = (): boolean => tray !== undefined;
// Of a program in development the system would start Electron alone, and of another data directory the usual one.
const canStartAtLogin = app.isPackaged && !ground.directory.chosen;

const window = createMainWindow({
  preload: join(built, 'preload', 'index.cjs'),
  boundsFile: textFile(join(profile, 'bounds.json'), clock.now),
  isProtected: () => env['TOKENDECK_CONTENT_PROTECTION'] === '1' || settings.get().contentProtection,
  closing: createCloseToTray({
    hasTray,
    settings: settings.get,
    isQuitting: watchForQuit(),
    said: textFile(join(profile, 'tray-said'), clock.now),
    notify: (notice) => notifications.show(notice),
  }),
  onPageGone: () => application.pageGone(),
  log,
});

const application = createApplication({
  about: aboutView(ground.directory.path),
  desktop: desktopView({ platform, hasTray, canStartAtLogin }),
  settings,
  told: textFile(join(ground.directory.path, 'notified.json'), clock.now),
  files: createExportFiles(window.dialogParent, createExportStore(ground.directory.path)),
  sealer: createExportSealer(),
  clock,
  random,
  log,
  offers,
  browser,
  clipboard: createTokenClipboard({
    clipboard,
    ClipboardItem,
    clock,
    platform,
    log,
    clearAfterMs: () => settings.get().clipboardClearMs,
    onEnded: (end) => window.send('clipboardChanged', end),
  }),
  openServices: (keychain) =>
    openServices(ground, {
      keychain,
      providers: offers.book,
      browser,
      onNotice: (notice) => void notices.add(notice),
    }),
  isVaultNew: () => isVaultNew(ground),
  notices: () => [...notices],
  send: window.send,
  showWindow: window.show,
  notify: (notice) => notifications.show(notice),
  closeNotifications: () => notifications.closeAll(),
  onDeskChange: () => tray?.update(),
  idleMs: () => powerMonitor.getSystemIdleTime() * 1000,
  chooseCaFile: () => chooseCaFile(window.dialogParent()),
  showDataFolder: () => showFolder(ground.directory.path, log),
});
const notifications = setUpNotifications(application.deskActions);

const loginItem =
  platform === 'linux'
    ? createAutostartEntry({
        folder: autostartFolder(env, homedir()),
        command: [startedProgram(env, process.execPath), hiddenArgument],
      })
    : systemLoginItem(platform, env);

async function showApplication(): Promise<void> {
  await app.whenReady();
  setUpTheme(settings);
  settings.onChange(window.protect);
  if (canStartAtLogin) setUpStartAtLogin(settings, loginItem, log);
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
  const start = {
    argv: process.argv,
    wasOpenedAtLogin: wasOpenedAtLogin(platform),
    hasTray: hasTray(),
  };
  if (startsHidden(start, settings.get())) window.openHidden();
  else window.show();
  await application.open();
}

app.enableSandbox();
setUpAppId(platform);
setUpAppScheme();
setUpContentsRules(app, log);
if (setUpSingleInstance(window.show)) {
  setUpQuitWithWindow(platform);
  setUpStop(() => {
    tray?.stop();
    return application.stop();
  }, log);
  setUpEnd(endIfKeychainHangs);
  void showApplication();
} else {
  app.quit();
}
