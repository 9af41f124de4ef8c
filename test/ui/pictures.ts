// Development. Makes a picture of every state of the window in both themes: `node test/ui/pictures.ts [folder] [name...]`.
import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { GalleryState } from '../support/gallery/gallery-state.ts';
import { states } from '../support/gallery/states.ts';
import { openGallery, type Theme } from '../support/gallery/window-page.ts';

const themes: readonly Theme[] = ['light', 'dark'];

const [folderName = 'pictures', ...names] = process.argv.slice(2);
const folder = resolve(folderName);
await mkdir(folder, { recursive: true });

const gallery = await openGallery();

async function take(state: GalleryState, theme: Theme): Promise<void> {
  const { page, faults, close } = await gallery.show(state, theme);
  await page.screenshot({ path: join(folder, `${state.name}-${theme}.png`), animations: 'disabled' });
  for (const fault of faults) console.error(`${state.name}, ${theme}: ${fault}`);
  await close();
}

let count = 0;
try {
  for (const state of states) {
    if (names.length > 0 && !names.includes(state.name)) continue;
    for (const theme of themes) {
      try {
        await take(state, theme);
        count += 1;
      } catch (cause) {
        // The others are wanted none the less.
        console.error(`${state.name}, ${theme}: ${String(cause)}`);
        process.exitCode = 1;
      }
    }
  }
} finally {
  await gallery.close();
}
console.log(`${count} pictures are in ${relative(process.cwd(), folder) || folder}`);
