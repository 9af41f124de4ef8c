// Pure. Draws the project's icons: shapes as signed distances, painted with soft edges at any size, without a dependency.

/** The distance of a point from a shape's edge, in the shape's units; negative inside. y points down. */
export type Shape = (x: number, y: number) => number;

/** Red, green, blue from 0 to 255, and opacity from 0 to 1. */
export type Color = readonly [red: number, green: number, blue: number, opacity: number];

export interface Layer {
  readonly shape: Shape;
  /** One colour, or one for each point, as in a gradient. */
  readonly color: Color | ((x: number, y: number) => Color);
}

export interface Picture {
  /** Width and height in pixels. */
  readonly size: number;
  /** Four bytes for each pixel, row by row: red, green, blue, opacity (not multiplied in). */
  readonly pixels: Uint8Array;
}

export function circle(centreX: number, centreY: number, radius: number): Shape {
  return (x, y) => Math.hypot(x - centreX, y - centreY) - radius;
}

/** A rectangle with round corners, from its edges. */
export function card(left: number, top: number, right: number, bottom: number, radius: number): Shape {
  const halfWidth = (right - left) / 2 - radius;
  const halfHeight = (bottom - top) / 2 - radius;
  return (x, y) => {
    const beyondX = Math.abs(x - (left + right) / 2) - halfWidth;
    const beyondY = Math.abs(y - (top + bottom) / 2) - halfHeight;
    const outside = Math.hypot(Math.max(beyondX, 0), Math.max(beyondY, 0));
    return outside + Math.min(Math.max(beyondX, beyondY), 0) - radius;
  };
}

/** A straight stroke with round ends. */
export function stroke(fromX: number, fromY: number, toX: number, toY: number, width: number): Shape {
  const [alongX, alongY] = [toX - fromX, toY - fromY];
  const squaredLength = alongX * alongX + alongY * alongY;
  return (x, y) => {
    const share = ((x - fromX) * alongX + (y - fromY) * alongY) / squaredLength;
    const nearest = Math.min(Math.max(share, 0), 1);
    return Math.hypot(x - fromX - alongX * nearest, y - fromY - alongY * nearest) - width / 2;
  };
}

export function together(...shapes: readonly Shape[]): Shape {
  return (x, y) => Math.min(...shapes.map((shape) => shape(x, y)));
}

export function without(shape: Shape, ...taken: readonly Shape[]): Shape {
  return (x, y) => Math.max(shape(x, y), ...taken.map((other) => -other(x, y)));
}

/** The shape with its edge moved outwards, or inwards where `by` is negative. */
export function grown(shape: Shape, by: number): Shape {
  return (x, y) => shape(x, y) - by;
}

/**
 * Paints layers, the first one lowest, on a transparent square.
 *
 * @param size the picture's width and height in pixels
 * @param units the square's width and height in the shapes' units
 */
export function draw(size: number, units: number, layers: readonly Layer[]): Picture {
  const pixels = new Uint8Array(size * size * 4);
  const unit = units / size;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const [x, y] = [(column + 0.5) * unit, (row + 0.5) * unit];
      pixels.set(bytes(colorAt(layers, x, y, unit)), (row * size + column) * 4);
    }
  }
  return { size, pixels };
}

/** How much of a pixel a shape covers, from 0 to 1: its edge is as soft as the pixel is wide. */
function coverage(distance: number, unit: number): number {
  return Math.min(Math.max(0.5 - distance / unit, 0), 1);
}

function colorAt(layers: readonly Layer[], x: number, y: number, unit: number): Color {
  let result: Color = [0, 0, 0, 0];
  for (const { shape, color } of layers) {
    const covered = coverage(shape(x, y), unit);
    if (covered > 0) result = over(typeof color === 'function' ? color(x, y) : color, covered, result);
  }
  return result;
}

/** One colour painted over another (Porter and Duff's "over", with the opacity not multiplied in). */
function over([red, green, blue, opacity]: Color, covered: number, below: Color): Color {
  const upper = opacity * covered;
  const lower = below[3] * (1 - upper);
  const sum = upper + lower;
  if (sum === 0) return below;
  const mix = (one: number, other: number): number => (one * upper + other * lower) / sum;
  return [mix(red, below[0]), mix(green, below[1]), mix(blue, below[2]), sum];
}

function bytes([red, green, blue, opacity]: Color): readonly number[] {
  return [Math.round(red), Math.round(green), Math.round(blue), Math.round(opacity * 255)];
}
