// Command line. backup and restore: everything into one sealed file, and such a file taken in again.
import { appError } from '../core/errors.ts';
import type { Progress } from '../core/progress.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Secret } from '../core/secret.ts';
import { counted } from '../core/spans.ts';
import type { ImportedAll } from '../core/transfer/transfer.ts';
import type { BackupCommand, RestoreCommand } from './command.ts';
import { type CommandParts, type Done, done, failed, print } from './command-parts.ts';
import { exitCodes } from './exit-codes.ts';
import type { Failure } from './failure.ts';
import { shown } from './options.ts';
import { askNewPassphrase, askUntilRight } from './passphrases.ts';
import { plain } from './plain-text.ts';

function noPassphrase(): Result<never, Failure> {
  const words = {
    what: 'No passphrase for the backup was given.',
    remedy: 'Type it on a terminal, or give it as a line of standard input with --backup-passphrase-stdin.',
  };
  return fail({ error: appError('invalid_argument', { detail: 'passphrase of the backup' }), words });
}

async function newPassphrase(
  { terminal }: CommandParts,
  { backupPassphraseStdin: stdin }: BackupCommand,
): Promise<Result<Secret, Failure>> {
  const chosen = await askNewPassphrase(terminal, { text: 'New passphrase for the backup: ', stdin });
  if (!chosen.ok) return failed(chosen);
  return chosen.value === undefined ? noPassphrase() : ok(chosen.value);
}

function alreadyThere(file: string): Result<never, Failure> {
  const words = {
    what: `There is a file already: ${shown(file)}.`,
    remedy: 'Choose another name, or replace it with --replace.',
  };
  return fail({ error: appError('invalid_argument', { detail: 'file' }), words });
}

/** Ctrl-C ends the work at its next step. */
function cancellable({ terminal, onCancel }: CommandParts): Progress {
  const cancelling = new AbortController();
  onCancel(() => {
    terminal.err('Stopping; Ctrl-C once more stops at once.\n');
    cancelling.abort();
  });
  return { signal: cancelling.signal, report: () => undefined };
}

export async function exportAll(parts: CommandParts, command: BackupCommand): Done {
  const { file, json, replace } = command;
  // So that nobody chooses a passphrase in vain; what comes meanwhile is not replaced either.
  if (!replace && parts.exportStore.isThere(file)) return alreadyThere(file);
  const passphrase = await newPassphrase(parts, command);
  if (!passphrase.ok) return passphrase;
  const progress = cancellable(parts);
  const exported = await parts.transfer.exportAll(parts.services.accounts, passphrase.value, progress);
  if (!exported.ok) return failed(exported);
  const { accounts, unreadable } = exported.value;
  const written = await parts.exportStore.write(file, exported.value.file, progress.signal, { replace });
  if (!written.ok) return written.error.code === 'invalid_argument' ? alreadyThere(file) : failed(written);
  const damaged = unreadable === 0 ? '' : `Not in it, because damaged: ${counted(unreadable, 'account')}.\n`;
  const text = `${counted(accounts, 'account')} written to ${plain(file)}.\n${damaged}`;
  print(parts, json, { file, accounts, unreadable }, text);
  return done();
}

async function importWithPassphrase(
  { terminal, transfer, services }: CommandParts,
  { backupPassphraseStdin: stdin }: RestoreCommand,
  file: Uint8Array<ArrayBuffer>,
  progress: Progress,
): Promise<Result<ImportedAll, Failure>> {
  const question = { text: 'Passphrase of the backup: ', stdin };
  const imported = await askUntilRight(terminal, question, 'backup_passphrase_wrong', (passphrase) =>
    transfer.importAll(services.accounts, file, passphrase, progress),
  );
  if (imported === undefined) return noPassphrase();
  return imported.ok ? imported : failed(imported);
}

export async function restore(parts: CommandParts, command: RestoreCommand): Done {
  const file = await parts.exportStore.read(command.file);
  if (!file.ok) return failed(file);
  const judged = parts.transfer.judge(file.value);
  if (!judged.ok) return failed(judged);
  const progress = cancellable(parts);
  const imported = await importWithPassphrase(parts, command, file.value, progress);
  if (!imported.ok) return imported;
  const createdAt = new Date(judged.value.createdAt).toISOString();
  const isCancelled = progress.signal.aborted;
  const value = { file: command.file, createdAt, isComplete: !isCancelled, ...imported.value };
  print(parts, command.json, value, restoredText(imported.value));
  if (!isCancelled) return done();
  parts.terminal.err('Cancelled. What was taken in until then stays.\n');
  return ok(exitCodes.cancelled);
}

function restoredText(report: ImportedAll): string {
  const { added, updated, unchanged, kept, renamed, providersAdded, providersKept, unreadable } = report;
  const lines: readonly (readonly [count: number, text: string])[] = [
    [added, `${counted(added, 'account')} added`],
    [renamed, `${renamed} of them renamed, because the name was taken`],
    [updated, `${counted(updated, 'account')} updated: the file had newer tokens`],
    [unchanged, `${counted(unchanged, 'account')} unchanged`],
    [kept, `${counted(kept, 'account')} kept as here, where the tokens are newer or worth more`],
    [providersAdded, `${counted(providersAdded, 'provider')} added`],
    [providersKept, `${counted(providersKept, 'provider')} kept as here, though different in the file`],
    [unreadable, `${counted(unreadable, 'record')} of the file could not be used`],
  ];
  const told = lines.flatMap(([count, text]) => (count === 0 ? [] : [`${text}.\n`]));
  return told.length === 0 ? 'The file holds nothing.\n' : told.join('');
}
