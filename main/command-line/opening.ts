// Command line. Opening the vault: with the system's keychain, or with a passphrase that is asked for.
import type { KeychainChoice, Services } from '../compose.ts';
import { type AppError, appError, type ErrorCode } from '../core/errors.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { Secret } from '../core/secret.ts';
import type { Failure } from './failure.ts';
import { askNewPassphrase, askSecret, askUntilRight } from './passphrases.ts';
import type { Terminal } from './terminal.ts';

export interface OpeningParts {
  readonly terminal: Terminal;
  readonly openServices: (choice: KeychainChoice) => Promise<Result<Services>>;
  /** Whether the vault holds nothing yet, so that its key may still be chosen. */
  readonly isVaultNew: () => Promise<boolean>;
}

/** The client secret, from standard input or asked for. Errors: `invalid_argument`. */
export async function clientSecret(terminal: Terminal, stdin: boolean): Promise<Result<Secret, Failure>> {
  const given = await askSecret(terminal, { text: 'Client secret: ', stdin });
  if (given !== undefined) return ok(given);
  const words = {
    what: 'The client needs a secret here, but no client secret was given.',
    remedy: 'Type it on a terminal, or give it as a line of standard input with --client-secret-stdin.',
  };
  return fail({ error: appError('invalid_argument', { detail: 'no client secret was given' }), words });
}

async function askAndOpen(
  { terminal, openServices }: OpeningParts,
  stdin: boolean,
): Promise<Result<Services>> {
  const question = { text: 'Passphrase of the vault: ', stdin };
  const opened = await askUntilRight(terminal, question, 'passphrase_wrong', (passphrase) =>
    openServices({ kind: 'as_before', passphrase }),
  );
  return opened ?? fail(appError('passphrase_needed'));
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
  if (passphraseStdin) return askAndOpen(parts, true);
  const opened = await parts.openServices({ kind: 'as_before', passphrase: undefined });
  return !opened.ok && opened.error.code === 'passphrase_needed' ? askAndOpen(parts, false) : opened;
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
  const chosen = await askNewPassphrase(terminal, { text: 'New passphrase: ', stdin: passphraseStdin });
  if (!chosen.ok) return chosen;
  return chosen.value === undefined
    ? fail(appError('passphrase_needed'))
    : openServices({ kind: 'new_passphrase', passphrase: chosen.value });
}
