// Test equipment. Packages the built application as far as that goes without Electron's binary: electron-builder's
// directory for Linux, around a placeholder. Nothing is fetched.
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import asar from '@electron/asar';
import { Arch, build, type Configuration, Platform } from 'electron-builder';
import { notices } from '../../../script/notices.ts';
import { makePlaceholderElectron } from './placeholder.ts';

const root = join(import.meta.dirname, '../../..');

/** Where `npm run dist` writes them too, at once, since another test may be reading them. */
function writeLicences(): void {
  const path = join(root, 'out/licences.txt');
  writeFileSync(`${path}.${process.pid}`, notices(root));
  renameSync(`${path}.${process.pid}`, path);
}

export interface DirectoryBuild {
  /** To be removed when it is done with. */
  readonly folder: string;
  /** The configuration as electron-builder has read and judged it. */
  readonly config: Configuration;
  readonly executable: string;
  readonly resources: string;
  readonly archive: string;
  /** The archive's files in a folder, where Node can run them too. */
  readonly extracted: string;
}

/**
 * Builds the directory.
 *
 * @param changes members to put over those of electron-builder.yml
 * @throws what electron-builder throws, so where the configuration does not fit its schema
 */
export async function buildDirectory(changes: object = {}): Promise<DirectoryBuild> {
  if (!existsSync(join(root, 'out/main/packaged.js')))
    throw new Error('There is no built application: run "npm run build" first.');
  writeLicences();
  const folder = mkdtempSync(join(tmpdir(), 'tokendeck-package-'));
  const electronDist = makePlaceholderElectron(join(folder, 'electron'));
  let config: Configuration | undefined;
  await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget('dir', Arch.x64),
    publish: 'never',
    config: {
      electronDist,
      directories: { output: join(folder, 'dist') },
      afterPack: ({ packager }) => {
        config = packager.config;
        return Promise.resolve();
      },
      ...changes,
    },
  }).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  if (config === undefined) throw new Error('electron-builder has packed nothing.');
  const unpacked = join(folder, 'dist', 'linux-unpacked');
  const resources = join(unpacked, 'resources');
  const archive = join(resources, 'app.asar');
  const extracted = join(folder, 'extracted');
  asar.extractAll(archive, extracted);
  return {
    folder,
    config,
    executable: join(unpacked, 'tokendeck-window'),
    resources,
    archive,
    extracted,
  };
}
