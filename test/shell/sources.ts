// Test equipment: the project's own files, read as text by tests that prove what is not in them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Path and text of every source file under a folder of the project. */
export function sourcesUnder(folder: string): readonly (readonly [path: string, text: string])[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|tsx|html|css)$/.test(path))
    .map((path) => [join(folder, path), textOf(join(folder, path))] as const);
}
