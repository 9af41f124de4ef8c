// Command line. Judges the arguments: text from outside until it has passed here. Pure.
import { fail, ok, type Result } from '../core/result.ts';
import { methodOf } from './client-arguments.ts';
import { type Command, type CommandName, commandNames, type Opening } from './command.ts';
import { importCommand, importOptionNames } from './import-arguments.ts';
import { inspectCommand, inspectOptionNames } from './inspect-arguments.ts';
import { loginCommand, loginOptionNames } from './login-arguments.ts';
import {
  type Given,
  has,
  isTooLong,
  numberOf,
  type OptionName,
  shown,
  takeApart,
  type UsageProblem,
} from './options.ts';
import { providersCommand } from './providers-arguments.ts';

const everywhere: readonly OptionName[] = ['help', 'json', 'passphrase-stdin'];

/** Which options belong to a command, and what words follow it; `own`: it judges them itself. */
const shapes: Readonly<
  Record<
    CommandName,
    { readonly words: 'none' | 'account' | 'file' | 'own'; readonly takes: readonly OptionName[] }
  >
> = {
  login: { words: 'own', takes: loginOptionNames },
  import: { words: 'own', takes: importOptionNames },
  list: { words: 'none', takes: [] },
  token: { words: 'account', takes: ['min-valid', 'force'] },
  refresh: { words: 'account', takes: [] },
  inspect: { words: 'account', takes: inspectOptionNames },
  whoami: { words: 'account', takes: [] },
  secret: { words: 'account', takes: ['client-secret-stdin', 'client-authentication'] },
  revoke: { words: 'account', takes: [] },
  remove: { words: 'account', takes: ['no-revoke'] },
  providers: { words: 'own', takes: ['replace'] },
  backup: { words: 'file', takes: ['backup-passphrase-stdin', 'replace'] },
  restore: { words: 'file', takes: ['backup-passphrase-stdin'] },
  init: { words: 'none', takes: ['passphrase'] },
};

const longestWait = 366 * 24 * 60 * 60;

function isCommandName(word: string): word is CommandName {
  return commandNames.some((name) => name === word);
}

function commandOf(kind: CommandName, name: string, given: Given): Result<Command, UsageProblem> {
  const opening: Opening = { json: has(given, 'json'), passphraseStdin: has(given, 'passphrase-stdin') };
  switch (kind) {
    case 'login':
      return loginCommand(given, opening);
    case 'import':
      return importCommand(given, opening);
    case 'inspect':
      return inspectCommand(name, given, opening);
    case 'providers':
      return providersCommand(given, opening);
    case 'list':
      return ok({ kind, ...opening });
    case 'refresh':
    case 'whoami':
    case 'revoke':
      return ok({ kind, name, ...opening });
    case 'remove':
      return ok({ kind, name, revoke: !has(given, 'no-revoke'), ...opening });
    case 'secret': {
      const method = methodOf(given);
      if (!method.ok) return method;
      const clientSecretStdin = has(given, 'client-secret-stdin');
      return ok({ kind, name, clientAuthentication: method.value, clientSecretStdin, ...opening });
    }
    case 'token': {
      const seconds = numberOf(given, 'min-valid', longestWait);
      if (!seconds.ok) return seconds;
      const minValidMs = seconds.value === undefined ? undefined : seconds.value * 1000;
      return ok({ kind, name, minValidMs, force: has(given, 'force'), ...opening });
    }
    case 'backup':
    case 'restore': {
      const options = {
        file: name,
        backupPassphraseStdin: has(given, 'backup-passphrase-stdin'),
        ...opening,
      };
      return ok(
        kind === 'backup' ? { kind, replace: has(given, 'replace'), ...options } : { kind, ...options },
      );
    }
    case 'init':
      return has(given, 'passphrase')
        ? ok({ kind, ...opening })
        : fail('init needs --passphrase: without it there is nothing to choose.');
  }
}

/** Whether the arguments ask for JSON, also where they are wrong, so that the problem can be told as JSON. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? argv.length : end).includes('--json');
}

function help(word: string | undefined): Result<Command, UsageProblem> {
  if (word === undefined) return ok({ kind: 'help', about: undefined });
  return isCommandName(word) ? ok({ kind: 'help', about: word }) : noSuchCommand(word);
}

function noSuchCommand(word: string): Result<never, UsageProblem> {
  return fail(`There is no command ${shown(word)}.`);
}

/** The command that `argv`, without program and script, asks for; otherwise what is wrong with it. */
export function parseArguments(argv: readonly string[]): Result<Command, UsageProblem> {
  const apart = takeApart(argv);
  if (!apart.ok) return apart;
  const given = apart.value;
  const [kind, name = '', ...others] = given.words;
  if (kind === 'help') return help(given.words[1]);
  if (has(given, 'help')) return help(kind);
  if (kind === undefined && has(given, 'version')) return ok({ kind: 'version' });
  if (kind === undefined) return fail('There is no command.');
  if (!isCommandName(kind)) return noSuchCommand(kind);

  const { words, takes } = shapes[kind];
  const foreign = [...given.options.keys()].find((option) => ![...everywhere, ...takes].includes(option));
  if (foreign !== undefined) return fail(`The option --${foreign} does not belong to ${kind}.`);
  if (words === 'account' && (name === '' || others.length > 0))
    return fail(`${kind} needs the name of one account.`);
  // Sealed bytes are not for standard output, nor lines of standard input.
  if (words === 'file' && (name === '' || name === '-' || others.length > 0))
    return fail(`${kind} needs the name of one file.`);
  if (words === 'none' && given.words.length > 1) return fail(`${kind} takes no further words.`);
  if (isTooLong(name)) return fail('The name is too long.');
  return commandOf(kind, name, given);
}
