// Command line. From the arguments to the exit code.
import type { Services } from '../compose.ts';
import type { Clock } from '../core/ports.ts';
import type { Provider } from '../core/providers/provider.ts';
import { fail, type Result } from '../core/result.ts';
import { parseArguments, wantsJson } from './arguments.ts';
import type { Command, InitCommand, VaultCommand } from './command.ts';
import { type Failure, perform } from './commands.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import { errorJson, errorText } from './failure.ts';
import { helpText } from './help.ts';
import { mayChoosePassphrase, type OpeningParts, openAsBefore, openWithNewPassphrase } from './opening.ts';

export interface CommandLineParts extends OpeningParts {
  readonly version: string;
  readonly providers: readonly Provider[];
  readonly clock: Pick<Clock, 'now'>;
  /** Told what Ctrl-C does from now on. */
  readonly onCancel: (cancel: () => void) => void;
}

const passphraseHint =
  'To keep this vault under a passphrase instead of the keychain: tokendeck init --passphrase\n';

function tellFailure(
  parts: CommandLineParts,
  { kind, json }: InitCommand | VaultCommand,
  { error, ...more }: Failure,
): ExitCode {
  const circumstances = { command: kind, ...more };
  parts.terminal.err(
    json
      ? `${JSON.stringify({ error: errorJson(error, circumstances) })}\n`
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

async function work(
  parts: CommandLineParts,
  services: Services,
  command: VaultCommand,
): Promise<Result<void, Failure>> {
  try {
    return await perform({ ...parts, services }, command);
  } finally {
    await services.close();
  }
}

async function init(parts: CommandLineParts, command: InitCommand): Promise<ExitCode> {
  const opened = await openWithNewPassphrase(parts, command.passphraseStdin);
  if (!opened.ok) return tellFailure(parts, command, { error: opened.error });
  await opened.value.close();
  const value = { secretsKeptUnder: opened.value.keychainKind };
  const text = 'The vault is kept under your passphrase. It cannot be opened without it.\n';
  parts.terminal.out(command.json ? `${JSON.stringify(value)}\n` : text);
  return exitCodes.done;
}

async function obey(parts: CommandLineParts, command: Command): Promise<ExitCode> {
  switch (command.kind) {
    case 'help':
      parts.terminal.out(helpText);
      return exitCodes.done;
    case 'version':
      parts.terminal.out(`${parts.version}\n`);
      return exitCodes.done;
    case 'init':
      return init(parts, command);
    default: {
      const opened = await openAsBefore(parts, command.passphraseStdin);
      const done = opened.ok ? await work(parts, opened.value, command) : fail({ error: opened.error });
      if (done.ok) return exitCodes.done;
      const code = tellFailure(parts, command, done.error);
      if (!command.json && (await mayChoosePassphrase(parts, done.error.error)))
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
