// Test equipment, run within a private D-Bus session: starts the keyring, runs the command, and ends both.
import { execFileSync, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exitCodeOf } from './keyring.ts';

const [command = '', ...commandArguments] = process.argv.slice(2);

/** D-Bus would start a second keyring if it were asked for one, so it is asked only who is there. */
function keyringIsThere(): boolean {
  const answer = execFileSync('gdbus', [
    ...['call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus'],
    ...['--method', 'org.freedesktop.DBus.NameHasOwner', 'org.freedesktop.secrets'],
  ]);
  return answer.toString().includes('true');
}

/**
 * The keyring notices a change of its file by the second of its last change: what is written in the second in which it
 * made the file is, for a moment, not found by other processes. True from the next second on.
 */
function keyringIsSettled(): boolean {
  const file = join(process.env['XDG_DATA_HOME'] ?? '', 'keyrings', 'login.keyring');
  const made = statSync(file, { throwIfNoEntry: false });
  return made !== undefined && Math.floor(Date.now() / 1000) > Math.floor(made.mtimeMs / 1000);
}

const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
  stdio: ['pipe', 'ignore', 'ignore'],
});
const keyringEnded = exitCodeOf(keyring);
keyring.stdin.end('test password');

const deadline = Date.now() + 15_000;
while (!(keyringIsSettled() && keyringIsThere())) {
  if (Date.now() > deadline || keyring.exitCode !== null) {
    console.error('the keyring did not start');
    keyring.kill('SIGKILL');
    process.exit(70);
  }
  await sleep(50);
}

const { TEST_KEYRING_DISPLAY: display, ...environment } = process.env;
const child = spawn(command, commandArguments, {
  env: { ...environment, ...(display ? { DISPLAY: display } : {}), TEST_KEYRING_PID: String(keyring.pid) },
  stdio: 'inherit',
});

const lifeline = new Socket({ fd: 3 });
lifeline.once('close', () => child.kill('SIGKILL'));
lifeline.on('error', () => lifeline.destroy());
lifeline.resume();

const code = await exitCodeOf(child);
// It may have been stopped by a test.
keyring.kill('SIGCONT');
keyring.kill('SIGKILL');
await keyringEnded;
process.exit(code);
