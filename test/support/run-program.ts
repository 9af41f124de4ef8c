// Test and demonstration. Runs a program to its end and keeps what it says.
import { spawn } from 'node:child_process';
import process from 'node:process';

export interface Finished {
  /** Exit code; 1 where the program could not be started or was ended by a signal. */
  readonly code: number;
  /** Standard output and standard error in the order of their arrival. */
  readonly output: string;
}

/** Runs a program without input. It is ended, with all that it has started, after `longest` milliseconds. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { readonly directory: string; readonly longest: number; readonly env?: NodeJS.ProcessEnv },
): Promise<Finished> {
  const windows = process.platform === 'win32';
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.directory,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it has started can be ended with it.
      detached: !windows,
      shell: windows,
    });
    let output = '';
    const end = (): void => {
      try {
        if (!windows && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        else child.kill();
      } catch {
        // It has ended by itself in this very moment.
      }
    };
    const stop = (): void => {
      end();
      process.exit(130);
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    const timer = setTimeout(() => {
      output += `\nEnded after ${options.longest / 60_000} minutes.\n`;
      end();
    }, options.longest);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        output += text;
      });
    }
    const finish = (code: number): void => {
      clearTimeout(timer);
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve({ code, output });
    };
    child.once('error', (error) => {
      output += `${error.message}\n`;
      finish(1);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}
