// Main process. Opening and locking the vault for the window: what stands in the way, what the person can do, and what is
// open.
import type { LockedAccountView, VaultView } from '../../preload/contract.ts';
import type { KeychainChoice, KeyRequest, KeyTask, Services } from '../compose.ts';
import type { AccountService } from '../core/accounts/service.ts';
import { type AppError, appError, kindOfThrown } from '../core/errors.ts';
import type { Log } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Secret } from '../core/secret.ts';
import { errorView } from './view-model.ts';

export interface VaultSession {
  view(): VaultView;
  /** Errors: `vault_locked` while the vault is not open. */
  accounts(): Result<AccountService>;
  /** Whether these are the accounts of the open vault: it may have been locked, and opened again, since they were given. */
  isOpenWith(accounts: AccountService): boolean;
  /** Opens the vault as it was opened before; does nothing where it is open. */
  open(): Promise<VaultView>;
  /** Opens with the passphrase chosen before, undefined for the keychain. A wrong one is said in the view. */
  unlock(passphrase: Secret | undefined): Promise<VaultView>;
  /**
   * Closes the vault: nothing is handed out any more from now on. A request under way may end and its answer be kept, or
   * the only live refresh token could be lost; unlocking waits for that. Does nothing where it is not open.
   */
  lock(): VaultView;
  /** Chooses a passphrase for a new vault. Errors: `passphrase_*`, `not_allowed` where it is not offered. */
  choosePassphrase(passphrase: Secret): Promise<Result<VaultView>>;
  /**
   * See `Services.prepareKeyChange`; that the key is kept elsewhere then is told as a change of the vault. Errors:
   * `vault_locked` while it is not open.
   */
  prepareKeyChange(request: KeyRequest): Promise<Result<KeyTask>>;
  /** Does not wait for an attempt under way, which the keychain may hold up: should it succeed, it is undone. */
  close(): Promise<void>;
}

interface SessionParts {
  readonly log: Log;
  readonly openServices: (choice: KeychainChoice) => Promise<Result<Services>>;
  /** Whether the vault holds nothing yet, so that its key may still be chosen. */
  readonly isVaultNew: () => Promise<boolean>;
  readonly onChange: (view: VaultView) => void;
  readonly onOpened: (services: Services) => void;
  /** Called before the accounts are closed. */
  readonly onLocked: () => void;
  /** What of the accounts may be seen while it is locked. */
  readonly shownWhileLocked: (accounts: AccountService) => readonly LockedAccountView[];
}

type State =
  | { readonly kind: 'closed'; readonly view: VaultView }
  | { readonly kind: 'open'; readonly services: Services };

function viewOf(state: State): VaultView {
  return state.kind === 'closed' ? state.view : { kind: 'open', secretsKeptIn: state.services.keychainKind };
}

function isSameChoice(one: KeychainChoice, other: KeychainChoice): boolean {
  return one.kind === other.kind && one.passphrase?.reveal() === other.passphrase?.reveal();
}

export function createVaultSession(parts: SessionParts): VaultSession {
  let state: State = { kind: 'closed', view: { kind: 'opening' } };
  let opening: { readonly choice: KeychainChoice; readonly ended: Promise<Result<void>> } | undefined;
  let closing: Promise<void> = Promise.resolve();
  /** Since the opening under way was begun. */
  let isLockWished = false;
  let over = false;

  function enter(next: State): void {
    state = next;
    parts.onChange(viewOf(next));
  }

  /** Without an error of its own it goes on saying why it is locked. */
  function lockedView(unlocksWith: Services['keychainKind'], error: AppError | undefined): VaultView {
    const before = viewOf(state);
    const { accounts, error: reason } =
      before.kind === 'locked' ? before : { accounts: [], error: undefined };
    return { kind: 'locked', unlocksWith, error: error === undefined ? reason : errorView(error), accounts };
  }

  /** What the window shows when opening has failed. */
  async function obstacle(error: AppError): Promise<VaultView> {
    switch (error.code) {
      case 'passphrase_needed':
        return lockedView('passphrase', undefined);
      case 'passphrase_wrong':
        return lockedView('passphrase', error);
      case 'keychain_unavailable':
      case 'keychain_needed':
      case 'keychain_locked':
      case 'keychain_denied':
      case 'keychain_timeout':
        return {
          kind: 'keychain_missing',
          error: errorView(error),
          mayChoosePassphrase: await parts.isVaultNew(),
        };
      default:
        return { kind: 'failed', error: errorView(error) };
    }
  }

  async function attempt(choice: KeychainChoice): Promise<Result<void>> {
    await closing;
    const services = await parts
      .openServices(choice)
      .catch((): Result<Services> => fail(appError('internal')));
    if (services.ok && over) {
      await services.value.close();
      return ok();
    }
    if (services.ok) {
      // Whoever is told next may close it, and open it again.
      opening = undefined;
      state = { kind: 'open', services: services.value };
      services.value.vault.onKeyChanged(() => void reopen(services.value));
      parts.onOpened(services.value);
      if (isLockWished) closeAndLock(undefined);
      // Nobody may be there any more, and then it is locked already.
      if (state.kind === 'open') parts.onChange(viewOf(state));
      return ok();
    }
    // A passphrase that cannot be chosen leaves the question as it was.
    if (choice.kind === 'as_before') enter({ kind: 'closed', view: await obstacle(services.error) });
    return services;
  }

  /** One attempt at a time: a second call with the same choice joins the first, another one waits for it. */
  async function tryOpening(choice: KeychainChoice): Promise<Result<void>> {
    while (opening !== undefined) {
      if (isSameChoice(choice, opening.choice)) return opening.ended;
      await opening.ended;
    }
    if (state.kind === 'open') return ok();
    isLockWished = false;
    const ended = attempt(choice).finally(() => {
      if (opening?.ended === ended) opening = undefined;
    });
    opening = { choice, ended };
    return ended;
  }

  function closeAndLock(error: AppError | undefined): VaultView {
    if (state.kind !== 'open') return viewOf(state);
    const { accounts, keychainKind, close } = state.services;
    const shown = parts.shownWhileLocked(accounts);
    try {
      parts.onLocked();
    } catch (thrown) {
      // Whatever else does not end, the vault is closed.
      parts.log.warn('vault.lock_not_told', { name: kindOfThrown(thrown) });
    }
    closing = close().catch((thrown: unknown) =>
      parts.log.warn('vault.not_closed', { name: kindOfThrown(thrown) }),
    );
    const view: VaultView = {
      kind: 'locked',
      unlocksWith: keychainKind,
      error: error && errorView(error),
      accounts: shown,
    };
    enter({ kind: 'closed', view });
    return view;
  }

  /** Another process has changed the key: these services can neither read nor write any more. */
  async function reopen(services: Services): Promise<void> {
    if (over || state.kind !== 'open' || state.services !== services) return;
    parts.log.info('vault.key_changed_elsewhere');
    closeAndLock(appError('vault_key_changed'));
    await tryOpening({ kind: 'as_before', passphrase: undefined });
  }

  return {
    view: () => viewOf(state),
    accounts: () =>
      state.kind === 'open' && !over ? ok(state.services.accounts) : fail(appError('vault_locked')),
    async open() {
      await tryOpening({ kind: 'as_before', passphrase: undefined });
      return viewOf(state);
    },
    async unlock(passphrase) {
      await tryOpening({ kind: 'as_before', passphrase });
      return viewOf(state);
    },
    lock() {
      isLockWished = opening !== undefined;
      return closeAndLock(undefined);
    },
    isOpenWith: (accounts) => !over && state.kind === 'open' && state.services.accounts === accounts,
    async choosePassphrase(passphrase) {
      const view = viewOf(state);
      if (view.kind !== 'keychain_missing' || !view.mayChoosePassphrase) return fail(appError('not_allowed'));
      const opened = await tryOpening({ kind: 'new_passphrase', passphrase });
      return opened.ok ? ok(viewOf(state)) : opened;
    },
    async prepareKeyChange(request) {
      if (state.kind !== 'open') return fail(appError('vault_locked'));
      const { services } = state;
      const task = await services.prepareKeyChange(request);
      if (over || state.kind !== 'open' || state.services !== services) return fail(appError('vault_locked'));
      if (!task.ok) return task;
      return ok(async (progress) => {
        const changed = await task.value(progress);
        if (changed.ok && state.kind === 'open' && state.services === services) enter(state);
        return changed;
      });
    },
    async close() {
      over = true;
      if (state.kind === 'open') await state.services.close();
      await closing;
    },
  };
}
