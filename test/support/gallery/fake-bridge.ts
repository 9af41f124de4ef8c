// Tests, in the page. Stands for the preload script: answers from a fixture, remembers what was asked, tells events.
import type {
  AccountView,
  Bridge,
  Channels,
  Events,
  ImportArguments,
  Outcome,
  SettingsView,
  TokenReportView,
  WorkKind,
} from '../../../preload/contract.ts';
import type { Fixture } from './fixtures.ts';

export interface GalleryHandle {
  readonly calls: readonly { readonly channel: string; readonly args: unknown }[];
  readonly emit: <E extends keyof Events>(event: E, value: Events[E]) => void;
  /** Answers the oldest call of a channel that is answered late. */
  readonly answer: (channel: string) => void;
}

declare global {
  interface Window {
    readonly gallery: GalleryHandle;
  }
}

/** Is sent to the page as text, so it uses nothing from outside. */
export function installFakeBridge(fixture: Fixture): void {
  const calls: { channel: string; args: unknown }[] = [];
  const waiting: { readonly channel: string; readonly answer: () => void }[] = [];
  const listeners = new Map<string, Set<(value: never) => void>>();
  const accounts = new Map(fixture.app.ok ? fixture.app.value.accounts.map((one) => [one.id, one]) : []);
  const details = new Map(Object.entries(fixture.details));
  const leaving = new Map<string, AccountView>();
  let settings: SettingsView = fixture.settings;
  let signIns = 0;
  let works = 0;

  function ok<T>(value: T): Outcome<T> {
    return { ok: true, value };
  }

  function emit<E extends keyof Events>(event: E, value: Events[E]): void {
    for (const listener of listeners.get(event) ?? []) listener(value as never);
  }

  function listen(event: string) {
    return (listener: (value: never) => void) => {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known);
      known.add(listener);
      return () => known.delete(listener);
    };
  }

  function found(accountId: string) {
    const account = accounts.get(accountId);
    if (account === undefined) throw new Error(`the fixture has no account ${accountId}`);
    return account;
  }

  function changed(accountId: string, change: object) {
    const account = { ...found(accountId), ...change };
    accounts.set(accountId, account);
    emit('accountsChanged', { changed: [account], removed: [] });
    return ok(account);
  }

  function begunWork(kind: WorkKind) {
    works += 1;
    const view = { done: 0, total: 0, error: undefined, report: undefined };
    return ok({ id: `work-${works}`, kind, state: 'running' as const, ...view });
  }

  function begun() {
    signIns += 1;
    return ok({
      id: `sign-in-${signIns}`,
      kind: 'waiting' as const,
      redirectUri: 'http://127.0.0.1:49731/callback/openid',
      isPasted: false,
      deadline: Date.now() + 300_000,
      browserError: undefined,
    });
  }

  const answers: { readonly [C in keyof Bridge]: (args: never) => unknown } = {
    getApp: () =>
      fixture.app.ok ? ok({ ...fixture.app.value, accounts: [...accounts.values()] }) : fixture.app,
    getAccount: ({ accountId }: { accountId: string }) =>
      ok({ ...(details.get(accountId) ?? [...details.values()][0]), ...found(accountId) }),
    copyToken: ({ accountId }: { accountId: string }) =>
      ok({ expiresAt: found(accountId).expiresAt, clearsAt: Date.now() + 30_000 }),
    refreshAccount: ({ accountId }: { accountId: string }) =>
      changed(accountId, {
        status: { kind: 'valid' },
        issuedAt: Date.now(),
        expiresAt: Date.now() + 3_600_000,
      }),
    renameAccount: ({ accountId, label }: { accountId: string; label: string }) =>
      changed(accountId, { label }),
    setAutoRefresh: ({ accountId, on }: { accountId: string; on: boolean }) =>
      changed(accountId, { autoRefresh: on }),
    setPreferences: ({ accountId, preferences }: Channels['setPreferences']['args']) =>
      changed(accountId, { preferences }),
    removeAccount: ({ accountId }: { accountId: string }) => {
      leaving.set(accountId, found(accountId));
      accounts.delete(accountId);
      emit('accountsChanged', { changed: [], removed: [accountId] });
      return ok({ undoUntil: Date.now() + 10_000 });
    },
    undoRemoval: ({ accountId }: { accountId: string }) => {
      const account = leaving.get(accountId);
      if (account === undefined) throw new Error(`the fixture removed no account ${accountId}`);
      accounts.set(accountId, account);
      emit('accountsChanged', { changed: [account], removed: [] });
      return ok(account);
    },
    refreshAll: () => begunWork('refresh_all'),
    cancelWork: () => ok(null),
    changeSettings: ({ changes }: Channels['changeSettings']['args']) => {
      settings = { ...settings, ...changes };
      emit('settingsChanged', settings);
      return ok(settings);
    },
    chooseCaFile: () => ok(settings),
    showDataFolder: () => ok(null),
    noteConnection: () => ok(null),
    exportAll: () => begunWork('export'),
    chooseImport: () =>
      ok({ fileName: 'tokendeck-2026-03-01.tokendeck', createdAt: Date.now() - 86_400_000 }),
    importAll: () => begunWork('import'),
    changeKey: () => begunWork('change_key'),
    lock: () => ok({ kind: 'locked', unlocksWith: 'system', error: undefined, accounts: [] }),
    startSignIn: begun,
    startSignInWithClient: begun,
    startSignInAgain: begun,
    cancelSignIn: () => ok(null),
    openSignInAgain: () => ok(null),
    copySignInLink: () => ok(null),
    openRegistrationPage: () => ok(null),
    copyText: () => ok(null),
    pasteRedirect: () => ok(null),
    importAccount: ({ label, providerId, expiresAt }: ImportArguments) => {
      const [like] = accounts.values();
      if (like === undefined) throw new Error('the fixture has no account to import another like it');
      const name = label === '' ? 'imported' : label;
      const expiry = expiresAt === 0 ? undefined : expiresAt;
      const account = { ...like, id: 'imported', label: name, providerId, expiresAt: expiry };
      const detail = details.get(like.id);
      if (detail !== undefined) details.set(account.id, { ...detail, origin: 'imported' });
      accounts.set(account.id, account);
      return ok(account);
    },
    replaceClientSecret: () => ok(null),
    revokeTokens: () => ok({ revocation: 'revoked', error: undefined }),
    verifyToken: () => ok(fixture.found.verification),
    askProvider: ({ source }: { source: TokenReportView['source'] }) =>
      ok({ ...fixture.found.report, source }),
    whoAmI: () => ok(fixture.found.use),
    openDashboard: () => ok(null),
    saveProvider: ({ definition }: { definition: string }) => {
      const { id, name } = JSON.parse(definition) as { id: string; name: string };
      const [like] = fixture.app.ok ? fixture.app.value.providers : [];
      return ok({ kind: 'saved', provider: { ...like, id, name, isOwn: true } });
    },
    removeProvider: () => ok(null),
    getDefinition: ({ providerId }: { providerId: string }) => {
      const known = fixture.definitions[providerId];
      if (known === undefined) throw new Error(`the fixture has no definition of ${providerId}`);
      return ok(known);
    },
    retryKeychain: () => ok({ kind: 'open', secretsKeptIn: 'system' }),
    choosePassphrase: () => ok({ kind: 'open', secretsKeptIn: 'passphrase' }),
    unlock: () => ok({ kind: 'open', secretsKeptIn: 'passphrase' }),
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

  const fixed: Readonly<Record<string, unknown>> = fixture.answers;
  const bridge = Object.fromEntries(
    Object.entries(answers).map(([channel, answer]) => [
      channel,
      channel.startsWith('on')
        ? answer
        : async (args: never) => {
            calls.push({ channel, args });
            const given = fixed[channel];
            if (given === 'never') return new Promise(() => undefined);
            if (given !== 'late') return given ?? answer(args);
            await new Promise<void>((resolve) => waiting.push({ channel, answer: resolve }));
            return answer(args);
          },
    ]),
  );
  Object.defineProperty(window, 'tokendeck', { value: bridge });
  const handle: GalleryHandle = {
    calls,
    emit,
    answer: (channel) => {
      const oldest = waiting.find((one) => one.channel === channel);
      if (oldest === undefined) throw new Error(`nothing waits for an answer of ${channel}`);
      waiting.splice(waiting.indexOf(oldest), 1);
      oldest.answer();
    },
  };
  Object.defineProperty(window, 'gallery', { value: handle });
}
