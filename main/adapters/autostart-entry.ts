// Main process. Starting at login on Linux desktops: an entry in the autostart folder (Desktop Application Autostart
// Specification). Only an entry that was written here is ever changed or removed.
import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import { posix } from 'node:path';
import { appError } from '../core/errors.ts';
import type { LoginItem } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { attemptSystem, syncDirectory } from './vault-file.ts';
import { readRegular, replaceFile } from './whole-file.ts';

export interface AutostartParts {
  /** `$XDG_CONFIG_HOME/autostart`. */
  readonly folder: string;
  /** The program's absolute path, and its arguments. */
  readonly command: readonly [program: string, ...args: string[]];
}

const fileName = 'tokendeck.desktop';
const largestFile = 64 * 1024;
const ownMark = 'X-Tokendeck-Autostart=true';

/** `$XDG_CONFIG_HOME` or `~/.config`; a relative path there is ignored (XDG Base Directory Specification). */
export function autostartFolder(env: Readonly<Record<string, string | undefined>>, home: string): string {
  const chosen = env['XDG_CONFIG_HOME'];
  const config = chosen !== undefined && posix.isAbsolute(chosen) ? chosen : posix.join(home, '.config');
  return posix.join(config, 'autostart');
}

/**
 * The file to start: within an AppImage, the image and not what it has unpacked. The variables of another AppImage that
 * has started this program are not believed.
 */
export function startedProgram(
  env: Readonly<Record<string, string | undefined>>,
  executable: string,
): string {
  const { APPIMAGE: image, APPDIR: unpacked } = env;
  if (image === undefined || unpacked === undefined || !posix.isAbsolute(image)) return executable;
  return executable.startsWith(`${posix.resolve(unpacked)}/`) ? image : executable;
}

/** One argument of the `Exec` key (Desktop Entry Specification, section "The Exec key"). */
export function execArgument(argument: string): string {
  const plain = argument.replaceAll('%', '%%');
  if (/^[\w@+:,./%-]+$/.test(plain)) return plain;
  const quoted = `"${plain.replaceAll(/["`$\\]/g, '\\$&')}"`;
  // The value is a string, whose own escapes are undone first (section "Possible value types").
  return quoted
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r');
}

/** Off is also an entry that the person has switched off. Switching on writes it as it has to be now. */
export function createAutostartEntry({ folder, command }: AutostartParts): LoginItem {
  const path = posix.join(folder, fileName);
  const unusable = (why: string) => fail(appError('file_unusable', { detail: `${path} (${why})` }));

  /** The lines of the entry; undefined where there is none. Throws system errors. */
  function lines(): readonly string[] | undefined {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
    return readRegular(path, largestFile)?.text.split(/\r?\n/) ?? [];
  }

  function write(present: readonly string[] | undefined): Result<void> {
    const text = entryText(command);
    if (text === undefined)
      return unusable('no desktop entry can name a program with an equals sign in its path');
    if (present?.join('\n') === text) return ok();
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    replaceFile(path, text);
    return ok();
  }

  return {
    isOn() {
      const present = attemptSystem(lines, () => undefined) ?? [];
      return present.includes(ownMark) && !present.some(isSwitchedOff);
    },
    set(on) {
      return attemptSystem<Result<void>>(() => {
        const present = lines();
        const isOurs = present?.includes(ownMark) ?? true;
        if (on) return isOurs ? write(present) : unusable('it was not made by Tokendeck');
        if (present === undefined || !isOurs) return ok();
        rmSync(path, { force: true });
        syncDirectory(folder);
        return ok();
      }, unusable);
    },
  };
}

/** What desktops write into an entry to switch it off. */
function isSwitchedOff(line: string): boolean {
  return /^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/.test(line);
}

/** Undefined for a program that `Exec` cannot name. */
function entryText([program, ...args]: AutostartParts['command']): string | undefined {
  if (program.includes('=')) return undefined;
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Tokendeck',
    'Comment=Keeps valid access tokens at hand',
    `Exec=${[program, ...args].map(execArgument).join(' ')}`,
    'Terminal=false',
    'StartupNotify=false',
    ownMark,
    '',
  ].join('\n');
}
