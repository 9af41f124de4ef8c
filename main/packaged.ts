// Electron's main process starts here in packages: as the window or, where the launcher `tokendeck` asks for it, as the
// command line. It cannot be plain Node there, since the fuse for that is off.
import process from 'node:process';
import { launcherArguments } from './command-line/launched.ts';

const args = launcherArguments(process.argv);
if (args === undefined) {
  await import('./index.ts');
} else {
  // As Node has it: the program, its script, its arguments.
  process.argv = [process.execPath, 'tokendeck', ...args];
  // Awaited to its end, which ends the process: Electron waits for this module before it sets anything of a display up,
  // so the command line needs none, takes no single-instance lock and leaves no trace of a window.
  await import('./cli.ts');
}
