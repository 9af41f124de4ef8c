import { describe, expect, it } from 'vitest';
import { png } from '../../../main/shell/png.ts';
import { readPng } from '../../support/read-png.ts';

describe('a PNG file', () => {
  it.each([1, 2, 3, 16, 65])('of %i pixels gives back every byte', (size) => {
    const pixels = Uint8Array.from(
      { length: size * size * 4 },
      (_, index) => (index * 37 + (index >> 5)) % 256,
    );
    expect(readPng(png({ size, pixels }))).toEqual({ width: size, height: size, pixels });
  });

  it('of even colour is small', () => {
    expect(png({ size: 256, pixels: new Uint8Array(256 * 256 * 4).fill(200) }).length).toBeLessThan(1024);
  });

  it('shows when a byte of it has changed', () => {
    const file = png({ size: 4, pixels: new Uint8Array(64).fill(7) });
    const damaged = Uint8Array.from(file);
    damaged[20] = (damaged[20] ?? 0) ^ 1;
    expect(() => readPng(damaged)).toThrow('IHDR is damaged.');
  });
});
