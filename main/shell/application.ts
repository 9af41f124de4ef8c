// Main process. Wires vault, accounts, sign-ins, clipboard, settings and long work to the window's channels and events, and
// to the tray and notifications. Names nothing of Electron, so that it also runs, and is tested, under plain Node.
import type { AboutView, AppView, DesktopView, EventName, Events } from '../../preload/contract.ts';
import type { KeychainChoice, Services } from '../compose.ts';
import type { AccountId } from '../core/accounts/account.ts';
import type { SignIn } from '../core/accounts/sign-in.ts';
import { appError, kindOfThrown } from '../core/errors.ts';
import type { Browser, Clock, ExportSealer, Log, Random, TextFile } from '../core/ports.ts';
import { fail, type Result } from '../core/result.ts';
import type { SettingsStore } from '../core/settings/settings-store.ts';
import { createTransfer } from '../core/transfer/transfer.ts';
import { type AccountNews, gatherAccountNews } from './account-news.ts';
import { readApp } from './app-reader.ts';
import { createAutoLock } from './auto-lock.ts';
import { createChosenImport } from './chosen-import.ts';
import type { TokenClipboard } from './clipboard.ts';
import { copyToken } from './copy-token.ts';
import type { DeskActions, DeskView } from './desk.ts';
import { createDesktopHandlers } from './desktop-handlers.ts';
import type { ExportFiles } from './export-files.ts';
import { createHandlers, type Handlers } from './handlers.ts';
import { lockedAccountViews } from './locked-accounts.ts';
import type { Notice } from './notice.ts';
import { copiedNotice, notCopiedNotice, notSignedInNotice } from './notice-words.ts';
import { type Notifier, startNotifier } from './notifier.ts';
import type { Offers } from './offers.ts';
import { createSignIns } from './sign-ins.ts';
import { openTold, type Told } from './told.ts';
import { createVaultSession } from './vault-session.ts';
import { signInView } from './view-model.ts';
import { createWorks } from './works.ts';

export interface ApplicationParts {
  readonly about: AboutView;
  readonly desktop: DesktopView;
  readonly offers: Offers;
  readonly clipboard: TokenClipboard;
  /** For pages that the window asks for; sign-ins have the same one by way of `openServices`. */
  readonly browser: Browser;
  readonly settings: SettingsStore;
  /** What notifications have told, also in runs before this one. */
  readonly told: TextFile;
  readonly files: ExportFiles;
  readonly sealer: ExportSealer;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly openServices: (choice: KeychainChoice) => Promise<Result<Services>>;
  readonly isVaultNew: () => Promise<boolean>;
  readonly notices: () => readonly string[];
  readonly send: <E extends EventName>(name: E, value: Events[E]) => void;
  /** Brings up the window. */
  readonly showWindow: () => void;
  /** Shows a notification. */
  readonly notify: (notice: Notice) => void;
  /** Takes away the notifications that are still to be seen. */
  readonly closeNotifications: () => void;
  /** Something that the tray shows may have changed. */
  readonly onDeskChange: () => void;
  /** How long nobody has touched the computer, in milliseconds. */
  readonly idleMs: () => number;
  /** Lets the person choose a file of certificate authorities; undefined where none is chosen. */
  readonly chooseCaFile: () => Promise<string | undefined>;
  readonly showDataFolder: () => void;
}

export interface Application {
  readonly handlers: Handlers;
  /** What the tray shows, and what tray and notifications can ask for. */
  readonly deskView: () => DeskView;
  readonly deskActions: DeskActions;
  /** Opens the vault; what stands in the way is told to the window. */
  open(): Promise<void>;
  /** Looks at all due times anew: after sleep. */
  wake(): void;
  /** The window's page listens no more: the window is closed, or the page's process has ended. */
  pageGone(): void;
  /** The screen was locked, or the computer is being put to sleep. */
  screenGone(): void;
  /** Takes a token off the clipboard, ends sign-ins, waits for requests under way and closes the vault. */
  stop(): Promise<void>;
}

export function createApplication(parts: ApplicationParts): Application {
  const { send, offers, clipboard, browser, settings, clock, random, log } = parts;
  const signIns = createSignIns();
  const works = createWorks({ clock, random, log, onChange: (view) => send('workChanged', view) });
  const chosenImport = createChosenImport();
  let news: AccountNews | undefined;
  let notifier: Notifier | undefined;
  /** For the life of the process: what was told is not told again after a lock, also where it cannot be written. */
  let told: Told | undefined;
  /** What a page must hear once and would not hear now: none listens, or it must not show names. */
  const untold: (() => void)[] = [];
  let isPageListening = false;
  let isOnline = true;

  const vault = createVaultSession({
    log,
    openServices: parts.openServices,
    isVaultNew: parts.isVaultNew,
    shownWhileLocked: (accounts) => (settings.get().showNamesWhileLocked ? lockedAccountViews(accounts) : []),
    onChange(view) {
      send('vaultChanged', view);
      parts.onDeskChange();
    },
    onOpened({ accounts }) {
      news = gatherAccountNews(accounts, (value) => {
        send('accountsChanged', value);
        parts.onDeskChange();
      });
      told ??= openTold(parts.told, log);
      notifier = startNotifier({ accounts, settings, told, clock, log, show: parts.notify });
      accounts.startKeepingFresh();
      autoLock.arm();
    },
    onLocked() {
      autoLock.disarm();
      news?.stop();
      notifier?.stop();
      parts.closeNotifications();
      signIns.cancelAll();
      void works.stop();
      chosenImport.clear();
      void clearClipboard();
    },
  });

  async function clearClipboard(): Promise<void> {
    await clipboard.clearIfOurs().catch(() => log.warn('clipboard.not_cleared'));
  }

  const autoLock = createAutoLock({
    clock,
    settings: settings.get,
    idleMs: parts.idleMs,
    lock: () => void vault.lock(),
  });

  settings.onChange((now) => {
    send('settingsChanged', now);
    if (vault.accounts().ok) autoLock.arm();
    parts.onDeskChange();
  });

  function tellSignIn(signIn: SignIn): void {
    // One that ends as the vault is locked would name its account.
    if (vault.view().kind !== 'open') return;
    // The window must know the account before it hears that its sign-in is done.
    if (signIn.state.kind === 'done') news?.flush();
    send('signInChanged', signInView(signIn));
  }

  function want(id: AccountId | undefined): void {
    parts.showWindow();
    if (id !== undefined) tellSurely(() => send('accountWanted', { accountId: id }));
  }

  async function copyFromDesk(id: AccountId): Promise<void> {
    const accounts = vault.accounts();
    const account = accounts.ok ? accounts.value.get(id) : undefined;
    if (!accounts.ok || account === undefined) {
      want(undefined);
      return;
    }
    const { label, preferences } = account;
    const isOpen = (): boolean => vault.isOpenWith(accounts.value);
    const copied = await copyToken(accounts.value, clipboard, id, preferences.copyFormat, isOpen).catch(
      (thrown: unknown) => {
        log.warn('clipboard.not_copied', { name: kindOfThrown(thrown) });
        return fail(appError('internal'));
      },
    );
    // Locked meanwhile, nothing is said of any account.
    if (!isOpen()) return;
    parts.notify(
      copied.ok ? copiedNotice(account, copied.value, clock.now()) : notCopiedNotice(account, copied.error),
    );
    if (copied.ok) send('tokenCopied', { accountId: id, label, receipt: copied.value });
  }

  async function signInFromDesk(id: AccountId): Promise<void> {
    want(id);
    const accounts = vault.accounts();
    const account = accounts.ok ? accounts.value.get(id) : undefined;
    // The window says why: it is locked, or shows that the account is gone.
    if (!accounts.ok || account === undefined) return;
    const begun = await handlers.startSignInAgain({ accountId: id, scopes: [] }).catch((thrown: unknown) => {
      log.warn('sign_in.not_begun', { name: kindOfThrown(thrown) });
      return fail(appError('internal'));
    });
    if (!vault.isOpenWith(accounts.value)) return;
    if (!begun.ok) {
      parts.notify(notSignedInNotice(account, begun.error));
      return;
    }
    const signIn = signIns.get(begun.value.id);
    // By the time that it is told it may have gone on.
    tellSurely(() =>
      send('signInBegun', { accountId: id, signIn: signIn === undefined ? begun.value : signInView(signIn) }),
    );
  }

  /** Tells at once, or after the page has read everything again with the vault open. */
  function tellSurely(tell: () => void): void {
    if (isPageListening && vault.view().kind === 'open') tell();
    else untold.push(tell);
  }

  async function readEverything(): Promise<Result<AppView>> {
    isPageListening = true;
    const app = await readApp({
      about: parts.about,
      desktop: parts.desktop,
      settings: settings.get(),
      works: works.running(),
      vault,
      offers,
      notices: parts.notices,
    });
    if (app.ok && app.value.vault.kind === 'open') {
      // The window must have its accounts before it hears of more.
      setImmediate(() => {
        for (const tell of untold.splice(0)) tellSurely(tell);
      });
    }
    return app;
  }

  const handlers: Handlers = {
    ...createHandlers({
      vault,
      signIns,
      offers,
      clipboard,
      browser,
      readApp: readEverything,
      onSignInChange: tellSignIn,
      // Locking ends all removals, when no names may be shown.
      onRemoved: (ended) => tellSurely(() => send('removalEnded', ended)),
    }),
    ...createDesktopHandlers({
      vault,
      works,
      settings,
      files: parts.files,
      transfer: createTransfer({ sealer: parts.sealer, providers: offers.book, clock }),
      chosenImport,
      // Whereupon the window reads everything again.
      onImported: () => send('vaultChanged', vault.view()),
      clock,
      chooseCaFile: parts.chooseCaFile,
      showDataFolder: parts.showDataFolder,
      onConnection: noteConnection,
    }),
  };

  function noteConnection(online: boolean): void {
    const wasOnline = isOnline;
    isOnline = online;
    if (online && !wasOnline) wake();
    parts.onDeskChange();
  }

  function wake(): void {
    const accounts = vault.accounts();
    if (accounts.ok) accounts.value.wake();
  }

  return {
    handlers,
    deskView() {
      const accounts = vault.accounts();
      const view = vault.view();
      return {
        accounts: accounts.ok ? accounts.value : undefined,
        isLocked: view.kind === 'locked',
        lockedAccounts: view.kind === 'locked' ? view.accounts : [],
        isOnline,
        settings: settings.get(),
      };
    },
    deskActions: {
      copy: (id) => void copyFromDesk(id),
      open: want,
      signInAgain: (id) => void signInFromDesk(id),
      refreshAll: () => void handlers.refreshAll({}),
      lock: () => void vault.lock(),
      pauseNotifications: (until) => void settings.change({ notifyPausedUntil: until }),
    },
    async open() {
      await vault.open();
    },
    wake,
    pageGone() {
      isPageListening = false;
      // Only a page can say that there is no network, and that it is back.
      noteConnection(true);
    },
    screenGone: autoLock.screenGone,
    async stop() {
      news?.stop();
      notifier?.stop();
      autoLock.disarm();
      await clearClipboard();
      await works.stop();
      const closed = vault.close();
      // While work was ending a token could still be copied; none can be from here on.
      await clearClipboard();
      await closed;
    },
  };
}
