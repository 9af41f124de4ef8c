// Command line. A coded error as text for a person and as JSON for a program. Pure.
import type { AppError, ErrorCode } from '../core/errors.ts';
import type { DefinitionProblem } from '../core/providers/definition-problem.ts';
import { inOneLine, type Wording, wordingOf } from '../core/wording.ts';
import type { WorkingCommand } from './command.ts';
import { plain } from './plain-text.ts';

/** What the words for an error depend on, beside the error. */
export interface Circumstances {
  readonly command?: WorkingCommand['kind'];
  /** The whole command that signs in again, where only that helps. */
  readonly signInAgain?: string;
  /** What is better said in the words of the very case than in those of its kind. */
  readonly words?: Partial<Wording>;
  /** What is wrong with a definition, member by member; only for JSON. */
  readonly problems?: readonly DefinitionProblem[];
}

/** Why a command could not be done. */
export interface Failure extends Omit<Circumstances, 'command'> {
  readonly error: AppError;
}

const fromStdin =
  'type it on a terminal, or give it as the first line of standard input with --passphrase-stdin.';

/** What the command line says in other words than the window: it has options where the window has fields. */
const ownWords: Partial<
  Readonly<Record<ErrorCode, (circumstances: Circumstances, usual: Wording) => Partial<Wording> | undefined>>
> = {
  insecure_url: () => ({
    remedy:
      'Use an https address. For a development server on this computer: --dangerously-allow-http-on-loopback.',
  }),
  invalid_url: () => ({
    remedy:
      'An address begins with https:// and has neither user name nor fragment; an issuer has no query either.',
  }),
  port_in_use: () => ({
    remedy:
      'Finish that sign-in, or close that program. Or register another port with the provider and give it with --redirect-port or --redirect-uri.',
  }),
  port_not_allowed: (_circumstances, { remedy }) => ({
    remedy: `${remedy} Another one is given with --redirect-port or --redirect-uri.`,
  }),
  device_code_expired: () => ({ remedy: 'Run tokendeck login again for a new code.' }),
  account_not_found: () => ({ remedy: 'See the names with: tokendeck list' }),
  provider_not_found: () => ({ remedy: 'See all with: tokendeck providers list' }),
  invalid_provider: () => ({ remedy: 'See what is wrong with: tokendeck providers validate FILE' }),
  provider_exists: () => ({
    remedy: 'Give it another id, or replace yours with --replace. A preset cannot be replaced.',
  }),
  provider_in_use: () => ({ remedy: 'Remove those accounts first with: tokendeck remove NAME' }),
  unsupported_by_server: () => ({
    remedy:
      'If the provider has it, give its address when adding the account, with --param or --endpoint. Otherwise choose another way.',
  }),
  invalid_client: (_circumstances, { remedy }) => ({
    remedy: `${remedy} Another secret is given with: tokendeck secret NAME`,
  }),
  no_refresh_token: () => ({
    remedy:
      'Sign in again. Many providers give a refresh token only for the scope offline_access, which --scope asks for.',
  }),
  passphrase_needed: ({ command }) =>
    command === 'init'
      ? { what: 'No passphrase was given.', remedy: `To choose one, ${fromStdin}` }
      : { remedy: `To open it, ${fromStdin}` },
  not_allowed: ({ command }) =>
    command === 'init'
      ? {
          what: 'This vault already exists: a passphrase can be chosen only for a new one.',
          remedy: 'Nothing was changed. For a further vault name another data directory with TOKENDECK_HOME.',
        }
      : undefined,
};

function wordsFor(error: AppError, circumstances: Circumstances): Wording {
  const usual = wordingOf(error);
  return { ...usual, ...ownWords[error.code]?.(circumstances, usual), ...circumstances.words };
}

/** What happened, what to do, and the provider's own words. */
export function errorText(error: AppError, circumstances: Circumstances = {}): string {
  const { what, remedy } = wordsFor(error, circumstances);
  const said = error.provider === undefined ? [] : [`The provider said: ${inOneLine(error.provider)}`];
  const { signInAgain } = circumstances;
  const how = signInAgain === undefined ? [] : [`To sign in again: ${signInAgain}`];
  return [`tokendeck: ${what}`, remedy, ...said, ...how].map((line) => `${plain(line)}\n`).join('');
}

/** The same for a program, with the error's code and the whole command that helps, where there is one. */
export function errorJson(
  error: AppError,
  circumstances: Circumstances = {},
): Readonly<Record<string, unknown>> {
  const { what, remedy } = wordsFor(error, circumstances);
  return {
    code: error.code,
    message: what,
    remedy,
    ...(circumstances.signInAgain === undefined ? {} : { command: circumstances.signInAgain }),
    ...(circumstances.problems === undefined ? {} : { problems: circumstances.problems }),
    ...(error.provider === undefined ? {} : { provider: error.provider }),
  };
}
