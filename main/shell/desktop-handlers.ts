// Main process. What is done for the channels about settings, long work, exports and the vault's key: routing only.
import type { Channels, WorkReport } from '../../preload/contract.ts';
import type { AccountService } from '../core/accounts/service.ts';
import { appError } from '../core/errors.ts';
import type { Clock } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { SettingsStore } from '../core/settings/settings-store.ts';
import type { Handlers } from './handlers.ts';
import type { Offers } from './offers.ts';
import { createTransferHandlers, type TransferHandlerParts } from './transfer-handlers.ts';
import type { VaultSession } from './vault-session.ts';
import type { Works } from './works.ts';

export type DesktopChannel =
  | 'refreshAll'
  | 'cancelWork'
  | 'changeSettings'
  | 'chooseCaFile'
  | 'showDataFolder'
  | 'noteConnection'
  | 'exportAll'
  | 'chooseImport'
  | 'importAll'
  | 'changeKey'
  | 'lock';

export interface DesktopHandlerParts extends TransferHandlerParts {
  readonly vault: VaultSession;
  readonly works: Works;
  readonly settings: SettingsStore;
  readonly offers: Offers;
  readonly clock: Clock;
  readonly chooseCaFile: () => Promise<string | undefined>;
  readonly showDataFolder: () => void;
  readonly onConnection: (online: boolean) => void;
}

export function createDesktopHandlers(parts: DesktopHandlerParts): Pick<Handlers, DesktopChannel> {
  const { vault, works, settings } = parts;

  async function refreshAll(accounts: AccountService): Promise<Result<Channels['refreshAll']['result']>> {
    return ok(
      works.start('refresh_all', async (progress) =>
        ok({ kind: 'refresh_all', ...(await accounts.refreshAll(progress)) } satisfies WorkReport),
      ),
    );
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
    changeSettings: async ({ changes }) => settings.change(changes),
    chooseCaFile: async () => {
      const path = await parts.chooseCaFile();
      return path === undefined ? ok(settings.get()) : settings.change({ caFile: path });
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
    changeKey: async () => fail(appError('not_allowed')),
    lock: async () => ok(vault.lock()),
  };
}
