// Benchmark. Sees that what is measured is what the sources say.
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { runProgram } from '../support/run-program.ts';

const root = join(import.meta.dirname, '../..');
const sources = ['{main,preload,renderer}/**/*', 'electron.vite.config.ts', 'package-lock.json'];
const results = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];
const longestMs = 5 * 60_000;

function changedAt(path: string): number {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Builds the application where it was not built yet, or sources have changed since. Throws where that fails. */
export async function buildIfNeeded(): Promise<void> {
  const changed = Math.max(...globSync(sources, { cwd: root }).map(changedAt));
  const built = Math.min(...results.map(changedAt));
  if (built > changed) return;
  console.log(`${built === 0 ? 'Not built yet' : 'Sources have changed'}: building the application first.`);
  const builder = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const { code, output } = await runProgram(process.execPath, [builder, 'build', '--logLevel', 'warn'], {
    directory: root,
    longest: longestMs,
  });
  if (code !== 0) throw new Error(`The application could not be built.\n${output}`);
}
