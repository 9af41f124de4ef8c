// Pure. Exports: all that is kept as one sealed file, and such a file taken in again without losing anything.
import type { AccountService, MergeReport } from '../accounts/service.ts';
import { appError } from '../errors.ts';
import type { Clock, ExportSealer } from '../ports.ts';
import type { Progress } from '../progress.ts';
import type { ProviderBook } from '../providers/provider-book.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import { decodeContent, encodeContent } from './content.ts';
import { mergeDefinitions, ownDefinitions } from './definitions.ts';

export interface Exported {
  readonly file: Uint8Array<ArrayBuffer>;
  readonly accounts: number;
  /** Accounts whose records are damaged, and which are therefore not in it. */
  readonly unreadable: number;
}

export interface ImportedAll extends MergeReport {
  readonly providersAdded: number;
  /** Definitions that differ from those here, which were kept. */
  readonly providersKept: number;
}

export interface Transfer {
  /** Whether a passphrase is fit for an export. Errors: `passphrase_too_short`. */
  judgePassphrase(passphrase: Secret): Result<void>;
  /** When a file was made. Errors: `not_a_backup`, `backup_damaged`, `backup_newer`, `backup_too_large`. */
  judge(file: Uint8Array<ArrayBuffer>): Result<{ readonly createdAt: number }>;
  /** Errors: `cancelled`, `passphrase_too_short`, `backup_too_large`, `vault_*`. */
  exportAll(accounts: AccountService, passphrase: Secret, progress: Progress): Promise<Result<Exported>>;
  /**
   * What was taken in until it was cancelled stays, and is what is answered. Errors: those of `judge`,
   * `backup_passphrase_wrong`, `cancelled` where it was before anything was taken in, `provider_files`, `vault_*`.
   */
  importAll(
    accounts: AccountService,
    file: Uint8Array<ArrayBuffer>,
    passphrase: Secret,
    progress: Progress,
  ): Promise<Result<ImportedAll>>;
}

export function createTransfer({
  sealer,
  providers,
  clock,
}: {
  readonly sealer: ExportSealer;
  readonly providers: ProviderBook;
  readonly clock: Clock;
}): Transfer {
  return {
    judgePassphrase: sealer.judgePassphrase,
    judge: sealer.judge,
    async exportAll(accounts, passphrase, progress) {
      const judged = sealer.judgePassphrase(passphrase);
      if (!judged.ok) return judged;
      const collected = await accounts.collect(progress);
      if (!collected.ok) return collected;
      const { clients, holdings, unreadable } = collected.value;
      const content = encodeContent({ clients, holdings, definitions: ownDefinitions(providers) });
      const file = await sealer.seal(content, passphrase, clock.now()).finally(() => content.fill(0));
      if (!file.ok) return file;
      if (progress.signal.aborted) return fail(appError('cancelled'));
      return ok({ file: file.value, accounts: holdings.length, unreadable });
    },
    async importAll(accounts, file, passphrase, progress) {
      const opened = await sealer.open(file, passphrase);
      if (!opened.ok) return opened;
      const content = decodeContent(opened.value);
      opened.value.fill(0);
      if (!content.ok) return content;
      if (progress.signal.aborted) return fail(appError('cancelled'));
      // Before the accounts: they are refreshed as soon as they are here, in the way that their provider has it.
      const definitions = mergeDefinitions(providers, content.value.definitions);
      if (!definitions.ok) return definitions;
      const merged = await accounts.merge(content.value, progress);
      if (!merged.ok) return merged;
      const { added, kept, unreadable } = definitions.value;
      return ok({
        ...merged.value,
        providersAdded: added,
        providersKept: kept,
        unreadable: merged.value.unreadable + content.value.unreadable + unreadable,
      });
    },
  };
}
