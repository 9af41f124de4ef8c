// Electron's main process starts here. Composition only: each step is one call, described where it is defined.
import { join } from 'node:path';
import { app, ClipboardItem, clipboard, session } from 'electron';
import { endIfKeychainHangs } from './adapters/keytar-keychain.ts';
import { createSystemBrowser } from './adapters/system-browser.ts';
import { createGround, createProviders, isVaultNew, openServices } from './compose.ts';
import { practiceProvider } from './core/providers/practice.ts';
import { setUpAppProtocol, setUpAppScheme } from './shell/app-protocol.ts';
import { createApplication } from './shell/application.ts';
import { createTokenClipboard } from './shell/clipboard.ts';
import { setUpIpc } from './shell/ipc.ts';
import {
  setUpEnd,
  setUpQuitWithWindow,
  setUpSingleInstance,
  setUpStop,
  setUpWakeUp,
} from './shell/lifecycle.ts';
import { setUpMenu } from './shell/menu.ts';
import { createOffers } from './shell/offers.ts';
import { createExternalBrowser } from './shell/open-external.ts';
import { setUpProfile } from './shell/profile.ts';
import { setUpContentsRules, setUpSessionRules } from './shell/security.ts';
import { createMainWindow } from './shell/window.ts';

const { env, platform } = process;
const built = join(import.meta.dirname, '..');

const ground = createGround({ processName: 'window', env });
const { log, clock } = ground;
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
  version: app.getVersion(),
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
});

async function showApplication(): Promise<void> {
  await app.whenReady();
  setUpSessionRules(session.defaultSession);
  setUpAppProtocol(join(built, 'renderer'));
  setUpIpc({ handlers: application.handlers, isKnown: window.isOwn, log });
  setUpMenu(platform);
  setUpWakeUp(application.wake);
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
