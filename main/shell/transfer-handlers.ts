// Main process. What is done for the channels about exports: asking for the file, and starting the work.
import { basename } from 'node:path';
import type { WorkReport } from '../../preload/contract.ts';
import type { AccountService } from '../core/accounts/service.ts';
import { appError } from '../core/errors.ts';
import type { Clock } from '../core/ports.ts';
import type { Progress } from '../core/progress.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { Secret } from '../core/secret.ts';
import type { Transfer } from '../core/transfer/transfer.ts';
import type { ChosenImport } from './chosen-import.ts';
import { type ExportFiles, exportName } from './export-files.ts';
import type { Handlers } from './handlers.ts';
import type { VaultSession } from './vault-session.ts';
import type { Works } from './works.ts';

export interface TransferHandlerParts {
  readonly vault: Pick<VaultSession, 'accounts'>;
  readonly works: Works;
  readonly files: ExportFiles;
  readonly transfer: Transfer;
  readonly chosenImport: ChosenImport;
  readonly clock: Clock;
  /** Providers and clients may have come, of which the accounts tell nothing. */
  readonly onImported: () => void;
}

export function createTransferHandlers(
  parts: TransferHandlerParts,
): Pick<Handlers, 'exportAll' | 'chooseImport' | 'importAll'> {
  const { vault, works, files, transfer, chosenImport, clock } = parts;

  async function exportTo(
    path: string,
    accounts: AccountService,
    passphrase: Secret,
    progress: Progress,
  ): Promise<Result<WorkReport>> {
    const exported = await transfer.exportAll(accounts, passphrase, progress);
    if (!exported.ok) return exported;
    const { file, accounts: count, unreadable } = exported.value;
    const written = await files.write(path, file, progress.signal);
    return written.ok
      ? ok({ kind: 'export', accounts: count, fileName: basename(path), unreadable })
      : written;
  }

  async function importFrom(
    file: Uint8Array<ArrayBuffer>,
    accounts: AccountService,
    passphrase: Secret,
    progress: Progress,
  ): Promise<Result<WorkReport>> {
    const imported = await transfer.importAll(accounts, file, passphrase, progress);
    if (!imported.ok) return imported;
    parts.onImported();
    // Cancelled, or with another passphrase, it can be begun again; what was chosen meanwhile stays.
    if (!progress.signal.aborted && chosenImport.get() === file) chosenImport.clear();
    return ok({ kind: 'import', ...imported.value });
  }

  return {
    async exportAll({ passphrase: entered }) {
      const open = vault.accounts();
      if (!open.ok) return open;
      const passphrase = new Secret(entered);
      const judged = transfer.judgePassphrase(passphrase);
      if (!judged.ok) return judged;
      // Before anybody is asked where to.
      if (works.running().some(({ kind }) => kind === 'export')) return fail(appError('work_under_way'));
      const path = await files.chooseTarget(exportName(clock.now()));
      if (path === undefined) return ok(null);
      // The vault may have been locked while the dialog was open.
      const accounts = vault.accounts();
      if (!accounts.ok) return accounts;
      return works.start('export', (progress) => exportTo(path, accounts.value, passphrase, progress));
    },
    async chooseImport() {
      const open = vault.accounts();
      if (!open.ok) return open;
      const path = await files.chooseSource();
      if (path === undefined) return ok(null);
      chosenImport.clear();
      const file = await files.read(path);
      if (!file.ok) return file;
      const judged = transfer.judge(file.value);
      if (!judged.ok) return judged;
      const stillOpen = vault.accounts();
      if (!stillOpen.ok) return stillOpen;
      chosenImport.set(file.value);
      return ok({ fileName: basename(path), createdAt: judged.value.createdAt });
    },
    async importAll({ passphrase }) {
      const accounts = vault.accounts();
      if (!accounts.ok) return accounts;
      const file = chosenImport.get();
      if (file === undefined) return fail(appError('invalid_argument', { detail: 'no file is chosen' }));
      return works.start('import', (progress) =>
        importFrom(file, accounts.value, new Secret(passphrase), progress),
      );
    },
  };
}
