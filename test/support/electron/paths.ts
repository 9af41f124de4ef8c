// Test equipment: the stand-in for Electron. The names and folders that `app` tells.
import { existsSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { argv, cwd, env, execPath, platform } from 'node:process';

interface PackageFile {
  readonly name: string;
  readonly productName: string | undefined;
  readonly version: string;
}

function findAppPath(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const above = dirname(from);
  return above === from ? cwd() : findAppPath(above);
}

/** The folder of the nearest `package.json` above the script that was started. */
export const appPath = findAppPath(dirname(resolve(argv[1] ?? cwd())));

function readPackage(): PackageFile {
  const parsed = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')) as Partial<PackageFile>;
  return {
    name: parsed.name ?? 'electron',
    productName: parsed.productName,
    version: parsed.version ?? '0.0.0',
  };
}

const packageFile = readPackage();
let appName = packageFile.productName ?? packageFile.name;
const chosen = new Map<string, string>();

export const appVersion = packageFile.version;

export function getName(): string {
  return appName;
}

export function setName(name: string): void {
  appName = name;
}

function appData(): string {
  if (platform === 'win32') return env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
}

export function getPath(name: string): string {
  const set = chosen.get(name);
  if (set !== undefined) return set;
  switch (name) {
    case 'home':
      return homedir();
    case 'appData':
      return appData();
    case 'userData':
      return join(getPath('appData'), appName);
    case 'sessionData':
      return getPath('userData');
    case 'logs':
      return join(getPath('userData'), 'logs');
    case 'crashDumps':
      return join(getPath('userData'), 'Crashpad');
    case 'temp':
      return tmpdir();
    case 'exe':
    case 'module':
      return execPath;
    case 'desktop':
    case 'documents':
    case 'downloads':
      return join(homedir(), `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    default:
      throw new Error(`The stand-in for Electron does not implement app.getPath('${name}')`);
  }
}

export function setPath(name: string, path: string): void {
  getPath(name);
  chosen.set(name, path);
}
