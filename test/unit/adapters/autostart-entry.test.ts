// Tests the autostart entry on a real disk, and its quoting against a reader written from the specification.
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  autostartFolder,
  createAutostartEntry,
  execArgument,
  startedProgram,
} from '../../../main/adapters/autostart-entry.ts';
import { errorCode, okValue } from '../../support/result.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

function entryIn(home = temporaryDirectory(), program = '/opt/Tokendeck/tokendeck-window') {
  const folder = join(home, '.config', 'autostart');
  const path = join(folder, 'tokendeck.desktop');
  return { home, folder, path, entry: createAutostartEntry({ folder, command: [program, '--hidden'] }) };
}

/** The value of `Exec` as a desktop takes it apart: the string's escapes, then the quotes, then the field codes. */
function argumentsOf(text: string): readonly string[] {
  const value = /^Exec=(.*)$/m.exec(text)?.[1] ?? '';
  const escapes: Readonly<Record<string, string>> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' };
  const unescaped = value.replaceAll(/\\(.)/g, (_all, letter: string) => escapes[letter] ?? `?${letter}`);
  const parts = unescaped.match(/"(?:\\[\s\S]|[^"\\])*"|[^\s"]+/g) ?? [];
  return parts.map((part) => {
    const bare = part.startsWith('"') ? part.slice(1, -1).replaceAll(/\\(["`$\\])/g, '$1') : part;
    return bare.replaceAll(/%(.)/g, (_all, code: string) => (code === '%' ? '%' : `<field ${code}>`));
  });
}

test('there is none at first, and switching off what is not there is a success', () => {
  const { home, entry } = entryIn();
  expect(entry.isOn()).toBe(false);
  okValue(entry.set(false));
  expect(readdirSync(home)).toEqual([]);
});

test('switched on it starts the program with its arguments; switched off it is gone', () => {
  const { folder, path, entry } = entryIn();
  okValue(entry.set(true));
  expect(entry.isOn()).toBe(true);
  const text = readFileSync(path, 'utf8');
  expect(text.split('\n').slice(0, 3)).toEqual(['[Desktop Entry]', 'Type=Application', 'Name=Tokendeck']);
  expect(text).toContain('\nExec=/opt/Tokendeck/tokendeck-window --hidden\n');
  okValue(entry.set(false));
  expect(entry.isOn()).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

test('a program that was moved is named anew', () => {
  const { home, path, entry } = entryIn();
  okValue(entry.set(true));
  okValue(entryIn(home, '/home/ada/New place/Tokendeck.AppImage').entry.set(true));
  expect(argumentsOf(readFileSync(path, 'utf8'))).toEqual([
    '/home/ada/New place/Tokendeck.AppImage',
    '--hidden',
  ]);
});

test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false', 'Hidden = true '])(
  'an entry with %j counts as off',
  (line) => {
    const { path, entry } = entryIn();
    okValue(entry.set(true));
    writeFileSync(path, `${readFileSync(path, 'utf8')}${line}\n`);
    expect(entry.isOn()).toBe(false);
    okValue(entry.set(true));
    expect(entry.isOn()).toBe(true);
  },
);

describe('an entry of somebody else', () => {
  test.each([
    ['of the same name', '[Desktop Entry]\nType=Application\nExec=other\n'],
    ['that is empty', ''],
    ['that is huge', `${'#'.repeat(70_000)}\nX-Tokendeck-Autostart=true\n`],
  ])('%s is neither overwritten nor removed', (_what, text) => {
    const { folder, path, entry } = entryIn();
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, text);
    expect(entry.isOn()).toBe(false);
    expect(entry.set(true)).toMatchObject({
      error: { code: 'file_unusable', detail: `${path} (it was not made by Tokendeck)` },
    });
    okValue(entry.set(false));
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test.skipIf(process.platform === 'win32')('that is a link is left alone', () => {
    const { home, folder, path, entry } = entryIn();
    const other = join(home, 'other.desktop');
    okValue(entry.set(true));
    writeFileSync(other, readFileSync(path));
    okValue(entry.set(false));
    mkdirSync(folder, { recursive: true });
    symlinkSync(other, path);
    expect(entry.isOn()).toBe(false);
    expect(errorCode(entry.set(true))).toBe('file_unusable');
    expect(errorCode(entry.set(false))).toBe('file_unusable');
    expect(existsSync(other)).toBe(true);
  });
});

test('a folder that cannot be made is an error, not an exception', () => {
  const { home, entry } = entryIn();
  writeFileSync(join(home, '.config'), '');
  expect(entry.isOn()).toBe(false);
  expect(errorCode(entry.set(true))).toBe('file_unusable');
});

test('a program with an equals sign in its path cannot be named, and nothing is written', () => {
  const { home, entry } = entryIn(temporaryDirectory(), '/opt/a=b/tokendeck');
  expect(errorCode(entry.set(true))).toBe('file_unusable');
  expect(readdirSync(home)).toEqual([]);
});

test.each([
  '/usr/bin/tokendeck-window',
  '/home/ada lovelace/Tokendeck.AppImage',
  '/opt/100%/%f/%%u',
  '/opt/"quoted"/it\'s',
  '/opt/back\\slash\\n',
  '/opt/$HOME/`id`/$(id)',
  '/opt/a;b&c|d>e<f*g?h#i~j(k)',
  '/opt/größe/日本語',
  '/opt/two\nlines\tand a tab\r',
  '',
])('the argument %j comes back as it was', (argument) => {
  const written = `Exec=/bin/true ${execArgument(argument)} --hidden`;
  expect(written).not.toMatch(/[\n\r\t]/);
  expect(argumentsOf(written)).toEqual(['/bin/true', argument, '--hidden']);
});

test.each([
  [{}, '/opt/it', '/opt/it'],
  [{ APPIMAGE: '/home/a/T.AppImage', APPDIR: '/tmp/.mount_T' }, '/tmp/.mount_T/it', '/home/a/T.AppImage'],
  [{ APPIMAGE: '/home/a/Editor.AppImage', APPDIR: '/tmp/.mount_E' }, '/opt/it', '/opt/it'],
  [
    { APPIMAGE: '/home/a/Editor.AppImage', APPDIR: '/tmp/.mount_T' },
    '/tmp/.mount_Tx/it',
    '/tmp/.mount_Tx/it',
  ],
  [{ APPIMAGE: 'T.AppImage', APPDIR: '/tmp/.mount_T' }, '/tmp/.mount_T/it', '/tmp/.mount_T/it'],
  [{ APPIMAGE: '/home/a/T.AppImage' }, '/opt/it', '/opt/it'],
])('with %j, %s is started as %s', (env, executable, program) => {
  expect(startedProgram(env, executable)).toBe(program);
});

test.each([
  [{}, '/home/a/.config/autostart'],
  [{ XDG_CONFIG_HOME: '/elsewhere' }, '/elsewhere/autostart'],
  [{ XDG_CONFIG_HOME: 'relative' }, '/home/a/.config/autostart'],
  [{ XDG_CONFIG_HOME: '' }, '/home/a/.config/autostart'],
])('with %j the folder is %s', (env, folder) => {
  expect(autostartFolder(env, '/home/a')).toBe(folder);
});
