import { EventEmitter } from 'node:events';
import { beforeAll, expect, it, vi } from 'vitest';
import type { Bridge } from '../../../preload/contract.ts';

const electron = vi.hoisted(() => {
  const invoked: unknown[][] = [];
  const exposed: Record<string, unknown> = {};
  return { invoked, exposed, renderer: undefined as EventEmitter | undefined };
});

vi.mock('electron', () => {
  const renderer = new EventEmitter();
  electron.renderer = renderer;
  return {
    contextBridge: {
      exposeInMainWorld: (name: string, api: unknown) => {
        electron.exposed[name] = api;
      },
    },
    ipcRenderer: Object.assign(renderer, {
      invoke: async (...args: unknown[]) => {
        electron.invoked.push(args);
        return { ok: true, value: null };
      },
    }),
  };
});

let bridge: Bridge;
beforeAll(async () => {
  await import('../../../preload/index.ts');
  bridge = electron.exposed['tokendeck'] as Bridge;
});

/** Complete at compile time: a key that the contract has and this list has not is a type error, and the reverse. */
const keys = {
  getApp: true,
  getAccount: true,
  copyToken: true,
  refreshAccount: true,
  renameAccount: true,
  setAutoRefresh: true,
  setPreferences: true,
  removeAccount: true,
  undoRemoval: true,
  refreshAll: true,
  cancelWork: true,
  startSignIn: true,
  startSignInWithClient: true,
  startSignInAgain: true,
  pasteRedirect: true,
  importAccount: true,
  replaceClientSecret: true,
  revokeTokens: true,
  verifyToken: true,
  askProvider: true,
  whoAmI: true,
  openDashboard: true,
  saveProvider: true,
  removeProvider: true,
  getDefinition: true,
  cancelSignIn: true,
  openSignInAgain: true,
  copySignInLink: true,
  openRegistrationPage: true,
  copyText: true,
  changeSettings: true,
  chooseCaFile: true,
  showDataFolder: true,
  noteConnection: true,
  exportAll: true,
  chooseImport: true,
  importAll: true,
  changeKey: true,
  lock: true,
  retryKeychain: true,
  choosePassphrase: true,
  unlock: true,
  onAccountsChanged: true,
  onSignInChanged: true,
  onVaultChanged: true,
  onSettingsChanged: true,
  onWorkChanged: true,
  onClipboardChanged: true,
  onTokenCopied: true,
  onSignInBegun: true,
  onAccountWanted: true,
  onRemovalEnded: true,
} satisfies Record<keyof Bridge, true>;

const withoutArguments: readonly string[] = [
  'getApp',
  'refreshAll',
  'chooseCaFile',
  'showDataFolder',
  'chooseImport',
  'lock',
  'retryKeychain',
];

it('exposes one object, whose keys are those of the contract and whose values are functions', () => {
  expect(Object.keys(electron.exposed)).toEqual(['tokendeck']);
  expect(Object.keys(bridge).sort()).toEqual(Object.keys(keys).sort());
  expect(Object.values(bridge).every((value) => typeof value === 'function')).toBe(true);
});

it('asks on the channel of the same name, with one argument', async () => {
  for (const name of Object.keys(keys).filter((key) => !key.startsWith('on')) as 'getAccount'[]) {
    electron.invoked.length = 0;
    const args = { accountId: 'a1' };
    await bridge[name](args);
    const takesNone = withoutArguments.includes(name);
    expect(electron.invoked).toEqual([[name, takesNone ? {} : args]]);
  }
});

it('passes on only the first argument, so that the page cannot add others', async () => {
  electron.invoked.length = 0;
  await (bridge.getAccount as (...args: unknown[]) => Promise<unknown>)({ accountId: 'a1' }, 'more');
  expect(electron.invoked).toEqual([['getAccount', { accountId: 'a1' }]]);
});

it.each([
  ['onAccountsChanged', 'accountsChanged'],
  ['onSignInChanged', 'signInChanged'],
  ['onVaultChanged', 'vaultChanged'],
  ['onSettingsChanged', 'settingsChanged'],
  ['onWorkChanged', 'workChanged'],
  ['onClipboardChanged', 'clipboardChanged'],
  ['onTokenCopied', 'tokenCopied'],
  ['onSignInBegun', 'signInBegun'],
  ['onAccountWanted', 'accountWanted'],
  ['onRemovalEnded', 'removalEnded'],
] as const)('%s drops the event object and can be undone', (name, event) => {
  const heard: unknown[][] = [];
  const stop = (bridge[name] as (listener: (...args: unknown[]) => void) => () => void)((...args) => {
    heard.push(args);
  });
  electron.renderer?.emit(event, { sender: 'the way to ipcRenderer' }, { value: 1 }, 'more');
  expect(heard).toEqual([[{ value: 1 }]]);
  stop();
  expect(electron.renderer?.listenerCount(event)).toBe(0);
});
