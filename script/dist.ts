// Packaging. `npm run dist` builds the packages of this system into dist/, with their checksums. It needs Electron's binary
// and, at the first run, electron-builder's own tools, both from github.com; where they cannot be had it says so.
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { build, Platform } from 'electron-builder';
import { runProgram } from '../test/support/run-program.ts';
import { electronBinary } from '../test/support/start/electron-binary.ts';
import { checksums } from './checksums.ts';
import { writeIcons } from './icons.ts';
import { notices } from './notices.ts';

const root = join(import.meta.dirname, '..');
const output = join(root, 'dist');
const resolve = createRequire(import.meta.url).resolve;
const electronPackage: { version: string } = createRequire(import.meta.url)('electron/package.json');
const { env } = process;

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

function giveUp(sentence: string): never {
  say(sentence);
  process.exit(1);
}

/** The folder of Electron's distribution for this system. */
async function electronFolder(): Promise<string> {
  if ((await electronBinary(say)) === undefined) {
    giveUp(
      `No packages were built: they contain Electron ${electronPackage.version}, whose binary is not on this machine and could not be fetched. ` +
        'Run this where https://github.com/electron/electron/releases can be reached, or set ELECTRON_MIRROR to a mirror of it. ' +
        'At the first run electron-builder also fetches its tools from github.com: the AppImage runtime and fpm on Linux, NSIS on Windows. ' +
        'What can be checked without them, the contents of a package and its launchers, is checked by: npm test -- build package',
    );
  }
  return env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(dirname(resolve('electron/package.json')), 'dist');
}

async function buildSources(): Promise<void> {
  const tool = join(dirname(resolve('electron-vite/package.json')), 'bin/electron-vite.js');
  const { code, output: said } = await runProgram(process.execPath, [tool, 'build', '--logLevel', 'warn'], {
    directory: root,
    longest: 10 * 60_000,
  });
  if (code !== 0) giveUp(`No packages were built: the sources could not be.\n${said.trimEnd()}`);
}

/**
 * macOS loads Electron's frameworks into a hardened process only where all is signed by one team. Without a certificate the
 * package is for trying out, and is not hardened.
 */
function withoutCertificate(): boolean {
  return process.platform === 'darwin' && !env['CSC_LINK'] && env['CSC_IDENTITY_AUTO_DISCOVERY'] === 'false';
}

/** What an error says, without the stacks that electron-builder writes into it, and everything once. */
function messageOf(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n');
  const told = lines.map((line) => line.trim()).filter((line) => !/^at |^Error #\d|^-*$/.test(line));
  return [...new Set(told)].join(' ');
}

async function buildPackages(electronDist: string): Promise<readonly string[]> {
  try {
    const files = await build({
      projectDir: root,
      targets: Platform.current().createTarget(),
      publish: 'never',
      config: { electronDist, ...(withoutCertificate() ? { mac: { hardenedRuntime: false } } : {}) },
    });
    // Beside the packages it names lists of blocks, for updates that there are none of.
    return files.filter((path) => !/\.(blockmap|ya?ml)$/.test(path) && statSync(path).isFile());
  } catch (error) {
    giveUp(
      `No packages were built. electron-builder says: ${messageOf(error)}\n` +
        'It fetches its tools from github.com at the first run; where that cannot be reached, ELECTRON_BUILDER_BINARIES_MIRROR names a mirror of them.',
    );
  }
}

const electronDist = await electronFolder();
// Nothing of an earlier build may be taken for a part of this one.
for (const folder of [output, join(root, 'out/main'), join(root, 'out/preload'), join(root, 'out/renderer')])
  rmSync(folder, { recursive: true, force: true });
await buildSources();
writeIcons(join(root, 'out/icons'));
writeFileSync(join(root, 'out/licences.txt'), notices(root));
const packages = await buildPackages(electronDist);
writeFileSync(join(output, 'SHA256SUMS'), await checksums(packages));
for (const path of packages) process.stdout.write(`${path}\n`);
