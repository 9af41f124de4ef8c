// Command line. From the arguments to the exit code.
import type { Services } from '../compose.ts';
import type { ProviderBook } from '../core/providers/provider-book.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { parseArguments, wantsJson } from './arguments.ts';
import type { Command, InitCommand, ProvidersCommand, VaultCommand, WorkingCommand } from './command.ts';
import { type CommandParts, type Done, done, type End, print } from './command-parts.ts';
import { perform } from './commands.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import { errorJson, errorText, type Failure } from './failure.ts';
import { helpText } from './help.ts';
import { type InspectInputParts, inspectInput } from './inspect-input.ts';
import { mayChoosePassphrase, type OpeningParts, openAsBefore, openWithNewPassphrase } from './opening.ts';
import { plainJson } from './plain-text.ts';
import { chosenProvider } from './provider-choice.ts';
import { performProviders } from './providers.ts';

export interface CommandLineParts
  extends OpeningParts,
    InspectInputParts,
    Pick<CommandParts, 'onCancel' | 'transfer' | 'exportStore'> {
  readonly version: string;
  readonly providers: ProviderBook;
}

const passphraseHint =
  'To keep this vault under a passphrase instead of the keychain: tokendeck init --passphrase\n';

function tellFailure(
  parts: CommandLineParts,
  { kind, json }: WorkingCommand,
  { error, ...more }: Failure,
): ExitCode {
  const circumstances = { command: kind, ...more };
  parts.terminal.err(
    json
      ? `${plainJson(JSON.stringify({ error: errorJson(error, circumstances) }))}\n`
      : errorText(error, circumstances),
  );
  return exitCodeOf(error.code);
}

function tellProblem(parts: CommandLineParts, json: boolean, problem: string): ExitCode {
  const text = `tokendeck: ${problem}\nSee tokendeck --help.\n`;
  const value = { error: { code: 'usage', message: problem, remedy: 'See tokendeck --help.' } };
  parts.terminal.err(json ? `${JSON.stringify(value)}\n` : text);
  return exitCodes.usage;
}

async function work(parts: CommandLineParts, services: Services, command: VaultCommand): Done {
  try {
    return await perform({ ...parts, services }, command);
  } finally {
    await services.close();
  }
}

async function init(parts: CommandLineParts, command: InitCommand): Done {
  const opened = await openWithNewPassphrase(parts, command.passphraseStdin);
  if (!opened.ok) return fail({ error: opened.error });
  await opened.value.close();
  const value = { secretsKeptUnder: opened.value.keychainKind };
  const text = 'The vault is kept under your passphrase. It cannot be opened without it.\n';
  print(parts, command.json, value, text);
  return done();
}

/** A wrong name is told before anybody is asked for a passphrase. */
function chosenBeforehand({ providers }: CommandLineParts, command: VaultCommand): Result<unknown, Failure> {
  return command.kind === 'login' || command.kind === 'import' ? chosenProvider(providers, command) : ok();
}

async function withVault(parts: CommandLineParts, command: VaultCommand): Done {
  const chosen = chosenBeforehand(parts, command);
  if (!chosen.ok) return chosen;
  const opened = await openAsBefore(parts, command.passphraseStdin);
  return opened.ok ? work(parts, opened.value, command) : fail({ error: opened.error });
}

function withProviders(parts: CommandLineParts, command: ProvidersCommand): Done {
  const openVault = async (): Promise<Result<Services | undefined>> =>
    (await parts.isVaultNew()) ? ok(undefined) : openAsBefore(parts, command.passphraseStdin);
  return performProviders({ ...parts, openVault }, command);
}

function workOf(parts: CommandLineParts, command: WorkingCommand): Promise<End> {
  switch (command.kind) {
    case 'init':
      return init(parts, command);
    case 'inspect-input':
      return inspectInput(parts, command);
    case 'providers':
      return withProviders(parts, command);
    default:
      return withVault(parts, command);
  }
}

async function obey(parts: CommandLineParts, command: Command): Promise<ExitCode> {
  switch (command.kind) {
    case 'help':
      parts.terminal.out(helpText(command.about));
      return exitCodes.done;
    case 'version':
      parts.terminal.out(`${parts.version}\n`);
      return exitCodes.done;
    default: {
      const end = await workOf(parts, command);
      if (end.ok) return end.value;
      const code = tellFailure(parts, command, end.error);
      if (command.kind !== 'init' && !command.json && (await mayChoosePassphrase(parts, end.error.error)))
        parts.terminal.err(passphraseHint);
      return code;
    }
  }
}

/** Does what `argv`, without program and script, asks for. Returns the exit code. */
export async function runCommandLine(argv: readonly string[], parts: CommandLineParts): Promise<ExitCode> {
  const command = parseArguments(argv);
  return command.ok ? obey(parts, command.value) : tellProblem(parts, wantsJson(argv), command.error);
}
