// Test equipment: the stand-in for Electron. The `shell` module: opens addresses in the person's browser.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { env, platform } from 'node:process';
import type { Shell } from 'electron';
import { isHeadless } from './chromium.ts';
import { strict } from './strict.ts';

/** The addresses that were to be opened, oldest first. */
export const openedAddresses: string[] = [];

/** The files and folders that were to be opened, oldest first. */
export const openedPaths: string[] = [];

function desktopOpener(): readonly [program: string, ...args: string[]] | undefined {
  // Nobody would see it.
  if (isHeadless()) return undefined;
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}

function start(opener: ReturnType<typeof desktopOpener>, what: string): Promise<void> {
  const [program, ...args] = opener ?? [undefined];
  if (program === undefined) return Promise.resolve();
  const child = spawn(program, [...args, what], { stdio: 'ignore', detached: true });
  child.unref();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', resolve);
  });
}

function openExternal(url: string): Promise<void> {
  openedAddresses.push(url);
  const named = env['BROWSER'];
  return start(named !== undefined && named !== '' ? [named] : desktopOpener(), url);
}

/** Says what went wrong, as Electron does; empty where nothing did. */
function openPath(path: string): Promise<string> {
  openedPaths.push(path);
  if (!existsSync(path)) return Promise.resolve('Failed to open path');
  return start(desktopOpener(), path).then(
    () => '',
    () => 'Failed to open path',
  );
}

export const shell = strict('shell', { openExternal, openPath, beep: () => undefined } satisfies Pick<
  Shell,
  'openExternal' | 'openPath' | 'beep'
>);
