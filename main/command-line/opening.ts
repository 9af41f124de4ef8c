// Command line. Opening the vault: with the system's keychain, or with a passphrase that is asked for.
import type { KeychainChoice, Services } from '../compose.ts';
import { type AppError, appError, type ErrorCode } from '../core/errors.ts';
import { fail, type Result } from '../core/result.ts';
import { Secret } from '../core/secret.ts';
import type { Failure } from './failure.ts';
import type { Terminal } from './terminal.ts';

export interface OpeningParts {
  readonly terminal: Terminal;
  readonly openServices: (choice: KeychainChoice) => Promise<Result<Services>>;
  /** Whether the vault holds nothing yet, so that its key may still be chosen. */
  readonly isVaultNew: () => Promise<boolean>;
}

const mostTries = 3;

/** A line of standard input as a secret. Errors: `missing` where there is none. */
async function secretLine(terminal: Terminal, missing: AppError): Promise<Result<Secret>> {
  const line = await terminal.readLine();
  return line === undefined || line === '' ? fail(missing) : { ok: true, value: new Secret(line) };
}

/** The client secret, from standard input or asked for. Errors: `invalid_argument`. */
export async function clientSecret(terminal: Terminal, stdin: boolean): Promise<Result<Secret, Failure>> {
  const given = stdin ? await terminal.readLine() : await terminal.askSecret('Client secret: ');
  if (given !== undefined && given !== '') return { ok: true, value: new Secret(given) };
  const words = {
    what: 'The client needs a secret here, but no client secret was given.',
    remedy: 'Type it on a terminal, or give it as a line of standard input with --client-secret-stdin.',
  };
  return fail({ error: appError('invalid_argument', { detail: 'no client secret was given' }), words });
}

async function askAndOpen({ terminal, openServices }: OpeningParts): Promise<Result<Services>> {
  for (let tries = 1; ; tries += 1) {
    const typed = await terminal.askSecret('Passphrase of the vault: ');
    if (typed === undefined || typed === '') return fail(appError('passphrase_needed'));
    const opened = await openServices({ kind: 'as_before', passphrase: new Secret(typed) });
    if (opened.ok || opened.error.code !== 'passphrase_wrong' || tries === mostTries) return opened;
    terminal.err('That is not the passphrase of this vault.\n');
  }
}

const keychainTroubles: readonly ErrorCode[] = [
  'keychain_unavailable',
  'keychain_locked',
  'keychain_denied',
  'keychain_timeout',
];

/**
 * Opens the vault as it was opened before. Where a passphrase is needed it comes from standard input, or is asked for.
 * Errors: those of `openServices`.
 */
export async function openAsBefore(parts: OpeningParts, passphraseStdin: boolean): Promise<Result<Services>> {
  const { terminal, openServices } = parts;
  if (passphraseStdin) {
    const passphrase = await secretLine(terminal, appError('passphrase_needed'));
    return passphrase.ok ? openServices({ kind: 'as_before', passphrase: passphrase.value }) : passphrase;
  }
  const opened = await openServices({ kind: 'as_before', passphrase: undefined });
  return !opened.ok && opened.error.code === 'passphrase_needed' ? askAndOpen(parts) : opened;
}

/** Whether a new vault finds no keychain, so that a passphrase may be chosen. Nothing is chosen by itself. */
export async function mayChoosePassphrase({ isVaultNew }: OpeningParts, error: AppError): Promise<boolean> {
  return keychainTroubles.includes(error.code) && (await isVaultNew());
}

/** Chooses a passphrase for a new vault. Errors: those of `openServices`, `not_allowed` for a vault in use. */
export async function openWithNewPassphrase(
  { terminal, openServices, isVaultNew }: OpeningParts,
  passphraseStdin: boolean,
): Promise<Result<Services>> {
  if (!(await isVaultNew())) {
    // Nobody is asked for a passphrase in vain. What stands in the way, such as a directory that cannot be read, is told
    // on opening; nothing opens with an empty one.
    return openServices({ kind: 'new_passphrase', passphrase: new Secret('') });
  }
  if (passphraseStdin) {
    const passphrase = await secretLine(terminal, appError('passphrase_needed'));
    return passphrase.ok
      ? openServices({ kind: 'new_passphrase', passphrase: passphrase.value })
      : passphrase;
  }
  const first = await terminal.askSecret('New passphrase: ');
  if (first === undefined || first === '') return fail(appError('passphrase_needed'));
  const second = await terminal.askSecret('The same again: ');
  if (second !== first)
    return fail(appError('invalid_argument', { detail: 'the two passphrases are not the same' }));
  return openServices({ kind: 'new_passphrase', passphrase: new Secret(first) });
}
