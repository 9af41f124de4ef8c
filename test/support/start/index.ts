// Demonstration. `npm start`: builds, starts the practice provider, and opens the application. Where there is no display
// it performs the main job without one, and shows pictures of it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { isHeadless } from '../electron/chromium.ts';
import { withKeyring } from '../keyring/keyring.ts';
import { startPracticeProvider } from '../practice-provider/provider.ts';
import { runProgram } from '../run-program.ts';
import { openWindow, practiceHome } from './window.ts';

const root = join(import.meta.dirname, '../../..');
const usualPort = 4410;

function tell(sentence: string): void {
  console.log(sentence);
}

async function build(): Promise<boolean> {
  tell('Building.');
  const vite = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const { code, output } = await runProgram(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    directory: root,
    longest: 5 * 60_000,
  });
  if (code !== 0) tell(output);
  return code === 0;
}

function runDirectly(script: string, env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, [script], { stdio: 'inherit', env });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

/** The demonstration must not touch the person's keychain: on Linux it gets a private one, where one can be had. */
async function demonstrate(): Promise<number> {
  tell(
    'There is no display here, so the main job is done in headless Chromium, over a stand-in for Electron.',
  );
  const script = join(import.meta.dirname, 'demonstration.ts');
  if (process.platform !== 'linux') return runDirectly(script, process.env);
  if ((await withKeyring(process.execPath, ['--eval', ''])).code === 0) {
    tell('The key of its vault is kept in a private gnome-keyring, in a session of its own.');
    return (await withKeyring(process.execPath, [script], process.env, { output: 'inherit' })).code;
  }
  tell('There is no gnome-keyring here that starts, so its vault is sealed under a passphrase.');
  return runDirectly(script, { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' });
}

/** On its usual port, so that accounts of earlier starts still know their provider; on any other if that is taken. */
async function showWindow(): Promise<number> {
  const provider = await startPracticeProvider({ port: usualPort }).catch(() => startPracticeProvider());
  tell(`The practice provider listens at ${provider.issuer}: choose it under “Add an account”.`);
  tell(`Its accounts are kept in ${practiceHome}, apart from your own.`);
  const code = await openWindow(provider, tell);
  await provider.close();
  return code;
}

if (!(await build())) process.exitCode = 1;
else process.exitCode = await (isHeadless() ? demonstrate() : showWindow());
