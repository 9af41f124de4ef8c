// Preload script, in the window's isolated world. Gives the page named functions and nothing else of Electron.
import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, Channel, Channels, EventName, Events, Outcome } from './contract.ts';

function ask<C extends Channel>(channel: C) {
  return (args: Channels[C]['args']): Promise<Outcome<Channels[C]['result']>> =>
    ipcRenderer.invoke(channel, args);
}

function askWithout<C extends Channel>(channel: C) {
  return (): Promise<Outcome<Channels[C]['result']>> => ipcRenderer.invoke(channel, {});
}

/** The page's listener sees the value alone: Electron's event object would hand it the sender. */
function listen<E extends EventName>(name: E) {
  return (listener: (value: Events[E]) => void): (() => void) => {
    const hear = (_event: unknown, value: Events[E]): void => listener(value);
    ipcRenderer.on(name, hear);
    return () => {
      ipcRenderer.removeListener(name, hear);
    };
  };
}

const bridge: Bridge = {
  getApp: askWithout('getApp'),
  getAccount: ask('getAccount'),
  copyToken: ask('copyToken'),
  refreshAccount: ask('refreshAccount'),
  renameAccount: ask('renameAccount'),
  setAutoRefresh: ask('setAutoRefresh'),
  setPreferences: ask('setPreferences'),
  removeAccount: ask('removeAccount'),
  undoRemoval: ask('undoRemoval'),
  refreshAll: askWithout('refreshAll'),
  cancelWork: ask('cancelWork'),
  startSignIn: ask('startSignIn'),
  startSignInWithClient: ask('startSignInWithClient'),
  startSignInAgain: ask('startSignInAgain'),
  pasteRedirect: ask('pasteRedirect'),
  importAccount: ask('importAccount'),
  replaceClientSecret: ask('replaceClientSecret'),
  revokeTokens: ask('revokeTokens'),
  verifyToken: ask('verifyToken'),
  askProvider: ask('askProvider'),
  whoAmI: ask('whoAmI'),
  openDashboard: ask('openDashboard'),
  saveProvider: ask('saveProvider'),
  removeProvider: ask('removeProvider'),
  getDefinition: ask('getDefinition'),
  cancelSignIn: ask('cancelSignIn'),
  openSignInAgain: ask('openSignInAgain'),
  copySignInLink: ask('copySignInLink'),
  openRegistrationPage: ask('openRegistrationPage'),
  copyText: ask('copyText'),
  changeSettings: ask('changeSettings'),
  chooseCaFile: askWithout('chooseCaFile'),
  showDataFolder: askWithout('showDataFolder'),
  noteConnection: ask('noteConnection'),
  exportAll: ask('exportAll'),
  chooseImport: askWithout('chooseImport'),
  importAll: ask('importAll'),
  changeKey: ask('changeKey'),
  lock: askWithout('lock'),
  retryKeychain: askWithout('retryKeychain'),
  choosePassphrase: ask('choosePassphrase'),
  unlock: ask('unlock'),
  onAccountsChanged: listen('accountsChanged'),
  onSignInChanged: listen('signInChanged'),
  onVaultChanged: listen('vaultChanged'),
  onSettingsChanged: listen('settingsChanged'),
  onWorkChanged: listen('workChanged'),
  onClipboardChanged: listen('clipboardChanged'),
  onTokenCopied: listen('tokenCopied'),
  onSignInBegun: listen('signInBegun'),
  onAccountWanted: listen('accountWanted'),
  onRemovalEnded: listen('removalEnded'),
};

contextBridge.exposeInMainWorld('tokendeck', bridge);
