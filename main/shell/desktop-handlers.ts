// Main process. What is done for the channels about settings, long work, exports and the vault's key: routing only.
import type { Channels, WorkReport } from '../../preload/contract.ts';
import type { KeyRequest } from '../compose.ts';
import type { AccountService } from '../core/accounts/service.ts';
import { ok, type Result } from '../core/result.ts';
import { Secret } from '../core/secret.ts';
import type { Settings } from '../core/settings/settings.ts';
import type { SettingsStore } from '../core/settings/settings-store.ts';
import type { DesktopChannel, Handlers } from './handlers.ts';
import { createTransferHandlers, type TransferHandlerParts } from './transfer-handlers.ts';
import type { VaultSession } from './vault-session.ts';
import type { Works } from './works.ts';

export interface DesktopHandlerParts extends TransferHandlerParts {
  readonly vault: VaultSession;
  readonly works: Works;
  readonly settings: SettingsStore;
  readonly chooseCaFile: () => Promise<string | undefined>;
  readonly showDataFolder: () => void;
  readonly onConnection: (online: boolean) => void;
}

export function createDesktopHandlers(parts: DesktopHandlerParts): Pick<Handlers, DesktopChannel> {
  const { vault, works, settings } = parts;

  function refreshAll(accounts: AccountService): Result<Channels['refreshAll']['result']> {
    return works.start('refresh_all', async (progress) =>
      ok({ kind: 'refresh_all', ...(await accounts.refreshAll(progress)) } satisfies WorkReport),
    );
  }

  /**
   * Whoever finds it closed is not to take the lock off, or to lead its requests elsewhere: also where it was locked and
   * the keychain then refused. Errors: `vault_locked` while it is not open.
   */
  function change(changes: Partial<Settings>): Result<Settings> {
    const accounts = vault.accounts();
    return accounts.ok ? settings.change(changes) : accounts;
  }

  /** What is wrong with a passphrase is said at once; the work begins only then. */
  async function changeKey(request: KeyRequest): Promise<Result<Channels['changeKey']['result']>> {
    const task = await vault.prepareKeyChange(request);
    if (!task.ok) return task;
    return works.start('change_key', async (progress) => {
      const changed = await task.value(progress);
      return changed.ok
        ? ok({ kind: 'change_key', secretsKeptIn: changed.value.secretsKeptIn } satisfies WorkReport)
        : changed;
    });
  }

  return {
    refreshAll: async () => {
      const accounts = vault.accounts();
      return accounts.ok ? refreshAll(accounts.value) : accounts;
    },
    cancelWork: async ({ workId }) => {
      works.cancel(workId);
      return ok(null);
    },
    changeSettings: async ({ changes }) => change(changes),
    chooseCaFile: async () => {
      const path = await parts.chooseCaFile();
      return path === undefined ? ok(settings.get()) : change({ caFile: path });
    },
    showDataFolder: async () => {
      parts.showDataFolder();
      return ok(null);
    },
    noteConnection: async ({ online }) => {
      parts.onConnection(online);
      return ok(null);
    },
    ...createTransferHandlers(parts),
    changeKey: async (wish) => changeKey(keyRequest(wish)),
    lock: async () => ok(vault.lock()),
  };
}

/** The texts of the window as secrets; empty ones are none. */
function keyRequest({ to, passphrase, currentPassphrase }: Channels['changeKey']['args']): KeyRequest {
  const current = { currentPassphrase: new Secret(currentPassphrase) };
  return to === 'system' ? { ...current, to } : { ...current, to, passphrase: new Secret(passphrase) };
}
