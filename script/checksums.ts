// Packaging. SHA-256 sums of files, written as `sha256sum --check` reads them.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** One line for each file, in the order of their names, which stand in it without their folders. */
export async function checksums(paths: readonly string[]): Promise<string> {
  const inOrder = [...paths].sort((one, other) => (basename(one) < basename(other) ? -1 : 1));
  const lines: string[] = [];
  for (const path of inOrder) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    lines.push(`${hash.digest('hex')}  ${basename(path)}\n`);
  }
  return lines.join('');
}
