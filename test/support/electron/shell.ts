// Test equipment: the stand-in for Electron. The `shell` module: opens addresses in the person's browser.
import { spawn } from 'node:child_process';
import { env, platform } from 'node:process';
import type { Shell } from 'electron';
import { isHeadless } from './chromium.ts';
import { strict } from './strict.ts';

/** The addresses that were to be opened, oldest first. */
export const openedAddresses: string[] = [];

function opener(): readonly [program: string, ...args: string[]] | undefined {
  const named = env['BROWSER'];
  if (named !== undefined && named !== '') return [named];
  // Nobody would see it.
  if (isHeadless()) return undefined;
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}

function openExternal(url: string): Promise<void> {
  openedAddresses.push(url);
  const [program, ...args] = opener() ?? [undefined];
  if (program === undefined) return Promise.resolve();
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.unref();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', resolve);
  });
}

export const shell = strict('shell', { openExternal, beep: () => undefined } satisfies Pick<
  Shell,
  'openExternal' | 'beep'
>);
