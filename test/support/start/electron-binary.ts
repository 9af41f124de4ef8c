// Demonstration. Electron's binary: found, or fetched where that can be done without long waiting.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { runProgram } from '../run-program.ts';

const root = join(import.meta.dirname, '../../..');
const packageFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const site = 'https://github.com';

function installed(): string | undefined {
  const note = join(packageFolder, 'path.txt');
  if (!existsSync(note)) return undefined;
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(packageFolder, 'dist');
  const path = join(folder, readFileSync(note, 'utf8').trim());
  return existsSync(path) ? path : undefined;
}

/** Whether it is worth trying to fetch: a mirror or a proxy is set, or the release site answers at once. */
async function canBeFetched(): Promise<boolean> {
  const { env } = process;
  if (env['ELECTRON_MIRROR'] || env['npm_config_electron_mirror'] || env['HTTPS_PROXY']) return true;
  try {
    await fetch(site, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(4000) });
    return true;
  } catch {
    return false;
  }
}

/** The path of Electron's binary, fetched into node_modules where it is missing; undefined where it cannot be had. */
export async function electronBinary(tell: (sentence: string) => void): Promise<string | undefined> {
  const found = installed();
  if (found !== undefined) return found;
  if (!(await canBeFetched())) return undefined;
  tell('Fetching Electron’s binary, for at most five minutes.');
  const script = join(packageFolder, 'install.js');
  await runProgram(process.execPath, [script], { directory: root, longest: 5 * 60_000 });
  return installed();
}
