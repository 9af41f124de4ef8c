// `npm run dist` where it cannot do its work, and the sums that it writes.
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { checksums } from '../../script/checksums.ts';
import { runProgram } from '../support/run-program.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const root = join(import.meta.dirname, '../..');

describe('npm run dist', () => {
  it('says plainly what it needs where Electron’s binary cannot be had, and builds nothing', async () => {
    const nowhere = temporaryDirectory();
    const before = existsSync(join(root, 'dist'));
    const { code, output } = await runProgram(process.execPath, [join(root, 'script/dist.ts')], {
      directory: root,
      longest: 25_000,
      env: {
        ...process.env,
        ELECTRON_OVERRIDE_DIST_PATH: join(nowhere, 'none'),
        // Nothing listens at the discard port, and nothing is cached.
        ELECTRON_MIRROR: 'http://127.0.0.1:9/',
        electron_config_cache: nowhere,
      },
    });
    expect(code).toBe(1);
    const [said, ...others] = output.trimEnd().split('\n').slice(-1);
    expect(others).toEqual([]);
    expect(said).toMatch(
      /^No packages were built: they contain Electron \d+\.\d+\.\d+, whose binary is not on/,
    );
    expect(said).toContain('ELECTRON_MIRROR');
    expect(output).not.toMatch(/\n\s+at /);
    expect(existsSync(join(root, 'dist'))).toBe(before);
  });
});

describe('checksums', () => {
  it('are as sha256sum writes them, in the order of names', async () => {
    const folder = temporaryDirectory();
    const files = { 'b.deb': 'second', 'a.AppImage': '', 'c d.zip': 'third' };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const sum = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(await checksums(Object.keys(files).map((name) => join(folder, name)))).toBe(
      `${sum('')}  a.AppImage\n${sum('second')}  b.deb\n${sum('third')}  c d.zip\n`,
    );
  });

  it('fail where a file is missing', async () => {
    await expect(checksums([join(temporaryDirectory(), 'none.deb')])).rejects.toThrow('ENOENT');
  });
});
