// Test equipment. A private D-Bus session with a real gnome-keyring, for as long as one command runs.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export interface Ended {
  /** 128 and more: ended by a signal. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const inside = fileURLToPath(new URL('./inside.ts', import.meta.url));

/**
 * Runs a command in a session of its own: private HOME and XDG directories, a D-Bus session bus and an unlocked keyring
 * behind the Secret Service. Everything has ended and is removed when it returns. `environment` is the command's, apart
 * from those directories and the bus.
 */
export async function withKeyring(
  command: string,
  commandArguments: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
  options: { readonly output?: 'capture' | 'inherit' } = {},
): Promise<Ended> {
  const home = mkdtempSync(join(tmpdir(), 'tokendeck-keyring-'));
  const runtime = join(home, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  const output = options.output === 'inherit' ? 'inherit' : 'pipe';
  const env: NodeJS.ProcessEnv = {
    ...environment,
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    // The keyring must not find a display: it would ask there. The command gets it back.
    TEST_KEYRING_DISPLAY: environment['DISPLAY'] ?? '',
  };
  delete env['DISPLAY'];
  delete env['WAYLAND_DISPLAY'];
  delete env['DBUS_SESSION_BUS_ADDRESS'];
  try {
    // The fourth stream is a lifeline: when this process ends in whatever way, it closes, and the session ends too.
    const session = spawn(
      'dbus-run-session',
      ['--', process.execPath, inside, command, ...commandArguments],
      { env, stdio: ['inherit', output, output, 'pipe'] },
    );
    const [stdout, stderr, code] = await Promise.all([
      session.stdout === null ? '' : text(session.stdout),
      session.stderr === null ? '' : text(session.stderr),
      exitCodeOf(session),
    ]);
    return { code, stdout, stderr };
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Resolves with the exit code of a child, 127 where it could not be started. */
export function exitCodeOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 128));
  });
}
