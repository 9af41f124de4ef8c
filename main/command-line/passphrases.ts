// Command line. Asking for secrets: on the terminal, or as a line of standard input.
import { appError, type ErrorCode } from '../core/errors.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { Secret } from '../core/secret.ts';
import { wordingOf } from '../core/wording.ts';
import type { Terminal } from './terminal.ts';

export interface Question {
  readonly text: string;
  /** Whether a line of standard input is the answer, and nobody is asked. */
  readonly stdin: boolean;
}

const mostTries = 3;

/** Undefined where nothing was given. */
export async function askSecret(terminal: Terminal, { text, stdin }: Question): Promise<Secret | undefined> {
  const given = stdin ? await terminal.readLine() : await terminal.askSecret(text);
  return given === undefined || given === '' ? undefined : new Secret(given);
}

/** A passphrase of the person's choice, typed twice. Undefined where none was given. Errors: `invalid_argument`. */
export async function askNewPassphrase(
  terminal: Terminal,
  question: Question,
): Promise<Result<Secret | undefined>> {
  const first = await askSecret(terminal, question);
  if (first === undefined || question.stdin) return ok(first);
  return (await terminal.askSecret('The same again: ')) === first.reveal()
    ? ok(first)
    : fail(appError('invalid_argument', { detail: 'the two passphrases are not the same' }));
}

/**
 * Asks again, twice at most, where `attempt` fails with `wrong`. Undefined where nothing was given. Errors: those of
 * `attempt`.
 */
export async function askUntilRight<T>(
  terminal: Terminal,
  question: Question,
  wrong: ErrorCode,
  attempt: (passphrase: Secret) => Promise<Result<T>>,
): Promise<Result<T> | undefined> {
  for (let tries = 1; ; tries += 1) {
    const given = await askSecret(terminal, question);
    if (given === undefined) return undefined;
    const tried = await attempt(given);
    if (tried.ok || tried.error.code !== wrong || question.stdin || tries === mostTries) return tried;
    terminal.err(`${wordingOf(tried.error).what}\n`);
  }
}
