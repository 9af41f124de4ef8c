// Demonstration. Opens the built application for a person, on Electron or over the stand-in, until they close it.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { findChromium } from '../electron/chromium.ts';
import type { PracticeProvider } from '../practice-provider/provider.ts';
import { electronBinary } from './electron-binary.ts';

const root = join(import.meta.dirname, '../../..');

/** Practice accounts stay out of the person's own vault, unless they name one. */
export const practiceHome = process.env['TOKENDECK_HOME'] || join(root, 'practice-home');

function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The person's browser where the system has no way to open an address: Chromium, in its own profile. */
function browserVariable(): Readonly<Record<string, string>> {
  if (process.env['BROWSER'] || process.platform !== 'linux' || isOnPath('xdg-open')) return {};
  const chromium = findChromium();
  if (chromium === undefined) return {};
  // Chromium’s own sandbox does not start for root, as in containers.
  return { BROWSER: process.getuid?.() === 0 ? `"${chromium}" --no-sandbox` : `"${chromium}"` };
}

/**
 * Without a session bus libsecret would start one, with nobody behind it, and wait for an answer. Told the usual place of
 * the bus it finds at once that there is none, and the window offers a passphrase.
 */
function busVariable(): Readonly<Record<string, string>> {
  const { env, platform } = process;
  if (platform !== 'linux' || env['DBUS_SESSION_BUS_ADDRESS']) return {};
  const folder = env['XDG_RUNTIME_DIR'] || `/run/user/${process.getuid?.() ?? 0}`;
  return { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'bus')}` };
}

/** Runs the application with the practice provider among its offers. Returns its exit code. */
export async function openWindow(
  provider: PracticeProvider,
  tell: (sentence: string) => void,
): Promise<number> {
  const electron = await electronBinary(tell);
  if (electron === undefined)
    tell(
      'Electron’s binary is not here and cannot be fetched: the same application opens in a Chromium window instead, over a stand-in for Electron.',
    );
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const [program, args] =
    electron === undefined
      ? [process.execPath, [join(root, 'test/support/electron/run.ts')]]
      : [electron, [...asRoot, root]];
  const child = spawn(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...browserVariable(),
      ...busVariable(),
      TOKENDECK_HOME: practiceHome,
      TOKENDECK_PRACTICE_ISSUER: provider.issuer,
      TOKENDECK_PRACTICE_CLIENT_ID: provider.publicClientId,
    },
  });
  // Ctrl-C reaches the application by itself; this process waits for it to end in its own way.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.once('error', (error) => {
      tell(`The application could not be started: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 0));
  });
}
