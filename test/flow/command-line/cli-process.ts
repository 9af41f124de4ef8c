// Test equipment. Runs the command line as a process of its own, on a data directory of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Built, as `npm test` names it, it starts three times as fast as from its source. */
const entry = process.env['TOKENDECK_CLI'] ?? fileURLToPath(new URL('../../../main/cli.ts', import.meta.url));
const browserCommand = fileURLToPath(
  new URL('../../support/practice-provider/browser-command.ts', import.meta.url),
);

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunningCli {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Waits until standard error holds a text that fits, and returns the match. */
  errShows(pattern: RegExp): Promise<RegExpExecArray>;
  /** More standard input, where it was kept open. */
  type(text: string): void;
}

export interface CliOptions {
  readonly home: string;
  /** Standard input. */
  readonly input?: string;
  /** Standard input does not end with `input`. */
  readonly keepsInputOpen?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** The script to run instead of the source: the built command line. */
  readonly entry?: string;
}

/** BROWSER for a person who signs in by themselves. */
export function browserOf(user: 'ada' | 'ben' | 'chie', decision: 'allow' | 'deny'): string {
  return `"${process.execPath}" "${browserCommand}" ${user} ${decision}`;
}

/** Neither keychain nor browser is there unless `env` names them: nothing of the machine is touched. */
export function cliEnvironment({ home, env = {} }: CliOptions): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: home,
    TOKENDECK_HOME: join(home, 'data'),
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    ...env,
  };
}

export function startCli(args: readonly string[], options: CliOptions): RunningCli {
  const child = spawn(process.execPath, [options.entry ?? entry, ...args], { env: cliEnvironment(options) });
  let out = '';
  let err = '';
  const watchers = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    for (const watch of watchers) watch();
  });
  child.stdin.on('error', () => undefined);
  child.stdin.write(options.input ?? '');
  if (!options.keepsInputOpen) child.stdin.end();
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, out, err }));
  });
  return {
    child,
    ended,
    type: (text) => void child.stdin.write(text),
    errShows: (pattern) =>
      new Promise((resolve, reject) => {
        const watch = (): void => {
          const match = pattern.exec(err);
          if (match === null) return;
          watchers.delete(watch);
          resolve(match);
        };
        watchers.add(watch);
        watch();
        void ended.then(() => reject(new Error(`It ended before it showed ${pattern}:\n${err}`)));
      }),
  };
}

/** Runs one command to its end. */
export function cli(args: readonly string[], options: CliOptions): Promise<Ended> {
  return startCli(args, options).ended;
}
