// The command `tokendeck` of packages: its launchers, run against a placeholder for Electron that prints its arguments, and
// the packed files, run under Node and over the stand-in.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { version } from '../../package.json' with { type: 'json' };
import { cliEnvironment } from '../flow/command-line/cli-process.ts';
import { launchApp } from '../support/host/host.ts';
import { buildDirectory, type DirectoryBuild } from '../support/package/directory-build.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const root = join(import.meta.dirname, '../..');
const isWindows = process.platform === 'win32';

let built: DirectoryBuild;

beforeAll(async () => {
  built = await buildDirectory();
});
afterAll(() => {
  if (built !== undefined) rmSync(built.folder, { recursive: true, force: true });
});

describe.skipIf(isWindows)('the command `tokendeck` of Linux packages', () => {
  const launcher = () => join(built.resources, 'bin', 'tokendeck');
  const started = (command: string, args: readonly string[], env = {}) =>
    spawnSync(command, args, { encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } });

  it('starts the package’s executable with the person’s arguments as they are, behind all switches', () => {
    const args = ['token', 'my account', '--json', '--', '$HOME', '*', '', '--no-sandbox'];
    const { stdout, status } = started(launcher(), args);
    const lines = stdout.split('\n').slice(0, -1);
    expect(status).toBe(0);
    expect(lines[0]).toBe('--command-line');
    expect(lines.slice(lines.indexOf('--') + 1)).toEqual(args);
    expect(lines.slice(1, lines.indexOf('--'))).toContain('--ozone-platform=headless');
  });

  it('gives on what the command line ends with', () => {
    expect(started(launcher(), ['list'], { PLACEHOLDER_EXIT_CODE: '7' }).status).toBe(7);
  });

  it('works through links, one after the other', () => {
    const folder = temporaryDirectory();
    symlinkSync(launcher(), join(folder, 'first'));
    symlinkSync('first', join(folder, 'tokendeck'));
    expect(started(join(folder, 'tokendeck'), ['list']).stdout).toMatch(
      /^--command-line\n[\s\S]*--\nlist\n$/,
    );
  });

  it('is what the packages’ entry takes for the command line, which then runs from the packed files', () => {
    const entry = pathToFileURL(join(built.extracted, 'out/main/packaged.js')).href;
    const home = temporaryDirectory();
    const run = (...args: readonly string[]): string => {
      const told = started(launcher(), args).stdout.split('\n').slice(0, -1);
      const source = `process.argv = ${JSON.stringify([built.executable, ...told])}; await import(${JSON.stringify(entry)});`;
      return execFileSync(process.execPath, ['--input-type=module', '--eval', source], {
        encoding: 'utf8',
        input: 'a passphrase for this test\n',
        cwd: home,
        env: cliEnvironment({ home }),
      });
    };
    run('init', '--passphrase', '--passphrase-stdin');
    expect(JSON.parse(run('list', '--json', '--passphrase-stdin'))).toEqual([]);
    expect(run('--version')).toContain(version);
  });

  it('is a file of Debian’s package that starts the one above', () => {
    const [mapping = ''] = built.config.deb?.fpm ?? [];
    const [file = '', target] = mapping.split('=');
    expect(target).toBe('/usr/bin/tokendeck');
    expect(readFileSync(join(root, file), 'utf8')).toContain('/opt/Tokendeck/resources/bin/tokendeck "$@"');
    expect(statSync(join(root, file)).mode & 0o111).toBe(0o111);
  });
});

describe.skipIf(isWindows)('the command `tokendeck` of Tokendeck.app', () => {
  it('finds its application through links and hands the arguments on', () => {
    const folder = temporaryDirectory();
    const contents = join(folder, 'My Applications', 'Tokendeck.app', 'Contents');
    execFileSync('mkdir', [
      '-p',
      join(contents, 'MacOS'),
      join(contents, 'Resources', 'bin'),
      join(folder, 'bin'),
    ]);
    const command = join(contents, 'Resources/bin/tokendeck');
    execFileSync('cp', [join(root, 'script/package/mac/tokendeck'), command]);
    writeFileSync(join(contents, 'MacOS/Tokendeck'), '#!/bin/sh\nprintf "%s\\n" "$@"\nexit 5\n');
    chmodSync(join(contents, 'MacOS/Tokendeck'), 0o755);
    symlinkSync(
      '../My Applications/Tokendeck.app/Contents/Resources/bin/tokendeck',
      join(folder, 'bin/tokendeck'),
    );
    for (const path of [command, join(folder, 'bin/tokendeck')]) {
      const { stdout, status } = spawnSync(path, ['token', 'my account'], { encoding: 'utf8' });
      expect(stdout).toBe('--command-line\n--\ntoken\nmy account\n');
      expect(status).toBe(5);
    }
  });
});

it('the packed files open the window, over the stand-in for Electron', async () => {
  const app = await launchApp(
    {
      home: temporaryDirectory(),
      entry: join(built.extracted, 'out/main/packaged.js'),
      env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', BROWSER: 'false' },
    },
    'stand-in',
  );
  try {
    await app.page.waitForSelector('#root > *', { timeout: 30_000 });
  } finally {
    await app.close();
  }
});
