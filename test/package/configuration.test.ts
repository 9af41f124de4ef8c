// What electron-builder.yml says, as electron-builder itself reads and judges it.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildDirectory, type DirectoryBuild } from '../support/package/directory-build.ts';

vi.setConfig({ hookTimeout: 180_000 });

const root = join(import.meta.dirname, '../..');

let built: DirectoryBuild;
beforeAll(async () => {
  built = await buildDirectory();
});
afterAll(() => {
  if (built !== undefined) rmSync(built.folder, { recursive: true, force: true });
});

describe('the configuration', () => {
  it('is held against electron-builder’s schema, which refuses what it does not know', async () => {
    await expect(buildDirectory({ linux: { targets: ['deb'] } })).rejects.toThrow(
      /does not match the API schema[\s\S]*configuration\.linux/,
    );
    await expect(buildDirectory({ electronFuses: { runAsNode: 'no' } })).rejects.toThrow(
      /configuration\.electronFuses\.runAsNode should be a boolean/,
    );
  });

  it('names the packages of each system', () => {
    const { linux, mac, win } = built.config;
    expect([linux?.target, mac?.target, win?.target]).toEqual([
      ['AppImage', 'deb', 'tar.gz'],
      ['dmg', 'zip'],
      ['nsis', 'portable'],
    ]);
  });

  it('gives packages of one system that have the same ending different names', () => {
    const names = [
      built.config.artifactName,
      built.config.nsis?.artifactName,
      built.config.portable?.artifactName,
    ];
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/\$\{version\}.*\$\{os\}.*\$\{arch\}.*\.\$\{ext\}$/);
  });

  it('names no file that is not there, but the icons, which are drawn first', () => {
    const { linux, mac, win, nsis, deb } = built.config;
    const resources = [linux, mac, win].flatMap((one) => (one?.extraResources ?? []) as { from: string }[]);
    const paths = [
      ...resources.map(({ from }) => from),
      ...(deb?.fpm ?? []).map((mapping) => mapping.split('=')[0]),
      mac?.entitlements,
      mac?.entitlementsInherit,
      nsis?.include,
    ];
    expect(paths).toHaveLength(7);
    expect(paths.filter((path) => typeof path !== 'string' || !existsSync(join(root, path)))).toEqual([]);
    const icons = [linux?.icon, mac?.icon, win?.icon];
    expect(icons).toEqual(['out/icons/linux', 'out/icons/icon.icns', 'out/icons/icon.ico']);
  });

  it('hardens macOS’s process and asks for nothing but compiled code', () => {
    expect(built.config.mac).toMatchObject({ hardenedRuntime: true });
    const entitlements = readFileSync(join(root, built.config.mac?.entitlements ?? ''), 'utf8');
    expect([...entitlements.matchAll(/<key>(.*?)<\/key>/g)].map(([, key]) => key)).toEqual([
      'com.apple.security.cs.allow-jit',
    ]);
  });

  it('publishes nothing, and holds no certificate, password or account', () => {
    expect(built.config.publish).toBeNull();
    const text = readFileSync(join(root, 'electron-builder.yml'), 'utf8').replaceAll(/#.*/g, '');
    expect(text).not.toMatch(/csc|password|certificate|apple_?id|team_?id|notarize|identity/i);
  });

  it('ties the desktop entry to the window', () => {
    const { linux, extraMetadata } = built.config;
    expect(linux?.desktop?.entry).toMatchObject({
      StartupWMClass: 'tokendeck',
      Keywords: expect.stringContaining('OAuth;'),
    });
    expect(extraMetadata).toMatchObject({ desktopName: 'tokendeck.desktop' });
    expect(linux).toMatchObject({ syncDesktopName: true, executableName: 'tokendeck-window' });
  });
});
