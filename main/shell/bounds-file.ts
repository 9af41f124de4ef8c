// Main process. Keeps the window's bounds in a small file beside its profile.
import type { TextFile } from '../core/ports.ts';
import { type Bounds, parseBounds } from './bounds.ts';

/** Undefined where there is no readable file with bounds. */
export function readBounds(file: TextFile): Bounds | undefined {
  const text = file.read();
  return text.ok && text.value !== undefined ? parseBounds(text.value) : undefined;
}

/** A failure is of no consequence: the window opens in its usual size next time. */
export function writeBounds(file: TextFile, { x, y, width, height }: Bounds): void {
  file.write(JSON.stringify({ x, y, width, height }));
}
