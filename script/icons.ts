// Packaging. Draws the application's icons for packages into out/icons, which git ignores: PNG files for Linux, one .ico
// for Windows, one .icns for macOS. `node script/icons.ts`, or as a part of `npm run dist`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { png } from '../main/shell/png.ts';
import { appIcon, type IconForm } from './app-icon.ts';
import { icns, icnsSizes, ico, type SizedPng } from './icon-files.ts';

/** Those that the icon theme `hicolor` has folders for. */
const linuxSizes = [16, 24, 32, 48, 64, 96, 128, 256, 512];
const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256];

function pictures(form: IconForm, sizes: readonly number[]): readonly SizedPng[] {
  return sizes.map((size) => ({ size, png: png(appIcon(form, size)) }));
}

/** Writes all icons into a folder, which is made: `linux/16x16.png` and so on, `icon.ico`, `icon.icns`. */
export function writeIcons(folder: string): void {
  mkdirSync(join(folder, 'linux'), { recursive: true });
  for (const { size, png: file } of pictures('tile', linuxSizes))
    writeFileSync(join(folder, 'linux', `${size}x${size}.png`), file);
  writeFileSync(join(folder, 'icon.ico'), ico(pictures('tile', windowsSizes)));
  writeFileSync(join(folder, 'icon.icns'), icns(pictures('mac', icnsSizes)));
}

if (import.meta.main) writeIcons(join(import.meta.dirname, '../out/icons'));
