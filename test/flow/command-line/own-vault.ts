// Test equipment of this folder. A real vault under a passphrase in a directory of its own, and commands run on it.
import { expect } from 'vitest';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { type CliOptions, cli, type Ended } from './cli-process.ts';

const passphrase = 'correct horse battery staple';

/** The first line of standard input of every command that opens the vault. */
export const sealed = `${passphrase}\n`;

/** The directory to give to commands as their home. */
export async function newVault(): Promise<string> {
  const home = temporaryDirectory();
  const made = await cli(['init', '--passphrase', '--passphrase-stdin'], { home, input: sealed });
  expect(made).toMatchObject({ code: 0, err: '' });
  return home;
}

/** Runs a command on the vault; `lines` follow the passphrase on standard input. */
export function runWith(
  home: string,
  args: readonly string[],
  {
    lines = [],
    ...options
  }: { readonly lines?: readonly string[] } & Omit<CliOptions, 'home' | 'input'> = {},
): Promise<Ended> {
  const input = `${sealed}${lines.map((line) => `${line}\n`).join('')}`;
  return cli([...args, '--passphrase-stdin'], { ...options, home, input });
}

export function run(home: string, ...args: readonly string[]): Promise<Ended> {
  return runWith(home, args);
}
