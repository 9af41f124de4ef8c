// Test equipment: the stand-in for Electron. Starts the built application over it for a person:
// `node test/support/electron/run.ts [arguments]`. The application inherits the environment and the terminal.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { standInArguments } from '../host/stand-in-arguments.ts';

const entry = fileURLToPath(new URL('../../../out/main/index.js', import.meta.url));
const child = spawn(process.execPath, [...standInArguments, entry, ...process.argv.slice(2)], {
  stdio: 'inherit',
});

// Ctrl-C reaches the application by itself; this process waits for it to end in its own way.
process.on('SIGINT', () => undefined);
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
child.once('error', (error) => {
  process.stderr.write(`The application could not be started: ${error.message}\n`);
  process.exitCode = 1;
});
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
