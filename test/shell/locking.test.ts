// Locking and unlocking, and what tray and notifications ask for, over the wired application; only the account service is
// the test's, so that it can be held up.
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Services } from '../../main/compose.ts';
import type { AccountService } from '../../main/core/accounts/service.ts';
import type { SignIn } from '../../main/core/accounts/sign-in.ts';
import { appError, type ErrorCode } from '../../main/core/errors.ts';
import { createProviderBook } from '../../main/core/providers/provider-book.ts';
import { fail, ok } from '../../main/core/result.ts';
import { Secret } from '../../main/core/secret.ts';
import type { Settings } from '../../main/core/settings/settings.ts';
import type { Vault } from '../../main/core/vault/vault.ts';
import { createApplication } from '../../main/shell/application.ts';
import type { Notice } from '../../main/shell/notice.ts';
import { createOffers } from '../../main/shell/offers.ts';
import type { EventName, VaultView } from '../../preload/contract.ts';
import { fakeBrowser } from '../support/fake-browser.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { fakeLog } from '../support/fake-log.ts';
import { fakeProviderFiles } from '../support/fake-provider-files.ts';
import { quietDesktop } from '../support/quiet-desktop.ts';
import { okValue } from '../support/result.ts';
import { exampleAccount } from '../support/vault-examples.ts';

const minute = 60_000;
const ada = exampleAccount('a1', {
  label: 'Ada',
  expiresAt: undefined,
  preferences: { pinned: false, copyFormat: 'header', warnBeforeMs: undefined },
});

async function setUp(settings: Partial<Settings> = {}) {
  const clock = fakeClock();
  const log = fakeLog();
  const told: [EventName, unknown][] = [];
  const notified: Notice[] = [];
  const copied: string[] = [];
  const desktop = quietDesktop();
  const closing = Promise.withResolvers<void>();
  const wakes: string[] = [];
  let idleMs = 0;
  let caFile: string | undefined;
  let opened = 0;
  let windows = 0;
  let toldReads = 0;
  let endRemoval = (): void => undefined;
  let cancelled = 0;
  let lost = false;
  let tokenGate = Promise.resolve();
  let openGate = Promise.resolve();
  let refusal: ErrorCode | undefined;
  let signInRefusal: ErrorCode | 'throws' | undefined;
  let isClipboardBroken = false;
  let clientsGate = Promise.resolve();
  let workGate = Promise.resolve();
  let closedNotifications = 0;

  const signIn: { -readonly [K in keyof SignIn]: SignIn[K] } = {
    id: 's1',
    state: { kind: 'preparing' },
    finished: new Promise(() => undefined),
    openAgain: async () => undefined,
    paste: () => ok(),
    cancel() {
      cancelled += 1;
    },
  };
  const accounts: Partial<AccountService> = {
    list: () => [ada],
    get: (id) => (id === ada.id ? ada : undefined),
    status: () => ({ kind: 'valid' }),
    nextRefreshAt: () => undefined,
    startKeepingFresh: () => undefined,
    onChange: () => () => undefined,
    wake: () => void wakes.push('wake'),
    async clients() {
      await clientsGate;
      return ok([]);
    },
    noteEvent: async () => undefined,
    async beginSignInAgain() {
      if (signInRefusal === 'throws') throw new Error('MARK');
      return signInRefusal === undefined ? ok(signIn) : fail(appError(signInRefusal));
    },
    async tokenFor() {
      await tokenGate;
      if (lost) return fail(appError('invalid_grant'));
      return ok({ accessToken: new Secret('MARK'), tokenType: 'Bearer', expiresAt: undefined });
    },
    removeLater: async (_id, _options, onEnded) => {
      endRemoval = () => onEnded(ada, ok({ revocation: 'unsupported' }));
      return ok({ undoUntil: clock.now() + 10_000 });
    },
    refreshAll: ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () =>
          workGate.then(() => resolve({ refreshed: 1, failed: 0, skipped: 0 })),
        );
      }),
  };
  okValue(desktop.settings.change(settings));
  const book = createProviderBook({ files: fakeProviderFiles(), extra: [], log });
  const application = createApplication({
    ...desktop,
    told: {
      ...desktop.told,
      read() {
        toldReads += 1;
        return desktop.told.read();
      },
    },
    clock,
    log,
    offers: createOffers(book, undefined),
    browser: fakeBrowser(),
    clipboard: {
      async copySecret(text) {
        if (isClipboardBroken) throw new Error('MARK');
        copied.push(text);
        return clock.now() + 30_000;
      },
      copyPlain: async () => undefined,
      async clearIfOurs() {
        copied.length = 0;
      },
    },
    async openServices() {
      await openGate;
      if (refusal !== undefined) return fail(appError(refusal));
      opened += 1;
      return ok({
        accounts: accounts as AccountService,
        vault: { onKeyChanged: () => () => undefined } as unknown as Vault,
        keychainKind: 'system',
        close: () => closing.promise,
      } as unknown as Services);
    },
    isVaultNew: async () => false,
    notices: () => [],
    send: (name, value) => told.push([name, value]),
    notify: (notice) => void notified.push(notice),
    closeNotifications() {
      closedNotifications += 1;
    },
    showWindow() {
      windows += 1;
    },
    idleMs: () => idleMs,
    chooseCaFile: async () => caFile,
  });
  await application.open();
  // As the window does.
  await application.handlers.getApp({});
  const heard = (name: EventName) => told.filter(([one]) => one === name).map(([, value]) => value);
  return {
    ...{
      application,
      signIn,
      clock,
      log,
      copied,
      notified,
      wakes,
      heard,
      settings: desktop.settings,
      closing,
    },
    opened: () => opened,
    toldReads: () => toldReads,
    windows: () => windows,
    cancelled: () => cancelled,
    beIdle(ms: number) {
      idleMs = ms;
    },
    lose() {
      lost = true;
    },
    endRemoval: () => endRemoval(),
    closedNotifications: () => closedNotifications,
    holdClients(gate: Promise<void>) {
      clientsGate = gate;
    },
    holdWork(gate: Promise<void>) {
      workGate = gate;
    },
    holdTokens(gate: Promise<void>) {
      tokenGate = gate;
    },
    chooseFile(path: string) {
      caFile = path;
    },
    refuseSignIn(how: ErrorCode | 'throws') {
      signInRefusal = how;
    },
    breakClipboard() {
      isClipboardBroken = true;
    },
    refuseOpening(code: ErrorCode) {
      refusal = code;
    },
    holdOpening(gate: Promise<void>) {
      openGate = gate;
    },
  };
}

async function lockedView(set: Awaited<ReturnType<typeof setUp>>): Promise<VaultView> {
  return okValue(await set.application.handlers.lock({}));
}

describe('locking', () => {
  it('holds at once: no token, no list, no sign-in, no long work, nothing on the clipboard', async () => {
    const set = await setUp();
    const { handlers, deskActions } = set.application;
    await handlers.startSignInAgain({ accountId: 'a1', scopes: [] });
    await handlers.refreshAll({});
    deskActions.copy(ada.id);
    await setImmediate();
    expect(set.copied).toEqual(['Authorization: Bearer MARK']);

    expect(await lockedView(set)).toEqual({
      kind: 'locked',
      unlocksWith: 'system',
      error: undefined,
      accounts: [],
    });
    expect(set.copied).toEqual([]);
    expect(set.cancelled()).toBe(1);
    await setImmediate();
    expect(set.heard('workChanged').at(-1)).toMatchObject({ kind: 'refresh_all', state: 'cancelled' });
    expect(await handlers.copyToken({ accountId: 'a1', format: 'token' })).toMatchObject({
      error: { code: 'vault_locked' },
    });
    expect(okValue(await handlers.getApp({}))).toMatchObject({ accounts: [], rememberedClients: [] });
    expect(set.application.deskView()).toMatchObject({ accounts: undefined, isLocked: true });
    expect(set.heard('vaultChanged').at(-1)).toMatchObject({ kind: 'locked' });
  });

  it('shows names only where the settings say so', async () => {
    const set = await setUp({ showNamesWhileLocked: true });
    expect(await lockedView(set)).toMatchObject({ accounts: [{ id: 'a1', label: 'Ada' }] });
  });

  it('holds for a copy that was under way: nothing is put on the clipboard, and nobody is named', async () => {
    const set = await setUp();
    const gate = Promise.withResolvers<void>();
    set.holdTokens(gate.promise);
    const copying = set.application.handlers.copyToken({ accountId: 'a1', format: 'token' });
    set.application.deskActions.copy(ada.id);
    await lockedView(set);
    gate.resolve();
    expect(await copying).toMatchObject({ error: { code: 'vault_locked' } });
    await setImmediate();
    expect(set.copied).toEqual([]);
    expect(set.notified).toEqual([]);
    expect(set.heard('tokenCopied')).toEqual([]);
  });

  it('keeps what notifications have told over a lock, and not only in the file', async () => {
    const set = await setUp();
    await lockedView(set);
    set.closing.resolve();
    await set.application.handlers.unlock({ passphrase: '' });
    expect(set.opened()).toBe(2);
    expect(set.toldReads()).toBe(1);
  });

  it('tells what became of a removal that it has ended only once it is unlocked', async () => {
    const set = await setUp();
    await set.application.handlers.removeAccount({ accountId: 'a1', revoke: true });
    await lockedView(set);
    set.endRemoval();
    expect(set.heard('removalEnded')).toEqual([]);
    set.closing.resolve();
    await set.application.handlers.unlock({ passphrase: '' });
    await set.application.handlers.getApp({});
    await setImmediate();
    expect(set.heard('removalEnded')).toMatchObject([
      { label: 'Ada', removal: { revocation: 'unsupported' } },
    ]);
    await set.application.handlers.getApp({});
    await setImmediate();
    expect(set.heard('removalEnded')).toHaveLength(1);
  });

  it('also comes where nobody has been there for as long as the vault was being opened', async () => {
    const set = await setUp({ lockAfterIdleMs: 5 * minute });
    await lockedView(set);
    set.closing.resolve();
    set.beIdle(6 * minute);
    expect(okValue(await set.application.handlers.unlock({ passphrase: '' }))).toMatchObject({
      kind: 'locked',
    });
    expect(set.heard('vaultChanged').at(-1)).toMatchObject({ kind: 'locked' });
  });

  it('comes for a screen that was locked while the vault was being opened', async () => {
    const set = await setUp({ lockWithScreen: true });
    await lockedView(set);
    set.closing.resolve();
    const gate = Promise.withResolvers<void>();
    set.holdOpening(gate.promise);
    const unlocking = set.application.handlers.unlock({ passphrase: '' });
    await setImmediate();
    set.application.screenGone();
    gate.resolve();
    expect(okValue(await unlocking)).toMatchObject({ kind: 'locked' });
  });

  it('takes notifications away that are still to be seen', async () => {
    const set = await setUp();
    await lockedView(set);
    expect(set.closedNotifications()).toBe(1);
  });

  it('answers a question that was asked before with what may be seen now', async () => {
    const set = await setUp();
    const gate = Promise.withResolvers<void>();
    set.holdClients(gate.promise);
    const reading = set.application.handlers.getApp({});
    await lockedView(set);
    gate.resolve();
    expect(okValue(await reading)).toMatchObject({ vault: { kind: 'locked' }, accounts: [] });
  });

  it.each<[string, ErrorCode | undefined, VaultView['kind']]>([
    ['as it is', undefined, 'locked'],
    ['also when the keychain was refused', 'keychain_denied', 'keychain_missing'],
    ['also when the keychain did not answer', 'keychain_timeout', 'keychain_missing'],
    ['also when the vault could not be read', 'vault_unreadable', 'failed'],
  ])('keeps settings and providers, %s', async (_name, refusal, kind) => {
    const set = await setUp();
    const { handlers } = set.application;
    await lockedView(set);
    set.closing.resolve();
    if (refusal !== undefined) {
      set.refuseOpening(refusal);
      await handlers.unlock({ passphrase: '' });
    }
    expect(okValue(await handlers.getApp({})).vault.kind).toBe(kind);
    const before = set.settings.get();
    const refused = { error: { code: 'vault_locked' } };
    for (const changes of [{ lockWithScreen: false }, { proxy: 'http://127.0.0.1:8080' }]) {
      expect(await handlers.changeSettings({ changes })).toMatchObject(refused);
    }
    set.chooseFile('/tmp/authorities.pem');
    expect(await handlers.chooseCaFile({})).toMatchObject(refused);
    expect(set.settings.get()).toEqual(before);
    expect(await handlers.saveProvider({ definition: '{}', replace: true })).toMatchObject(refused);
    expect(await handlers.removeProvider({ providerId: 'acme' })).toMatchObject(refused);
  });

  it('is undone by the person alone, once what was under way has ended', async () => {
    const set = await setUp();
    await lockedView(set);
    const unlocking = set.application.handlers.unlock({ passphrase: '' });
    await setImmediate();
    expect(set.opened()).toBe(1);
    set.closing.resolve();
    expect(okValue(await unlocking)).toEqual({ kind: 'open', secretsKeptIn: 'system' });
    expect(set.opened()).toBe(2);
  });

  it('comes by itself when nobody is there', async () => {
    const set = await setUp({ lockAfterIdleMs: 5 * minute });
    await set.clock.advance(4 * minute);
    expect(set.heard('vaultChanged')).toHaveLength(1);
    set.beIdle(5 * minute);
    await set.clock.advance(minute);
    expect(set.heard('vaultChanged').at(-1)).toMatchObject({ kind: 'locked' });
    expect(set.clock.timers()).toEqual([]);
  });

  it.each([
    [true, 'locked'],
    [false, 'open'],
  ])('with the screen, where that is set (%s)', async (lockWithScreen, kind) => {
    const set = await setUp({ lockWithScreen });
    set.application.screenGone();
    expect(okValue(await set.application.handlers.getApp({})).vault.kind).toBe(kind);
  });
});

it('a token that was copied while the work was still ending does not stay on the clipboard', async () => {
  const set = await setUp();
  okValue(await set.application.handlers.refreshAll({}));
  const gate = Promise.withResolvers<void>();
  set.holdWork(gate.promise);
  set.closing.resolve();
  const stopping = set.application.stop();
  await setImmediate();
  okValue(await set.application.handlers.copyToken({ accountId: 'a1', format: 'token' }));
  expect(set.copied).toEqual(['MARK']);
  gate.resolve();
  await stopping;
  expect(set.copied).toEqual([]);
});

describe('from tray and notifications', () => {
  it('a copied token is said, and the window hears of it', async () => {
    const set = await setUp();
    set.application.deskActions.copy(ada.id);
    await setImmediate();
    expect(set.notified).toMatchObject([
      {
        kind: 'said',
        title: 'Copied “Ada” as Authorization header',
        body: 'The clipboard is cleared in 30 s.',
      },
    ]);
    expect(set.heard('tokenCopied')).toMatchObject([{ accountId: 'a1', label: 'Ada' }]);
    expect(JSON.stringify([set.notified, set.heard('tokenCopied')])).not.toContain('MARK');
  });

  it('a token that could not be had is said with the reason', async () => {
    const set = await setUp();
    set.lose();
    set.application.deskActions.copy(ada.id);
    await setImmediate();
    expect(set.notified).toMatchObject([
      { title: 'The token of “Ada” was not copied', body: expect.stringContaining('Sign in again.') },
    ]);
    expect(set.heard('tokenCopied')).toEqual([]);
  });

  it('a clipboard that takes nothing is said', async () => {
    const set = await setUp();
    set.breakClipboard();
    set.application.deskActions.copy(ada.id);
    await setImmediate();
    expect(set.notified).toMatchObject([
      { kind: 'said', title: 'The token of “Ada” was not copied', accounts: ['a1'] },
    ]);
    expect(set.heard('tokenCopied')).toEqual([]);
    expect(set.log.entries).toMatchObject([{ event: 'clipboard.not_copied' }]);
    expect(JSON.stringify([set.notified, set.log.entries])).not.toContain('MARK');
  });

  it('while it is locked, copying brings up the window and copies nothing', async () => {
    const set = await setUp();
    await lockedView(set);
    set.application.deskActions.copy(ada.id);
    await setImmediate();
    expect(set.windows()).toBe(1);
    expect(set.copied).toEqual([]);
    expect(set.heard('accountWanted')).toEqual([]);
  });

  it('a sign-in that a notification begins is shown by the window', async () => {
    const set = await setUp();
    set.application.deskActions.signInAgain(ada.id);
    await setImmediate();
    expect(set.windows()).toBe(1);
    expect(set.heard('signInBegun')).toMatchObject([{ accountId: 'a1', signIn: { id: 's1' } }]);
    expect(set.notified).toEqual([]);
  });

  it('without a page that listens, what it must hear is told to the next one, once and as it is then', async () => {
    const set = await setUp();
    await set.application.handlers.removeAccount({ accountId: 'a1', revoke: true });
    set.application.pageGone();
    set.application.deskActions.signInAgain(ada.id);
    await setImmediate();
    set.endRemoval();
    const names = ['accountWanted', 'signInBegun', 'removalEnded'] as const;
    expect(names.map(set.heard)).toEqual([[], [], []]);
    set.signIn.state = { kind: 'exchanging' };
    for (const _time of ['first', 'second']) {
      await set.application.handlers.getApp({});
      await setImmediate();
      expect(names.map(set.heard)).toMatchObject([
        [{ accountId: 'a1' }],
        [{ accountId: 'a1', signIn: { id: 's1', kind: 'exchanging' } }],
        [{ label: 'Ada' }],
      ]);
    }
  });

  it.each<[string, ErrorCode | 'throws', RegExp]>([
    ['is going on already', 'sign_in_in_progress', /already waiting.*Finish or cancel/],
    ['fails in a way that nobody has foreseen', 'throws', /mistake of its own/],
  ])('a sign-in that %s is said to be not begun', async (_name, how, body) => {
    const set = await setUp();
    set.refuseSignIn(how);
    set.application.deskActions.signInAgain(ada.id);
    await setImmediate();
    expect(set.notified).toMatchObject([
      {
        kind: 'said',
        title: 'The sign-in for “Ada” was not begun',
        body: expect.stringMatching(body),
        accounts: ['a1'],
      },
    ]);
    expect(set.windows()).toBe(1);
    expect(set.heard('signInBegun')).toEqual([]);
    expect(JSON.stringify([set.notified, set.log.entries])).not.toContain('MARK');
  });

  it('while it is locked, signing in brings up the window, which says so', async () => {
    const set = await setUp();
    await lockedView(set);
    set.application.deskActions.signInAgain(ada.id);
    await setImmediate();
    expect(set.windows()).toBe(1);
    expect(set.notified).toEqual([]);
  });
});

it('accounts are tried again when the network is back, and only then', async () => {
  const set = await setUp();
  const note = (online: boolean) => set.application.handlers.noteConnection({ online });
  await note(true);
  expect(set.wakes).toEqual([]);
  await note(false);
  expect(set.application.deskView().isOnline).toBe(false);
  await note(true);
  expect(set.wakes).toEqual(['wake']);
});

it('without a page that could say so, there is taken to be a network', async () => {
  const set = await setUp();
  await set.application.handlers.noteConnection({ online: false });
  set.application.pageGone();
  expect(set.application.deskView().isOnline).toBe(true);
  expect(set.wakes).toEqual(['wake']);
});
