// Main process. Keeps the window's bounds in a small file beside its profile.
import { readFileSync, writeFileSync } from 'node:fs';
import { type Bounds, parseBounds } from './bounds.ts';

/** Undefined where there is no readable file with bounds. */
export function readBounds(path: string): Bounds | undefined {
  try {
    return parseBounds(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A failure is of no consequence: the window opens in its usual size next time. */
export function writeBounds(path: string, { x, y, width, height }: Bounds): void {
  try {
    writeFileSync(path, JSON.stringify({ x, y, width, height }), { mode: 0o600 });
  } catch {
    // See above.
  }
}
