// Main process and command line. The Browser port: starts the person's own browser, never through a shell.
import { spawn } from 'node:child_process';
import { openableUrl } from '../core/addresses.ts';
import { appError } from '../core/errors.ts';
import type { Browser } from '../core/ports.ts';
import { fail, ok } from '../core/result.ts';
import { type BrowserCommand, type BrowserSurroundings, browserCommands } from './browser-command.ts';

/** A program that has not failed by then, in milliseconds, is taken for a browser that runs. */
const usualGraceMs = 1500;

export interface SystemBrowserOptions extends BrowserSurroundings {
  readonly graceMs?: number;
}

/** Whether the program started and did not soon end with a failure. It outlives this process. */
function start([program, ...args]: BrowserCommand, { env, graceMs }: SystemBrowserOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, detached: true, stdio: 'ignore', shell: false });
    const grace = setTimeout(() => resolve(true), graceMs ?? usualGraceMs);
    const settle = (started: boolean) => {
      clearTimeout(grace);
      resolve(started);
    };
    child.on('error', () => settle(false)).on('exit', (code) => settle(code === 0));
    child.unref();
  });
}

/**
 * Creates the Browser port. Only https addresses and those of this computer are opened, without credentials and of at
 * most 8 KiB.
 */
export function createSystemBrowser(options: SystemBrowserOptions): Browser {
  return {
    async open(url) {
      const address = openableUrl(url);
      for (const command of address === undefined ? [] : browserCommands(options, address)) {
        // A command that cannot even be handed to the system, such as one with a NUL in it, throws.
        if (await start(command, options).catch(() => false)) return ok();
      }
      return fail(appError('browser_not_opened'));
    },
  };
}
