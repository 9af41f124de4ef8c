// Main process. Where the window is and was. Pure.

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const smallest = { width: 640, height: 420 } as const;
export const usual = { width: 960, height: 640 } as const;

const furthest = 100_000;

function isCoordinate(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= furthest;
}

/** Bounds from a file's text, or undefined for anything that is not bounds. */
export function parseBounds(text: string): Bounds | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { x, y, width, height } = value as Record<string, unknown>;
  if (!isCoordinate(x) || !isCoordinate(y) || !isCoordinate(width) || !isCoordinate(height)) return undefined;
  return { x, y, width, height };
}

function overlap(aStart: number, aLength: number, bStart: number, bLength: number): number {
  return Math.min(aStart + aLength, bStart + bLength) - Math.max(aStart, bStart);
}

/** How much of the window must be on a screen, in pixels each way, so that it can be grasped. */
const graspable = 64;

/**
 * The bounds to open with: those of last time where they are large enough and still on one of the screens (a screen may
 * have been unplugged), otherwise only a size, and the system chooses the place.
 */
export function boundsToOpen(
  saved: Bounds | undefined,
  screens: readonly Bounds[],
): Bounds | { readonly width: number; readonly height: number } {
  if (saved === undefined) return usual;
  const width = Math.max(saved.width, smallest.width);
  const height = Math.max(saved.height, smallest.height);
  const isReachable = screens.some(
    (screen) =>
      overlap(saved.x, width, screen.x, screen.width) >= graspable &&
      overlap(saved.y, height, screen.y, screen.height) >= graspable,
  );
  return isReachable ? { x: saved.x, y: saved.y, width, height } : usual;
}
