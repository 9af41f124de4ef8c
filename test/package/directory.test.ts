// What a package holds, as far as it can be built without Electron's binary: around a placeholder, whose fuses are really
// set.
import { existsSync, globSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import asar from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { packedPackages } from '../../script/notices.ts';
import { buildDirectory, type DirectoryBuild } from '../support/package/directory-build.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const root = join(import.meta.dirname, '../..');
/** Where it could not be compiled, the application asks for a passphrase instead. */
const hasKeytar = existsSync(join(root, 'node_modules/keytar/build/Release/keytar.node'));

/** Every file of the archive fits one of these, and each of these fits a file. */
const allowed: readonly RegExp[] = [
  /^package\.json$/,
  /^LICENSE$/,
  /^out\/main\/(index|cli|packaged)\.js$/,
  /^out\/main\/chunks\/[\w-]+\.js$/,
  /^out\/preload\/index\.cjs$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/assets\/[\w-]+\.(js|css)$/,
  /^node_modules\/(jose|oauth4webapi|qr|undici|keytar)\/package\.json$/,
  /^node_modules\/(jose|oauth4webapi|qr|undici|keytar)\/LICENSE(\.md|-MIT)?$/,
  /^node_modules\/jose\/dist\/webapi\/[\w/-]+\.js$/,
  /^node_modules\/oauth4webapi\/build\/index\.js$/,
  /^node_modules\/qr\/index\.js$/,
  /^node_modules\/undici\/index\.js$/,
  /^node_modules\/undici\/lib\/[\w/-]+\.js$/,
  /^node_modules\/keytar\/lib\/keytar\.js$/,
  /^node_modules\/keytar\/build\/Release\/keytar\.node$/,
];

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
const manifest: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

let built: DirectoryBuild;
let files: readonly string[];

beforeAll(async () => {
  built = await buildDirectory();
  const isFile = (path: string) => !('files' in asar.statFile(built.archive, path));
  files = asar
    .listPackage(built.archive, { isPack: false })
    .filter((path) => isFile(path.slice(1)))
    .map((path) => path.slice(1).replaceAll('\\', '/'));
});
afterAll(() => {
  if (built !== undefined) rmSync(built.folder, { recursive: true, force: true });
});

describe('the archive', () => {
  it('holds no file that is not on the list', () => {
    expect(files.filter((path) => !allowed.some((pattern) => pattern.test(path)))).toEqual([]);
  });

  it('holds something of everything on the list', () => {
    expect(files.length).toBeGreaterThan(100);
    const unmet = allowed.filter((pattern) => !files.some((path) => pattern.test(path)));
    expect(unmet.filter((pattern) => hasKeytar || !pattern.source.includes('keytar\\/'))).toEqual([]);
  });

  it('holds no package but those that the application runs on', () => {
    const packages = new Set(
      files.filter((path) => path.startsWith('node_modules/')).map((path) => path.split('/')[1]),
    );
    const running = [...Object.keys(manifest.dependencies), ...(hasKeytar ? ['keytar'] : [])];
    // zod is in the bundle.
    expect([...packages].sort()).toEqual(running.filter((name) => name !== 'zod').sort());
    expect(Object.keys(manifest.devDependencies).filter((name) => packages.has(name))).toEqual([]);
  });

  it('holds nothing of the tests’ and the demonstration’s code', () => {
    const marks = ['TOKENDECK_HEADLESS', 'oidc-provider', 'playwright', 'TOKENDECK_E2E', 'sourceMappingURL='];
    const ours = files.filter((path) => /^out\/.*\.(c?js|html|css)$/.test(path));
    const found = ours.flatMap((path) => {
      const text = readFileSync(join(built.extracted, path), 'utf8');
      // The name and version of every dependency are in package.json, which the command line's version comes from.
      if (/^out\/main\/chunks\/package-/.test(path)) return [];
      return marks.filter((mark) => text.includes(mark)).map((mark) => `${path}: ${mark}`);
    });
    expect(found).toEqual([]);
  });

  it('tells Electron to start the packages’ entry, and has no scripts', () => {
    const packed: unknown = JSON.parse(readFileSync(join(built.extracted, 'package.json'), 'utf8'));
    expect(packed).toMatchObject({
      main: 'out/main/packaged.js',
      type: 'module',
      desktopName: 'tokendeck.desktop',
      dependencies: manifest.dependencies,
    });
    expect(packed).not.toHaveProperty('scripts');
    expect(packed).not.toHaveProperty('devDependencies');
  });

  it.skipIf(!hasKeytar)('has keytar’s binary outside of it, where the system can load it', () => {
    const binary = 'node_modules/keytar/build/Release/keytar.node';
    expect(asar.statFile(built.archive, join(binary))).toMatchObject({ unpacked: true });
    const beside = join(built.resources, 'app.asar.unpacked', binary);
    expect(readFileSync(beside)).toEqual(readFileSync(join(root, binary)));
  });
});

describe('the executable', () => {
  it.each([
    ['runAsNode', false],
    ['enableNodeOptionsEnvironmentVariable', false],
    ['enableNodeCliInspectArguments', false],
    ['enableCookieEncryption', true],
    ['enableEmbeddedAsarIntegrityValidation', true],
    ['onlyLoadAppFromAsar', true],
    ['grantFileProtocolExtraPrivileges', false],
  ] as const)('has the fuse %s set to %s', async (name, wanted) => {
    expect(built.config.electronFuses?.[name]).toBe(wanted);
    const option = FuseV1Options[(name[0]?.toUpperCase() + name.slice(1)) as keyof typeof FuseV1Options];
    expect(option).toBeTypeOf('number');
    const wire = await getCurrentFuseWire(built.executable);
    // One letter for each fuse in the binary.
    expect(String.fromCharCode(Number(wire[option]))).toBe(wanted ? '1' : '0');
  });

  it('has no other fuse named than those that there are', () => {
    const { resetAdHocDarwinSignature: _, ...fuses } = built.config.electronFuses ?? {};
    const known = Object.keys(FuseV1Options).map((name) => name.toLowerCase());
    expect(Object.keys(fuses).filter((name) => !known.includes(name.toLowerCase()))).toEqual([]);
  });
});

describe('what lies beside the archive', () => {
  it('is keytar, the command, and the licences of others', () => {
    const names = readdirSync(built.resources);
    expect(names.sort()).toEqual(['LICENSES.others.txt', 'app.asar', 'app.asar.unpacked', 'bin']);
  });

  it('holds the licence of each package that the sources import, and of what these depend on', () => {
    const sources = globSync('{main,preload,renderer}/**/*.{ts,tsx}', { cwd: root });
    const imported = sources.flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(/\b(?:from |import\()'([^.'][^']*)'/g)].map(
        ([, name = '']) =>
          name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : (name.split('/')[0] ?? ''),
      ),
    );
    const foreign = new Set(imported.filter((name) => name !== 'electron' && !name.startsWith('node:')));
    expect([...foreign].sort()).toEqual([...packedPackages].sort());

    const text = readFileSync(join(built.resources, 'LICENSES.others.txt'), 'utf8');
    for (const name of [...packedPackages, 'react-aria', 'scheduler']) {
      expect(name === 'keytar' && !hasKeytar ? 'keytar 0' : text).toMatch(new RegExp(`(^|\\n)${name} \\d`));
    }
    expect(text).toContain('Copyright (c) Meta Platforms');
    expect(text).not.toContain('prebuild-install 7');
  });
});
