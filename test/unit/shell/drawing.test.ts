import { describe, expect, it } from 'vitest';
import {
  type Color,
  card,
  circle,
  draw,
  grown,
  type Shape,
  stroke,
  together,
  without,
} from '../../../main/shell/drawing.ts';

const black: Color = [0, 0, 0, 1];
const all: Shape = () => -100;

function painted(shape: Shape, size = 8): Uint8Array {
  return draw(size, 8, [{ shape, color: black }]).pixels;
}

/** How many whole pixels are covered: the sum of all opacities. */
function area(shape: Shape, size = 8): number {
  const pixels = painted(shape, size);
  return pixels.reduce((sum, byte, index) => (index % 4 === 3 ? sum + byte : sum), 0) / 255;
}

function pixel(pixels: Uint8Array, column: number, row: number): readonly number[] {
  return [...pixels.subarray((row * 8 + column) * 4, (row * 8 + column) * 4 + 4)];
}

describe('shapes', () => {
  it('a rectangle between pixels has sharp edges and covers what it measures', () => {
    const pixels = painted(card(2, 1, 6, 7, 0));
    expect(area(card(2, 1, 6, 7, 0))).toBe(24);
    expect(pixel(pixels, 2, 1)).toEqual([0, 0, 0, 255]);
    expect(pixel(pixels, 1, 1)).toEqual([0, 0, 0, 0]);
    expect(pixel(pixels, 6, 1)).toEqual([0, 0, 0, 0]);
  });

  it('an edge within a pixel covers it in part', () => {
    expect(pixel(painted(card(2.5, 1, 6, 7, 0)), 2, 3)).toEqual([0, 0, 0, 128]);
  });

  it.each([
    ['a circle', circle(4, 4, 3), Math.PI * 9],
    ['a card with round corners', card(1, 1, 7, 7, 2), 36 - (4 - Math.PI) * 4],
    ['a stroke with round ends', stroke(2, 4, 6, 4, 2), 8 + Math.PI],
    ['a slanting stroke', stroke(2, 2, 6, 6, 2), 4 * Math.SQRT2 * 2 + Math.PI],
    ['two shapes together', together(card(0, 0, 2, 8, 0), card(6, 0, 8, 8, 0)), 32],
    ['a shape without another', without(card(0, 0, 8, 8, 0), card(2, 2, 6, 6, 0)), 48],
    ['a grown shape', grown(circle(4, 4, 2), 1), Math.PI * 9],
  ])('%s covers what geometry says', (_name, shape, expected) => {
    expect(area(shape, 64) / 64).toBeCloseTo(expected, 0);
  });

  it('is the same in itself at every size', () => {
    const shares = [16, 22, 32, 64].map((size) => area(circle(4, 4, 3), size) / size ** 2);
    for (const share of shares) expect(share).toBeCloseTo((Math.PI * 9) / 64, 2);
  });
});

describe('colours', () => {
  it('cover what is below', () => {
    const layers = [
      { shape: all, color: [200, 0, 0, 1] as const },
      { shape: all, color: [0, 100, 0, 1] as const },
    ];
    expect(pixel(draw(8, 8, layers).pixels, 0, 0)).toEqual([0, 100, 0, 255]);
  });

  it('let what is below shine through', () => {
    const half = (color: readonly [number, number, number]): Color => [...color, 0.5];
    const layers = [
      { shape: all, color: half([200, 0, 0]) },
      { shape: all, color: half([0, 100, 0]) },
    ];
    // 0.5 of the upper and 0.25 of the lower colour, of 0.75 in all.
    expect(pixel(draw(8, 8, layers).pixels, 0, 0)).toEqual([67, 67, 0, 191]);
  });

  it('keep their colour at a soft edge on nothing', () => {
    const edge = [{ shape: card(2.5, 0, 8, 8, 0), color: [200, 100, 50, 1] as const }];
    expect(pixel(draw(8, 8, edge).pixels, 2, 3)).toEqual([200, 100, 50, 128]);
  });

  it('may differ from point to point', () => {
    const fade = [{ shape: all, color: (_x: number, y: number): Color => [y * 10, 0, 0, 1] }];
    expect(pixel(draw(8, 8, fade).pixels, 0, 0)[0]).toBe(5);
    expect(pixel(draw(8, 8, fade).pixels, 0, 7)[0]).toBe(75);
  });
});
